// SPDX-License-Identifier: EUPL-1.2
/* What the files of seats share; nobody else includes it. */
#ifndef SEAT_INSIDE_H
#define SEAT_INSIDE_H

#include "app/seat.h"

bool seat_is(const struct seat *seat, const char *status);
bool seat_is_school(const struct seat *seat);
/* Adds NO_SUCH_SEAT, or NOT_CHANGEABLE once the workshop has begun or the seat is given up. */
bool seat_find_live(struct work *work, const char *ref, struct seat *seat);

/* What is asked of whoever signs up; they add the reasons. */
void seat_check_workshop(struct work *work, const struct workshop *workshop);
void seat_check_person(struct work *work, const struct workshop *workshop, const struct seat *seat);
void seat_check_count(struct work *work, const struct workshop *workshop, const struct seat *seat);

/* Keeps what has changed, for which its sequence counts on. */
void seat_store(struct work *work, struct seat *seat);
/* Passes, calendar, audit, and a message unless it is NULL; passes of a seat that is not booked are void. */
void seat_follow_up(struct work *work, const struct seat *seat, const struct workshop *workshop, const char *verb,
	const char *message);
/* Another status, with all that follows; what was taken and is no more is given back. */
void seat_settle(struct work *work, struct seat *seat, const char *status, const char *verb, const char *message);
/* The same, and what it gives back is offered to others. */
void seat_give_up(struct work *work, struct seat *seat, const char *status, const char *verb, const char *message);

#endif
