// SPDX-License-Identifier: EUPL-1.2
#include "hw/machine.h"

#include "app/base/time.h"

#include <stddef.h>

enum { DAY_BEGINS = 8 * 60, DAY_ENDS = 20 * 60, MINUTE = 60 };

/* Between low and high watts for the dice's share of each pulse; see section "Power profiles" of the references for the
 * orders of magnitude: a printer heats at up to 280 W, prints at 60 to 190 with its bed in pulses, idles at 11. */
struct phase {
	int minutes; /* since the booking's begin, until when it lasts; negative: before its end */
	int low, high;
	int pulse; /* seconds */
};

enum { PHASES = 5 };

static const struct profile {
	struct phase phases[PHASES]; /* the last one has 0 minutes: to the end */
	struct phase waiting;        /* in the daytime of a day on which somebody forgot to switch it off */
	int watts_busy;
} profiles[MACHINES] = {
	[MACHINE_PRINTER] = { { { 4, 9, 12, 30 }, { 10, 250, 275, 60 }, { -8, 58, 187, 20 }, { -3, 12, 16, 60 },
		{ 0, 8, 11, 60 } }, { 0, 8, 11, 60 }, 30 },
	[MACHINE_LASER] = { { { 6, 40, 45, 60 }, { -6, 42, 1080, 300 }, { 0, 38, 42, 60 } }, { 0, 38, 42, 300 },
		200 },
	[MACHINE_LAMP] = { { { 5, 6, 9, 60 }, { -3, 232, 248, 30 }, { 0, 6, 9, 60 } }, { 0, 6, 9, 300 }, 60 },
	[MACHINE_COMPUTER] = { { { 2, 60, 95, 10 }, { -1, 64, 140, 30 }, { 0, 36, 42, 60 } }, { 0, 34, 42, 300 },
		50 },
};

uint64_t machine_dice(uint64_t seed, int64_t number)
{
	uint64_t x = seed + (uint64_t)number * 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static bool one_in(int sides, uint64_t seed, int64_t number)
{
	return machine_dice(seed, number) % (unsigned)sides == 0;
}

/* A pulse is low or high or, one time in three, in between. */
static int64_t draw(const struct phase *phase, const struct moment *moment)
{
	uint64_t dice = machine_dice(moment->seed, moment->at / phase->pulse);
	unsigned range = (unsigned)(phase->high - phase->low);
	unsigned above = dice % 3 ? (dice % 3 - 1) * range : (unsigned)(dice >> 8) % (range + 1);

	return phase->low + (int64_t)above;
}

static const struct phase *phase_at(const struct profile *profile, const struct moment *moment)
{
	const struct phase *phase = profile->phases;

	for (; phase->minutes; phase++) {
		int64_t start = phase->minutes > 0 ? moment->from : moment->until;
		if (moment->at < start + phase->minutes * MINUTE)
			break;
	}
	return phase;
}

/* Most machines are off at night and when nobody needs them; standby of the plug's own is 0 or 1 W. */
static int64_t draw_unbooked(const struct profile *profile, const struct moment *moment)
{
	int day = zone_day(moment->at), minute = zone_minute(moment->at);
	bool forgotten = one_in(3, moment->seed, day) && minute >= DAY_BEGINS && minute < DAY_ENDS;

	if (forgotten)
		return draw(&profile->waiting, moment);
	return (int64_t)(machine_dice(moment->seed, moment->at / MINUTE) & 1);
}

/* One day in nine somebody just uses it, for an hour and a half from ten. */
static bool is_borrowed(struct moment *moment)
{
	int day = zone_day(moment->at);

	if (moment->is_booked || !one_in(9, ~moment->seed, day))
		return false;
	moment->from = zone_instant(day, 600);
	moment->until = zone_instant(day, 690);
	return moment->at >= moment->from && moment->at < moment->until;
}

int64_t machine_watts(enum machine machine, const struct moment *moment)
{
	const struct profile *profile = &profiles[machine];
	struct moment now = *moment;
	bool used = now.is_booked && !one_in(12, now.seed, now.from);

	if (used || is_borrowed(&now))
		return draw(phase_at(profile, &now), &now);
	return draw_unbooked(profile, &now);
}

int64_t machine_watts_busy(enum machine machine)
{
	return profiles[machine].watts_busy;
}
