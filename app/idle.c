// SPDX-License-Identifier: EUPL-1.2
#include "app/idle.h"

#include "app/booking.h"
#include "app/delivery.h"
#include "app/relay.h"
#include "app/run.h"

enum {
	CUT_WITHIN = 5 * 60, /* or until it should have spoken again */
	WARNED_BEFORE = 10 * 60,
};

bool idle_is_fresh(const struct device *device, int64_t now)
{
	return device->last_heard >= now - IDLE_FRESH;
}

/* Of one of class A, or whose class nobody told, nobody knows when it obeys. */
bool idle_may_cut(struct work *work, const struct device *d)
{
	return d->may_cut && d->resource && d->class && *d->class == 'C' &&
		!db_run_booking(work->db, d->resource, work->now, RUN_EARLY);
}

void idle_heed(struct work *work, const struct device *device, int64_t at)
{
	if (device->may_cut && at == device->last_heard && idle_is_fresh(device, work->now))
		db_relay_heed(work->db, device->id, work->now);
}

int64_t idle_cut_at(struct work *work, const struct device *d)
{
	enum use use = use_of(d, work->now).use;
	bool rests = (use == USE_IDLE || use == USE_OFF) && d->relay.known && d->relay.is;

	if (!rests || !d->warned || d->warned < d->use_since || !idle_may_cut(work, d))
		return 0;
	return d->warned + WARNED_BEFORE > work->now ? d->warned + WARNED_BEFORE : 0;
}

/* Its user may be about to go on: the last run's booking tells who that is. */
static void warn(struct work *work, const struct device *device)
{
	struct run last;
	struct booking booking;

	db_device_warned(work->db, device->id, work->now);
	if (!run_last(work, device->id, &last) || last.resource != device->resource || !last.booking_ref ||
	    !db_booking_by_ref(work->db, last.booking_ref, &booking))
		return;
	delivery_add(work, &(struct delivery){ .kind = "machine_idle", .person = booking.person,
		.booking = booking.id, .detail = last.resource_name,
		.key = arena_print(&work->arena, "machine_idle %lld %lld", (long long)device->id,
			(long long)work->now) });
}

/* A warning is for one try, and one before a booking says nothing to who had that. */
static void judge(struct work *work, const struct device *d)
{
	struct relay_wish open;

	if (db_relay_open(work->db, d->id, &open))
		return;
	if (db_run_booking(work->db, d->resource, work->now, RUN_EARLY)) {
		if (d->warned)
			db_device_warned(work->db, d->id, 0);
	} else if (d->warned < d->use_since) {
		warn(work, d);
	} else if (d->warned <= work->now - WARNED_BEFORE && !db_relay_was_idle(work->db, d->id, d->warned)) {
		int64_t within = d->stale_after > CUT_WITHIN ? d->stale_after : CUT_WITHIN;
		relay_ask_cut(work, d, work->now + within);
	}
}

int idle_cut(struct work *work, int most)
{
	struct device *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int64_t behind = 0;
	int count;

	do {
		count = db_devices_idle(work->db, work->now, behind, list, most);
		for (int i = 0; i < count; i++)
			judge(work, &list[i]);
		behind = count ? list[count - 1].id : 0;
	} while (count == most);
	return 0; /* all were looked at */
}
