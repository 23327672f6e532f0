// SPDX-License-Identifier: EUPL-1.2
/* One plug: health and power, what it should measure by, its relay; and how a new one is entered. */
#include "app/base/text.h"
#include "app/lab.h"
#include "app/learn.h"
#include "app/ledger.h"
#include "app/plate.h"
#include "app/relay.h"
#include "app/run.h"
#include "app/script.h"
#include "web/devices.h"
#include "web/handlers.h"
#include "web/power.h"

#include <stddef.h>
#include <string.h>

enum { MOST_RUNS = 200, SHOWN_RUNS = 10, SHOWN_WISHES = 8, DAY = 24 * 3600, HOUR = 3600, WISH_LASTS = 120,
	LEAST_INTERVAL = 10, MOST_INTERVAL = 65535, MOST_NAME = 100,
	HEIGHT = 110 /* px */ };

/* The numbers that staff may set, by the names of their fields. */
static const struct {
	const char *name, *unit;
	size_t at;
	int least, most;
} members[] = {
	{ "watts_on", "W", offsetof(struct device, watts_on), 1, 10000 },
	{ "watts_busy", "W", offsetof(struct device, watts_busy), 1, 10000 },
	{ "watts_idle_below", "W", offsetof(struct device, watts_idle_below), 1, 10000 },
	{ "start_delay", "s", offsetof(struct device, start_delay), 1, 3600 },
	{ "end_delay", "s", offsetof(struct device, end_delay), 1, 7200 },
	{ "stale_after", "s", offsetof(struct device, stale_after), 30, 86400 },
	{ "watts_rated", "W", offsetof(struct device, watts_rated), 10, 100000 },
	{ "alarm_minutes", "min", offsetof(struct device, alarm_minutes), 0, 100000 },
	{ "idle_minutes", "min", offsetof(struct device, idle_minutes), 1, 1440 },
};

static const char *const reaches[] = { "never", "staff", "start", "booking" };

enum { MEMBERS = sizeof members / sizeof *members, REACHES = sizeof reaches / sizeof *reaches };

static int64_t *member(struct device *device, int i)
{
	return (int64_t *)((char *)device + members[i].at);
}

static bool find(struct request *rq, struct device *device)
{
	if (device_of_eui(&rq->work, rq->part[0], device))
		return true;
	reason_add(&rq->work, NO_SUCH_DEVICE, NULL);
	return false;
}

static const char *href(struct request *rq, const char *eui)
{
	return arena_print(&rq->work.arena, "/devices/%s", eui);
}

/* ---- what the forms choose from ---------------------------------------------------------------------------------- */

static void put_resources(struct request *rq, const char *chosen, int64_t id)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	struct node *to = put_list(rq->document, "resources");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "slug", list[i].resource.slug);
		put_text(one, "name", list[i].resource.name);
		put_flag(one, "is_chosen", id ? list[i].resource.id == id : !strcmp(list[i].resource.slug, chosen));
	}
}

/* Those in JavaScript, behind ours. */
static void put_scripts(struct request *rq, struct node *to, const char *chosen)
{
	struct script *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SCRIPTS);
	int count = script_list(&rq->work, list, MOST_SCRIPTS);

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "model", list[i].model);
		put_text(one, "title", list[i].title);
		put_flag(one, "is_chosen", chosen && !strcmp(list[i].model, chosen));
	}
}

static void put_models(struct request *rq, const char *chosen)
{
	struct node *to = put_list(rq->document, "models");

	for (const struct codec *codec = rq->work.lab->codecs; codec && codec->model; codec++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "model", codec->model);
		put_text(one, "title", codec->title);
		put_flag(one, "is_chosen", chosen && !strcmp(codec->model, chosen));
	}
	put_scripts(rq, to, chosen);
}

/* ---- the picture of how often it drew what ----------------------------------------------------------------------- */

/* Per cent of the width, in steps that a page prints without a comma: an attribute of SVG knows points only. */
static void put_x(struct request *rq, struct node *to, int step)
{
	put_text(to, "x", arena_print(&rq->work.arena, "%d.%02d", step * 100 / LEARN_STEPS,
		step * 10000 / LEARN_STEPS % 100));
}

static void put_mark(struct request *rq, struct node *marks, const char *kind, int64_t watts)
{
	struct node *one = put_object(marks, NULL);

	put_word(one, "mark", kind);
	put_x(rq, one, learn_step(watts));
	put_number(one, "watts", watts);
}

static void put_bars(struct request *rq, struct node *to, const int64_t counts[LEARN_STEPS])
{
	struct node *bars = put_list(to, "bars"), *ticks = put_list(to, "ticks");
	int64_t most = 1;

	for (int i = 0; i < LEARN_STEPS; i++)
		most = counts[i] > most ? counts[i] : most;
	for (int i = 0; i < LEARN_STEPS; i++) {
		if (!counts[i])
			continue;
		/* the least bar is seen, too: a few readings at work count as much as a thousand in standby */
		int64_t height = 4 + (HEIGHT - 4) * counts[i] / most;
		struct node *one = put_object(bars, NULL);
		put_x(rq, one, i);
		put_number(one, "y", HEIGHT - height);
		put_number(one, "height", height);
		put_number(one, "watts", learn_watts(i));
		put_number(one, "count", counts[i]);
	}
	for (int64_t watts = 1; watts <= 1000; watts *= 10) {
		struct node *one = put_object(ticks, NULL);
		put_x(rq, one, learn_step(watts));
		put_number(one, "watts", watts);
	}
}

static void put_lesson(struct request *rq, const struct device *d)
{
	int64_t counts[LEARN_STEPS];
	struct lesson lesson;
	struct node *to = put_object(rq->document, "learned");

	device_powers(&rq->work, d->id, counts);
	put_bars(rq, to, counts);
	struct node *marks = put_list(to, "marks");
	put_mark(rq, marks, "on", d->watts_on);
	put_mark(rq, marks, "busy", d->watts_busy);
	if (!learn(counts, &lesson))
		return;
	struct node *proposal = put_object(to, "proposal");
	put_number(proposal, "watts_on", lesson.watts_on);
	put_number(proposal, "watts_busy", lesson.watts_busy);
	put_number(proposal, "watts_idle_below", lesson.watts_idle_below);
	put_flag(proposal, "is_new", lesson.watts_on != d->watts_on || lesson.watts_busy != d->watts_busy ||
		lesson.watts_idle_below != d->watts_idle_below);
	put_mark(rq, marks, "proposed", lesson.watts_busy);
}

/* ---- its page ---------------------------------------------------------------------------------------------------- */

static void put_settings(struct request *rq, const struct device *d)
{
	struct node *numbers = put_list(rq->document, "numbers"), *whose = put_list(rq->document, "whose");

	for (int i = 0; i < MEMBERS; i++) {
		struct node *one = put_object(numbers, NULL);
		put_text(one, "name", members[i].name);
		put_text(one, "label", say(rq, arena_print(&rq->work.arena, "device_%s", members[i].name)));
		put_text(one, "unit", members[i].unit);
		put_number(one, "least", members[i].least);
		put_number(one, "most", members[i].most);
		put_number(one, "value", *member((struct device *)d, i));
	}
	for (int i = 0; i < REACHES; i++) {
		struct node *one = put_object(whose, NULL);
		put_word(one, "switched", reaches[i]);
		put_flag(one, "is_chosen", !strcmp(d->switched, reaches[i]));
	}
	put_flag(rq->document, "may_cut", d->may_cut);
	put_resources(rq, "", d->resource);
	put_models(rq, d->model);
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
	put_flag(to, "is_class_a", d->class && *d->class == 'A');
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
	struct run *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RUNS);
	struct node *to = put_list(rq->document, "runs");
	int count = d->resource ? run_list(&rq->work, &(struct run_filter){ .resource = d->resource,
		.from = rq->work.now - LEARN_DAYS * DAY, .until = rq->work.now }, list, MOST_RUNS) : 0;

	for (int i = count - 1, shown = 0; i >= 0 && shown < SHOWN_RUNS; i--, shown++)
		put_run(to, &list[i]);
}

static void put_upkeeps(struct request *rq, const struct device *d)
{
	struct upkeep *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_UPKEEPS);
	struct node *to = put_list(rq->document, "upkeeps");
	int count = d->resource ? upkeep_list(&rq->work, d->resource, list, MOST_UPKEEPS) : 0;

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_number(one, "id", list[i].id);
		put_text(one, "name", list[i].name);
		put_number(one, "every_hours", list[i].every_hours);
		put_number(one, "hours", list[i].seconds / HOUR);
		put_time(one, "done", list[i].since);
		put_flag(one, "is_due", list[i].seconds >= list[i].every_hours * HOUR);
	}
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
	put_settings(rq, d);
	put_lesson(rq, d);
	put_relay(rq, d);
	put_runs(rq, d);
	put_upkeeps(rq, d);
	if (d->resource)
		put_power_now(rq, d);
}

void device_show(struct request *rq)
{
	struct device device;

	if (find(rq, &device))
		show(rq, &device);
}

/* ---- changing it ------------------------------------------------------------------------------------------------- */

/* An empty slug is none; what is not sent stays. */
static void read_resource(struct request *rq, struct device *d)
{
	struct resource r;
	const char *slug = input_text(rq, "resource");

	if (!input_has(rq, "resource"))
		return;
	d->resource = 0;
	if (*slug && resource_by_slug(&rq->work, slug, &r))
		d->resource = r.id;
	else if (*slug)
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
}

static void read_model(struct request *rq, struct device *d)
{
	const char *model = input_text(rq, "model");

	if (!input_has(rq, "model"))
		return;
	d->model = *model ? model : NULL;
	struct script script;
	if (d->model && !codec_find(rq->work.lab->codecs, d->model) && !script_find(&rq->work, d->model, &script))
		reason_add(&rq->work, BAD_INPUT, "model");
}

static void read_switched(struct request *rq, struct device *d)
{
	if (!input_has(rq, "switched"))
		return;
	d->switched = input_text(rq, "switched");
	d->may_cut = input_number(rq, "may_cut", 0) == 1; /* a box that nobody ticked is not sent */
	for (int i = 0; i < REACHES; i++)
		if (!strcmp(d->switched, reaches[i]))
			return;
	reason_add(&rq->work, BAD_INPUT, "switched");
}

static void read_all(struct request *rq, struct device *d)
{
	const char *name = text_trim(&rq->work.arena, input_text(rq, "name"));

	if (*name)
		d->name = name;
	read_resource(rq, d);
	read_model(rq, d);
	read_switched(rq, d);
	for (int i = 0; i < MEMBERS; i++) {
		int64_t *at = member(d, i);
		*at = input_number(rq, members[i].name, *at);
		if (*at < members[i].least || *at > members[i].most)
			reason_add(&rq->work, NOT_A_NUMBER, members[i].name);
	}
}

void device_change(struct request *rq)
{
	struct device device;

	if (!find(rq, &device))
		return;
	read_all(rq, &device);
	if (!rq->work.reasons)
		device_settle(&rq->work, &device);
	answer_done(rq, href(rq, device.eui));
}

/* With what was typed. */
void device_change_refused(struct request *rq)
{
	struct device device;
	const struct said *reasons = rq->work.reasons;

	if (!find(rq, &device))
		return;
	read_all(rq, &device);
	rq->work.reasons = reasons;
	show(rq, &device);
}

void device_switch(struct request *rq)
{
	struct device device;

	if (!find(rq, &device))
		return;
	bool on = input_number(rq, "on", 0) == 1;
	if (!device.resource || relay_ask(&rq->work, device.resource, on, RELAY_STAFF, 0,
		    rq->work.now + WISH_LASTS) == RELAY_NONE)
		reason_add(&rq->work, NOT_CHANGEABLE, NULL);
	answer_done(rq, href(rq, device.eui));
}

void device_pace(struct request *rq)
{
	struct device device;
	int64_t seconds = input_number(rq, "seconds", 0);

	if (!find(rq, &device))
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
	answer_done(rq, href(rq, device.eui));
}

void device_upkeep_add(struct request *rq)
{
	struct device device;

	if (!find(rq, &device))
		return;
	if (device.resource)
		upkeep_add(&rq->work, device.resource, text_trim(&rq->work.arena, input_text(rq, "upkeep")),
			input_number(rq, "every_hours", 0));
	else
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
	answer_done(rq, href(rq, device.eui));
}

void device_upkeep_done(struct request *rq)
{
	struct device device;

	if (find(rq, &device))
		upkeep_done(&rq->work, device.resource, part_number(rq, 1));
	answer_done(rq, href(rq, rq->part[0]));
}

void device_upkeep_delete(struct request *rq)
{
	struct device device;

	if (find(rq, &device))
		upkeep_delete(&rq->work, part_number(rq, 1));
	answer_done(rq, href(rq, rq->part[0]));
}

/* ---- a new one --------------------------------------------------------------------------------------------------- */

static void put_new(struct request *rq, const char *code, const char *resource)
{
	struct plate plate;
	struct device known;

	put_text(rq->document, "code", code);
	put_resources(rq, resource, 0);
	put_models(rq, NULL);
	if (!*code || !plate_parse(code, &plate))
		return;
	struct node *to = put_object(rq->document, "plate");
	put_text(to, "eui", plate.eui);
	if (plate.serial[0])
		put_text(to, "serial", plate.serial);
	if (device_of_eui(&rq->work, plate.eui, &known)) {
		put_text(to, "name", known.name);
		put_text(to, "href", href(rq, known.eui));
	}
}

void device_new(struct request *rq)
{
	put_new(rq, query_text(rq, "code"), query_text(rq, "resource"));
}

void device_create_refused(struct request *rq)
{
	put_new(rq, input_text(rq, "code"), input_text(rq, "resource"));
}

/* A plug that was heard already is assigned; one that was not waits for its first frame. */
void device_create(struct request *rq)
{
	struct plate plate;
	struct device device = { 0 };

	if (!plate_parse(input_text(rq, "code"), &plate)) {
		reason_add(&rq->work, NOT_A_PLATE, "code");
		return;
	}
	if (!device_of_eui(&rq->work, plate.eui, &device))
		device = device_usual(arena_text(&rq->work.arena, plate.eui));
	if (plate.serial[0])
		device.serial = arena_text(&rq->work.arena, plate.serial);
	const char *name = text_trim(&rq->work.arena, input_text(rq, "name"));
	if (*name)
		device.name = name;
	read_resource(rq, &device);
	if (*input_text(rq, "model"))
		read_model(rq, &device);
	if (!rq->work.reasons)
		device_settle(&rq->work, &device);
	answer_made(rq, href(rq, device.eui));
}

void device_setup(struct request *rq)
{
	put_text(rq->document, "url", rq->work.lab->url);
}
