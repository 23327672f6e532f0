// SPDX-License-Identifier: EUPL-1.2
#include "app/recurrence.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_INTERVAL = 999, MOST_COUNT = 9999, MOST_YEARS_DAYS = 3660 };

enum { DAILY = 1, WEEKLY = 2, MONTHLY = 4, YEARLY = 8, ANY = 15 };

/* Which part may stand beside which FREQ. Fewer than the standard's: with BYMONTHDAY beside DAILY a rule can say "30
 * February", and with BYSETPOS beside YEARLY "the 300th Monday": libical would look for them until the year 2582. */
static const struct {
	const char *name;
	int beside;
	const char *letters; /* of its value */
} parts[] = {
	{ "FREQ", ANY, "ADEHIKLMNOTRWY" },
	{ "INTERVAL", ANY, "0123456789" },
	{ "COUNT", ANY, "0123456789" },
	{ "UNTIL", ANY, "0123456789TZ" },
	{ "BYDAY", DAILY | WEEKLY | MONTHLY, "AEFHMORSTUW,+-0123456789" },
	{ "BYMONTHDAY", MONTHLY | YEARLY, "0123456789,+-" },
	{ "BYMONTH", YEARLY, "0123456789," },
	{ "BYSETPOS", MONTHLY, "0123456789,+-" },
	{ "WKST", WEEKLY, "AEFHMORSTUW" },
};

enum { FREQ, INTERVAL, COUNT, UNTIL, BYDAY, PARTS = sizeof parts / sizeof *parts };

/* A rule taken apart: the values by their place in the table; NULL: not said. */
struct rule {
	char text[MOST_RULE + 1];
	const char *value[PARTS];
};

static int part_named(const char *name)
{
	for (int i = 0; i < PARTS; i++)
		if (!strcmp(parts[i].name, name))
			return i;
	return -1;
}

/* False: a part that is unknown, empty, repeated, or has letters that it cannot have. */
static bool take_part(struct rule *rule, char *part)
{
	char *equals = strchr(part, '=');

	if (!equals)
		return false;
	*equals++ = 0;
	int i = part_named(part);
	if (i < 0 || rule->value[i] || !*equals || equals[strspn(equals, parts[i].letters)])
		return false;
	rule->value[i] = equals;
	return true;
}

static bool take_apart(struct rule *rule, const char *text)
{
	char *rest = rule->text;

	if (strlen(text) > MOST_RULE)
		return false;
	strcpy(rule->text, text);
	while (rest) {
		char *part = rest;
		rest = strchr(part, ';');
		if (rest)
			*rest++ = 0;
		if (!take_part(rule, part))
			return false;
	}
	return true;
}

static int frequency_of(const char *value)
{
	static const char *const names[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };

	for (int i = 0; value && i < 4; i++)
		if (!strcmp(names[i], value))
			return 1 << i;
	return 0;
}

static bool is_within(const char *value, int64_t most)
{
	int64_t number;

	return !value || (text_number(value, &number) && number >= 1 && number <= most);
}

/* Every seventh day is the same weekday, and the others are looked for in vain. */
static bool is_by_week(const char *interval)
{
	int64_t number = 1;

	return interval && text_number(interval, &number) && number % 7 == 0;
}

static bool is_ours(const struct rule *rule)
{
	int frequency = frequency_of(rule->value[FREQ]);
	const char *days = rule->value[BYDAY];

	if (!frequency || (rule->value[COUNT] && rule->value[UNTIL]))
		return false;
	for (int i = 0; i < PARTS; i++)
		if (rule->value[i] && !(parts[i].beside & frequency))
			return false;
	if (days && frequency < MONTHLY && days[strcspn(days, "+-0123456789")])
		return false; /* the second Tuesday of a week is none */
	if (days && frequency == DAILY && is_by_week(rule->value[INTERVAL]))
		return false;
	return is_within(rule->value[INTERVAL], MOST_INTERVAL) && is_within(rule->value[COUNT], MOST_COUNT);
}

/* 20270701, 20270701T090000 or 20270701T070000Z as the last local day on which from_minute is not later. */
static bool read_until(const char *text, int from_minute, int *last_day)
{
	char date[TIME_TEXT], time[TIME_TEXT];
	int64_t instant;
	size_t size = strlen(text);

	if (size < 8)
		return false;
	snprintf(date, sizeof date, "%.4s-%.2s-%.2s", text, text + 4, text + 6);
	if (size == 8)
		return date_parse(date, last_day);
	if ((size != 15 && size != 16) || text[8] != 'T' || (size == 16 && text[15] != 'Z'))
		return false;
	snprintf(time, sizeof time, "%.10sT%.2s:%.2s:%.2sZ", date, text + 9, text + 11, text + 13);
	if (!time_parse(time, &instant))
		return false;
	int64_t wall = size == 16 ? zone_day(instant) * INT64_C(1440) + zone_minute(instant) : instant / 60;
	*last_day = (int)(wall / 1440) - (wall % 1440 < from_minute);
	return true;
}

/* The rule without UNTIL: libical compares that with a time that we do not have. */
static const char *put_together(const struct rule *rule, char text[static MOST_RULE + 1])
{
	size_t size = 0;

	for (int i = 0; i < PARTS; i++)
		if (i != UNTIL && rule->value[i])
			size += (size_t)snprintf(text + size, MOST_RULE + 1 - size, "%s%s=%s", size ? ";" : "",
				parts[i].name, rule->value[i]);
	return text;
}

static bool is_in_week(enum weeks weeks, int day)
{
	return weeks == WEEKS_ALL || week_of(day) % 2 == (weeks == WEEKS_ODD);
}

int recurrence_days(const struct recurrence *r, int days[static MOST_DATES], bool *is_cut)
{
	int all[2 * MOST_DATES + 1], n = 0, last = r->last_day;
	char text[MOST_RULE + 1];
	struct rule rule = { 0 };

	*is_cut = false;
	if (!take_apart(&rule, r->rule) || !is_ours(&rule))
		return -1;
	if (rule.value[UNTIL] && !read_until(rule.value[UNTIL], r->from_minute, &last))
		return -1;
	if (rule.value[COUNT] || last > r->first_day + MOST_YEARS_DAYS)
		last = r->first_day + MOST_YEARS_DAYS;
	int count = calendar_recur(put_together(&rule, text), r->first_day, last, all, 2 * MOST_DATES + 1);
	for (int i = 0; i < count; i++) {
		if (!is_in_week(r->weeks, all[i]))
			continue;
		*is_cut = n == MOST_DATES;
		if (*is_cut)
			return n;
		days[n++] = all[i];
	}
	return count < 0 ? -1 : n;
}
