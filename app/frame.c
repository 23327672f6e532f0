// SPDX-License-Identifier: EUPL-1.2
#include "app/frame.h"

#include "app/device.h"
#include "app/idle.h"
#include "app/lab.h"
#include "app/pace.h"
#include "app/relay.h"
#include "app/revision.h"
#include "app/run.h"
#include "app/vital.h"
#include "db/script.h"

#include <string.h>

enum {
	CLOCK_DRIFT = 120,         /* seconds; ChirpStack itself trusts a gateway's clock up to 30 */
	TWICE_WITHIN = 600,        /* a device that heard no acknowledgement sends the same frame again */
	OLDEST = 400 * 86400,      /* no device keeps its history longer */
	TWICE_UNTIMED = 24 * 3600, /* nor is it another one if the network does not tell the time */
};

/* A network that sends no time, or one that is yet to come, would hold the newest state for that long. Where time does
 * not tell the order, the counter does. */
static void settle(const struct work *work, const struct device *device, struct frame *frame)
{
	if (frame->at > 0 && frame->at <= work->now + CLOCK_DRIFT)
		return;
	bool late = !strcmp(device->last_session, frame->session) && frame->counter < device->last_counter &&
		!device_restarted(device, frame);
	frame->at = late ? device->last_heard : work->now;
}

/* By what the network's catalogue calls the device, else by its bytes. */
static const struct codec *guess_model(const struct work *work, const struct frame *frame)
{
	const struct codec *named = codec_find(work->lab->codecs, frame->model);

	return named ? named : codec_guess(work->lab->codecs, frame);
}

/* Nobody has to enter a plug before it works: it appears when it is first heard, with a model if its bytes leave no
 * doubt, and waits for staff to assign it. */
static struct device meet(struct work *work, const struct frame *frame)
{
	struct device device = { 0 };
	const struct codec *guess;

	if (!device_of_eui(work, frame->eui, &device)) {
		device = device_usual(frame->eui);
		device.name = frame->name;
		device.network = frame->network;
		device_enter(work, &device);
		device_of_eui(work, frame->eui, &device);
	}
	if (frame->kind == FRAME_UPLINK)
		device.network = frame->network; /* of one that staff entered by its label nobody knew it */
	if (!device.model && frame->kind == FRAME_UPLINK && (guess = guess_model(work, frame))) {
		device.model = guess->model;
		device_enter(work, &device);
	}
	return device;
}

/* A counter that goes on is new. Else only the same bytes at about the same time are the same frame, and not even those if
 * the network marks them as another: a device that lost its counter must not be taken for its own echo. */
static bool is_twice(struct work *work, const struct device *device, const struct frame_row *row, bool told)
{
	bool goes_on = row->counter > device->last_counter && !strcmp(row->session, device->last_session);

	return !goes_on && device->last_heard && db_frame_known(work->db, row, told ? TWICE_WITHIN : TWICE_UNTIMED);
}

/* False: it is there already. */
static bool keep(struct work *work, const struct device *device, struct frame *frame)
{
	bool told = frame->at > 0;

	frame->received = work->now;
	settle(work, device, frame);
	struct frame_row row = {
		.device = device->id,
		.session = frame->session,
		.counter = frame->counter,
		.port = frame->port,
		.bytes = frame->bytes,
		.size = frame->size,
		.at = frame->at,
		.received = frame->received,
		.delivery = frame->delivery,
	};
	return !is_twice(work, device, &row, told) && db_frame_add(work->db, &row);
}

static struct maybe number(const struct reading *reading, unsigned bit, int64_t n)
{
	return (struct maybe){ reading->has & bit, n };
}

static void keep_reading(struct work *work, int64_t device, const struct frame *frame, int64_t at,
	const struct reading *r)
{
	db_reading_add(work->db, &(struct reading_row){
		.device = device,
		.at = at,
		.counter = frame->counter,
		.watts = number(r, HAS_WATTS, r->watts),
		.watt_hours = number(r, HAS_WATT_HOURS, r->watt_hours),
		.milliamps = number(r, HAS_MILLIAMPS, r->milliamps),
		.relay = number(r, HAS_RELAY, r->relay),
		.has_volts = r->has & HAS_VOLTS,
		.volts = r->volts,
		.count_in = number(r, HAS_COUNT_IN, r->count_in),
		.count_out = number(r, HAS_COUNT_OUT, r->count_out),
		.occupancy = number(r, HAS_OCCUPANCY, r->occupancy),
	});
}

/* By the device's own clock, which may never have been set: 1970, or some time to come. */
static bool is_past(const struct work *work, int64_t at)
{
	return at <= work->now + CLOCK_DRIFT && at > work->now - OLDEST;
}

static int64_t time_of(const struct frame *frame, const struct reading *past)
{
	return past->at < 0 ? frame->at + past->at : past->at;
}

/* What was understood before a fault is kept as well. A past sample has its own time and moves no live state, but runs
 * follow from it. Where the first of them is; false: there are none. */
static bool keep_readings(struct work *work, int64_t device, const struct frame *frame, const struct decoded *said,
	struct sample *first)
{
	*first = (struct sample){ .at = frame->at, .counter = frame->counter };
	if (said->now.has)
		keep_reading(work, device, frame, frame->at, &said->now);
	for (int i = 0; i < said->past_count; i++) {
		int64_t at = time_of(frame, &said->past[i]);
		if (!is_past(work, at))
			continue;
		keep_reading(work, device, frame, at, &said->past[i]);
		first->at = at < first->at ? at : first->at;
	}
	return said->now.has || said->past_count;
}

static bool decode(struct work *work, const struct device *device, const struct frame *frame, struct decoded *said)
{
	const struct codec *codec = codec_find(work->lab->codecs, device->model);
	const char *why;

	return codec && codec->decode(frame->bytes, frame->size, frame->port, said, &why);
}

void frame_read_again(struct work *work, const struct device *device, const struct frame_row *row)
{
	struct frame frame = { .counter = row->counter, .port = (unsigned)row->port, .at = row->at, .size = row->size };
	struct decoded said = { 0 };
	struct sample first;

	if (row->size > FRAME_BYTES)
		return;
	memcpy(frame.bytes, row->bytes, row->size);
	decode(work, device, &frame, &said);
	keep_readings(work, device->id, &frame, &said, &first);
}

/* A codec in JavaScript runs somewhere else, a moment later. */
static void wait_for_script(struct work *work, const struct device *device, const struct frame *frame)
{
	struct script script;

	if (device->model && db_script_of_model(work->db, device->model, &script))
		db_frame_wait(work->db, &(struct frame_row){ .device = device->id, .at = frame->at,
			.session = frame->session, .counter = frame->counter }, work->now);
}

void frame_read(struct work *work, const struct frame_row *row, const struct decoded *said)
{
	struct frame frame = { .counter = row->counter, .session = row->session, .at = row->at };
	struct sample first;
	struct device device;

	if (!db_device_by_id(work->db, row->device, &device))
		return;
	bool is_newest = row->at == device.last_heard && row->counter == device.last_counter;
	if (is_newest && said->now.has & HAS_RELAY)
		relay_hear(work, &device, said->now.relay, row->at);
	if (is_newest) {
		device_learn(&device, &said->now);
		pace_hear(work, &device, said);
	}
	if (keep_readings(work, device.id, &frame, said, &first))
		run_follow(work, &device, &first);
	db_device_move(work->db, &device);
	idle_heed(work, &device, row->at);
	work_touch(work, SCOPE_DEVICES);
}

/* What only The Things Stack keeps for who asks. */
static void look_for_gap(struct work *work, const struct device *device, const struct frame *frame)
{
	if (frame->network && !strcmp(frame->network, "tts") && !strcmp(device->last_session, frame->session) &&
	    frame->counter > device->last_counter + 1)
		source_want(work);
}

/* One frame of a session may lack its counter, which is 0 then: not two. */
static void look_for_counter(struct work *work, const struct device *device, const struct frame *frame)
{
	struct frame fault = { .kind = FRAME_FAULT,
		.about.fault = "f_cnt is missing: the field filter of the webhook leaves it out, or the device counts nothing" };

	if (!frame->has_counter && device->frames && !device->last_counter && !strcmp(device->last_session, frame->session))
		vital_take(work, device->id, &fault);
}

enum frame_fate frame_take(struct work *work, struct frame *frame)
{
	struct decoded said = { 0 };
	struct sample first;
	struct device device = meet(work, frame);

	if (!device.id) /* the store lost a race: this work is done anew or fails, whatever is said here */
		return FRAME_UNDECODED;
	if (frame->kind != FRAME_UPLINK) {
		vital_take(work, device.id, frame);
		return FRAME_KEPT;
	}
	if (!keep(work, &device, frame))
		return FRAME_TWICE;
	look_for_gap(work, &device, frame);
	look_for_counter(work, &device, frame);
	bool decoded = decode(work, &device, frame, &said);
	if (!codec_find(work->lab->codecs, device.model))
		wait_for_script(work, &device, frame);
	if (said.now.has & HAS_RELAY && frame->at >= device.last_heard)
		relay_hear(work, &device, said.now.relay, frame->at);
	device_hear(&device, frame, &said.now);
	if (device.last_heard == frame->at)
		pace_hear(work, &device, &said);
	if (keep_readings(work, device.id, frame, &said, &first))
		run_follow(work, &device, &first);
	db_device_move(work->db, &device);
	idle_heed(work, &device, frame->at);
	work_touch(work, SCOPE_DEVICES);
	return decoded ? FRAME_KEPT : FRAME_UNDECODED;
}
