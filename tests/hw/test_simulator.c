// SPDX-License-Identifier: EUPL-1.2
#include "hw/simulator.h"

#include "app/base/log.h"
#include "app/base/time.h"
#include "app/device.h"
#include "app/lab.h"
#include "db/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

static const struct simulated_plug fleet[] = {
	{ "24e124148b000001", "Prusa 1", "ws52x", MACHINE_PRINTER },
	{ "24e124148b000002", "Laser", "r809a", MACHINE_LASER },
	{ "24e124148b000003", "Lamp", "ws52x", MACHINE_LAMP },
	{ "24e124148b000004", "PC 1", "ws52x", MACHINE_COMPUTER },
};
enum { COUNT = sizeof fleet / sizeof *fleet, BOOKED = 0, DAY = 24 * 3600 };

static char folder[32], store[64];
static struct lab *lab;

static void a_machine_does_the_same_for_the_same_seed_and_time(void **state)
{
	(void)state;
	int differ = 0;
	for (int64_t at = 1795420800; at < 1795420800 + DAY; at += 60)
		for (enum machine m = 0; m < MACHINES; m++) {
			struct moment moment = { 7, at, at % 7200 < 3600, at - at % 7200, at - at % 7200 + 3600 };
			int64_t watts = machine_watts(m, &moment);
			assert_int_equal(watts, machine_watts(m, &moment));
			assert_in_range(watts, 0, 2300);
			moment.seed = 8;
			differ += watts != machine_watts(m, &moment);
		}
	assert_true(differ > 1000);
}

/* How many of a booking's minutes the machine works; most bookings of any seed are used. */
static int busy_minutes(enum machine machine, uint64_t seed, bool is_booked)
{
	int64_t night = 1795478400; /* Monday, 2026-11-23, 00:00 UTC */
	int busy = 0;
	for (int64_t at = night; at < night + 7200; at += 60)
		busy += machine_watts(machine, &(struct moment){ seed, at, is_booked, night, night + 7200 }) >=
			machine_watts_busy(machine);
	return busy;
}

static void a_booked_machine_works_and_another_does_not(void **state)
{
	(void)state;
	for (enum machine m = 0; m < MACHINES; m++) {
		int used = 0;
		for (uint64_t seed = 1; seed <= 20; seed++) {
			used += busy_minutes(m, seed, true) > 40;
			assert_int_equal(busy_minutes(m, seed, false), 0);
		}
		assert_in_range(used, 15, 20);
	}
}

static bool is_booked(struct work *work, int64_t resource, int64_t at, int64_t *from, int64_t *until)
{
	(void)work, (void)resource;
	*from = at - at % 7200;
	*until = *from + 7200;
	return true;
}

static const char ADD_RESOURCE[] =
	"INSERT INTO resource (id, slug, name, kind, location, description, position, bookable,"
	" slot_minutes, shortest_minutes, longest_minutes, notice_minutes, horizon_days, most_people,"
	" needs_introduction)"
	" VALUES (1, 'prusa-1', 'Prusa 1', 'printer_3d', '', '', 1, 1, 15, 15, 600, 0, 60, 1, 0)";

struct look {
	struct device devices[COUNT + 1];
	int count;
	struct point points[400];
	int drawn[COUNT], busy[COUNT]; /* points of the day; those in which it works */
	struct arena arena;
};

static void enter(struct work *work, void *about)
{
	(void)about;
	db_run(work->db, ADD_RESOURCE, WITH_NOTHING);
	for (int i = 0; i < COUNT; i++)
		device_enter(work, &(struct device){ .eui = fleet[i].eui, .name = fleet[i].name,
			.model = fleet[i].model, .network = "chirpstack", .resource = i == BOOKED,
			.watts_busy = machine_watts_busy(fleet[i].machine) });
}

static void look(struct work *work, void *about)
{
	struct look *seen = about;
	int64_t now = clock_now();

	seen->count = device_list(work, seen->devices, COUNT + 1);
	for (int i = 0; i < COUNT && i < seen->count; i++) {
		struct day day = { .device = seen->devices[i].id, .from = now - DAY, .until = now + 60 };
		seen->drawn[i] = reading_day(work, &day, seen->points, 400);
		seen->busy[i] = 0;
		for (int p = 0; p < seen->drawn[i]; p++)
			seen->busy[i] += seen->points[p].watts >= seen->devices[i].watts_busy;
	}
}

static void run(enum work_kind kind, void (*job)(struct work *, void *), struct look *seen)
{
	struct work work = { .lab = lab, .kind = kind, .job = job, .about = seen };
	assert_int_equal(work_do(&work), WORK_DONE);
	arena_clear(&seen->arena);
	seen->arena = work.arena;
}

static bool all_heard_since(const struct look *seen, int64_t instant)
{
	for (int i = 0; i < seen->count; i++)
		if (seen->devices[i].last_heard < instant)
			return false;
	return true;
}

/* Runs it until the whole fleet was heard live. */
static void simulate(struct look *seen)
{
	int64_t begin = clock_now();
	struct simulator *simulator = simulator_start(lab, &(struct simulation){ .fleet = fleet,
		.count = COUNT, .seed = 1, .interval = 1, .past = DAY, .is_booked = is_booked });
	assert_non_null(simulator);
	for (int i = 0; i < 1000; i++) {
		run(READ, look, seen);
		if (all_heard_since(seen, begin))
			break;
		nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
	}
	simulator_stop(simulator);
	run(READ, look, seen);
	assert_true(all_heard_since(seen, begin));
}

static void a_day_passes_at_once_and_then_as_it_comes(void **state)
{
	(void)state;
	struct look seen = { 0 };
	run(WRITE, enter, &seen);
	simulate(&seen);
	assert_int_equal(seen.count, COUNT);
	for (int i = 0; i < COUNT; i++) {
		assert_true(seen.drawn[i] > 270); /* of 288, some are lost on the air */
		assert_in_range(seen.devices[i].lost, 0, 20);
		assert_true(use_of(&seen.devices[i], clock_now()).use != USE_UNKNOWN);
		assert_true(seen.devices[i].watt_hours.known);
		assert_true(seen.devices[i].rssi.known);
	}
	arena_clear(&seen.arena);
}

static int place(const struct look *seen, int plug)
{
	int i = 0;
	while (i < seen->count && strcmp(seen->devices[i].eui, fleet[plug].eui) != 0)
		i++;
	return i;
}

static void a_plug_knows_the_bookings_of_its_resource(void **state)
{
	(void)state;
	struct look seen = { 0 };
	run(READ, look, &seen);
	assert_true(seen.busy[place(&seen, BOOKED)] > 130); /* two hours after two hours */
	for (int i = 0; i < COUNT; i++)
		if (i != BOOKED)
			assert_true(seen.busy[place(&seen, i)] < 40);
	arena_clear(&seen.arena);
}

static void after_a_restart_counters_and_registers_go_on(void **state)
{
	(void)state;
	struct look before = { 0 }, after = { 0 };
	run(READ, look, &before);
	simulate(&after);
	for (int i = 0; i < COUNT; i++) {
		assert_true(after.devices[i].last_counter > before.devices[i].last_counter);
		assert_true(after.devices[i].last_counter < before.devices[i].last_counter + 100);
		assert_string_equal(after.devices[i].last_session, before.devices[i].last_session);
		assert_in_range(after.devices[i].watt_hours.is, before.devices[i].watt_hours.is,
			before.devices[i].watt_hours.is + 10);
	}
	arena_clear(&before.arena);
	arena_clear(&after.arena);
}

static int open_lab(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/smartlab-XXXXXX");
	log_quiet(LOG_WARN);
	secret_start();
	zone_set("Europe/Berlin");
	snprintf(store, sizeof store, "%s/lab.sqlite", mkdtemp(folder));
	lab = lab_open(&(struct lab_options){ .store = store, .codecs = codecs, .url = "http://127.0.0.1" });
	return lab ? 0 : -1;
}

static int close_lab(void **state)
{
	(void)state;
	char command[64];
	lab_drain(lab);
	lab_close(lab);
	snprintf(command, sizeof command, "rm -r %s", folder);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_machine_does_the_same_for_the_same_seed_and_time),
		cmocka_unit_test(a_booked_machine_works_and_another_does_not),
		cmocka_unit_test(a_day_passes_at_once_and_then_as_it_comes),
		cmocka_unit_test(a_plug_knows_the_bookings_of_its_resource),
		cmocka_unit_test(after_a_restart_counters_and_registers_go_on),
	};
	return cmocka_run_group_tests(tests, open_lab, close_lab);
}
