// SPDX-License-Identifier: EUPL-1.2
#include "app/device.h"

#include "app/relay.h"
#include "app/revision.h"

#include <string.h>

/* A plug that tells nothing apart from standby needs 1 W of resolution: 3 W is above every power supply's own hunger,
 * and 30 W above an idle printer, whose heaters and motors then draw more. See issue 6 for learned ones. */
enum { WATTS_ON = 3, WATTS_BUSY = 30, STALE_AFTER = 15 * 60, START_DELAY = 60, END_DELAY = 300,
	WATTS_RATED = 3680 /* 16 A at 230 V */, IDLE_MINUTES = 30, ALARM_MINUTES = 60, FEW = 100,
	MISSED = 3 /* reports in a row: one or two are lost on the air now and then */ };

static void complete(struct device *device)
{
	if (!device->name)
		device->name = device->eui;
	if (!device->watts_on)
		device->watts_on = WATTS_ON;
	if (!device->watts_busy)
		device->watts_busy = WATTS_BUSY;
	if (!device->watts_idle_below)
		device->watts_idle_below = device->watts_busy * 7 / 10;
	if (!device->switched)
		device->switched = "never";
	if (!device->start_delay)
		device->start_delay = START_DELAY;
	if (!device->end_delay)
		device->end_delay = END_DELAY;
	if (!device->idle_minutes)
		device->idle_minutes = IDLE_MINUTES;
	if (!device->watts_rated)
		device->watts_rated = WATTS_RATED;
	if (!device->stale_after)
		device->stale_after = STALE_AFTER;
}

struct device device_usual(const char *eui)
{
	struct device device = { .eui = eui, .network = "", .alarm_minutes = ALARM_MINUTES };

	complete(&device);
	return device;
}

/* Runs go to the machine that the plug fed when they began. What it said before it was assigned is the first one's. */
static void place(struct work *work, int64_t device, int64_t resource)
{
	int64_t now = db_placement_at(work->db, device, work->now);

	if (now == resource)
		return;
	db_placement_add(work->db, device, db_is_placed(work->db, device) ? work->now : 0, resource);
	relay_void(work, device);
}

int64_t device_enter(struct work *work, const struct device *device)
{
	struct device entered = *device, old = { 0 };

	complete(&entered);
	db_device_add(work->db, &entered);
	db_device_of_eui(work->db, entered.eui, &old);
	entered.id = old.id;
	db_device_set(work->db, &entered);
	place(work, entered.id, entered.resource);
	work_touch(work, SCOPE_DEVICES);
	return entered.id;
}

bool device_of_eui(struct work *work, const char *eui, struct device *device)
{
	return db_device_of_eui(work->db, eui, device);
}

bool device_of_resource(struct work *work, int64_t resource, struct device *device)
{
	return db_device_of_resource(work->db, resource, device);
}

int device_list(struct work *work, struct device *list, int most)
{
	return db_device_list(work->db, list, most);
}

int64_t devices_count(struct work *work, const struct device_filter *filter)
{
	return db_devices_count(work->db, filter);
}

int devices_find(struct work *work, const struct device_filter *filter, struct slice slice, struct device *list)
{
	return db_devices(work->db, filter, slice, list);
}

int64_t device_patience(const struct device *device, int64_t least)
{
	return least > device->pace * MISSED ? least : device->pace * MISSED;
}

static bool is_silent(const struct device *device, int64_t now)
{
	return !device->last_heard ||
		now - device->last_heard > device_patience(device, device->stale_after);
}

struct live use_of(const struct device *device, int64_t now)
{
	if (is_silent(device, now))
		return (struct live){ USE_UNKNOWN, device->last_heard };
	return (struct live){ device->use, device->use_since ? device->use_since : device->last_heard };
}

const char *health_of(const struct device *device, int64_t now)
{
	if (is_silent(device, now))
		return device->last_heard ? "stale" : "lost";
	return device->rssi.known && device->rssi.is < WEAK_RSSI ? "weak" : "ok";
}

/* Some devices spread a report over several frames (Netvox: state and energy, 10 s later power), so what a frame does
 * not say stays as it was. */
static void merge(struct device *device, const struct reading *reading)
{
	if (reading->has & HAS_RELAY)
		device->relay = (struct maybe){ true, reading->relay };
	if (reading->has & HAS_WATTS)
		device->watts = (struct maybe){ true, reading->watts };
	else if (reading->has & HAS_RELAY && !reading->relay)
		device->watts = (struct maybe){ true, 0 };
	if (reading->has & HAS_WATT_HOURS)
		device->watt_hours = (struct maybe){ true, reading->watt_hours };
}

static void note_signal(struct device *device, const struct frame *frame)
{
	device->rssi = (struct maybe){ frame->has_signal, frame->rssi };
	device->snr = frame->snr;
	device->spreading_factor = frame->spreading_factor;
}

static void note_newest(struct device *device, const struct frame *frame, const struct reading *reading)
{
	if (is_silent(device, frame->at)) /* what was true before is forgotten */
		device->watts.known = device->relay.known = false;
	merge(device, reading);
	note_signal(device, frame);
	if (reading->has & HAS_BATTERY) {
		device->has_battery = true;
		device->battery = reading->battery;
	}
	if (frame->route)
		device->route = frame->route;
	if (frame->class)
		device->class = frame->class;
	device->via = frame->via;
	device->last_heard = frame->at;
	device->last_session = frame->session;
	device->last_counter = frame->counter;
}

/* Smoothed: fast to what is slower, since a device reports changes between its regular reports; slowly back, by which a
 * single long pause is forgotten. */
static void note_pace(struct device *device, int64_t gap)
{
	if (gap > 0)
		device->pace = device->pace ? device->pace + (gap - device->pace) / (gap > device->pace ? 2 : 8) : gap;
}

/* Counters that were skipped are lost frames, until they come late. A device without a join that lost its counter goes
 * on from 0 in the same session. */
void device_hear(struct device *device, const struct frame *frame, const struct reading *reading)
{
	bool same = device->last_heard && !strcmp(device->last_session, frame->session);
	int64_t skipped = same ? frame->counter - device->last_counter - 1 : 0;
	bool late = frame->at < device->last_heard || (frame->at == device->last_heard && skipped < 0);

	device->frames++;
	if (same && !late && !skipped)
		note_pace(device, frame->at - device->last_heard);
	if (!late && skipped > 0)
		device->lost += skipped;
	if (!late && skipped < 0)
		device->restarts++;
	if (late && skipped < 0 && device->lost) /* it was counted as lost when the newer one came */
		device->lost--;
	if (!late)
		note_newest(device, frame, reading);
}

void device_learn(struct device *device, const struct reading *reading)
{
	merge(device, reading);
}

bool device_restarted(const struct device *device, const struct frame *frame)
{
	return !strcmp(device->last_session, frame->session) && frame->counter + FEW < device->last_counter;
}

int reading_day(struct work *work, struct day *day, struct point *points, int most)
{
	int64_t length = day->until - day->from;

	day->span = length > most ? (length + most - 1) / most : 1;
	return db_reading_day(work->db, day, points, most);
}
