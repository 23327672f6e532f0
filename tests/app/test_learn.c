// SPDX-License-Identifier: EUPL-1.2
#include "app/learn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int64_t counts[LEARN_STEPS];
static struct lesson lesson;

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

static void a_printer_is_off_idle_or_at_work(void **state)
{
	(void)state;
	draws(0, 5000), draws(1, 5000);
	for (int watts = 8; watts <= 12; watts++)
		draws(watts, 300);
	for (int watts = 60; watts <= 270; watts += 10)
		draws(watts, 60);
	assert_true(learn(counts, &lesson));
	assert_in_range(lesson.watts_on, 2, 8);
	assert_in_range(lesson.watts_busy, 13, 60);
	assert_in_range(lesson.watts_idle_below, 9, lesson.watts_busy);
}

static void a_laser_that_idles_at_forty_watts_is_not_at_work_there(void **state)
{
	(void)state;
	draws(0, 2000);
	for (int watts = 38; watts <= 45; watts++)
		draws(watts, 100);
	for (int watts = 400; watts <= 1080; watts += 20)
		draws(watts, 10);
	assert_true(learn(counts, &lesson));
	assert_in_range(lesson.watts_on, 2, 38);
	assert_in_range(lesson.watts_busy, 46, 400);
}

static void a_machine_that_is_never_off_has_two_heaps(void **state)
{
	(void)state;
	for (int watts = 34; watts <= 42; watts++)
		draws(watts, 200);
	for (int watts = 110; watts <= 140; watts++)
		draws(watts, 50);
	assert_true(learn(counts, &lesson));
	assert_in_range(lesson.watts_busy, 43, 110);
}

static void nothing_is_learned_from_little_or_from_one_heap(void **state)
{
	(void)state;
	assert_false(learn(counts, &lesson));
	draws(0, 50), draws(100, 50);
	assert_false(learn(counts, &lesson));
	fresh(NULL);
	draws(100, 5000);
	assert_false(learn(counts, &lesson));
	fresh(NULL);
	for (int step = 10; step < 30; step++)
		counts[step] = 100; /* as good as anything */
	assert_false(learn(counts, &lesson));
}

#define TEST(name) cmocka_unit_test_setup(name, fresh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_power_is_in_the_step_that_begins_below_it),
		TEST(a_printer_is_off_idle_or_at_work),
		TEST(a_laser_that_idles_at_forty_watts_is_not_at_work_there),
		TEST(a_machine_that_is_never_off_has_two_heaps),
		TEST(nothing_is_learned_from_little_or_from_one_heap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
