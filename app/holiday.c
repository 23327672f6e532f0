// SPDX-License-Identifier: EUPL-1.2
#include "app/holiday.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/calendar.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"

#include <stddef.h>

/* The anonymous Gregorian algorithm (Nature, 1876; Meeus, Astronomical Algorithms, chapter 8). */
int easter_of(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return day_of((struct date){ year, n / 31, n % 31 + 1 });
}

static const struct {
	int month, day;  /* fixed; month 0: that many days after Easter */
	const char *name[LANGUAGES];
} holidays[] = {
	{ 1, 1, { "Neujahr", "New Year's Day" } },
	{ 0, -2, { "Karfreitag", "Good Friday" } },
	{ 0, 1, { "Ostermontag", "Easter Monday" } },
	{ 5, 1, { "Tag der Arbeit", "Labour Day" } },
	{ 0, 39, { "Christi Himmelfahrt", "Ascension Day" } },
	{ 0, 50, { "Pfingstmontag", "Whit Monday" } },
	{ 10, 3, { "Tag der Deutschen Einheit", "German Unity Day" } },
	{ 10, 31, { "Reformationstag", "Reformation Day" } },
	{ 12, 25, { "1. Weihnachtstag", "Christmas Day" } },
	{ 12, 26, { "2. Weihnachtstag", "Boxing Day" } },
};

/* The Wednesday before 23 November. */
static bool is_repentance_day(int local_day, const struct date *date)
{
	return date->month == 11 && date->day >= 16 && date->day <= 22 && weekday_of(local_day) == 3;
}

const char *holiday_public(int local_day, enum language language)
{
	static const char *const repentance[LANGUAGES] = { "Buß- und Bettag", "Repentance Day" };
	struct date date = date_of(local_day);
	int after_easter = local_day - easter_of(date.year);

	if (is_repentance_day(local_day, &date))
		return repentance[language];
	for (size_t i = 0; i < sizeof holidays / sizeof *holidays; i++)
		if (holidays[i].month ? holidays[i].month == date.month && holidays[i].day == date.day
				      : holidays[i].day == after_easter)
			return holidays[i].name[language];
	return NULL;
}

const char *holiday_on(struct work *work, int local_day, int64_t organisation)
{
	const char *name = holiday_public(local_day, work->language);

	return name ? name : db_holiday_on(work->db, local_day, organisation);
}

void holiday_add(struct work *work, const struct holiday *holiday)
{
	if (holiday->last_day < holiday->first_day)
		reason_add(work, SLOT_BACKWARDS, "until");
	if (!*holiday->name)
		reason_add(work, MISSING_FIELD, "name");
	if (work->reasons)
		return;
	if (db_holiday_add(work->db, holiday))
		audit(work, "holiday.add", 0, holiday->name);
	work_touch(work, SCOPE_LAB);
}

void holiday_remove(struct work *work, int64_t holiday)
{
	struct node *kept = document_new(&work->arena);
	struct holiday was;
	bool was_there = db_holiday_remove(work->db, holiday, &was);

	if (!audit_removed(work, was_there, "holiday.remove", holiday))
		return;
	put_number(kept, "organisation", was.organisation);
	put_number(kept, "first", was.first_day);
	put_number(kept, "last", was.last_day);
	put_text(kept, "name", was.name);
	undo_offer(work, "holiday", kept);
}

int holiday_list(struct work *work, int from_day, struct holiday *list, int most)
{
	return db_holidays(work->db, from_day, list, most);
}

/* What a file says is kept only if it can be shown. */
static bool take_event(struct work *work, const struct calendar_day *event)
{
	struct holiday holiday = { .first_day = event->first_day, .last_day = event->last_day,
		.name = text_trim(&work->arena, event->summary) };

	return *holiday.name && db_holiday_add(work->db, &holiday);
}

int holiday_import(struct work *work, const char *ics, size_t size, const char **why)
{
	struct calendar_day *events = NULL;
	int count = calendar_days(&work->arena, ics, size, &events, why), added = 0;

	for (int i = 0; i < count; i++)
		added += take_event(work, &events[i]);
	if (added)
		audit(work, "holiday.import", added, NULL);
	work_touch(work, SCOPE_LAB);
	return count < 0 ? -1 : added;
}
