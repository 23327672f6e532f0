// SPDX-License-Identifier: EUPL-1.2
/* How much the lab is used: booked and worked time by week, by hour of the week and by resource. Nobody's name. */
#ifndef USAGE_H
#define USAGE_H

#include "app/resource.h"
#include "app/work.h"
#include "db/usage.h"

enum { MOST_WEEKS = 107, WEEKDAYS = 7, HOURS = 24 };

/* Of one resource, one kind, or all; local days, the last one within. */
struct usage_wish {
	int first_day, last_day;
	const char *kind, *slug; /* "": any */
};

/* Seconds, added up over resources: three machines in one hour are three hours. */
struct amount {
	int64_t booked;
	int64_t used; /* of those with a plug */
};

struct resource_use {
	const struct resource *resource;
	bool has_plug;
	int64_t measured_since;
	struct amount amount;
	struct tally tally;
};

struct usage {
	int64_t from, until;
	int first_monday, week_count;
	struct amount weeks[MOST_WEEKS];
	struct amount hours[WEEKDAYS][HOURS]; /* [0] is Monday; of the wall clock */
	int days[WEEKDAYS];                /* how many Mondays, Tuesdays … there are in the period */
	int count;
	struct resource_use list[MOST_RESOURCES]; /* in the order of their positions */
	struct amount total, measured;               /* of all; of those with a plug, since it speaks */
	struct tally tally;
};

/* Adds SLOT_BACKWARDS, NO_SUCH_RESOURCE, and LONG_PERIOD for more than two years. */
void usage_read(struct work *work, const struct usage_wish *wish, struct usage *usage);

#endif
