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

/* A broker that is away makes all of them silent: that is one message. */
static const char *names_of(struct work *work, const struct device *list, int count)
{
	const char *names = list[0].name;

	for (int i = 1; i < count; i++)
		names = arena_print(&work->arena, "%s, %s", names, list[i].name);
	return names;
}

static void tell_staff(struct work *work, const char *kind, const struct device *list, int count)
{
	int64_t staff[MOST_STAFF];
	int staff_count = db_staff(work->db, staff, MOST_STAFF);
	const char *names = names_of(work, list, count);

	for (int i = 0; i < staff_count; i++)
		delivery_add(work, &(struct delivery){ .kind = kind, .person = staff[i], .detail = names,
			.key = arena_print(&work->arena, "%s %lld %lld %lld", kind, (long long)list->id,
				(long long)list->last_heard, (long long)staff[i]) });
}

static int tell_of(struct work *work, bool silent, const struct device *list, int count)
{
	for (int i = 0; i < count; i++)
		db_device_alarmed(work->db, list[i].id, silent);
	if (!count)
		return 0;
	tell_staff(work, silent ? "device_silent" : "device_back", list, count);
	work_touch(work, SCOPE_DEVICES);
	return count;
}

int device_alarm(struct work *work, int most)
{
	struct device *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int back = tell_of(work, false, list, db_devices_back(work->db, work->now, list, most));
	int silent = tell_of(work, true, list, db_devices_silent(work->db, work->now, list, most));

	return back > silent ? back : silent;
}
