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

enum event_status { EVENT_TENTATIVE, EVENT_CONFIRMED, EVENT_CANCELLED };

struct event {
	int64_t id;               /* of the booking, and so for life */
	const char *installation; /* what tells this lab from others: [a-z0-9.-], at most 64 */
	int64_t sequence;         /* one more with each change; Google ignores what has not grown */
	int64_t updated;          /* when it last changed; DTSTAMP too: equal events, equal bytes */
	int64_t starts, ends;
	enum event_status status;
	enum language language; /* of the owner */
	const char *resource;   /* its name */
	const char *location;   /* may be NULL */
	const char *ref;
	const char *url; /* of the booking; left out unless it is http(s) and without white space */
};

enum audience { AUDIENCE_OWN, AUDIENCE_BUSY, AUDIENCES };

/* One VEVENT an audience, without the VCALENDAR around it: folded, CRLF. Busy names nobody. */
void calendar_event(struct arena *arena, const struct event *event, char *text[static AUDIENCES]);

/* What stands before and after the events of a feed or of one file. zone is an IANA name. */
void calendar_head(struct buffer *to, const char *name, const char *zone);
void calendar_tail(struct buffer *to);

#endif
