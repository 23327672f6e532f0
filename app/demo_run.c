// SPDX-License-Identifier: EUPL-1.2
#include "app/demo_run.h"

#include "app/base/time.h"
#include "app/booking.h"
#include "app/device.h"
#include "db/relay.h"
#include "db/run.h"
#include "db/upkeep.h"

#include <string.h>

enum { MOST = 5000, DAY = 24 * 3600, HOUR = 3600, MINUTE = 60, SHARES = 8, UNUSED = 7, MEAN_WATTS = 110, MOST_WATTS = 240,
	SEVEN = 7 * 60, HALF_PAST_SEVEN = 7 * 60 + 30, OVER = 25 * MINUTE, PAST_DAYS = 28 };

/* ---- now ------------------------------------------------------------------------------------- */

static bool claim_at(struct work *work, int64_t resource, int64_t at, int64_t *from, int64_t *until)
{
	struct claim claim;

	if (!resource_claim_at(work, resource, at, &claim))
		return false;
	*from = claim.starts;
	*until = claim.ends;
	return true;
}

/* Starts the second Bambu from its card, before and after lunch. */
static bool is_borrowing(struct work *work, int64_t resource, int64_t at, int64_t *from, int64_t *until)
{
	static const int minutes[][2] = { { 630, 720 }, { 780, 1080 } };
	int64_t midnight = zone_instant(zone_day(at), 0);
	struct resource r;

	if (!db_resource_by_id(work->db, resource, &r) || strcmp(r.slug, "bambu-2") != 0)
		return false;
	for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
		*from = midnight + minutes[i][0] * MINUTE;
		*until = midnight + minutes[i][1] * MINUTE;
		if (*from <= at && at < *until)
			return true;
	}
	return false;
}

bool demo_plan(struct work *work, int64_t resource, int64_t at, int64_t *from, int64_t *until)
{
	if (claim_at(work, resource, at, from, until))
		return zone_minute(*from) != SEVEN;
	if (claim_at(work, resource, at - OVER, from, until) && zone_minute(*from) == HALF_PAST_SEVEN) {
		*until += OVER;
		return at < *until;
	}
	return is_borrowing(work, resource, at, from, until);
}

/* ---- before ---------------------------------------------------------------------------------- */

static struct run run_of(int64_t device, int64_t resource, int64_t from, int64_t until)
{
	return (struct run){ .device = device, .resource = resource, .from = from, .until = until,
		.watt_hours = (until - from) * MEAN_WATTS / HOUR, .watts_most = MOST_WATTS };
}

/* Later than booked, and mostly ended before; the same each time, as the id decides. */
static struct run run_in(const struct booking *b, int64_t device)
{
	int64_t length = b->until - b->from, late = (b->id % 5 + 1) * length / 40;
	struct run run = run_of(device, b->resource, b->from + late, b->until - (b->id % 4) * length / 10);

	run.booking = b->id;
	return run;
}

/* Two evenings a week, if nobody had it. */
static void use_unbooked(struct work *work, int64_t device, const char *slug, int64_t before)
{
	struct resource r;

	if (!resource_by_slug(work, slug, &r) || !r.walk_up)
		return;
	for (int day = zone_day(before) - PAST_DAYS; day < zone_day(before); day++) {
		int64_t from = zone_instant(day, 17 * 60 + r.id % 4 * 15);
		struct run run = run_of(device, r.id, from, from + (2 + r.id % 3) * HOUR / 2);
		if ((day + r.id) % 7 < 2 && db_claim_is_free(work->db, r.id, run.from, run.until, 0))
			db_run_set(work->db, &run);
	}
}

void demo_runs(struct work *work, int64_t device, const char *slug)
{
	struct booking *list = arena_room(&work->arena, sizeof *list * MOST);
	struct booking_filter filter = { .resource_slug = slug, .until = work->now - DEMO_SIMULATED };
	int count = booking_list(work, &filter, list, MOST);

	for (int i = 0; i < count; i++) {
		struct run run = run_in(&list[i], device);
		if (list[i].checked_in && list[i].id % SHARES != UNUSED && list[i].until < filter.until)
			db_run_set(work->db, &run);
	}
	use_unbooked(work, device, slug, filter.until);
}

/* ---- switching ------------------------------------------------------------------------------- */

/* Yesterday's morning: on for a booking, off when nobody had used it for a while. */
static void add_wish(struct work *work, int64_t device, bool on, int64_t at)
{
	struct relay_wish wish = { .device = device, .on = on, .why = on ? "booking" : "idle", .made = at,
		.expires = at + 15 * MINUTE };

	db_relay_add(work->db, &wish);
	wish.status = "done";
	wish.tries = 1;
	wish.sent = wish.due = at;
	wish.ended = at + 4;
	db_relay_settle(work->db, &wish);
}

void demo_switching(struct work *work, const char *slug)
{
	struct resource r;
	struct device device;

	if (!resource_by_slug(work, slug, &r) || !device_of_resource(work, r.id, &device))
		return;
	device.switched = "booking";
	device.may_cut = true;
	device_enter(work, &device);
	add_wish(work, device.id, true, work->now - DAY);
	add_wish(work, device.id, false, work->now - DAY + 3 * HOUR);
	add_wish(work, device.id, true, work->now - DAY + 5 * HOUR);
}

/* What some machines need, counted for some weeks; the laser's lens is due. */
void demo_upkeep(struct work *work)
{
	static const struct {
		const char *slug, *name;
		int64_t every_hours;
		int weeks;
	} needs[] = {
		{ "laser", "Linse reinigen", 20, 4 }, { "laser", "Filter der Absaugung wechseln", 200, 9 },
		{ "prusa-1", "Achsen ölen", 200, 6 }, { "prusa-2", "Achsen ölen", 200, 6 },
	};
	struct resource r;

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (resource_by_slug(work, needs[i].slug, &r))
			db_upkeep_add(work->db, &(struct upkeep){ .resource = r.id, .name = needs[i].name,
				.every_hours = needs[i].every_hours, .since = work->now - needs[i].weeks * 7 * DAY });
}
