// SPDX-License-Identifier: EUPL-1.2
/* When something is open: weekly hours, less closures and, if the lab keeps them, public holidays. */
#ifndef HOURS_H
#define HOURS_H

#include "app/work.h"
#include "db/booking.h"
#include "db/hours.h"

enum { MOST_OPENINGS = 64, MOST_CLOSURES = 64 };

/* The hours of one resource, read once, asked often. */
struct hours {
	int count, closure_count;
	struct opening list[MOST_OPENINGS];
	struct closure closures[MOST_CLOSURES]; /* those that have not ended */
	bool keeps_holidays;
	enum language language;
};

void hours_read(struct work *work, int64_t resource, struct hours *hours);

/* The hours of all resources in three statements, for pages that show many. */
struct all_hours {
	int count, closure_count;
	struct opening *list;
	struct closure *closures; /* one for each resource that it closes */
	bool keeps_holidays;
	enum language language;
};
void hours_read_all(struct work *work, struct all_hours *all);
void hours_pick(const struct all_hours *all, int64_t resource, struct hours *hours);

bool hours_cover(const struct hours *hours, int64_t from, int64_t until); /* open all of [from, until) */
int64_t hours_open_until(const struct hours *hours, int64_t instant); /* without a break; 0: it is closed then */
int64_t hours_open_next(const struct hours *hours, int64_t instant, int days); /* from there on; 0: not in those days */
/* Why it is closed at some time in [from, until): a closure's reason or a holiday's name; NULL: it is simply not open. */
const char *hours_closed_by(const struct hours *hours, int64_t from, int64_t until);
/* The earliest and the latest minute at which any day is open; false: never open. */
bool hours_span(const struct hours *hours, int *from_minute, int *until_minute);

/* ---- what staff do ---- */

int opening_list(struct work *work, struct opening *list, int most);
int closure_list_since(struct work *work, int64_t since, struct closure *list, int most); /* that had not ended then */
int closure_list(struct work *work, struct closure *list, int most); /* that have not ended */

void opening_add(struct work *work, const struct opening *opening); /* adds SLOT_BACKWARDS */
void opening_remove(struct work *work, int64_t opening);             /* adds NO_SUCH_PAGE */

/* The bookings to come that a closure would hit. */
int closure_affected(struct work *work, const struct closure *closure, struct booking *list, int most);
/* Closes, and cancels whatever it hits, days of workshops, too; their owners are told why. At most 1,000 bookings at once. */
void closure_add(struct work *work, struct closure *closure);
/* Every event of an iCalendar file as a closure of the lab; bookings stay, staff look after those. Says how many were new;
 * -1 and *why: it is no calendar. */
int closure_import(struct work *work, const char *ics, size_t size, const char **why);
void closure_remove(struct work *work, int64_t closure);

bool setting_is_on(struct work *work, const char *name, bool otherwise);
void setting_turn(struct work *work, const char *name, bool on);

#endif
