// SPDX-License-Identifier: EUPL-1.2
/*
 * Instants are int64 seconds UTC. A local day is a date of the lab's calendar as days since 1970-01-01, a local minute
 * counts from that day's midnight on the wall clock. Nobody adds 86,400: a day may have 23 or 25 hours.
 */
#ifndef TIME_H
#define TIME_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum { TIME_TEXT = 32 }; /* room for any instant printed here */

struct date {
	int year, month, day; /* month 1 to 12, day 1 to 31 */
};

/* What the program takes for now: the system's clock, or the one that started at clock_start's instant. */
int64_t clock_now(void);
void clock_start(int64_t instant);

/* The lab's time zone, an IANA name, once at start; false if this system does not know it. */
bool zone_set(const char *name);
const char *zone_name(void);

/* The first instant at which the wall clock shows that minute of that day. When clocks go forward over it, the instant
 * of the jump; when they go back, the earlier of the two. Minutes may exceed a day: 1440 is the next midnight. */
int64_t zone_instant(int local_day, int local_minute);
int zone_day(int64_t instant);
int zone_minute(int64_t instant);
bool zone_is_twice(int64_t instant); /* the wall clock shows this time a second time that day, or did before */

int day_of(struct date date); /* days since 1970-01-01 in the Gregorian calendar */
struct date date_of(int day);
int weekday_of(int day); /* 1 Monday to 7 Sunday, ISO 8601 */
int week_of(int day);    /* ISO 8601 week number, 1 to 53 */

/* RFC 3339 with the lab's offset: 2026-11-23T14:00:00+01:00 */
void time_print(int64_t instant, char text[static TIME_TEXT]);
bool time_parse(const char *text, int64_t *instant); /* needs an offset or Z; fractions are cut off */
void utc_print(int64_t instant, char text[static TIME_TEXT]); /* 20261123T130000Z, as iCalendar writes it */
void date_print(int local_day, char text[static TIME_TEXT]); /* 2026-11-23 */
bool date_parse(const char *text, int *local_day);
bool clock_parse(const char *text, int *local_minute); /* 14:00; 24:00 is allowed */

#endif
