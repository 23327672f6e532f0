// SPDX-License-Identifier: EUPL-1.2
/*
 * On which local days a series falls: a recurrence rule (RFC 5545 section 3.3.10) that is expanded on days, never on
 * instants, so that nothing shifts when the clocks change; and odd or even weeks, which that standard cannot say.
 */
#ifndef RECURRENCE_H
#define RECURRENCE_H

#include <stdbool.h>

enum { MOST_DATES = 200, MOST_RULE = 200 };

enum weeks { WEEKS_ALL, WEEKS_ODD, WEEKS_EVEN }; /* by their number in ISO 8601; week 53 and week 1 are both odd */

struct recurrence {
	const char *rule; /* "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270701" */
	enum weeks weeks; /* of the days that the rule gives, so COUNT counts both kinds */
	int first_day, from_minute; /* where it begins, on the wall clock */
	int last_day;     /* the end of a rule that has neither COUNT nor UNTIL */
};

/*
 * The days, ascending; how many, or -1 for a rule that is none or that we do not take. We take FREQ from DAILY to
 * YEARLY, INTERVAL, COUNT or UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST, where the standard allows them and
 * the search for the next day ends soon. UNTIL is a date of the lab's calendar; with a time, in UTC or not, it ends the day before unless
 * from_minute has come by then. is_cut: the rule has more than MOST_DATES.
 */
int recurrence_days(const struct recurrence *recurrence, int days[static MOST_DATES], bool *is_cut);

#endif
