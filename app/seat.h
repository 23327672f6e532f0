// SPDX-License-Identifier: EUPL-1.2
/*
 * Seats in workshops: one for a person, or as many as a class needs, of which the lab knows a name like 7b and how many
 * pupils, but never theirs. Who finds no room waits; what becomes free is offered to whoever has waited longest among
 * those whom it suffices, for a while. A group is never torn apart.
 */
#ifndef SEAT_H
#define SEAT_H

#include "app/pass.h"
#include "app/workshop.h"
#include "db/booking.h"
#include "db/seat.h"

enum {
	MOST_ALONE = 5,      /* seats for who comes without an organisation */
	MOST_CLASS = 20,     /* letters of a class's name */
	MOST_GRADE = 13,
	SEAT_OFFER_LASTS = 24 * 3600,  /* an offer is open for so long at most, */
	SEAT_OFFER_BEFORE = 2 * 3600,  /* ends so long before the workshop, */
	SEAT_OFFER_LEAST = 15 * 60,    /* but there is always so much time to answer */
};

struct seat_wish {
	int64_t workshop;
	int64_t count;            /* how many seats */
	const char *organisation; /* slug, "": for oneself */
	const char *person;       /* staff: the address of whom it is for; "": oneself */
	const char *class_name, *teacher; /* of a school; "" */
	int64_t grade;            /* 0: nobody says */
	bool wait;                /* if there is no room: waits */
};

/* Takes the seats, or, if the wish says so, waits for them. */
void seat_sign_up(struct work *work, const struct seat_wish *wish, struct seat *seat);
/* Adds NO_SUCH_SEAT for whatever is not one's own, unless one is staff. */
bool seat_find(struct work *work, const char *ref, struct seat *seat);
int seat_list_mine(struct work *work, struct seat *list, int most);
int seat_list(struct work *work, int64_t workshop, const char *status, struct seat *list, int most); /* for staff */

void seat_accept(struct work *work, const char *ref, struct seat *seat);
void seat_cancel(struct work *work, const char *ref, struct seat *seat); /* also leaves the waiting list, or declines */
/* Other numbers: count, and of a class its name, grade and teacher. Passes of seats that stay, stay. */
void seat_change(struct work *work, const char *ref, const struct seat_wish *wish, struct seat *seat);
/* To another date of the same workshop, all together. */
void seat_move(struct work *work, const char *ref, int64_t workshop, struct seat *seat);
/* Who sits there, of who is no class: names[i] is of seat i + 1, "": nobody says. */
void seat_name(struct work *work, const char *ref, const char *const *names, int count, struct seat *seat);
int seat_names(struct work *work, int64_t seat, struct seat_name *list, int most);

bool seat_is_class(const struct seat *seat);
bool seat_is_live(const struct seat *seat);  /* waiting, offered or booked */
bool seat_is_changeable(const struct work *work, const struct seat *seat); /* and the workshop has not begun */

/* Its passes of a day, in the order of their number. */
int seat_passes(struct work *work, int64_t seat, int64_t day, struct pass *list, int most);
void seat_events(struct work *work, int64_t seat, struct buffer *to);
/* What a feed shows beside bookings; place is the seat and day where it has got to. */
bool feed_seats(struct work *work, int64_t person, struct feed_place *place, int most, struct buffer *to);

/* For workshop.c: offers what is free; lets all that have seats or wait follow a change (renewed: with new codes) or a
 * cancellation, and tells them; message NULL: nothing. */
void seats_offer(struct work *work, int64_t workshop);
void seats_follow(struct work *work, const struct workshop *workshop, bool renewed, const char *message);
void seats_call_off(struct work *work, const struct workshop *workshop, const char *message);

/* For privacy.c: gives back whatever a person has that is still to come. */
void seats_leave(struct work *work, int64_t person);

/* Timers' jobs: offers lapse, waiting ends when the workshop begins. */
int seat_lapse(struct work *work, int most);
int seat_remind(struct work *work, int most); /* of each day, a day ahead */

#endif
