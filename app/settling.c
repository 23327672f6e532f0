// SPDX-License-Identifier: EUPL-1.2
/* What staff decide about devices, and what they are told of them. */
#include "app/delivery.h"
#include "app/device.h"
#include "app/person.h"
#include "app/relay.h"
#include "app/revision.h"
#include "app/run.h"

#include <string.h>

enum { DAY = 24 * 3600, MOST_STAFF = 100 };

static bool measures_otherwise(const struct device *a, const struct device *b)
{
	const struct thresholds one = device_thresholds(a), other = device_thresholds(b);

	return memcmp(&one, &other, sizeof one) != 0;
}

static void judge(struct work *work, const struct device *d)
{
	if (d->watts_on < 1 || d->watts_on > d->watts_busy)
		reason_add(work, NOT_A_NUMBER, "watts_on");
	if (d->watts_idle_below > d->watts_busy || d->watts_idle_below < d->watts_on)
		reason_add(work, NOT_A_NUMBER, "watts_idle_below");
}

static void make_room(struct work *work, const struct device *device)
{
	int64_t other = device->resource ? db_device_displace(work->db, device->id, device->resource) : 0;

	if (!other)
		return;
	db_placement_add(work->db, other, work->now, 0);
	relay_void(work, other);
}

void device_settle(struct work *work, const struct device *device)
{
	struct device old = { 0 }, now;
	bool known = db_device_of_eui(work->db, device->eui, &old);

	judge(work, device);
	if (work->reasons)
		return;
	now = *device;
	now.id = old.id;
	make_room(work, &now);
	now.id = device_enter(work, &now);
	audit(work, known ? "device.change" : "device.add", now.id, now.eui);
	if (!known || !measures_otherwise(&old, &now))
		return;
	run_rewind(work, &now);
	db_device_move(work->db, &now);
}

static void count_power(void *about, int64_t watts, int64_t count)
{
	int64_t *counts = about;

	counts[learn_step(watts)] += count;
}

void device_powers(struct work *work, int64_t device, int64_t counts[LEARN_STEPS])
{
	memset(counts, 0, sizeof *counts * LEARN_STEPS);
	db_powers(work->db, device, work->now - LEARN_DAYS * DAY, count_power, counts);
}

int device_alarm(struct work *work, int most)
{
	struct device *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int64_t staff[MOST_STAFF];
	int count = db_devices_silent(work->db, work->now, list, most);
	int staff_count = count ? db_staff(work->db, staff, MOST_STAFF) : 0;

	for (int i = 0; i < count; i++) {
		db_device_alarmed(work->db, list[i].id);
		for (int s = 0; s < staff_count; s++)
			delivery_add(work, &(struct delivery){ .kind = "device_silent", .person = staff[s],
				.detail = list[i].name, .key = arena_print(&work->arena, "device_silent %lld %lld %lld",
					(long long)list[i].id, (long long)list[i].last_heard, (long long)staff[s]) });
	}
	if (count)
		work_touch(work, SCOPE_DEVICES);
	return count;
}
