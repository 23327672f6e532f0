// SPDX-License-Identifier: EUPL-1.2
/* When a resource could be booked next, as the lab now tells it. */
#include "app/outlook.h"
#include "app/revision.h"
#include "db/hours.h"
#include "tests/app/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR = 3600, HALF = 1800 };

/* The linker puts it in the place of clock_now(). */
static int64_t now;
int64_t __wrap_clock_now(void);
int64_t __wrap_clock_now(void)
{
	return now;
}

static const int64_t monday = 1796022000; /* 2026-11-30T08:00 in Berlin */
static char machine[32];
static int64_t machine_id;

/* Open from eight to twelve and from twelve to eight, on Mondays and Tuesdays. */
static void set_up(struct work *work, void *about)
{
	struct resource r = { .slug = machine, .name = "M", .kind = "tool", .location = "", .description = "",
		.bookable = true, .slot_minutes = 30, .shortest_minutes = 60, .longest_minutes = 240,
		.horizon_days = 60, .most_people = 4, .buffer_minutes = 30 };

	(void)about;
	db_resource_add(work->db, &r);
	machine_id = r.id;
	for (int weekday = 1; weekday <= 2; weekday++) {
		db_opening_add(work->db, &(struct opening){ .resource = r.id, .weekday = weekday,
			.from_minute = 480, .until_minute = 720 });
		db_opening_add(work->db, &(struct opening){ .resource = r.id, .weekday = weekday,
			.from_minute = 720, .until_minute = 1200 });
	}
}

static void begin(int64_t at)
{
	now = at;
	snprintf(machine, sizeof machine, "m%llx", (unsigned long long)random_number());
	assert_int_equal(run(WRITE, set_up, NULL), WORK_DONE);
}

/* Somebody has it for two hours; the claim is as long as it says. */
static int64_t taken_from, taken_until;
static void take(struct work *work, void *about)
{
	static const char CLAIM[] = "INSERT INTO claim (resource, starts, ends, booking) VALUES ($1, $2, $3, $4)";
	int64_t person = add_person(work, "P");
	int64_t booking = add_booking(work, person, machine_id, taken_from);

	(void)about;
	db_run(work->db, CLAIM, WITH(num(machine_id), num(taken_from), num(taken_until), num(booking)));
}

static void claim(int64_t from, int64_t until)
{
	taken_from = from;
	taken_until = until;
	assert_int_equal(run(WRITE, take, NULL), WORK_DONE);
}

static void close_for(struct work *work, void *about)
{
	const int64_t *times = about;
	db_closure_add(work->db, &(struct closure){ .resource = machine_id, .from = times[0],
		.until = times[1], .kind = "maintenance", .reason = "Wartung" }, 0, now);
}

struct found {
	bool any, alone_any, is_closed;
	struct opportunity span, alone;
};

static void find(struct work *work, void *about)
{
	struct found *found = about;
	struct outlook *o = arena_alloc(&work->arena, sizeof *o);
	struct resource_now *list = arena_alloc(&work->arena, sizeof *list * MOST_RESOURCES), one;
	int count = resource_list(work, list, MOST_RESOURCES);

	outlook_read(work, o);
	for (int i = 0; i < count; i++) {
		struct opportunity span = { 0 };
		bool any = outlook_next(o, &list[i], &span);
		if (!strcmp(list[i].resource.slug, machine))
			*found = (struct found){ .any = any, .span = span, .is_closed = list[i].is_closed };
	}
	outlook_read_one(work, machine_id, o);
	resource_now(work, machine, &one);
	found->alone_any = outlook_next(o, &one, &found->alone);
}

/* Both ways of asking say the same. */
static struct found look(void)
{
	struct found found = { 0 };

	assert_int_equal(run(READ, find, &found), WORK_DONE);
	assert_int_equal(found.any, found.alone_any);
	assert_int_equal(found.span.from, found.alone.from);
	assert_int_equal(found.span.until, found.alone.until);
	return found;
}

static void assert_next(int64_t from, int64_t until)
{
	struct found found = look();

	assert_true(found.any);
	assert_int_equal(found.span.from, from);
	assert_int_equal(found.span.until, until);
}

static void the_slot_that_has_begun_counts_for_as_long_as_one_may(void **state)
{
	(void)state;
	begin(monday + 20 * 60);
	assert_next(monday, monday + 4 * HOUR); /* over the noon at which one opening follows another */
	now = monday + 40 * 60;
	assert_next(monday + HALF, monday + HALF + 4 * HOUR);
}

static void it_ends_before_the_next_booking_and_its_own_buffer(void **state)
{
	(void)state;
	begin(monday);
	claim(monday + 3 * HOUR, monday + 5 * HOUR);
	assert_next(monday, monday + 3 * HOUR - HALF);
}

static void bookings_back_to_back_are_one_time_in_which_it_is_taken(void **state)
{
	(void)state;
	begin(monday + HOUR);
	claim(monday, monday + 2 * HOUR);
	claim(monday + 2 * HOUR, monday + 4 * HOUR);
	/* A gap of an hour holds no hour and its buffer. */
	claim(monday + 5 * HOUR, monday + 7 * HOUR);
	assert_next(monday + 7 * HOUR, monday + 11 * HOUR);
}

static void after_closing_it_is_the_next_opening(void **state)
{
	(void)state;
	begin(monday + 13 * HOUR);
	struct found found = look();
	assert_true(found.is_closed);
	assert_int_equal(found.span.from, monday + 24 * HOUR);
	now = monday + 24 * HOUR + 11 * HOUR + HALF; /* an hour is needed, half an hour is left, and then come days without */
	found = look();
	assert_false(found.is_closed);
	assert_false(found.any);
}

static void a_closure_ends_it_and_moves_the_next(void **state)
{
	(void)state;
	begin(monday);
	int64_t times[2] = { monday + 2 * HOUR, monday + 6 * HOUR };
	run(WRITE, close_for, times);
	assert_next(monday, monday + 2 * HOUR);
	now = monday + 2 * HOUR;
	struct found found = look();
	assert_true(found.is_closed);
	assert_int_equal(found.span.from, monday + 6 * HOUR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_slot_that_has_begun_counts_for_as_long_as_one_may),
		cmocka_unit_test(it_ends_before_the_next_booking_and_its_own_buffer),
		cmocka_unit_test(bookings_back_to_back_are_one_time_in_which_it_is_taken),
		cmocka_unit_test(after_closing_it_is_the_next_opening),
		cmocka_unit_test(a_closure_ends_it_and_moves_the_next),
	};

	zone_set("Europe/Berlin");
	return RUN_ON_BOTH(tests, open_lab, close_lab);
}
