// SPDX-License-Identifier: EUPL-1.2
#include "app/delivery.h"

#include "app/person.h"
#include "tests/app/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

enum { DAY = 24 * 3600 };

/* What a job found out: texts of a work die with it. */
struct found {
	bool taken, marked;
	struct delivery delivery;
	int64_t due, count, person, booking;
	char status[16];
	int64_t later; /* seconds by which the job's clock is ahead */
};

static const char STATUS[] = "SELECT status, due FROM delivery WHERE id = $1";

static void read_status(struct work *work, struct found *f)
{
	struct rows rows = db_query(work->db, STATUS, WITH(num(f->delivery.id)));

	assert_true(db_next(&rows));
	strcpy(f->status, db_text(&rows, 0));
	f->due = db_num(&rows, 1);
	db_stop(&rows);
}

static const char FORGET[] = "DELETE FROM delivery";

static void add_one(struct work *work, void *about)
{
	struct found *f = about;

	db_run(work->db, FORGET, WITH_NOTHING);
	f->person = add_person(work, "Ada");
	delivery_add(work, &(struct delivery){ .key = new_name(work), .kind = "known", .person = f->person });
}

static void take(struct work *work, void *about)
{
	struct found *f = about;
	struct booking booking;
	const char *event;

	work->now += f->later;
	f->taken = delivery_take(work, &f->delivery, &booking, &event);
}

static void mark(struct work *work, void *about)
{
	struct found *f = about;

	f->marked = delivery_sending(work, &f->delivery);
}

static void delay(struct work *work, void *about)
{
	struct found *f = about;

	work->now += f->later;
	delivery_delay(work, &f->delivery, "no");
	read_status(work, f);
	f->due -= work->now;
}

static void a_message_is_leased_to_one_sender_until_it_has_had_its_time(void **state)
{
	struct found one = { 0 }, two = { 0 };

	(void)state;
	assert_int_equal(run(WRITE, add_one, &one), WORK_DONE);
	run(WRITE, take, &one);
	run(WRITE, take, &two);
	assert_true(one.taken);
	assert_false(two.taken);
	two.later = LEASE + 5;
	run(WRITE, take, &two);
	assert_true(two.taken);
	run(WRITE, mark, &one);
	assert_false(one.marked);
	run(WRITE, mark, &two);
	assert_true(two.marked);
}

static void pauses_grow_from_a_minute_to_six_hours_and_then_it_has_failed(void **state)
{
	struct found f = { 0 };
	int64_t before = 0;

	(void)state;
	run(WRITE, add_one, &f);
	for (int try = 1; try < MOST_TRIES; try++) {
		run(WRITE, take, &f);
		assert_true(f.taken);
		run(WRITE, delay, &f);
		assert_string_equal(f.status, "waiting");
		assert_true(f.due >= before && f.due >= 60 && f.due <= 6 * 3600);
		before = f.due;
		f.later += f.due + 1;
	}
	assert_int_equal(before, 6 * 3600);
	run(WRITE, take, &f);
	run(WRITE, delay, &f);
	assert_string_equal(f.status, "failed");
	run(WRITE, take, &f);
	assert_false(f.taken);
}

static void what_nobody_sent_for_days_is_left_to_staff(void **state)
{
	struct found f = { .later = STALE + 60 };

	(void)state;
	run(WRITE, add_one, &f);
	run(WRITE, take, &f);
	assert_false(f.taken);
}

static void abandon(struct work *work, void *about)
{
	struct found *f = about;

	work->now += f->later;
	f->count = delivery_abandon(work, 100);
	read_status(work, f);
}

static void what_a_dead_sender_left_becomes_unknown_once(void **state)
{
	struct found f = { 0 };

	(void)state;
	run(WRITE, add_one, &f);
	run(WRITE, take, &f);
	run(WRITE, mark, &f);
	run(WRITE, abandon, &f);
	assert_int_equal(f.count, 0);
	f.later = LEASE + 5;
	run(WRITE, abandon, &f);
	assert_int_equal(f.count, 1);
	assert_string_equal(f.status, "unknown");
	run(WRITE, take, &f);
	assert_false(f.taken);
}

static const char CALL_OFF[] = "UPDATE booking SET status = 'cancelled' WHERE status = 'confirmed'";

/* The one booking that begins in two days, made long ago. */
static void add_coming(struct work *work, void *about)
{
	struct found *f = about;

	db_run(work->db, FORGET, WITH_NOTHING);
	db_run(work->db, CALL_OFF, WITH_NOTHING);
	f->person = add_person(work, "Ada");
	f->booking = add_booking(work, f->person, add_resource(work, new_name(work)), work->now + 2 * DAY);
}

static void remind(struct work *work, void *about)
{
	struct found *f = about;

	work->now += f->later;
	f->count = delivery_remind(work, 100);
}

static void who_comes_tomorrow_is_reminded_once(void **state)
{
	struct found f = { 0 };

	(void)state;
	run(WRITE, add_coming, &f);
	run(WRITE, remind, &f);
	assert_int_equal(f.count, 0);
	f.later = DAY + 60;
	run(WRITE, remind, &f);
	assert_int_equal(f.count, 1);
	run(WRITE, remind, &f);
	assert_int_equal(f.count, 0);
	run(WRITE, take, &f);
	assert_true(f.taken);
}

static void unwant(struct work *work, void *about)
{
	struct found *f = about;

	work->person = &(struct person){ .id = f->person };
	delivery_want(work, "reminder", false);
}

static void who_does_not_want_reminders_gets_none(void **state)
{
	struct found f = { 0 };

	(void)state;
	run(WRITE, add_coming, &f);
	run(WRITE, unwant, &f);
	f.later = DAY + 60;
	run(WRITE, remind, &f);
	assert_int_equal(f.count, 1);
	run(WRITE, take, &f);
	assert_false(f.taken);
}

static void unwant_reset(struct work *work, void *about)
{
	struct found *f = about;

	work->person = &(struct person){ .id = f->person };
	delivery_want(work, "reset", false);
}

static void nobody_can_do_without_a_new_password(void **state)
{
	struct found f = { 0 };

	(void)state;
	run(WRITE, add_one, &f);
	assert_int_equal(run(WRITE, unwant_reset, &f), WORK_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_is_leased_to_one_sender_until_it_has_had_its_time),
		cmocka_unit_test(pauses_grow_from_a_minute_to_six_hours_and_then_it_has_failed),
		cmocka_unit_test(what_nobody_sent_for_days_is_left_to_staff),
		cmocka_unit_test(what_a_dead_sender_left_becomes_unknown_once),
		cmocka_unit_test(who_comes_tomorrow_is_reminded_once),
		cmocka_unit_test(who_does_not_want_reminders_gets_none),
		cmocka_unit_test(nobody_can_do_without_a_new_password),
	};
	return cmocka_run_group_tests(tests, open_lab, close_lab);
}
