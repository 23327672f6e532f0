// SPDX-License-Identifier: EUPL-1.2
#include "app/holiday.h"

#include "app/base/time.h"
#include "app/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static int day(const char *text)
{
	int local_day = 0;
	assert_true(date_parse(text, &local_day));
	return local_day;
}

static void repentance_day_is_the_wednesday_before_23_november(void **state)
{
	(void)state;
	static const char *const vectors[] = { "2024-11-20", "2025-11-19", "2026-11-18", "2027-11-17",
		"2028-11-22", "2029-11-21", "2034-11-22" };

	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		assert_string_equal(holiday_public(day(vectors[i]), GERMAN), "Buß- und Bettag");
		assert_null(holiday_public(day(vectors[i]) - 7, GERMAN));
		assert_null(holiday_public(day(vectors[i]) + 7, GERMAN));
	}
}

static void feasts_move_with_easter(void **state)
{
	(void)state;
	assert_int_equal(easter_of(2026), day("2026-04-05"));
	assert_int_equal(easter_of(2027), day("2027-03-28"));
	assert_int_equal(easter_of(1961), day("1961-04-02"));
	assert_int_equal(easter_of(2038), day("2038-04-25")); /* the latest there can be */
	assert_int_equal(easter_of(2285), day("2285-03-22")); /* the earliest */
	assert_string_equal(holiday_public(day("2027-03-26"), GERMAN), "Karfreitag");
	assert_string_equal(holiday_public(day("2027-05-06"), ENGLISH), "Ascension Day");
	assert_string_equal(holiday_public(day("2027-05-17"), GERMAN), "Pfingstmontag");
	assert_null(holiday_public(day("2027-05-27"), GERMAN)); /* no Corpus Christi in Zwönitz */
}

static void saxony_has_eleven_public_holidays_in_any_year(void **state)
{
	(void)state;
	for (int year = 1995; year < 2100; year++) {
		int count = 0, first = day_of((struct date){ year, 1, 1 });
		int next = day_of((struct date){ year + 1, 1, 1 });
		for (int d = first; d < next; d++)
			count += holiday_public(d, GERMAN) != NULL;
		/* 1 May and Ascension fall on one day in 2008, the only time in this span */
		assert_int_equal(count, year == 2008 ? 10 : 11);
	}
}

static void a_calendar_of_school_holidays_is_read_by_days(void **state)
{
	(void)state;
	static const char ics[] =
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
		"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Herbstferien\\, Sachsen\r\n"
		"DTSTART;VALUE=DATE:20261012\r\nDTEND;VALUE=DATE:20261025\r\nEND:VEVENT\r\n"
		"BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Unterrichtsfrei\r\n"
		"DTSTART;VALUE=DATE:20270507\r\nEND:VEVENT\r\n"
		"BEGIN:VEVENT\r\nUID:3\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Falsch herum\r\n"
		"DTSTART;VALUE=DATE:20270507\r\nDTEND;VALUE=DATE:20270401\r\nEND:VEVENT\r\n"
		"END:VCALENDAR\r\n";
	struct arena arena = { 0 };
	struct calendar_day *days;
	const char *why;

	assert_int_equal(calendar_days(&arena, ics, sizeof ics - 1, &days, &why), 2);
	assert_string_equal(days[0].summary, "Herbstferien, Sachsen");
	assert_int_equal(days[0].first_day, day("2026-10-12"));
	assert_int_equal(days[0].last_day, day("2026-10-24"));
	assert_int_equal(days[1].last_day, day("2027-05-07"));
	assert_int_equal(calendar_days(&arena, "hello", 5, &days, &why), -1);
	assert_non_null(why);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(repentance_day_is_the_wednesday_before_23_november),
		cmocka_unit_test(feasts_move_with_easter),
		cmocka_unit_test(saxony_has_eleven_public_holidays_in_any_year),
		cmocka_unit_test(a_calendar_of_school_holidays_is_read_by_days),
	};

	zone_set("Europe/Berlin");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
