// SPDX-License-Identifier: EUPL-1.2
#include "hw/simulator.h"

#include "app/base/document.h"
#include "app/base/log.h"
#include "app/base/secret.h"
#include "app/base/text.h"
#include "app/base/thread.h"
#include "app/base/time.h"
#include "app/device.h"
#include "app/frame.h"
#include "app/lab.h"
#include "app/relay.h"
#include "hw/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INTERVAL = 5, PAST_INTERVAL = 300, BATCH = 12 /* reports of the whole fleet in one work */ };

/* One plug, as far as it remembers anything. */
struct plug {
	const struct simulated_plug *is;
	uint64_t seed;
	char session[9];
	int64_t counter; /* of the next frame */
	double watt_hours;
	int64_t at; /* when it reported last */
	int64_t resource;
	bool is_off;
	int64_t interval; /* as it was told; 0: reports whenever all do */
	bool was_told;    /* something, and reports at once */
};

struct simulator {
	struct lab *lab;
	struct simulation simulation;
	const struct source *source;
	struct thread thread;
	struct plug *plugs;
};

/* ---- one report ---- */

static void send(struct work *work, const struct source *source, struct plug *plug,
	const struct payload *payload)
{
	struct buffer json = { 0 };
	struct frame frame;
	const char *why;
	const struct codec *codec = codec_find(codecs, plug->is->model);
	bool lost = machine_dice(~plug->seed, plug->counter) % 100 == 0; /* as on the air */

	report_print(&work->arena, &(struct report){ .plug = plug->is, .session = plug->session,
		.counter = plug->counter, .at = plug->at, .port = codec ? codec->port : 1,
		.dice = machine_dice(plug->seed, plug->counter), .payload = payload }, AS_CHIRPSTACK, &json);
	if (!lost && source->read(&work->arena, "up", json.bytes, json.size, &frame, &why))
		frame_take(work, &frame);
	buffer_clear(&json);
	plug->counter++;
}

static struct plug_state measure(struct simulator *simulator, struct work *work, struct plug *plug,
	int64_t at)
{
	struct moment moment = { .seed = plug->seed, .at = at };
	uint64_t dice = machine_dice(plug->seed, at);

	if (plug->resource && simulator->simulation.is_booked)
		moment.is_booked = simulator->simulation.is_booked(work, plug->resource, at,
			&moment.from, &moment.until);
	int64_t watts = plug->is_off ? 0 : machine_watts(plug->is->machine, &moment);
	int64_t decivolts = 2290 + (int64_t)(dice % 40);
	if (at > plug->at)
		plug->watt_hours += (double)(watts * (at - plug->at)) / 3600;
	plug->at = at;
	return (struct plug_state){ at, watts, (int64_t)plug->watt_hours, watts * 10870 / decivolts, decivolts,
		!plug->is_off };
}

static void report(struct simulator *simulator, struct work *work, struct plug *plug, int64_t at)
{
	struct plug_state state = measure(simulator, work, plug, at);
	struct payload made[REPORT_FRAMES];
	int count = report_make(plug->is->model, &state, made);

	for (int i = 0; i < count; i++)
		send(work, simulator->source, plug, &made[i]);
}

/* ---- what it is told ---- */

static struct plug *plug_of(struct plug *plugs, size_t count, const char *eui)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(plugs[i].is->eui, eui))
			return &plugs[i];
	return NULL;
}

/* Milesight repeats a setting; of Netvox one learns from its reports. */
static void obey(struct simulator *simulator, struct work *work, struct plug *plug, const struct relay_order *order)
{
	struct payload reply = { .size = order->downlink.size };

	plug->was_told = true;
	if (!order->wish.seconds) {
		plug->is_off = !order->wish.on;
		return;
	}
	plug->interval = order->wish.seconds;
	memcpy(reply.bytes, order->downlink.bytes, reply.size);
	if (!strcmp(plug->is->model, "ws52x"))
		send(work, simulator->source, plug, &reply);
}

/* Without a network in between, and so at once. */
static void take_orders(struct simulator *simulator, struct work *work, struct plug *plugs)
{
	const struct relay_link link = { simulator->source->name, "" };
	struct relay_order order;

	while (relay_next(work, &link, &order)) {
		struct plug *plug = plug_of(plugs, simulator->simulation.count, order.device.eui);
		if (plug && order.downlink.size)
			obey(simulator, work, plug, &order);
	}
}

/* ---- the whole fleet ---- */

struct shift {
	struct simulator *simulator;
	int64_t from; /* of the first report */
	int step, count;
	bool is_live;
	struct plug *after; /* the plugs, when all is reported; in the work's arena */
};

static bool is_due(struct plug *plug, int64_t at)
{
	bool due = plug->was_told || at >= plug->at + plug->interval;

	plug->was_told = false;
	return due;
}

static void work_shift(struct work *work, void *about)
{
	struct shift *shift = about;
	struct simulator *simulator = shift->simulator;
	size_t count = simulator->simulation.count;

	/* A copy: the job may be run again. */
	shift->after = arena_alloc(&work->arena, count * sizeof *shift->after);
	memcpy(shift->after, simulator->plugs, count * sizeof *shift->after);
	if (shift->is_live)
		take_orders(simulator, work, shift->after);
	for (int i = 0; i < shift->count; i++)
		for (size_t p = 0; p < count; p++)
			if (is_due(&shift->after[p], shift->from + i * shift->step))
				report(simulator, work, &shift->after[p], shift->from + i * shift->step);
}

static void run_shift(struct shift shift)
{
	struct simulator *simulator = shift.simulator;
	struct work work = { .lab = simulator->lab, .kind = WRITE, .job = work_shift, .about = &shift };

	if (work_do(&work) == WORK_DONE)
		memcpy(simulator->plugs, shift.after, simulator->simulation.count * sizeof *shift.after);
	arena_clear(&work.arena);
}

/* After a restart the plugs go on where the store heard them last, as real ones would. */
static void remember(struct work *work, void *about)
{
	struct simulator *simulator = about;

	for (size_t i = 0; i < simulator->simulation.count; i++) {
		struct plug *plug = &simulator->plugs[i];
		struct device device = { 0 };
		if (!device_of_eui(work, plug->is->eui, &device))
			continue;
		plug->resource = device.resource;
		plug->is_off = device.relay.known && !device.relay.is;
		plug->interval = device.interval;
		if (!device.last_heard)
			continue;
		plug->counter = device.last_counter + 1;
		plug->watt_hours = (double)device.watt_hours.is;
		plug->at = device.last_heard;
		memcpy(plug->session, device.last_session, strnlen(device.last_session, sizeof plug->session - 1));
	}
}

static void begin(struct simulator *simulator)
{
	const struct simulation *simulation = &simulator->simulation;
	int64_t now = clock_now();

	for (size_t i = 0; i < simulation->count; i++) {
		struct plug *plug = &simulator->plugs[i];
		uint32_t eui[2];
		size_t size;
		plug->is = &simulation->fleet[i];
		if (!hex_parse(plug->is->eui, (uint8_t *)eui, sizeof eui, &size) || size != sizeof eui)
			abort(); /* the fleet is a table in the program */
		plug->seed = machine_dice(simulation->seed ^ eui[0], eui[1]);
		plug->watt_hours = (double)(plug->seed % 400000);
		plug->at = now - simulation->past;
		snprintf(plug->session, sizeof plug->session, "00%06x", (unsigned)(plug->seed >> 40));
	}
	struct work work = { .lab = simulator->lab, .kind = READ, .job = remember, .about = simulator };
	work_do(&work);
	arena_clear(&work.arena);
}

/* Catches up with now, an hour at a time, so that others may write in between. False: stopped before. */
static bool catch_up(struct simulator *simulator)
{
	int step = simulator->simulation.past_interval;
	int64_t at = clock_now();

	for (size_t i = 0; i < simulator->simulation.count; i++)
		if (simulator->plugs[i].at < at)
			at = simulator->plugs[i].at;
	while (at + step < clock_now()) {
		if (thread_nap(&simulator->thread, 0))
			return false;
		int64_t missing = (clock_now() - at) / step;
		int count = missing < BATCH ? (int)missing : BATCH;
		run_shift((struct shift){ simulator, at + step, step, count, false, NULL });
		at += (int64_t)step * count;
	}
	return true;
}

/* Stopped before: its plugs still say how they are now, but not that they were silent until then. */
static void lose_rest(struct simulator *simulator)
{
	for (size_t i = 0; i < simulator->simulation.count; i++)
		simulator->plugs[i].counter++;
}

static void *run(void *about)
{
	struct simulator *simulator = about;

	begin(simulator);
	if (!catch_up(simulator))
		lose_rest(simulator);
	do
		run_shift((struct shift){ simulator, clock_now(), 0, 1, true, NULL });
	while (!thread_nap(&simulator->thread, simulator->simulation.interval * 1000));
	return NULL;
}

static void release(struct simulator *simulator)
{
	free(simulator->plugs);
	free(simulator);
}

struct simulator *simulator_start(struct lab *lab, const struct simulation *simulation)
{
	struct simulator *simulator = calloc(1, sizeof *simulator);

	if (!simulator)
		abort();
	*simulator = (struct simulator){ .lab = lab, .simulation = *simulation,
		.source = source_find(sources, "chirpstack"),
		.plugs = calloc(simulation->count + !simulation->count, sizeof *simulator->plugs) };
	if (!simulator->plugs)
		abort();
	if (!simulation->interval)
		simulator->simulation.interval = INTERVAL;
	if (!simulation->past_interval)
		simulator->simulation.past_interval = PAST_INTERVAL;
	if (thread_start(&simulator->thread, run, simulator))
		return simulator;
	log_line(LOG_FAULT, "simulator: no thread");
	release(simulator);
	return NULL;
}

void simulator_stop(struct simulator *simulator)
{
	if (!simulator)
		return;
	thread_stop(&simulator->thread);
	release(simulator);
}
