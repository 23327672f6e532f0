// SPDX-License-Identifier: EUPL-1.2
/*
 * iCalendar (RFC 5545, RFC 7986): what a booking looks like in somebody's calendar. The only file
 * that knows libical.
 */
#ifndef CALENDAR_H
#define CALENDAR_H

#include "app/base/arena.h"
#include "app/base/buffer.h"
#include "app/reason.h"

#include <stdint.h>

enum event_kind { EVENT_BOOKING, EVENT_SEAT, EVENT_WORKSHOP };
enum event_status { EVENT_TENTATIVE, EVENT_CONFIRMED, EVENT_CANCELLED };

struct event {
	enum event_kind kind;
	int64_t id;               /* of the booking, the seat or the workshop's day, and so for life */
	int64_t day;              /* of a seat: which of the workshop's */
	const char *installation; /* what tells this lab from others: [a-z0-9.-], at most 64 */
	int64_t sequence;         /* one more with each change; Google ignores what has not grown */
	int64_t updated;          /* when it last changed; DTSTAMP too: equal events, equal bytes */
	int64_t starts, ends;
	enum event_status status;
	enum language language; /* of the owner */
	const char *resource;   /* its name; of seat and workshop the title */
	const char *location;   /* may be NULL */
	const char *ref; /* NULL: of a workshop */
	const char *url; /* of the booking, seat or workshop; left out unless it is http(s) and without white space */
};

enum audience { AUDIENCE_OWN, AUDIENCE_BUSY, AUDIENCES };

/* One VEVENT an audience, without the VCALENDAR around it: folded, CRLF. Busy names nobody. */
void calendar_event(struct arena *arena, const struct event *event, char *text[static AUDIENCES]);

/* What stands before and after the events of a feed or of one file. zone is an IANA name. */
void calendar_head(struct buffer *to, const char *name, const char *zone);
void calendar_tail(struct buffer *to);

/* The local days of a recurrence rule that app/recurrence.c has judged, from first_day to last_day, ascending, at most
 * most; -1: libical does not take it. Days only: there is no time that a zone could shift. */
int calendar_recur(const char *rule, int first_day, int last_day, int *days, int most);

/* An event of somebody else's calendar, by the days of the lab's that it touches. */
struct calendar_day {
	const char *summary;
	int first_day, last_day; /* local days; last_day is within */
};

enum { MOST_ICS = 1 << 20, MOST_CALENDAR_DAYS = 2000 };

/* Reads the events of an iCalendar file; recurring ones once. The list lives in the arena. -1, and a static sentence in
 * *why: it is none, or too much. */
int calendar_days(struct arena *arena, const char *ics, size_t size, struct calendar_day **days, const char **why);

#endif
