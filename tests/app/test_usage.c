// SPDX-License-Identifier: EUPL-1.2
/* What was booked and used is counted where the wall clock says, once, and without what was cancelled. */
#include "app/usage.h"
#include "tests/app/fixture.h"

enum { HOUR = 3600 };

static int64_t person, printer, laser, workshop;
static int monday; /* 2026-03-23: the week at whose end the clocks go forward */

static int make(void **state)
{
	if (!zone_set("Europe/Berlin") || open_lab(state))
		return -1;
	monday = day_of((struct date){ 2026, 3, 23 });
	return 0;
}

static void tell(struct work *work, const char *sql, const struct arg *args)
{
	db_run(work->db, sql, args);
}

static void book(struct work *work, int64_t resource, int64_t from, int64_t until)
{
	static const char LENGTH[] = "UPDATE booking SET ends = $2 WHERE id = $1";

	tell(work, LENGTH, WITH(num(add_booking(work, person, resource, from)), num(until)));
}

static void fill(struct work *work, void *about)
{
	static const char WITHIN[] = "INSERT INTO within (whole, part) VALUES ($1, $2)";
	static const char CANCEL[] = "UPDATE booking SET status = 'cancelled' WHERE starts = $1";

	(void)about;
	person = add_person(work, "Jana");
	printer = add_resource(work, "printer");
	laser = add_resource(work, "laser");
	workshop = add_resource(work, "workshop");
	tell(work, WITHIN, WITH(num(printer), num(printer)));
	tell(work, WITHIN, WITH(num(laser), num(laser)));
	tell(work, WITHIN, WITH(num(workshop), num(workshop)));
	tell(work, WITHIN, WITH(num(workshop), num(laser)));
	book(work, printer, zone_instant(monday, 23 * 60), zone_instant(monday + 1, 60));
	book(work, workshop, zone_instant(monday + 2, 9 * 60), zone_instant(monday + 2, 9 * 60 + 30));
	book(work, printer, zone_instant(monday + 3, 9 * 60), zone_instant(monday + 3, 12 * 60));
	tell(work, CANCEL, WITH(num(zone_instant(monday + 3, 9 * 60))));
	/* Saturday 22:00 to Monday 02:00: 27 hours, for the clocks go forward between. */
	book(work, laser, zone_instant(monday + 5, 22 * 60), zone_instant(monday + 7, 2 * 60));
}

/* A plug on the printer, which speaks from midnight on and tells of a run of a quarter of an hour. */
static void measure(struct work *work, void *about)
{
	static const char PLUG[] = "INSERT INTO device (eui, name, network, resource)"
		" VALUES ('0011223344556677', 'Plug', 'chirpstack', $1)";
	static const char READING[] = "INSERT INTO reading (device, at, counter, watts)"
		" VALUES ((SELECT MAX(id) FROM device), $1, 1, $2)";
	static const char RUN[] = "INSERT INTO run (device, starts, ends, open, resource, watt_hours, watts_most)"
		" VALUES ((SELECT MAX(id) FROM device), $2, $3, 0, $1, 25, 100)";
	int64_t at = zone_instant(monday + 1, 0);

	(void)about;
	tell(work, PLUG, WITH(num(printer)));
	tell(work, READING, WITH(num(at), num(4)));
	tell(work, RUN, WITH(num(printer), num(at + 900), num(at + 1800)));
}

static struct usage usage;

static void read_usage(struct work *work, void *about)
{
	usage_read(work, about, &usage);
}

static enum work_end ask(int first, int last, const char *slug)
{
	return run(READ, read_usage, &(struct usage_wish){ .first_day = first, .last_day = last, .kind = "", .slug = slug });
}

static void a_night_belongs_to_two_days(void **state)
{
	(void)state;
	assert_int_equal(run(WRITE, fill, NULL), WORK_DONE);
	assert_int_equal(ask(monday, monday + 6, ""), WORK_DONE);
	assert_int_equal(usage.hours[0][23].booked, HOUR);
	assert_int_equal(usage.hours[1][0].booked, HOUR);
	assert_int_equal(usage.list[0].amount.booked, 2 * HOUR);
	assert_int_equal(usage.list[0].tally.bookings, 1);
}

static void a_whole_is_booked_with_its_parts(void **state)
{
	(void)state;
	assert_int_equal(usage.hours[2][9].booked, HOUR); /* two resources, half an hour each */
	assert_int_equal(usage.list[2].amount.booked, HOUR / 2);
}

static void what_was_cancelled_is_not_booked(void **state)
{
	(void)state;
	for (int hour = 0; hour < HOURS; hour++)
		assert_int_equal(usage.hours[3][hour].booked, 0);
}

static void an_hour_that_the_clock_leaves_out_is_not_used(void **state)
{
	(void)state;
	assert_int_equal(usage.hours[6][2].booked, 0);
	assert_int_equal(usage.hours[6][3].booked, HOUR);
	assert_int_equal(usage.list[1].amount.booked, HOUR / 2 + 25 * HOUR); /* to the midnight at which the week ends */
	assert_int_equal(ask(monday, monday + 7, ""), WORK_DONE);
	assert_int_equal(usage.week_count, 2);
	assert_int_equal(usage.weeks[1].booked, 2 * HOUR);
}

static void use_is_what_the_runs_say_and_is_measured_since_the_plug_speaks(void **state)
{
	(void)state;
	assert_int_equal(run(WRITE, measure, NULL), WORK_DONE);
	assert_int_equal(ask(monday, monday + 6, "printer"), WORK_DONE);
	assert_int_equal(usage.count, 1);
	assert_true(usage.list[0].has_plug);
	assert_int_equal(usage.total.booked, 2 * HOUR);
	assert_int_equal(usage.measured.booked, HOUR);
	assert_int_equal(usage.total.used, HOUR / 4);
}

static void a_period_has_an_end_and_a_bound(void **state)
{
	(void)state;
	assert_int_equal(ask(monday, monday - 1, ""), WORK_REFUSED);
	assert_int_equal(ask(monday, monday + 1000, ""), WORK_REFUSED);
	assert_int_equal(ask(monday, monday + 730, ""), WORK_DONE);
	assert_int_equal(ask(monday, monday, "nothing"), WORK_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_night_belongs_to_two_days),
		cmocka_unit_test(a_whole_is_booked_with_its_parts),
		cmocka_unit_test(what_was_cancelled_is_not_booked),
		cmocka_unit_test(an_hour_that_the_clock_leaves_out_is_not_used),
		cmocka_unit_test(use_is_what_the_runs_say_and_is_measured_since_the_plug_speaks),
		cmocka_unit_test(a_period_has_an_end_and_a_bound),
	};

	return RUN_ON_BOTH(tests, make, close_lab);
}
