// SPDX-License-Identifier: EUPL-1.2
/*
 * A plug that reports each minute for DAYS days, as frames on their way in. Prints microseconds a frame, bytes a frame on
 * disk, milliseconds to draw a day and all of it, seconds to find all runs again, and bytes a frame after thinning.
 *
 * plugs STORE DAYS
 */
#include "tests/bench/bench.h"

#include "app/device.h"
#include "app/frame.h"
#include "app/run.h"
#include "db/device.h"

#include <string.h>
#include <sys/stat.h>

enum { EACH = 500, MINUTE = 60, POINTS = 400 };

static const char EUI[] = "24e1240000000001";

struct year {
	int64_t begin, count, done, energy;
	struct device device;
	int64_t span;
	int points, more;
};

/* Two hours of work in the morning, standby else. */
static int64_t watts_at(int64_t at)
{
	int minute = zone_minute(at);

	return minute >= 600 && minute < 720 ? 60 + at / MINUTE * 37 % 140 : 8;
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

static void hear(struct work *work, void *about)
{
	struct year *year = about;
	struct frame frame = { .network = "chirpstack", .session = "00189440", .port = 85 };
	int64_t energy = year->energy;

	strcpy(frame.eui, EUI);
	for (int64_t i = year->done; i < year->done + EACH && i < year->count; i++) {
		frame.counter = i;
		frame.at = year->begin + i * MINUTE;
		energy += watts_at(frame.at);
		write_report(&frame, watts_at(frame.at), energy / 60);
		frame_take(work, &frame);
	}
}

static void find(struct work *work, void *about)
{
	struct year *year = about;

	check(device_of_eui(work, EUI, &year->device), "no plug");
}

static void draw(struct work *work, void *about)
{
	struct year *year = about;
	struct point points[POINTS];
	struct day day = { .until = year->begin + year->count * MINUTE };

	find(work, about);
	day.device = year->device.id;
	day.from = day.until - year->span;
	year->points = reading_day(work, &day, points, 288);
}

static void again(struct work *work, void *about)
{
	find(work, about);
	run_rewind(work, &((struct year *)about)->device);
	db_device_move(work->db, &((struct year *)about)->device);
}

static void catch_up(struct work *work, void *about)
{
	((struct year *)about)->more = run_catch_up(work, 100);
}

static void thin(struct work *work, void *about)
{
	((struct year *)about)->more = run_thin(work, 100);
}

static void run(struct lab *lab, enum work_kind kind, void (*job)(struct work *, void *), struct year *year)
{
	struct work work = { .lab = lab, .kind = kind, .job = job, .about = year };

	check(work_do(&work) == WORK_DONE, "the store failed");
	arena_clear(&work.arena);
}

static void hear_all(struct lab *lab, struct year *year)
{
	for (; year->done < year->count; year->done += EACH) {
		run(lab, WRITE, hear, year);
		for (int64_t i = year->done; i < year->done + EACH && i < year->count; i++)
			year->energy += watts_at(year->begin + i * MINUTE);
	}
}

static double drawn_in(struct lab *lab, struct year *year, int64_t span)
{
	double began = seconds_of(CLOCK_MONOTONIC);

	year->span = span;
	run(lab, READ, draw, year);
	check(year->points > 0, "nothing to draw");
	return (seconds_of(CLOCK_MONOTONIC) - began) * 1e3;
}

/* How much the file has in use; pages that were freed are used again. */
static double bytes_of(const char *store)
{
	struct stat status;

	check(!stat(store, &status), "no store");
	return (double)status.st_size;
}

int main(int argc, char **argv)
{
	check(argc == 3, "plugs STORE DAYS");
	struct lab *lab = open_lab(argv[1]);
	int64_t days = strtoll(argv[2], NULL, 10);
	struct year year = { .begin = clock_now() - days * 86400, .count = days * 1440 };
	double empty = bytes_of(argv[1]), began = seconds_of(CLOCK_MONOTONIC);

	hear_all(lab, &year);
	double taken = seconds_of(CLOCK_MONOTONIC) - began;
	double day = drawn_in(lab, &year, 86400), all = drawn_in(lab, &year, days * 86400);
	began = seconds_of(CLOCK_MONOTONIC);
	run(lab, WRITE, again, &year);
	for (year.more = 1; year.more; )
		run(lab, WRITE, catch_up, &year);
	double rebuilt = seconds_of(CLOCK_MONOTONIC) - began;
	began = seconds_of(CLOCK_MONOTONIC);
	for (year.more = 1; year.more; )
		run(lab, WRITE, thin, &year);
	double thinned = seconds_of(CLOCK_MONOTONIC) - began;
	lab_drain(lab);
	lab_close(lab);
	printf("%g %g %g %g %g %g\n", taken * 1e6 / (double)year.count,
		(bytes_of(argv[1]) - empty) / (double)year.count, day, all, rebuilt, thinned);
	return EXIT_SUCCESS;
}
