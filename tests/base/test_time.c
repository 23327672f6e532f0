// SPDX-License-Identifier: EUPL-1.2
#include "app/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static int64_t at(const char *text)
{
	int64_t instant = 0;
	assert_true(time_parse(text, &instant));
	return instant;
}

static int day(const char *text)
{
	int local_day = 0;
	assert_true(date_parse(text, &local_day));
	return local_day;
}

static void eight_o_clock_stays_eight_across_both_changes(void **state)
{
	(void)state;
	assert_int_equal(zone_instant(day("2026-10-24"), 480), at("2026-10-24T08:00:00+02:00"));
	assert_int_equal(zone_instant(day("2026-10-25"), 480), at("2026-10-25T08:00:00+01:00"));
	assert_int_equal(zone_instant(day("2027-03-27"), 480), at("2027-03-27T08:00:00+01:00"));
	assert_int_equal(zone_instant(day("2027-03-28"), 480), at("2027-03-28T08:00:00+02:00"));
}

static void half_past_two_exists_twice_in_october_and_the_earlier_counts(void **state)
{
	(void)state;
	int64_t first = zone_instant(day("2026-10-25"), 150);
	assert_int_equal(first, at("2026-10-25T02:30:00+02:00"));
	assert_true(zone_is_twice(first));
	assert_true(zone_is_twice(first + 3600));
	assert_false(zone_is_twice(first + 7200));
	assert_false(zone_is_twice(first - 3600));
	assert_int_equal(zone_minute(first + 3600), 150);
}

static void half_past_two_does_not_exist_in_march_and_becomes_the_jump(void **state)
{
	(void)state;
	int64_t jump = at("2027-03-28T03:00:00+02:00");
	assert_int_equal(zone_instant(day("2027-03-28"), 150), jump);
	assert_int_equal(zone_instant(day("2027-03-28"), 120), jump);
	assert_int_equal(zone_instant(day("2027-03-28"), 119), at("2027-03-28T01:59:00+01:00"));
}

static void a_day_has_23_24_or_25_hours(void **state)
{
	(void)state;
	int spring = day("2027-03-28"), autumn = day("2026-10-25"), plain = day("2026-11-23");
	assert_int_equal(zone_instant(spring, 1440) - zone_instant(spring, 0), 23 * 3600);
	assert_int_equal(zone_instant(autumn, 1440) - zone_instant(autumn, 0), 25 * 3600);
	assert_int_equal(zone_instant(plain, 1440), zone_instant(plain + 1, 0));
}

static void days_and_dates_are_inverse_over_four_centuries(void **state)
{
	(void)state;
	for (int d = -100000; d < 60000; d++)
		assert_int_equal(day_of(date_of(d)), d);
	assert_int_equal(day_of((struct date){ 1970, 1, 1 }), 0);
	assert_int_equal(day("2026-11-23"), 20780);
}

static void weeks_begin_on_monday_and_belong_to_their_thursday(void **state)
{
	(void)state;
	assert_int_equal(weekday_of(day("2026-11-23")), 1);
	assert_int_equal(weekday_of(day("2026-11-22")), 7);
	assert_int_equal(weekday_of(day("1969-12-31")), 3);
	assert_int_equal(week_of(day("2026-11-23")), 48);
	assert_int_equal(week_of(day("2027-01-01")), 53);
	assert_int_equal(week_of(day("2024-12-30")), 1);
}

static void instants_are_printed_and_read_as_rfc_3339(void **state)
{
	(void)state;
	char text[TIME_TEXT];

	time_print(at("2026-11-23T13:00:00Z"), text);
	assert_string_equal(text, "2026-11-23T14:00:00+01:00");
	time_print(at("2026-07-01T12:00:00.123456789+00:00"), text);
	assert_string_equal(text, "2026-07-01T14:00:00+02:00");
	assert_int_equal(at("2026-11-23T00:30:00-05:30"), at("2026-11-23T06:00:00Z"));
}

static void an_instant_is_printed_as_icalendar_wants_it(void **state)
{
	(void)state;
	char text[TIME_TEXT];
	utc_print(at("2026-11-23T14:05:09+01:00"), text);
	assert_string_equal(text, "20261123T130509Z");
	utc_print(at("1969-12-31T23:59:59Z"), text);
	assert_string_equal(text, "19691231T235959Z");
}

static void what_is_no_time_is_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = { "", "2026-11-23", "2026-11-23T14:00:00",
		"2026-02-30T10:00:00Z", "2026-13-01T10:00:00Z", "2026-11-23T24:00:00Z",
		"2026-11-23T10:60:00Z", "2026-11-23T10:00:00+1", "2026-11-23T10:00:00Zjunk",
		"2026-11-23T10:00:00+01:00x", "20261123T100000Z and more",
		"2026-11-23T10:00:00+24:00", "2026-11-23X10:00:00Z" };
	int64_t instant;
	int number;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(time_parse(wrong[i], &instant));
	assert_false(date_parse("2026-2-30", &number));
	assert_false(date_parse("2025-02-29", &number));
	assert_true(date_parse("2028-02-29", &number));
	assert_true(clock_parse("24:00", &number) && number == 1440);
	assert_false(clock_parse("24:01", &number));
	assert_false(clock_parse("8:00", &number));
}

static void an_unknown_zone_is_refused(void **state)
{
	(void)state;
	assert_false(zone_set("Mittelerde/Bruchtal"));
	assert_false(zone_set("../../../etc/passwd"));
	assert_true(zone_set("Europe/Berlin"));
}

static void any_zone_shows_what_the_system_shows_over_a_century(void **state)
{
	(void)state;
	static const char *const zones[] = { "America/New_York", "Australia/Lord_Howe",
		"Africa/Casablanca", "Asia/Kolkata", "Europe/Berlin" };
	const time_t from = at("1999-12-30T00:00:00Z"), until = at("2100-01-03T00:00:00Z");

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		assert_true(zone_set(zones[i]));
		for (time_t hour = from; hour < until; hour += 5 * 3600) {
			struct tm tm;
			localtime_r(&hour, &tm);
			assert_int_equal(zone_minute(hour), tm.tm_hour * 60 + tm.tm_min);
			assert_int_equal(date_of(zone_day(hour)).day, tm.tm_mday);
		}
	}
}

static void the_clock_can_start_at_any_instant(void **state)
{
	(void)state;
	int64_t start = at("2026-10-24T10:00:00+02:00");
	clock_start(start);
	assert_in_range(clock_now(), start, start + 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_unknown_zone_is_refused), /* first: it sets the zone of the others */
		cmocka_unit_test(eight_o_clock_stays_eight_across_both_changes),
		cmocka_unit_test(half_past_two_exists_twice_in_october_and_the_earlier_counts),
		cmocka_unit_test(half_past_two_does_not_exist_in_march_and_becomes_the_jump),
		cmocka_unit_test(a_day_has_23_24_or_25_hours),
		cmocka_unit_test(days_and_dates_are_inverse_over_four_centuries),
		cmocka_unit_test(weeks_begin_on_monday_and_belong_to_their_thursday),
		cmocka_unit_test(instants_are_printed_and_read_as_rfc_3339),
		cmocka_unit_test(an_instant_is_printed_as_icalendar_wants_it),
		cmocka_unit_test(what_is_no_time_is_refused),
		cmocka_unit_test(any_zone_shows_what_the_system_shows_over_a_century),
		cmocka_unit_test(the_clock_can_start_at_any_instant),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
