// SPDX-License-Identifier: EUPL-1.2
#include "app/ledger.h"

#include "app/device.h"
#include "app/run.h"
#include "app/person.h"
#include "db/device.h"
#include "db/run.h"
#include "tests/app/fixture.h"

enum { MOST = 20, HOUR = 3600 };

/* A machine with a plug, two people, a booking of two hours and one behind it. */
struct scene {
	int64_t now, resource, device, first, second, booking, next;
	struct device plug;
};

static struct scene scene;

static const char CLAIM[] = "INSERT INTO claim (resource, starts, ends, booking) VALUES ($1, $2, $3, $4)";

static int64_t book(struct work *work, int64_t person, int64_t from)
{
	int64_t id = add_booking(work, person, scene.resource, from);

	db_run(work->db, CLAIM, WITH(num(scene.resource), num(from), num(from + 7200), num(id)));
	return id;
}

/* The booking ends so many seconds from now. */
static void set(struct work *work, void *about)
{
	const int64_t *ends = about;

	scene = (struct scene){ .now = work->now };
	scene.resource = add_resource(work, new_name(work));
	scene.first = add_person(work, "Ada");
	scene.second = add_person(work, "Bob");
	scene.booking = book(work, scene.first, work->now + *ends - 7200);
	scene.next = book(work, scene.second, work->now + *ends);
	scene.device = device_enter(work, &(struct device){ .eui = new_name(work), .name = "Stecker",
		.network = "chirpstack", .resource = scene.resource });
	db_device_by_id(work->db, scene.device, &scene.plug);
}

static void make(int64_t ends)
{
	assert_int_equal(run(WRITE, set, &ends), WORK_DONE);
}

struct act {
	int64_t from, until; /* before now */
	bool is_open;
	int64_t booking;
	enum use use;
};

static void work_machine(struct work *work, void *about)
{
	const struct act *act = about;

	db_run_set(work->db, &(struct run){ .device = scene.device, .resource = scene.resource,
		.from = scene.now - act->from, .until = scene.now - act->until, .is_open = act->is_open,
		.watt_hours = 500, .watts_most = 200, .booking = act->booking });
	db_device_by_id(work->db, scene.device, &scene.plug);
	scene.plug.use = act->use;
	scene.plug.use_since = scene.now - act->until;
	scene.plug.last_heard = scene.now;
	scene.plug.last_session = "";
	db_device_move(work->db, &scene.plug);
}

static void do_act(struct act act)
{
	assert_int_equal(run(WRITE, work_machine, &act), WORK_DONE);
}

static void watch(struct work *work, void *about)
{
	(void)about;
	ledger_watch(work, 100);
	upkeep_remind(work, 100);
}

struct asked {
	const char *kind;
	int64_t person, count;
};

static const char MAILS[] = "SELECT COUNT(*) FROM delivery WHERE kind = $1 AND person = $2";

static void count_mails(struct work *work, void *about)
{
	struct asked *asked = about;

	db_one(work->db, MAILS, WITH(text(asked->kind), num(asked->person)), &asked->count);
}

static int64_t mails(const char *kind, int64_t person)
{
	struct asked asked = { .kind = kind, .person = person };

	assert_int_equal(run(WRITE, watch, NULL), WORK_DONE);
	assert_int_equal(run(WRITE, watch, NULL), WORK_DONE); /* each is told once */
	assert_int_equal(run(READ, count_mails, &asked), WORK_DONE);
	return asked.count;
}

static void who_comes_next_is_told_that_the_machine_still_works(void **state)
{
	(void)state;
	make(-300);
	do_act((struct act){ 7000, 0, true, scene.booking, USE_BUSY });
	assert_int_equal(mails("machine_late", scene.second), 1);
	assert_int_equal(mails("machine_overrun", scene.first), 1);
	make(-300);
	do_act((struct act){ 7000, 400, false, scene.booking, USE_IDLE });
	assert_int_equal(mails("machine_late", scene.second), 0);
}

static void who_is_done_early_is_offered_to_give_back_the_rest(void **state)
{
	(void)state;
	make(3600);
	do_act((struct act){ 3000, 1200, false, scene.booking, USE_IDLE });
	assert_int_equal(mails("booking_spare", scene.first), 1);
	make(3600);
	do_act((struct act){ 3000, 300, false, scene.booking, USE_IDLE }); /* perhaps just a pause */
	assert_int_equal(mails("booking_spare", scene.first), 0);
	make(600);
	do_act((struct act){ 6000, 1200, false, scene.booking, USE_IDLE }); /* not worth it */
	assert_int_equal(mails("booking_spare", scene.first), 0);
	make(3600);
	do_act((struct act){ 3000, 1200, false, scene.booking, USE_UNKNOWN }); /* silence is no rest */
	assert_int_equal(mails("booking_spare", scene.first), 0);
}

static void add_upkeep(struct work *work, void *about)
{
	(void)about;
	work->person = &(struct person){ .id = scene.first, .role = "staff" };
	upkeep_add(work, scene.resource, "Ölen", 2);
}

static void maintenance_is_due_after_so_many_hours_of_work(void **state)
{
	(void)state;
	make(3600);
	assert_int_equal(run(WRITE, add_upkeep, NULL), WORK_DONE);
	do_act((struct act){ -10, -10 - HOUR, false, 0, USE_IDLE });
	assert_int_equal(mails("upkeep_due", scene.first), 0);
	do_act((struct act){ -10 - HOUR, -10 - 2 * HOUR, false, 0, USE_IDLE });
	assert_int_equal(mails("upkeep_due", scene.first), 1);
}

static void sum(struct work *work, void *about)
{
	struct run_sum *list = about;
	struct run_filter span = { .from = scene.now - 30 * HOUR, .until = scene.now + HOUR };

	for (int by = 0; by < RUN_GROUPINGS; by++)
		assert_true(ledger_sums(work, (enum run_by)by, &span, list, MOST) > 0);
	list[0] = ledger_total(work, span.from, span.until);
}

static void hours_and_energy_are_summed_and_priced(void **state)
{
	(void)state;
	struct run_sum before[MOST], after[MOST];
	make(0);
	do_act((struct act){ 7000, 3400, false, scene.booking, USE_IDLE });
	assert_int_equal(run(READ, sum, before), WORK_DONE);
	do_act((struct act){ 3000, 1200, false, 0, USE_IDLE });
	assert_int_equal(run(READ, sum, after), WORK_DONE);
	assert_int_equal(after[0].runs - before[0].runs, 1);
	assert_int_equal(after[0].seconds - before[0].seconds, 1800);
	assert_int_equal(after[0].unbooked - before[0].unbooked, 1800);
	assert_int_equal(after[0].watt_hours - before[0].watt_hours, 500);
	assert_int_equal(ledger_cents(1500, 38), 57);
	assert_int_equal(ledger_cents(0, 38), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_comes_next_is_told_that_the_machine_still_works),
		cmocka_unit_test(who_is_done_early_is_offered_to_give_back_the_rest),
		cmocka_unit_test(maintenance_is_due_after_so_many_hours_of_work),
		cmocka_unit_test(hours_and_energy_are_summed_and_priced),
	};
	return RUN_ON_BOTH(tests, open_lab, close_lab);
}
