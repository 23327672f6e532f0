// SPDX-License-Identifier: EUPL-1.2
#include "app/recurrence.h"

#include "app/base/time.h"

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

static int days[MOST_DATES];
static bool is_cut;

/* From Tuesday 24 November 2026, 10:00. */
static int count(const char *rule, enum weeks weeks)
{
	struct recurrence r = { .rule = rule, .weeks = weeks, .first_day = day("2026-11-24"),
		.from_minute = 600, .last_day = day("2027-01-31") };

	return recurrence_days(&r, days, &is_cut);
}

static void a_rule_without_an_end_goes_on_until_the_last_day(void **state)
{
	(void)state;
	assert_int_equal(count("FREQ=WEEKLY", WEEKS_ALL), 10);
	assert_int_equal(days[0], day("2026-11-24"));
	assert_int_equal(days[9], day("2027-01-26"));
	assert_false(is_cut);
}

static void two_hundred_dates_are_the_most(void **state)
{
	(void)state;
	assert_int_equal(count("FREQ=DAILY;UNTIL=20280101", WEEKS_ALL), MOST_DATES);
	assert_true(is_cut);
	assert_int_equal(count("FREQ=DAILY;COUNT=200", WEEKS_ALL), MOST_DATES);
	assert_false(is_cut);
	assert_int_equal(count("FREQ=DAILY;UNTIL=20280101", WEEKS_ODD), MOST_DATES);
	assert_int_equal(count("FREQ=DAILY;COUNT=4000", WEEKS_ODD), MOST_DATES);
}

static void until_is_a_date_of_the_labs_calendar(void **state)
{
	(void)state;
	assert_int_equal(count("FREQ=WEEKLY;UNTIL=20261208", WEEKS_ALL), 3);
	assert_int_equal(count("FREQ=WEEKLY;UNTIL=20261207", WEEKS_ALL), 2);
	assert_int_equal(count("FREQ=WEEKLY;UNTIL=20261208T100000", WEEKS_ALL), 3);
	assert_int_equal(count("FREQ=WEEKLY;UNTIL=20261208T095900", WEEKS_ALL), 2);
	assert_int_equal(count("FREQ=WEEKLY;UNTIL=20261208T090000Z", WEEKS_ALL), 3); /* 10:00 */
	assert_int_equal(count("FREQ=WEEKLY;UNTIL=20261208T085959Z", WEEKS_ALL), 2);
	assert_int_equal(count("FREQ=WEEKLY;UNTIL=20261207T233000Z", WEEKS_ALL), 2); /* 00:30 on the 8th */
}

static void odd_and_even_weeks_make_up_all_weeks(void **state)
{
	(void)state;
	assert_int_equal(count("FREQ=WEEKLY;COUNT=10", WEEKS_ODD), 5);
	assert_int_equal(week_of(days[2]), 53);
	assert_int_equal(days[3], days[2] + 7); /* week 1 */
	assert_int_equal(count("FREQ=WEEKLY;COUNT=10", WEEKS_EVEN), 5);
	assert_int_equal(week_of(days[0]), 48);
}

static void what_we_do_not_take_is_refused(void **state)
{
	static const char *const rules[] = { "", ";", "FREQ", "FREQ=", "FREQ=SECONDLY", "FREQ=MINUTELY",
		"FREQ=HOURLY;COUNT=3", "INTERVAL=2", "FREQ=WEEKLY;", "FREQ=WEEKLY;FREQ=DAILY",
		"freq=weekly", "FREQ=WEEKLY;COUNT=3;UNTIL=20270101", "FREQ=WEEKLY;COUNT=0",
		"FREQ=WEEKLY;COUNT=99999", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=1000",
		"FREQ=WEEKLY;INTERVAL=-1", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=2TU",
		"FREQ=WEEKLY;BYHOUR=10", "FREQ=DAILY;BYMINUTE=30", "FREQ=WEEKLY;UNTIL=20270230",
		"FREQ=WEEKLY;UNTIL=2027", "FREQ=WEEKLY;UNTIL=20270101T1000",
		"FREQ=WEEKLY;UNTIL=20270101T100000X", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
		"FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=WEEKLY;X-ODD=1", "RRULE:FREQ=WEEKLY",
		"FREQ=WEEKLY\r\nATTACH:x", "FREQ=WEEKLY;BYDAY=MO,,TU,WEEEEEEEEEEE" };

	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (count(rules[i], WEEKS_ALL) != -1)
			fail_msg("took %s", rules[i]);
}

static void a_rule_longer_than_200_letters_is_refused(void **state)
{
	char rule[300] = "FREQ=WEEKLY;INTERVAL=";

	(void)state;
	while (strlen(rule) < MOST_RULE - 1)
		strcat(rule, "0");
	strcat(rule, "1");
	assert_int_equal(count(rule, WEEKS_ALL), 10);
	rule[MOST_RULE - 1] = '0';
	strcat(rule, "1");
	assert_int_equal(count(rule, WEEKS_ALL), -1);
}

static void a_day_that_never_comes_gives_no_dates(void **state)
{
	(void)state;
	assert_true(count("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", WEEKS_ALL) <= 0);
	assert_true(count("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", WEEKS_ALL) <= 0);
	assert_int_equal(count("FREQ=DAILY;INTERVAL=7;BYDAY=MO", WEEKS_ALL), -1);
	assert_int_equal(count("FREQ=YEARLY;BYMONTH=1;BYDAY=MO;BYSETPOS=300", WEEKS_ALL), -1);
	assert_int_equal(count("FREQ=WEEKLY;UNTIL=20261101", WEEKS_ALL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_without_an_end_goes_on_until_the_last_day),
		cmocka_unit_test(two_hundred_dates_are_the_most),
		cmocka_unit_test(until_is_a_date_of_the_labs_calendar),
		cmocka_unit_test(odd_and_even_weeks_make_up_all_weeks),
		cmocka_unit_test(what_we_do_not_take_is_refused),
		cmocka_unit_test(a_rule_longer_than_200_letters_is_refused),
		cmocka_unit_test(a_day_that_never_comes_gives_no_dates),
	};

	zone_set("Europe/Berlin");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
