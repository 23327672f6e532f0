// SPDX-License-Identifier: EUPL-1.2
/*
 * Fills an empty store with a year of the demo: its bookings and runs, and what its plugs would have said every five
 * minutes, a million readings.
 *
 * year STORE NOW     (RFC 3339)
 */
#include "app/demo.h"
#include "app/device.h"
#include "app/run.h"
#include "hw/fleet.h"
#include "tests/bench/bench.h"

enum { DAYS = 365, INTERVAL = 300, MOST_DEVICES = 100, MOST_RUNS = 200, WORKING = 110, RESTING = 4 };

struct day_of_device {
	int64_t device, resource, from;
};

static bool is_at_work(const struct run *runs, int count, int64_t at)
{
	for (int i = 0; i < count; i++)
		if (runs[i].from <= at && at < runs[i].until)
			return true;
	return false;
}

static void add_day(struct work *work, void *about)
{
	const struct day_of_device *d = about;
	struct run runs[MOST_RUNS];
	struct run_filter filter = { .resource = d->resource, .from = d->from, .until = d->from + DAY };
	int count = run_list(work, &filter, runs, MOST_RUNS);

	for (int64_t at = d->from; at < d->from + DAY; at += INTERVAL)
		db_reading_add(work->db, &(struct reading_row){ .device = d->device, .at = at,
			.counter = at / INTERVAL,
			.watts = { true, is_at_work(runs, count, at) ? WORKING + at / INTERVAL % 60 : RESTING } });
}

static struct device devices[MOST_DEVICES];
static int device_count;

/* Of the devices only the ids are kept: texts go with the work. */
static void read_devices(struct work *work, void *about)
{
	(void)about;
	device_count = device_list(work, devices, MOST_DEVICES);
}

static void run(struct lab *lab, void (*job)(struct work *, void *), void *about)
{
	struct work work = { .lab = lab, .kind = WRITE, .job = job, .about = about };

	check(work_do(&work) == WORK_DONE, "seeding failed");
	arena_clear(&work.arena);
}

int main(int argc, char **argv)
{
	int64_t now = 0;

	check(argc == 3 && time_parse(argv[2], &now), "year STORE NOW");
	clock_start(now);
	struct lab *lab = open_lab(argv[1]);
	check(demo_fill(lab, DAYS) && fleet_enter(lab), "the demo failed");
	run(lab, read_devices, NULL);
	for (int64_t from = now - DAYS * (int64_t)DAY; from < now; from += DAY)
		for (int i = 0; i < device_count; i++)
			run(lab, add_day, &(struct day_of_device){ devices[i].id, devices[i].resource, from });
	close_lab(lab);
	return EXIT_SUCCESS;
}
