// SPDX-License-Identifier: EUPL-1.2
/*
 * Recurring bookings: "every Tuesday 10:00 to 11:30 until July, not in the holidays". Each date is a booking of its own
 * and passes the same rules and the same claim; one that does not leaves out that date and never the series. All of a
 * series happens in one work.
 */
#ifndef SERIES_H
#define SERIES_H

#include "app/booking.h"
#include "app/recurrence.h"
#include "db/series.h"

struct series_wish {
	struct wish wish;    /* from and until are those of the first date */
	const char *repeat;  /* see app/recurrence.h */
	enum weeks weeks;
	bool skip_holidays;
	const int *days;     /* local days that were chosen; NULL: all that can be booked */
	int day_count;
};

/* One date of a series, as it is or would be. */
struct occurrence {
	int day;              /* local day on which it begins */
	int64_t from, until;
	/* free taken closed holiday rule: a date without a booking; changed kept: after a change; else the booking's status */
	const char *result;
	const struct said *reasons; /* why it cannot be booked or changed */
	const char *holiday;  /* its name, or NULL */
	const char *clock;    /* forward: the clock jumps over this time, so it begins at the jump; back: it comes twice, so
	                         the first time counts; NULL on all other days */
	int64_t cents;        /* what it costs */
	const char *ref;      /* of its booking, or NULL */
	bool can_add;         /* it was left out and could be booked now */
};

struct dates {
	int count;
	bool is_cut;          /* the rule gives more than MOST_DATES */
	struct occurrence list[MOST_DATES];
};

/* Judges each date by itself and books nothing. */
void series_preview(struct work *work, const struct series_wish *wish, struct dates *dates);

/* Books what can be booked of what was chosen; the others are kept as left out. Adds NO_DATES and the reasons of all if
 * there is none, and BAD_REPEAT. */
void series_make(struct work *work, const struct series_wish *wish, struct series *series);

bool series_find(struct work *work, const char *ref, struct series *series); /* adds NO_SUCH_SERIES */
int series_list(struct work *work, struct series *list, int most); /* of work->person, the newest first */

/* Its bookings and what was left out, in order; what was left out is judged anew. */
void series_dates(struct work *work, const struct series *series, struct dates *dates);

/* Books a date that was left out, on a holiday, too; day 0: all that are free. Adds why not if none could be. */
void series_add(struct work *work, const struct series *series, int day);

/* Which of its dates: one of them by the ref of its booking, that and what follows, or all; ref may be NULL with all.
 * What has begun already stays as it is. */
struct scope_of_dates {
	enum { THIS_DATE, FOLLOWING_DATES, ALL_DATES } which;
	const char *booking;
};
void series_cancel(struct work *work, const struct series *series, const struct scope_of_dates *scope);

/* Moves them as if [from, until) were the new time of scope->booking, or of the first that is to come: by as many days,
 * to the same time on the wall clock. What cannot be moved is kept as it was, and told in dates. What follows a date in
 * the midst becomes a series of its own; series is then that one. Adds the reasons of all if none can be moved. */
void series_change(struct work *work, struct series *series, const struct scope_of_dates *scope,
	const struct wish *times, struct dates *dates);

#endif
