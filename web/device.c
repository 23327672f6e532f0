// SPDX-License-Identifier: EUPL-1.2
/* One plug: health and power, what it should measure by, its relay, and what its machine needs. */
#include "app/base/text.h"
#include "app/lab.h"
#include "app/learn.h"
#include "app/relay.h"
#include "app/run.h"
#include "app/vital.h"
#include "web/devices.h"
#include "web/handlers.h"
#include "web/power.h"
#include "web/sources.h"

#include <string.h>

enum { SHOWN_RUNS = 10, SHOWN_WISHES = 8, DAY = 24 * 3600, WISH_LASTS = 120,
	MOST_LASTS = 3600, GOOD_RSSI = -100, LEAST_INTERVAL = 10, MOST_INTERVAL = 65535 };

bool device_find(struct request *rq, struct device *device)
{
	if (device_of_eui(&rq->work, rq->part[0], device))
		return true;
	reason_add(&rq->work, NO_SUCH_DEVICE, NULL);
	return false;
}

const char *device_href(struct request *rq, const char *eui)
{
	return arena_print(&rq->work.arena, "/devices/%s", eui);
}

/* ---- its page -------------------------------------------------------------------------------- */

static bool is_class_a(const struct device *device)
{
	return device->class && *device->class == 'A';
}

static void put_wishes(struct request *rq, const struct device *d)
{
	struct relay_wish list[SHOWN_WISHES];
	int count = relay_list(&rq->work, d->id, list, SHOWN_WISHES);
	struct node *to = put_list(rq->document, "wishes");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_time(one, "made", list[i].made);
		if (list[i].seconds)
			put_number(one, "seconds", list[i].seconds);
		else
			put_word(one, "relay", list[i].on ? "on" : "off");
		put_word(one, "why", list[i].why);
		put_word(one, "fate", list[i].status);
		put_flag(one, "is_pace", list[i].seconds);
		put_flag(rq->document, list[i].seconds ? "has_paces" : "has_orders", true);
		put_number(one, "tries", list[i].tries);
		put_text(one, "person", list[i].person_name);
	}
}

static void put_relay(struct request *rq, const struct device *d)
{
	struct node *to = put_object(rq->document, "relay");

	put_flag(to, "can_switch", relay_can(&rq->work, d, ORDER_SWITCH));
	put_flag(to, "can_pace", relay_can(&rq->work, d, ORDER_INTERVAL));
	put_flag(to, "is_allowed", strcmp(d->switched, "never") != 0 && d->resource);
	put_flag(to, "has_route", d->route);
	put_flag(to, "is_class_a", is_class_a(d));
	put_flag(to, "is_class_c", d->class && *d->class == 'C');
	if (d->relay.known) {
		put_word(to, "relay", d->relay.is ? "on" : "off");
		put_flag(to, "by_hand", d->relay_local);
	}
	if (d->relay_since)
		put_time(to, "since", d->relay_since);
	if (d->interval)
		put_number(to, "interval", d->interval);
	put_wishes(rq, d);
}

static void put_run(struct node *to, const struct run *run)
{
	struct node *one = put_object(to, NULL);

	put_time(one, "from", run->from);
	put_time(one, "until", run->until);
	put_flag(one, "is_open", run->is_open);
	put_real(one, "kilowatt_hours", (double)run->watt_hours / 1000);
	put_number(one, "watts_most", run->watts_most);
	put_text(one, "ref", run->booking_ref);
	put_text(one, "person", run->person_name);
}

/* The last ones, newest first. */
static void put_runs(struct request *rq, const struct device *d)
{
	struct run list[SHOWN_RUNS];
	struct node *to = put_list(rq->document, "runs");
	int count = d->resource ? run_list(&rq->work, &(struct run_filter){ .resource = d->resource,
		.from = rq->work.now - LEARN_DAYS * DAY, .until = rq->work.now, .newest = true }, list, SHOWN_RUNS) : 0;

	for (int i = 0; i < count; i++)
		put_run(to, &list[i]);
}

static const char *charge_word(double percent)
{
	return percent >= 60 ? "good" : percent >= 25 ? "fair" : "low";
}

/* What its network said of it beside its frames. */
static void put_vital(struct request *rq, struct node *to, const struct device *d)
{
	struct vital vital;

	if (!vital_of(&rq->work, d->id, &vital))
		return;
	put_flag(to, "mains", vital.mains);
	if (vital.has_battery) {
		put_real(to, "charge", vital.battery);
		put_word(to, "battery_level", charge_word(vital.battery));
	}
	if (vital.margin.known)
		put_number(to, "margin", vital.margin.is);
	if (vital.joined.known)
		put_time(to, "joined", vital.joined.is);
	if (vital.acknowledged.known)
		put_time(to, "acknowledged", vital.acknowledged.is);
	if (vital.refused.known)
		put_time(to, "refused", vital.refused.is);
	if (!vital.fault)
		return;
	put_text(to, "fault", vital.fault);
	put_time(to, "fault_at", vital.fault_at);
}

/* Seconds up to two minutes, then minutes. */
static void put_pace(struct request *rq, struct node *to, const struct device *d)
{
	if (!d->pace)
		return;
	put_number(to, "pace", d->pace);
	if (rq->wants_page)
		put_print(to, "every", d->pace < 120 ? "%lld s" : "%lld min",
			(long long)(d->pace < 120 ? d->pace : (d->pace + 30) / 60));
}

static void put_signal_word(struct node *to, const struct device *d)
{
	if (d->rssi.known)
		put_word(to, "reception", d->rssi.is >= GOOD_RSSI ? "good" : d->rssi.is >= WEAK_RSSI ? "fair" : "low");
}

static void show(struct request *rq, const struct device *d)
{
	struct node *to = put_object(rq->document, "device");
	struct resource r;

	put_device(rq, to, d);
	if (d->resource && resource_by_id(&rq->work, d->resource, &r))
		put_resource_link(rq, put_object(to, "resource"), &r);
	put_text(to, "serial", d->serial);
	put_text(to, "class", d->class);
	if (d->restarts)
		put_number(to, "restarts", d->restarts);
	put_number(to, "delivered", d->frames ? d->frames * 100 / (d->frames + d->lost) : 0);
	put_flag(to, "is_behind", d->behind);
	if (d->has_battery)
		put_real(to, "battery", d->battery);
	put_vital(rq, to, d);
	put_pace(rq, to, d);
	put_signal_word(to, d);
	if (rq->wants_page && *d->network)
		put_text(to, "network_title", say(rq, arena_print(&rq->work.arena, "network_%s", d->network)));
	put_device_form(rq, d);
	put_device_lesson(rq, d);
	put_relay(rq, d);
	put_runs(rq, d);
	put_missed(rq, d);
	put_device_upkeep(rq, d);
	put_power(rq, d, power_page(&rq->work.arena, device_href(rq, d->eui)), power_days(rq->work.now, 1));
}

void device_show(struct request *rq)
{
	struct device device;

	if (device_find(rq, &device))
		show(rq, &device);
}

/* ---- changing it ----------------------------------------------------------------------------- */

void device_change(struct request *rq)
{
	struct device device;

	if (!device_find(rq, &device))
		return;
	read_device_form(rq, &device);
	if (!rq->work.reasons)
		device_settle(&rq->work, &device);
	answer_done(rq, device_href(rq, device.eui));
}

/* With what was typed. */
void device_change_refused(struct request *rq)
{
	struct device device;
	const struct said *reasons = rq->work.reasons;

	if (!device_find(rq, &device))
		return;
	read_device_form(rq, &device);
	rq->work.reasons = reasons;
	show(rq, &device);
}

/* A device of class A hears it only after its next report, and whoever asks is told so. */
static int64_t wish_lasts(const struct device *device)
{
	int64_t seconds = is_class_a(device) ? device_patience(device, device->stale_after) : WISH_LASTS;

	return seconds < MOST_LASTS ? seconds : MOST_LASTS;
}

void device_switch(struct request *rq)
{
	struct device device;

	if (!device_find(rq, &device))
		return;
	bool on = input_number(rq, "on", 0) == 1;
	if (!device.resource || relay_ask(&rq->work, device.resource, on, RELAY_STAFF, 0,
		    rq->work.now + wish_lasts(&device)) == RELAY_NONE)
		reason_add(&rq->work, NOT_CHANGEABLE, NULL);
	answer_done(rq, device_href(rq, device.eui));
}

void device_pace(struct request *rq)
{
	struct device device;
	int64_t seconds = input_number(rq, "seconds", 0);

	if (!device_find(rq, &device))
		return;
	if (seconds < LEAST_INTERVAL || seconds > MOST_INTERVAL)
		reason_add(&rq->work, NOT_A_NUMBER, "seconds");
	if (!relay_can(&rq->work, &device, ORDER_INTERVAL))
		reason_add(&rq->work, NOT_CHANGEABLE, NULL);
	if (!rq->work.reasons) {
		relay_ask_interval(&rq->work, &device, seconds);
		device.interval = seconds;
		device_enter(&rq->work, &device);
	}
	answer_done(rq, device_href(rq, device.eui));
}
