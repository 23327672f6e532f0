// SPDX-License-Identifier: EUPL-1.2
/*
 * PLUGS plugs that report each minute for DAYS days, as frames on their way in, day by day with the thinning that the
 * lab's timer does. Prints microseconds a frame, megabytes on disk at the end, milliseconds to draw a day and all days of
 * one plug, and seconds to find all runs of all again.
 *
 * plugs STORE PLUGS DAYS
 */
#include "tests/bench/bench.h"

#include "app/device.h"
#include "app/frame.h"
#include "app/run.h"
#include "db/device.h"

#include <string.h>
#include <sys/stat.h>

enum { EACH = 500, MINUTE = 60, MINUTES = 1440, POINTS = 400, MOST_PLUGS = 1000 };

struct fleet {
	int64_t begin, plugs, days;
	int64_t day, done;             /* which day, and how many of its frames are in */
	int64_t energy[MOST_PLUGS];    /* Wmin at the begin of the day */
	struct device device;
	int64_t span;
	int points, more;
};

/* Two hours of work a day, each plug's at another time, standby else. */
static int64_t watts_at(int64_t plug, int64_t minute)
{
	int64_t since = minute % MINUTES - 480 - plug * 37 % 480;

	return since >= 0 && since < 120 ? 60 + minute * 37 % 140 : 8;
}

static void write_report(struct frame *frame, int64_t watts, int64_t watt_hours)
{
	static const uint8_t report[26] = { 0x08, 0x70, 1, 0x05, 0x81, 90, 0x07, 0xc9, 0, 0, 0x03, 0x74, 0x30, 9,
		0x06, 0x83, 0, 0, 0, 0, 0x04, 0x80 };

	memcpy(frame->bytes, report, sizeof report);
	frame->size = sizeof report;
	for (int i = 0; i < 4; i++) {
		frame->bytes[16 + i] = (uint8_t)(watt_hours >> i * 8);
		frame->bytes[22 + i] = (uint8_t)(watts >> i * 8);
	}
}

static void name(int64_t plug, char eui[static FRAME_EUI + 1])
{
	snprintf(eui, FRAME_EUI + 1, "24e124%010x", (unsigned)plug);
}

static int64_t energy_of(const struct fleet *fleet, int64_t plug, int64_t minutes)
{
	int64_t energy = fleet->energy[plug];

	for (int64_t minute = fleet->day * MINUTES; minute < fleet->day * MINUTES + minutes; minute++)
		energy += watts_at(plug, minute);
	return energy;
}

/* Minute by minute, all plugs, as they come. */
static void hear(struct work *work, void *about)
{
	struct fleet *fleet = about;
	int64_t most = MINUTES * fleet->plugs;

	for (int64_t i = fleet->done; i < fleet->done + EACH && i < most; i++) {
		struct frame frame = { .network = "chirpstack", .session = "00189440", .port = 85 };
		int64_t plug = i % fleet->plugs, minute = fleet->day * MINUTES + i / fleet->plugs;
		name(plug, frame.eui);
		frame.counter = minute;
		frame.at = fleet->begin + minute * MINUTE + plug % MINUTE;
		write_report(&frame, watts_at(plug, minute), energy_of(fleet, plug, i / fleet->plugs) / 60);
		frame_take(work, &frame);
	}
}

static void find(struct work *work, int64_t plug, struct device *device)
{
	char eui[FRAME_EUI + 1];

	name(plug, eui);
	check(device_of_eui(work, eui, device), "no plug");
}

static void draw(struct work *work, void *about)
{
	struct fleet *fleet = about;
	struct point points[POINTS];
	struct day day = { .until = fleet->begin + fleet->days * DAY };

	find(work, fleet->plugs / 2, &fleet->device);
	day.device = fleet->device.id;
	day.from = day.until - fleet->span;
	fleet->points = reading_day(work, &day, points, 288);
}

static void again(struct work *work, void *about)
{
	struct fleet *fleet = about;

	for (int64_t plug = 0; plug < fleet->plugs; plug++) {
		find(work, plug, &fleet->device);
		run_rewind(work, &fleet->device);
		db_device_move(work->db, &fleet->device);
	}
}

static void catch_up(struct work *work, void *about)
{
	((struct fleet *)about)->more = run_catch_up(work, 100);
}

static void thin(struct work *work, void *about)
{
	((struct fleet *)about)->more = run_thin(work, 100);
}

static void run(struct lab *lab, enum work_kind kind, void (*job)(struct work *, void *), struct fleet *fleet)
{
	struct work work = { .lab = lab, .kind = kind, .job = job, .about = fleet };

	check(work_do(&work) == WORK_DONE, "the store failed");
	arena_clear(&work.arena);
}

static void run_until_done(struct lab *lab, void (*job)(struct work *, void *), struct fleet *fleet)
{
	for (fleet->more = 1; fleet->more;)
		run(lab, WRITE, job, fleet);
}

static void live_a_day(struct lab *lab, struct fleet *fleet)
{
	clock_start(fleet->begin + (fleet->day + 1) * DAY);
	for (fleet->done = 0; fleet->done < MINUTES * fleet->plugs; fleet->done += EACH)
		run(lab, WRITE, hear, fleet);
	for (int64_t plug = 0; plug < fleet->plugs; plug++)
		fleet->energy[plug] = energy_of(fleet, plug, MINUTES);
	run_until_done(lab, catch_up, fleet);
	run_until_done(lab, thin, fleet);
}

static double drawn_in(struct lab *lab, struct fleet *fleet, int64_t span)
{
	double began = seconds_of(CLOCK_MONOTONIC);

	fleet->span = span;
	run(lab, READ, draw, fleet);
	check(fleet->points > 0, "nothing to draw");
	return (seconds_of(CLOCK_MONOTONIC) - began) * 1e3;
}

static double found_again_in(struct lab *lab, struct fleet *fleet)
{
	double began = seconds_of(CLOCK_MONOTONIC);

	run(lab, WRITE, again, fleet);
	run_until_done(lab, catch_up, fleet);
	return seconds_of(CLOCK_MONOTONIC) - began;
}

static double megabytes_of(const char *store)
{
	struct stat status;

	check(!stat(store, &status), "no store");
	return (double)status.st_size / 1e6;
}

int main(int argc, char **argv)
{
	static struct fleet fleet;

	check(argc == 4, "plugs STORE PLUGS DAYS");
	fleet.plugs = strtoll(argv[2], NULL, 10);
	fleet.days = strtoll(argv[3], NULL, 10);
	check(fleet.plugs > 0 && fleet.plugs <= MOST_PLUGS && fleet.days > 0, "so many plugs and days cannot be");
	struct lab *lab = open_lab(argv[1]);
	fleet.begin = clock_now() - fleet.days * DAY;
	double began = seconds_of(CLOCK_MONOTONIC);
	for (; fleet.day < fleet.days; fleet.day++)
		live_a_day(lab, &fleet);
	double taken = seconds_of(CLOCK_MONOTONIC) - began;
	double day = drawn_in(lab, &fleet, DAY), all = drawn_in(lab, &fleet, fleet.days * DAY);
	double again_in = found_again_in(lab, &fleet);
	close_lab(lab);
	printf("%g %g %g %g %g\n", taken * 1e6 / (double)(fleet.plugs * fleet.days * MINUTES), megabytes_of(argv[1]),
		day, all, again_in);
	return EXIT_SUCCESS;
}
