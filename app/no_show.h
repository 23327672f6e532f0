// SPDX-License-Identifier: EUPL-1.2
/*
 * Bookings to which nobody came. A scan, a machine that works or staff are witness that somebody did; without one the
 * time is free for others after the resource's grace. The owner may object, and staff decide.
 */
#ifndef NO_SHOW_H
#define NO_SHOW_H

#include "app/booking.h"

enum { MOST_OBJECTION = 1000, RECORD_SPAN = 365 * 24 * 3600 };

/* A timer's job. */
int no_show_release(struct work *work, int most);

/* Staff saw somebody. */
void no_show_came(struct work *work, const char *ref, struct booking *booking);
/* At that time, of which a scanner without the lab tells later; 0: now. */
void no_show_came_at(struct work *work, const char *ref, int64_t at, struct booking *booking);

/* Takes that back: nobody came yet, and awaited is when that is decided (0: never). */
void no_show_not_came(struct work *work, const char *ref, int64_t awaited);
void no_show_object(struct work *work, const char *ref, const char *text, struct booking *booking);
bool no_show_may_object(const struct work *work, const struct booking *booking);
int no_show_objections(struct work *work, struct booking *list, int most);
/* Accepted, it is a booking as any other: what is left of it, if nobody else has it by now; else it counts as done. */
void no_show_decide(struct work *work, const char *ref, bool accept, const char *why, struct booking *booking);

/* Late cancellations and no-shows of the last RECORD_SPAN, for staff. */
struct record no_show_record(struct work *work, int64_t person);

#endif
