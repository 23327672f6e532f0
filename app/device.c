// SPDX-License-Identifier: EUPL-1.2
#include "app/device.h"

#include "app/revision.h"

#include <string.h>

/* A plug that tells nothing apart from standby needs 1 W of resolution: 3 W is above every power supply's own hunger,
 * and 30 W above an idle printer, whose heaters and motors then draw more. See issue 6 for learned ones. */
enum { WATTS_ON = 3, WATTS_BUSY = 30, STALE_AFTER = 15 * 60 };

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
	if (!device->stale_after)
		device->stale_after = STALE_AFTER;
}

int64_t device_enter(struct work *work, const struct device *device)
{
	struct device entered = *device, old = { 0 };

	complete(&entered);
	db_device_add(work->db, &entered);
	db_device_of_eui(work->db, entered.eui, &old);
	entered.id = old.id;
	db_device_set(work->db, &entered);
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

static bool is_silent(const struct device *device, int64_t now)
{
	return !device->last_heard || now - device->last_heard > device->stale_after;
}

struct live use_of(const struct device *device, int64_t now)
{
	if (is_silent(device, now))
		return (struct live){ USE_UNKNOWN, device->last_heard };
	return (struct live){ device->use, device->use_since };
}

/* Hysteresis: a busy machine stays busy between the two thresholds, or each pulse of a heater would be a start. */
static enum use use_by(const struct device *device)
{
	if (device->relay.known && !device->relay.is)
		return USE_OFF;
	if (!device->watts.known)
		return USE_UNKNOWN;
	if (device->watts.is < device->watts_on)
		return USE_OFF;
	if (device->watts.is >= device->watts_busy)
		return USE_BUSY;
	if (device->watts.is < device->watts_idle_below)
		return USE_IDLE;
	return device->use == USE_BUSY ? USE_BUSY : USE_IDLE;
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

/* What was true before a silence is forgotten: the state after it begins with this frame. */
static void forget(struct device *device)
{
	device->use = USE_UNKNOWN;
	device->watts.known = device->relay.known = false;
}

static void move(struct device *device, const struct frame *frame, const struct reading *reading)
{
	int64_t at = frame->at > device->last_heard ? frame->at : device->last_heard;
	bool silent = is_silent(device, at);

	if (silent)
		forget(device);
	merge(device, reading);
	note_signal(device, frame);
	enum use use = use_by(device);
	if (silent || use != device->use)
		device->use_since = at;
	device->use = use;
	device->last_heard = at;
	device->last_session = frame->session;
	device->last_counter = frame->counter;
}

void device_hear(struct device *device, const struct frame *frame, const struct reading *reading)
{
	bool first = !device->last_heard;
	bool same = !first && !strcmp(device->last_session, frame->session);
	bool late = same ? frame->counter < device->last_counter : frame->at < device->last_heard;

	device->frames++;
	if (same && !late)
		device->lost += frame->counter - device->last_counter - 1;
	if (same && late && device->lost) /* it was counted as lost when the newer one came */
		device->lost--;
	if (!late)
		move(device, frame, reading);
}

int reading_day(struct work *work, struct day *day, struct point *points, int most)
{
	int64_t length = day->until - day->from;

	day->span = length > most ? (length + most - 1) / most : 1;
	return db_reading_day(work->db, day, points, most);
}
