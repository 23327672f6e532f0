// SPDX-License-Identifier: EUPL-1.2
#include "app/relay.h"

#include "app/device.h"
#include "app/person.h"
#include "app/revision.h"

#include <string.h>

static const char *const whys[] = { "start", "stop", "booking", "staff", "idle" };

/* Whose wishes a relay follows, the narrowest first: 'booking' also follows a start, a start also staff. */
static const char *const follows[] = { "never", "staff", "start", "booking" };
enum { NEVER, STAFF_ONLY, AT_START, AT_BOOKING, FOLLOWS };

static int reach(const struct device *device)
{
	int reach = FOLLOWS - 1;

	while (reach > NEVER && strcmp(device->switched, follows[reach]) != 0)
		reach--;
	return reach;
}

static bool may_switch(const struct device *device, enum relay_why why)
{
	static const int needs[] = { [RELAY_START] = AT_START, [RELAY_STOP] = AT_START,
		[RELAY_BOOKING] = AT_BOOKING, [RELAY_STAFF] = STAFF_ONLY, [RELAY_IDLE] = STAFF_ONLY };

	return reach(device) >= needs[why];
}

static bool is_at_work(const struct device *device, int64_t now)
{
	enum use use = use_of(device, now).use;

	return use == USE_BUSY || use == USE_UNKNOWN;
}

static bool is_so(const struct device *device, bool on, int64_t now)
{
	return use_of(device, now).since && device->relay.known && device->relay.is == on;
}

enum relay_fate relay_ask(struct work *work, int64_t resource, bool on, enum relay_why why, int64_t booking,
	int64_t expires)
{
	struct device device;

	if (!device_of_resource(work, resource, &device) || !may_switch(&device, why))
		return RELAY_NONE;
	if (!on && why != RELAY_STAFF && is_at_work(&device, work->now))
		return RELAY_AT_WORK;
	struct relay_wish open;
	if (is_so(&device, on, work->now) && !db_relay_open(work->db, device.id, &open))
		return RELAY_ASKED;
	db_relay_add(work->db, &(struct relay_wish){ .device = device.id, .on = on, .why = whys[why],
		.person = work->person ? work->person->id : 0, .booking = booking, .made = work->now,
		.expires = expires });
	audit(work, on ? "relay.on" : "relay.off", device.id, whys[why]);
	work_touch(work, SCOPE_DEVICES);
	return RELAY_ASKED;
}

bool relay_open(struct work *work, int64_t resource, struct relay_wish *wish)
{
	struct device device;

	return device_of_resource(work, resource, &device) && db_relay_open(work->db, device.id, wish);
}

int relay_list(struct work *work, int64_t device, struct relay_wish *list, int most)
{
	return db_relay_list(work->db, device, list, most);
}
