// SPDX-License-Identifier: EUPL-1.2
/* How workshops and their seats look in documents. */
#ifndef WORKSHOPS_H
#define WORKSHOPS_H

#include "app/presence.h"
#include "app/seat.h"
#include "web/request.h"

const char *workshop_href(struct arena *arena, int64_t id, const char *ending);
const char *seat_href(struct arena *arena, const char *ref, const char *ending);

/* id, title, status, times, place, seats …; no names. */
void put_workshop(struct request *rq, struct node *to, const struct workshop *workshop);
void put_workshop_days(struct request *rq, struct node *to, int64_t workshop);
/* "workshops": those of whose days these bookings are, how many seats are taken, and what falls out if the bookings go. */
void put_workshops_hit(struct request *rq, struct node *to, const struct booking *bookings, int count);
/* A flag is_STATE for each of them, which end with NULL: true for this one. */
void put_states(struct request *rq, struct node *to, const char *const *states, const char *status);
/* The workshops of a local day, each with its seats and who of them came; staff. */
void put_rolls(struct request *rq, int day);
/* One day of the list of many workshops: for / and /today and displays. */
void put_workshop_day(struct request *rq, struct node *to, const struct workshop_day *day);

/* A registration: for its owner and staff. */
void put_seat(struct request *rq, struct node *to, const struct seat *seat);
/* What the page to sign up offers, and what was typed. */
void put_sign_up(struct request *rq, const struct workshop *workshop);

#endif
