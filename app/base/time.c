// SPDX-License-Identifier: EUPL-1.2
#include "app/base/time.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	MINUTE = 60, HOUR = 3600, DAY = 24 * HOUR,
	EPOCH_FROM_MARCH_0000 = 719468,
	STEP = 14 * DAY, /* no zone changes its offset twice in two weeks */
	STEPS = 100 * 365 / 14,
	MOST_CHANGES = 255,
};

static const int64_t TABLE_FROM = 946684800; /* 2000-01-01T00:00Z */

/* Set at start, only read afterwards. The system's own answer about an offset takes a lock and half a microsecond,
 * and a week's timetable needs a thousand: so those of a century are known here. */
static struct {
	int64_t ahead; /* what --clock added to the system's clock */
	int steps, count;
	uint8_t at[STEPS]; /* which change holds when the step begins */
	struct change {
		int64_t since, offset;
	} changes[MOST_CHANGES + 1]; /* and one that never comes */
} here;

int64_t clock_now(void)
{
	return time(NULL) + here.ahead;
}

void clock_start(int64_t instant)
{
	here.ahead = instant - time(NULL);
}

/* Days from civil and back: proleptic Gregorian, years begin in March so that the leap day comes last. */
int day_of(struct date date)
{
	int year = date.year - (date.month <= 2);
	int era = (year >= 0 ? year : year - 399) / 400;
	int of_era = year - era * 400;
	int of_year = (153 * ((date.month + 9) % 12) + 2) / 5 + date.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
		- EPOCH_FROM_MARCH_0000;
}

struct date date_of(int day)
{
	day += EPOCH_FROM_MARCH_0000;
	int era = (day >= 0 ? day : day - 146096) / 146097;
	int of_era = day - era * 146097;
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int month = (5 * of_year + 2) / 153;
	struct date date = { .year = year + era * 400, .month = month < 10 ? month + 3 : month - 9,
		.day = of_year - (153 * month + 2) / 5 + 1 };

	date.year += date.month <= 2;
	return date;
}

int weekday_of(int day)
{
	int from_thursday = (day % 7 + 7) % 7; /* 1970-01-01 was one */
	return (from_thursday + 3) % 7 + 1;
}

int week_of(int day)
{
	int thursday = day - weekday_of(day) + 4; /* a week belongs to the year of its Thursday */
	struct date first = { .year = date_of(thursday).year, .month = 1, .day = 1 };

	return (thursday - day_of(first)) / 7 + 1;
}

static int64_t ask_system(int64_t instant)
{
	time_t at = (time_t)instant;
	struct tm tm;

	if (!localtime_r(&at, &tm))
		return 0;
	struct date date = { tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
	int64_t wall = ((day_of(date) * INT64_C(24) + tm.tm_hour) * 60 + tm.tm_min) * 60 + tm.tm_sec;
	return wall - instant;
}

static int64_t offset_at(int64_t instant)
{
	int64_t step = (instant - TABLE_FROM) / STEP;

	if (instant < TABLE_FROM || step >= here.steps)
		return ask_system(instant);
	const struct change *change = &here.changes[here.at[step]];
	return change[change[1].since <= instant].offset;
}

/* The wall clock at that instant, as seconds since 1970 if the zone were UTC. */
static int64_t wall(int64_t instant)
{
	return instant + offset_at(instant);
}

/* The first instant with another offset than early has; late is one. */
static int64_t change_between(int64_t early, int64_t late)
{
	int64_t offset = offset_at(early);

	while (late - early > 1) {
		int64_t middle = early + (late - early) / 2;
		if (offset_at(middle) == offset)
			early = middle;
		else
			late = middle;
	}
	return late;
}

static void note_change(int64_t since)
{
	here.changes[here.count++] = (struct change){ since, ask_system(since) };
}

static void fill_table(void)
{
	here.steps = here.count = 0; /* while it is not there, offset_at asks the system */
	note_change(TABLE_FROM);
	for (int64_t at = TABLE_FROM; here.steps < STEPS && here.count < MOST_CHANGES; at += STEP) {
		int holds = here.count - 1;
		if (ask_system(at + STEP) != here.changes[holds].offset)
			note_change(change_between(at, at + STEP));
		here.at[here.steps++] = (uint8_t)holds;
	}
	here.changes[here.count].since = INT64_MAX;
}

bool zone_set(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
	if (strstr(name, "..") || access(path, R_OK) != 0)
		return false;
	setenv("TZ", name, 1);
	tzset();
	fill_table();
	return true;
}

const char *zone_name(void)
{
	const char *name = getenv("TZ");

	return name ? name : "UTC";
}

int64_t zone_instant(int local_day, int local_minute)
{
	int64_t wanted = (local_day * INT64_C(1440) + local_minute) * MINUTE;
	int64_t before = offset_at(wanted - DAY), after = offset_at(wanted + DAY);

	/* Of two instants that show this time, the one with the larger offset is the earlier. */
	int64_t early = wanted - (before > after ? before : after);
	int64_t late = wanted - (before > after ? after : before);
	if (wall(early) == wanted)
		return early;
	if (wall(late) == wanted)
		return late;
	return change_between(early, late); /* the clock never shows it: it jumps over it */
}

static int day_at(int64_t wall)
{
	return (int)(wall >= 0 ? wall / DAY : -((-wall + DAY - 1) / DAY));
}

int zone_day(int64_t instant)
{
	return day_at(wall(instant));
}

int zone_minute(int64_t instant)
{
	int64_t at = wall(instant);

	return (int)((at - day_at(at) * (int64_t)DAY) / MINUTE);
}

bool zone_is_twice(int64_t instant)
{
	int64_t at = wall(instant);
	int64_t other = at - offset_at(instant - 12 * HOUR), later = at - offset_at(instant + 12 * HOUR);

	return (other != instant && wall(other) == at) || (later != instant && wall(later) == at);
}

/* 0 to 99. By hand, as half the bytes of an answer are times: snprintf takes ten times as long. */
static char *print_two(char *to, int number)
{
	to[0] = (char)('0' + number / 10);
	to[1] = (char)('0' + number % 10);
	return to + 2;
}

static char *print_next(char *to, char separator, int number)
{
	*to = separator;
	return print_two(to + 1, number);
}

static char *print_day(char *to, int day)
{
	struct date date = date_of(day);

	to = print_two(to, date.year / 100 % 100);
	to = print_two(to, date.year % 100);
	to = print_next(to, '-', date.month);
	return print_next(to, '-', date.day);
}

void time_print(int64_t instant, char text[static TIME_TEXT])
{
	int64_t at = wall(instant);
	int day = day_at(at), minutes = (int)((at - instant) / MINUTE);
	int second = (int)(at - day * (int64_t)DAY);

	text = print_day(text, day);
	text = print_next(text, 'T', second / HOUR);
	text = print_next(text, ':', second / MINUTE % 60);
	text = print_next(text, ':', second % 60);
	text = print_next(text, minutes < 0 ? '-' : '+', abs(minutes) / 60);
	text = print_next(text, ':', abs(minutes) % 60);
	*text = 0;
}

void utc_print(int64_t instant, char text[static TIME_TEXT])
{
	int day = day_at(instant), second = (int)(instant - day * (int64_t)DAY);
	struct date date = date_of(day);

	text = print_two(text, date.year / 100 % 100);
	text = print_two(text, date.year % 100);
	text = print_two(text, date.month);
	text = print_two(text, date.day);
	text = print_next(text, 'T', second / HOUR);
	text = print_two(text, second / MINUTE % 60);
	text = print_two(text, second % 60);
	memcpy(text, "Z", 2);
}

void date_print(int local_day, char text[static TIME_TEXT])
{
	*print_day(text, local_day) = 0;
}

/* Exactly count digits; -1 if they are not. */
static int digits(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + text[i] - '0';
	}
	return number;
}

static bool date_read(const char *text, int *local_day)
{
	struct date date = { .year = digits(text, 4) };

	if (date.year < 1 || text[4] != '-')
		return false;
	date.month = digits(text + 5, 2);
	if (date.month < 1 || date.month > 12 || text[7] != '-')
		return false;
	date.day = digits(text + 8, 2);
	if (date.day < 1 || date.day > 31)
		return false;
	*local_day = day_of(date);
	return date_of(*local_day).day == date.day; /* no 30 February */
}

bool date_parse(const char *text, int *local_day)
{
	return strlen(text) == 10 && date_read(text, local_day);
}

bool clock_parse(const char *text, int *local_minute)
{
	if (strlen(text) != 5 || text[2] != ':')
		return false;
	int hour = digits(text, 2), minute = digits(text + 3, 2);
	*local_minute = hour * 60 + minute;
	return hour >= 0 && minute >= 0 && minute < 60 && *local_minute <= 1440;
}

/* Z, +hh:mm or -hh:mm, and nothing behind. */
static bool offset_read(const char *text, int *seconds)
{
	*seconds = 0;
	if (*text == 'Z' || *text == 'z')
		return !text[1];
	int hour = *text == '+' || *text == '-' ? digits(text + 1, 2) : -1;
	if (hour < 0 || hour > 23 || text[3] != ':')
		return false;
	int minute = digits(text + 4, 2);
	if (minute < 0 || minute > 59 || text[6])
		return false;
	*seconds = (hour * HOUR + minute * MINUTE) * (*text == '-' ? -1 : 1);
	return true;
}

bool time_parse(const char *text, int64_t *instant)
{
	int day, offset;
	size_t length = strlen(text);

	if (length < 20 || length > 40 || !date_read(text, &day) || !strchr("Tt ", text[10]))
		return false;
	int hour = digits(text + 11, 2), minute = digits(text + 14, 2), second = digits(text + 17, 2);
	if (text[13] != ':' || text[16] != ':' || hour < 0 || hour > 23 || minute < 0 ||
	    minute > 59 || second < 0 || second > 60)
		return false;
	text += 19;
	if (*text == '.')
		text += 1 + strspn(text + 1, "0123456789");
	if (!offset_read(text, &offset))
		return false;
	*instant = ((day * INT64_C(24) + hour) * 60 + minute) * 60 + second - offset;
	return true;
}
