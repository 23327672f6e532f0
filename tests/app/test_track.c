// SPDX-License-Identifier: EUPL-1.2
#include "app/track.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct thresholds usual = { .watts_on = 3, .watts_busy = 30, .watts_idle_below = 21,
	.start_delay = 60, .end_delay = 300, .stale_after = 900, .watts_rated = 3680 };

enum { NOON = 1764068400, MOST = 10 };

/* A day of one plug, and the runs that were found in it. */
static struct {
	struct track track;
	struct thresholds by;
	struct track_run ended[MOST];
	int count;
	int64_t counter;
} day;

static int fresh(void **state)
{
	(void)state;
	memset(&day, 0, sizeof day);
	day.by = usual;
	return 0;
}

static void take(struct sample sample)
{
	sample.at += NOON;
	sample.counter = day.counter++;
	day.count += track_take(&day.track, &day.by, &sample, &day.ended[day.count]);
}

static void hear(int64_t at, int64_t watts)
{
	take((struct sample){ .at = at, .watts = { true, watts } });
}

static void meter(int64_t at, int64_t watts, int64_t watt_hours)
{
	take((struct sample){ .at = at, .watts = { true, watts }, .watt_hours = { true, watt_hours } });
}

static void switch_at(int64_t at, bool on)
{
	take((struct sample){ .at = at, .relay = { true, on } });
}

static void expect_run(int i, int64_t from, int64_t until, int64_t watt_hours)
{
	assert_true(i < day.count);
	assert_int_equal(day.ended[i].from, NOON + from);
	assert_int_equal(day.ended[i].until, NOON + until);
	assert_int_equal(day.ended[i].watt_hours, watt_hours);
}

static void expect_use(enum use use, int64_t since)
{
	assert_int_equal(day.track.use, use);
	assert_int_equal(day.track.since, NOON + since);
}

static void a_run_lasts_from_the_first_to_the_last_power_above_the_threshold(void **state)
{
	(void)state;
	hear(0, 10);
	hear(60, 120);
	expect_use(USE_BUSY, 60);
	for (int at = 120; at <= 3600; at += 60)
		hear(at, 120);
	hear(3660, 10);
	expect_use(USE_BUSY, 60); /* it may go on */
	assert_int_equal(day.count, 0);
	for (int at = 3720; at <= 3960; at += 60)
		hear(at, 10);
	assert_int_equal(day.count, 1);
	expect_run(0, 60, 3660, 120);
	expect_use(USE_IDLE, 3660);
	assert_int_equal(day.ended[0].most, 120);
}

static void pulses_of_a_heater_are_one_run(void **state)
{
	(void)state;
	for (int at = 0; at <= 3600; at += 60)
		hear(at, at / 60 % 4 ? 12 : 180);
	for (int at = 3660; at <= 4200; at += 60)
		hear(at, 10);
	assert_int_equal(day.count, 1);
	expect_run(0, 0, 3660, 57);
}

static void a_peak_that_is_shorter_than_the_start_delay_is_no_run(void **state)
{
	(void)state;
	day.by.start_delay = 120;
	hear(0, 10);
	hear(60, 900);
	for (int at = 120; at <= 900; at += 60)
		hear(at, 10);
	assert_int_equal(day.count, 0);
	expect_use(USE_IDLE, 120);
}

/* Every 20 minutes, as the Milesight plugs do unless told otherwise: what the power was in between only energy knows. */
static void the_register_sees_work_that_no_power_was_read_in(void **state)
{
	(void)state;
	day.by.stale_after = 3600;
	meter(0, 10, 1000);
	meter(1200, 10, 1003);
	expect_use(USE_IDLE, 0);
	meter(2400, 12, 1050); /* 141 W in the mean */
	meter(3600, 12, 1090);
	meter(4800, 10, 1093);
	assert_int_equal(day.count, 1);
	expect_run(0, 1200, 3600, 87);
}

static void a_register_of_whole_watt_hours_is_not_taken_for_more_than_it_says(void **state)
{
	(void)state;
	/* 25 W at rest: in some minutes the register moves by 1 Wh, which would be 60 W. */
	for (int at = 0; at <= 7200; at += 60)
		meter(at, 20, 5000 + at * 25 / 3600);
	assert_int_equal(day.count, 0);
	expect_use(USE_IDLE, 0);
}

static void silence_ends_a_run_where_it_was_last_seen_and_what_follows_is_unknown(void **state)
{
	(void)state;
	hear(0, 120);
	hear(600, 120);
	switch_at(3000, true);
	assert_int_equal(day.count, 1);
	expect_run(0, 0, 600, 20);
	expect_use(USE_UNKNOWN, 3000);
	hear(3060, 120);
	expect_use(USE_BUSY, 3060);
}

static void a_run_goes_on_over_a_gap_in_which_the_register_says_it_worked(void **state)
{
	(void)state;
	meter(0, 120, 1000);
	meter(600, 120, 1020);
	meter(4200, 120, 1140);
	meter(4260, 10, 1142);
	for (int at = 4320; at <= 4620; at += 60)
		meter(at, 10, 1142);
	assert_int_equal(day.count, 1);
	expect_run(0, 0, 4260, 142);
}

static void a_relay_that_is_off_ends_the_run_at_once(void **state)
{
	(void)state;
	hear(0, 120);
	hear(600, 120);
	switch_at(660, false);
	expect_run(0, 0, 660, 22);
	expect_use(USE_OFF, 660);
	switch_at(720, true);
	expect_use(USE_OFF, 660);
}

static void register_over(int64_t before, int64_t after, int64_t energy, int64_t resets)
{
	fresh(NULL);
	meter(0, 1200, before - 20);
	meter(60, 1200, before);
	meter(120, 1200, after);
	struct track_run run;
	assert_true(track_open(&day.track, &day.by, &run));
	assert_int_equal(run.watt_hours, energy);
	assert_int_equal(day.track.resets, resets);
}

static void a_register_that_wraps_goes_on_and_one_that_is_reset_begins_anew(void **state)
{
	(void)state;
	register_over(1000, 1020, 40, 0);
	register_over((INT64_C(1) << 32) - 5, 15, 40, 0);
	register_over((1 << 23) - 5, 15, 40, 0); /* nke's 24 bits */
	register_over(1000, 12, 32, 1);
	register_over(1000, 900, 20, 1);  /* another plug's figure: more than could be drawn */
	register_over(1000, 90000, 20, 0); /* no plug carries 5 MW */
}

static void a_run_without_end_is_cut_after_thirty_days(void **state)
{
	(void)state;
	for (int64_t at = 0; at <= 31 * 86400; at += 600)
		hear(at, 100);
	assert_int_equal(day.count, 1);
	assert_in_range(day.ended[0].until - day.ended[0].from, 30 * 86400, 30 * 86400 + 600);
}

static void a_track_is_the_same_after_it_was_kept(void **state)
{
	(void)state;
	char text[TRACK_TEXT], again[TRACK_TEXT];
	struct track read;

	meter(0, 120, 1000);
	meter(60, 120, 1020);
	meter(120, 10, 1021);
	track_print(&day.track, text);
	assert_true(track_parse(text, &read));
	track_print(&read, again);
	assert_string_equal(text, again);
	assert_false(track_parse("1 2 3", &read));
	assert_int_equal(read.at, 0);
	assert_false(track_parse("x", &read));
	assert_true(track_parse(NULL, &read));
}

#define TEST(name) cmocka_unit_test_setup(name, fresh)

static void a_run_that_the_register_proves_begins_where_the_rest_before_it_ended(void **state)
{
	(void)state;
	meter(0, 8, 100);
	meter(60, 8, 100);
	meter(120, 8, 100);
	meter(180, 8, 101); /* 8 W are some 1 Wh in seven minutes */
	meter(240, 240, 105);
	for (int i = 1; i <= 10; i++)
		meter(240 + i * 60, 8, 105 + i / 7);
	expect_run(0, 180, 300, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_run_lasts_from_the_first_to_the_last_power_above_the_threshold),
		TEST(pulses_of_a_heater_are_one_run),
		TEST(a_peak_that_is_shorter_than_the_start_delay_is_no_run),
		TEST(the_register_sees_work_that_no_power_was_read_in),
		TEST(a_register_of_whole_watt_hours_is_not_taken_for_more_than_it_says),
		TEST(silence_ends_a_run_where_it_was_last_seen_and_what_follows_is_unknown),
		TEST(a_run_goes_on_over_a_gap_in_which_the_register_says_it_worked),
		TEST(a_run_that_the_register_proves_begins_where_the_rest_before_it_ended),
		TEST(a_relay_that_is_off_ends_the_run_at_once),
		TEST(a_register_that_wraps_goes_on_and_one_that_is_reset_begins_anew),
		TEST(a_run_without_end_is_cut_after_thirty_days),
		TEST(a_track_is_the_same_after_it_was_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
