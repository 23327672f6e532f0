// SPDX-License-Identifier: EUPL-1.2
/*
 * Workshops: an event with so many seats on one day or several. Each day books its place as anybody does, by the same
 * claims, so a workshop and a booking never meet. Which dates are the same workshop again, a series says.
 */
#ifndef WORKSHOP_H
#define WORKSHOP_H

#include "app/work.h"
#include "db/booking.h"
#include "db/workshop.h"

enum {
	MOST_WORKSHOPS = 200, MOST_WORKSHOP_DAYS = 12, MOST_SERIES = 26, MOST_SEATS = 200,
	MOST_TITLE = 120, MOST_ABOUT = 4000, MOST_WHY = 500,
};

extern const char *const workshop_kinds[]; /* who may sign up: kinds of organisations, and citizen; ends with NULL */

/* What staff ask for. */
struct workshop_wish {
	const char *title, *title_en, *about, *about_en;
	const char *place; /* slug of the resource that each day books */
	int day_count;
	struct {
		int64_t from, until;
	} days[MOST_WORKSHOP_DAYS]; /* in any order */
	int64_t capacity, minimum, cents;
	int64_t opens, closes; /* 0: at once; with the first day */
	unsigned kinds;        /* bits 1 << index in workshop_kinds; none: everybody */
	bool override;         /* set aside the rules of the house that were shown to be broken: opening hours, people */
	int weeks;             /* so many times more, a week later each */
	int64_t series;        /* a workshop that this is another date of; 0: none */
};

/* Staff; they add the reasons, those of a booking of the place among them. */
void workshop_make(struct work *work, const struct workshop_wish *wish, struct workshop *workshop);
/* Whoever has seats is told what is new, and gets new passes if times or place are. */
void workshop_change(struct work *work, int64_t id, const struct workshop_wish *wish, struct workshop *workshop);
void workshop_cancel(struct work *work, int64_t id, const char *why);

/* What those of these bookings that are of workshops mean for them, were they to go. */
struct workshop_hit {
	struct workshop workshop;
	int days; /* so many fall out, */
	bool all; /* and nothing is left of it */
};
int workshops_hit(struct work *work, const struct booking *bookings, int count, struct workshop_hit *list, int most);
/* The place is closed: those days fall out, or all is called off; whoever has seats or waits is told why. */
void workshops_close(struct work *work, const struct booking *bookings, int count, const char *why);

bool workshop_find(struct work *work, int64_t id, struct workshop *workshop); /* adds NO_SUCH_WORKSHOP */
int workshop_list(struct work *work, struct workshop *list, int most);        /* those that are not over */
/* Other dates of the same to come, open ones only. */
int workshop_others(struct work *work, const struct workshop *workshop, struct workshop *list, int most);
bool workshop_is_for(struct work *work, const struct workshop *workshop, const char *kind);

int workshop_days(struct work *work, int64_t workshop, struct workshop_day *list, int most);
/* What is on in [from, until), of all workshops that are not cancelled: for / and /today and displays. */
int workshop_days_in(struct work *work, int64_t from, int64_t until, struct workshop_day *list, int most);
const char *workshop_title(const struct work *work, const char *german, const char *english); /* in work->language */

/* The word for it now: cancelled, over, running, soon (registration has not begun), closed (it has ended), full, open. */
const char *workshop_status(const struct workshop *workshop, int64_t now);

/* The public calendar, page by page; place is the begin and day where it has got to, all means nothing. */
bool feed_workshops(struct work *work, int64_t all, struct feed_place *place, int most, struct buffer *to);

/* A timer's job: registration has ended, and with too few seats booked it is cancelled. */
int workshop_decide(struct work *work, int most);

#endif
