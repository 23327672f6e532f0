// SPDX-License-Identifier: EUPL-1.2
#include "app/learn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int64_t counts[LEARN_STEPS];
static struct lesson lessons[MOST_LESSONS];

static int fresh(void **state)
{
	(void)state;
	memset(counts, 0, sizeof counts);
	return 0;
}

static void draws(int64_t watts, int64_t count)
{
	counts[learn_step(watts)] += count;
}

static void each_power_is_in_the_step_that_begins_below_it(void **state)
{
	(void)state;
	assert_int_equal(learn_step(0), 0);
	for (int64_t watts = 1; watts < 4000; watts++) {
		int step = learn_step(watts);
		assert_true(learn_watts(step) <= watts);
		assert_true(step == LEARN_STEPS - 1 || learn_watts(step + 1) > watts);
	}
}

/* So many readings, spread evenly over [from, until] W. */
static void spreads(int64_t from, int64_t until, int64_t count)
{
	for (int64_t n = 0; n < count; n++)
		draws(from + n * (until - from + 1) / count, 1);
}

/* A month of minutes of a printer: its bed is switched many times a minute, and so a power may be read in a pause. */
static void print(int64_t off, int64_t idle, int64_t work)
{
	draws(0, off * 7 / 10);
	draws(1, off * 3 / 10);
	spreads(8, 12, idle);
	spreads(250, 320, work * 6 / 100);
	spreads(14, 30, work * 39 / 100);
	spreads(50, 110, work * 25 / 100);
	spreads(150, 250, work * 30 / 100);
}

static void expect(int count, int64_t on, int64_t busy_from, int64_t busy_until)
{
	assert_int_equal(learn(counts, lessons), count);
	assert_in_range(lessons[0].watts_on, 1, on);
	assert_in_range(lessons[0].watts_busy, busy_from, busy_until);
	assert_in_range(lessons[0].watts_idle_below, lessons[0].watts_on, lessons[0].watts_busy);
}

static void a_printer_is_off_idle_or_at_work(void **state)
{
	(void)state;
	print(26000, 10800, 6400);
	expect(2, 8, 13, 50);
	assert_true(lessons[0].has_idle);
	assert_false(lessons[1].has_idle);
}

static void one_that_works_a_few_hours_a_month_is_known_as_well(void **state)
{
	(void)state;
	print(41000, 2000, 200);
	expect(2, 8, 13, 50);
}

static void one_whose_plug_takes_all_below_ten_watts_for_nothing_is_never_idle_but_pauses(void **state)
{
	(void)state;
	draws(0, 26000); /* off, and idling at 8 or 9 W */
	spreads(10, 12, 5000);
	spreads(14, 30, 2500);
	spreads(50, 320, 3900);
	expect(2, 10, 13, 50);
}

static void a_laser_that_idles_at_forty_watts_is_not_at_work_there(void **state)
{
	(void)state;
	draws(0, 34000);
	spreads(37, 41, 4300);
	spreads(60, 150, 1300);
	spreads(380, 1080, 3000);
	expect(2, 37, 42, 380);
}

static void a_printer_that_idles_at_half_of_what_it_works_with_is_idle_there(void **state)
{
	(void)state;
	draws(0, 13000);
	spreads(25, 26, 26000);
	spreads(50, 70, 3900);
	spreads(300, 350, 430);
	expect(2, 25, 27, 50);
}

static void a_machine_that_is_never_off_has_two_heaps(void **state)
{
	(void)state;
	spreads(34, 42, 1800);
	spreads(110, 140, 1500);
	expect(1, 34, 43, 110);
}

static void a_lamp_is_at_work_when_it_is_on(void **state)
{
	(void)state;
	draws(0, 34000);
	spreads(58, 61, 9000);
	expect(1, 58, 2, 58);
	assert_false(lessons[0].has_idle);
	fresh(NULL);
	draws(0, 34000); /* and so it is if it is dimmed: staff are offered both */
	spreads(20, 22, 4500);
	spreads(58, 61, 4500);
	expect(2, 20, 23, 58);
	assert_in_range(lessons[1].watts_busy, 2, 20);
}

static void flashes_that_are_hardly_ever_seen_are_work(void **state)
{
	(void)state;
	draws(0, 30000);
	spreads(6, 9, 12400);
	spreads(150, 300, 600);
	expect(2, 6, 10, 150);
}

static void nothing_is_learned_from_little_or_from_one_heap(void **state)
{
	(void)state;
	assert_int_equal(learn(counts, lessons), 0);
	draws(0, 50), draws(100, 50);
	assert_int_equal(learn(counts, lessons), 0);
	fresh(NULL);
	draws(100, 5000);
	assert_int_equal(learn(counts, lessons), 0);
	fresh(NULL);
	for (int step = 10; step < 30; step++)
		counts[step] = 100; /* as good as anything */
	assert_int_equal(learn(counts, lessons), 0);
	fresh(NULL);
	spreads(9, 12, 40000); /* idling is one heap, however often each watt */
	assert_int_equal(learn(counts, lessons), 0);
	fresh(NULL);
	spreads(0, 3, 40000); /* and so is a power supply's hunger */
	assert_int_equal(learn(counts, lessons), 0);
}

#define TEST(name) cmocka_unit_test_setup(name, fresh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_power_is_in_the_step_that_begins_below_it),
		TEST(a_printer_is_off_idle_or_at_work),
		TEST(one_that_works_a_few_hours_a_month_is_known_as_well),
		TEST(one_whose_plug_takes_all_below_ten_watts_for_nothing_is_never_idle_but_pauses),
		TEST(a_laser_that_idles_at_forty_watts_is_not_at_work_there),
		TEST(a_printer_that_idles_at_half_of_what_it_works_with_is_idle_there),
		TEST(a_machine_that_is_never_off_has_two_heaps),
		TEST(a_lamp_is_at_work_when_it_is_on),
		TEST(flashes_that_are_hardly_ever_seen_are_work),
		TEST(nothing_is_learned_from_little_or_from_one_heap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
