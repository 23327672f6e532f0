// SPDX-License-Identifier: EUPL-1.2
#include "app/ledger.h"

#include "app/run.h"
#include "app/upkeep.h"
#include "tests/app/plugged.h"

enum { BUSY = 120, RESTING = 8, SILENCE = -1, MOST = 400 };

/* As the timers do. */
static void watch(struct work *work)
{
	ledger_watch(work, 100);
	upkeep_remind(work, 100);
}

static void look_away(struct work *work)
{
	(void)work;
}

/* ---- who must be told ------------------------------------------------------------------------ */

/* Ada's hour, and Bob's behind it. */
static void book_both(void)
{
	plug_in("never", false);
	book(&plugged.ada, 0, HOUR);
	book(&plugged.bob, HOUR, 2 * HOUR);
}

static void who_comes_next_is_told_once_that_the_machine_still_works(void **state)
{
	(void)state;
	book_both();
	pass(60, BUSY, watch);
	assert_int_equal(mails_to(&plugged.bob, "machine_late"), 0);
	pass(1, BUSY, watch);
	assert_int_equal(mails_to(&plugged.bob, "machine_late"), 1);
	assert_int_equal(mails_to(&plugged.ada, "machine_overrun"), 1);
	pass(20, BUSY, watch);
	assert_int_equal(mails_to(&plugged.bob, "machine_late"), 1);
	assert_int_equal(mails_to(&plugged.ada, "machine_overrun"), 1);
}

static void nobody_is_told_of_a_machine_that_rests_or_whose_plug_is_silent(void **state)
{
	(void)state;
	book_both();
	pass(55, BUSY, watch);
	pass(30, RESTING, watch);
	assert_int_equal(mails_to(&plugged.bob, "machine_late"), 0);
	book_both();
	pass(61, BUSY, look_away);
	pass(20, SILENCE, look_away);
	pass(1, SILENCE, watch);
	assert_int_equal(mails_to(&plugged.bob, "machine_late"), 0);
}

static void what_somebody_began_without_a_booking_is_late_as_well(void **state)
{
	(void)state;
	plug_in("never", false);
	book(&plugged.bob, HOUR, 2 * HOUR);
	pass(30, BUSY, watch);
	assert_int_equal(mails_to(&plugged.bob, "machine_late"), 0);
	pass(5, BUSY, watch); /* less than half an hour is left */
	assert_int_equal(mails_to(&plugged.bob, "machine_late"), 1);
	assert_int_equal(mails_to(&plugged.bob, "machine_overrun"), 0);
}

static int64_t offers_after(int64_t booked, int busy, int then, int64_t watts)
{
	plug_in("never", false);
	book(&plugged.ada, 0, booked);
	pass(busy, BUSY, watch);
	pass(then, watts, watch);
	return mails_to(&plugged.ada, "booking_spare");
}

static void who_is_done_early_is_offered_once_to_give_back_the_rest(void **state)
{
	(void)state;
	assert_int_equal(offers_after(2 * HOUR, 30, 30, RESTING), 1);
	assert_int_equal(offers_after(2 * HOUR, 30, 12, RESTING), 0); /* perhaps just a pause */
	assert_int_equal(offers_after(HOUR, 30, 29, RESTING), 0);     /* not worth it */
	assert_int_equal(offers_after(2 * HOUR, 30, 45, SILENCE), 0); /* silence is no rest */
	assert_int_equal(offers_after(2 * HOUR, 30, 45, BUSY), 0);
	assert_int_equal(offers_after(2 * HOUR, 0, 60, RESTING), 0);  /* may not have begun */
}

static void end_booking(struct work *work, void *about)
{
	struct booked *b = about;
	struct booking booking;

	work->now = plugged.now;
	work->person = b->person;
	booking_end(work, b->ref, &booking);
}

static void what_is_given_back_is_free_for_others(void **state)
{
	(void)state;
	plug_in("never", false);
	struct booked first = book(&plugged.ada, 0, 2 * HOUR);
	pass(30, BUSY, watch);
	assert_int_equal(run(WRITE, end_booking, &first), WORK_DONE);
	book(&plugged.bob, 15 * MINUTE, 60 * MINUTE);
}

/* ---- upkeep ---------------------------------------------------------------------------------- */

static void add_upkeep(struct work *work, void *about)
{
	work->now = plugged.now;
	work->person = &plugged.ada;
	upkeep_add(work, plugged.resource, "Ölen", *(int64_t *)about);
}

static void do_upkeep(struct work *work, void *about)
{
	struct upkeep upkeep;

	work->now = plugged.now;
	work->person = &plugged.bob;
	assert_int_equal(upkeep_list(work, plugged.resource, &upkeep, 1), 1);
	upkeep_done(work, plugged.resource, upkeep.id, about);
}

static void look_at_upkeep(struct work *work, void *about)
{
	struct upkeep upkeep;
	struct upkept done[2];

	assert_int_equal(upkeep_list(work, plugged.resource, &upkeep, 1), 1);
	assert_int_equal(upkeep_history(work, plugged.resource, done, 2), 1);
	assert_string_equal(done[0].note, about);
	assert_string_equal(done[0].name, "Ölen");
	assert_string_equal(done[0].person_name, "Bob");
	assert_int_equal(done[0].at, plugged.now);
	assert_in_range(done[0].seconds, HOUR, 70 * MINUTE);
	assert_int_equal(upkeep.seconds, 0); /* though a run goes on */
}

static void maintenance_is_due_after_so_many_hours_of_work_and_again_after_it_was_done(void **state)
{
	int64_t hours = 1, none = 0;

	(void)state;
	plug_in("never", false);
	assert_int_equal(run(WRITE, add_upkeep, &none), WORK_REFUSED);
	assert_int_equal(run(WRITE, add_upkeep, &hours), WORK_DONE);
	pass(60, RESTING, watch);
	pass(57, BUSY, watch);
	assert_int_equal(mails_to(&plugged.ada, "upkeep_due"), 0);
	pass(5, BUSY, watch);
	assert_int_equal(mails_to(&plugged.ada, "upkeep_due"), 1);
	assert_int_equal(mails_to(&plugged.bob, "upkeep_due"), 1);
	assert_int_equal(run(WRITE, do_upkeep, "Spindel geölt"), WORK_DONE);
	assert_int_equal(run(READ, look_at_upkeep, "Spindel geölt"), WORK_DONE);
	pass(55, BUSY, watch);
	assert_int_equal(mails_to(&plugged.ada, "upkeep_due"), 1);
	pass(10, BUSY, watch);
	assert_int_equal(mails_to(&plugged.ada, "upkeep_due"), 2);
}

/* ---- sums ------------------------------------------------------------------------------------ */

struct sums {
	enum run_by by;
	const char *key;
	struct run_sum found;
};

static void find_sum(struct work *work, void *about)
{
	struct sums *sums = about;
	struct run_filter span = { .from = plugged.now - 24 * HOUR, .until = plugged.now + 1 };
	struct run_sum *list = arena_alloc(&work->arena, sizeof *list * MOST);
	int count = ledger_sums(work, sums->by, &span, list, MOST);

	for (int i = 0; i < count; i++)
		if (list[i].key && !strcmp(list[i].key, sums->key))
			sums->found = list[i];
}

static struct run_sum sum_of(enum run_by by, const char *key)
{
	struct sums sums = { by, key, { 0 } };

	assert_int_equal(run(READ, find_sum, &sums), WORK_DONE);
	return sums.found;
}

static void hours_and_energy_are_those_of_the_plug_booked_or_not(void **state)
{
	(void)state;
	plug_in("never", false);
	struct booked booked = book(&plugged.ada, 0, HOUR);
	pass(30, BUSY, watch);
	pass(90, RESTING, watch);
	pass(20, BUSY, watch); /* nobody's */
	pass(10, RESTING, watch);
	struct run_sum of_booking = sum_of(RUNS_BY_BOOKING, booked.ref), of_machine = sum_of(RUNS_BY_MACHINE, plugged.slug);
	assert_int_equal(of_booking.runs, 1);
	assert_in_range(of_booking.seconds, 29 * MINUTE, 31 * MINUTE);
	assert_in_range(of_booking.watt_hours, 57, 62); /* 120 W for half an hour */
	assert_int_equal(of_booking.unbooked, 0);
	assert_int_equal(of_machine.runs, 2);
	assert_in_range(of_machine.watt_hours, 95, 104);
	assert_in_range(of_machine.unbooked, 19 * MINUTE, 21 * MINUTE);
}

struct priced {
	int64_t cents;
	int day;
};

static void set_price(struct work *work, void *about)
{
	const struct priced *priced = about;

	work->now = plugged.now;
	work->person = &plugged.ada;
	ledger_set_price(work, priced->cents, priced->day);
}

static int64_t cost_of_half_an_hour(void)
{
	struct booked booked = book(&plugged.ada, 0, HOUR);

	pass(30, BUSY, watch);
	pass(30, RESTING, watch);
	struct run_sum sum = sum_of(RUNS_BY_BOOKING, booked.ref);
	return ledger_cents(&sum);
}

static void energy_costs_what_it_did_when_it_was_drawn(void **state)
{
	(void)state;
	plug_in("never", false);
	assert_int_equal(cost_of_half_an_hour(), 0);
	int64_t before = plugged.now;
	assert_int_equal(run(WRITE, set_price, &(struct priced){ 1001, 0 }), WORK_REFUSED);
	assert_int_equal(run(WRITE, set_price, &(struct priced){ 1000, 0 }), WORK_DONE); /* the first: ever since */
	assert_in_range(cost_of_half_an_hour(), 57, 62);
	assert_int_equal(run(WRITE, set_price, &(struct priced){ 500, zone_day(plugged.now) + 1 }), WORK_DONE);
	assert_in_range(cost_of_half_an_hour(), 57, 62);
	plugged.now += 24 * HOUR;
	assert_in_range(cost_of_half_an_hour(), 28, 31);
	plugged.now = before - 10 * MINUTE; /* 60 Wh at the first price by now */
	assert_in_range(sum_of(RUNS_BY_MACHINE, plugged.slug).millicents, 57000, 62000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_comes_next_is_told_once_that_the_machine_still_works),
		cmocka_unit_test(nobody_is_told_of_a_machine_that_rests_or_whose_plug_is_silent),
		cmocka_unit_test(what_somebody_began_without_a_booking_is_late_as_well),
		cmocka_unit_test(who_is_done_early_is_offered_once_to_give_back_the_rest),
		cmocka_unit_test(what_is_given_back_is_free_for_others),
		cmocka_unit_test(maintenance_is_due_after_so_many_hours_of_work_and_again_after_it_was_done),
		cmocka_unit_test(hours_and_energy_are_those_of_the_plug_booked_or_not),
		cmocka_unit_test(energy_costs_what_it_did_when_it_was_drawn),
	};
	return RUN_ON_BOTH(tests, open_plugged_lab, close_lab);
}
