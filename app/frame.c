// SPDX-License-Identifier: EUPL-1.2
#include "app/frame.h"

#include "app/device.h"
#include "app/lab.h"
#include "app/revision.h"

enum { CLOCK_DRIFT = 120 }; /* seconds; ChirpStack itself trusts a gateway's clock up to 30 */

/* A network that sends no time, or one that is yet to come, would hold the newest state for that long. */
static void settle(const struct work *work, struct frame *frame)
{
	frame->received = work->now;
	if (frame->at <= 0 || frame->at > work->now + CLOCK_DRIFT)
		frame->at = work->now;
}

/* Nobody has to enter a plug before it works: it appears when it is first heard, with a model if its bytes leave no
 * doubt, and waits for staff to assign it. */
static struct device meet(struct work *work, const struct frame *frame)
{
	struct device device = { 0 };
	const struct codec *guess;

	if (!device_of_eui(work, frame->eui, &device)) {
		device = (struct device){ .eui = frame->eui, .name = frame->name, .network = frame->network };
		device_enter(work, &device);
		device_of_eui(work, frame->eui, &device);
	}
	if (!device.model && (guess = codec_guess(work->lab->codecs, frame))) {
		device.model = guess->model;
		device_enter(work, &device);
	}
	return device;
}

static bool keep(struct work *work, int64_t device, const struct frame *frame)
{
	return db_frame_add(work->db, &(struct frame_row){
		.device = device,
		.session = frame->session,
		.counter = frame->counter,
		.port = frame->port,
		.bytes = frame->bytes,
		.size = frame->size,
		.at = frame->at,
		.received = frame->received,
	});
}

static struct maybe number(const struct reading *reading, unsigned bit, int64_t n)
{
	return (struct maybe){ reading->has & bit, n };
}

static void keep_reading(struct work *work, int64_t device, int64_t at, const struct reading *r)
{
	db_reading_add(work->db, &(struct reading_row){
		.device = device,
		.at = at,
		.watts = number(r, HAS_WATTS, r->watts),
		.watt_hours = number(r, HAS_WATT_HOURS, r->watt_hours),
		.milliamps = number(r, HAS_MILLIAMPS, r->milliamps),
		.relay = number(r, HAS_RELAY, r->relay),
		.has_volts = r->has & HAS_VOLTS,
		.volts = r->volts,
	});
}

/* What was understood before a fault is kept as well. A past sample has its own time and moves no live state. */
static void keep_readings(struct work *work, int64_t device, int64_t at, const struct decoded *said)
{
	if (said->now.has)
		keep_reading(work, device, at, &said->now);
	for (int i = 0; i < said->past_count; i++)
		keep_reading(work, device, said->past[i].at, &said->past[i]);
}

enum frame_fate frame_take(struct work *work, struct frame *frame)
{
	settle(work, frame);
	struct device device = meet(work, frame);
	if (!keep(work, device.id, frame))
		return FRAME_TWICE;

	const struct codec *codec = codec_find(work->lab->codecs, device.model);
	struct decoded said = { 0 };
	const char *why;
	bool decoded = codec && codec->decode(frame->bytes, frame->size, frame->port, &said, &why);
	keep_readings(work, device.id, frame->at, &said);
	device_hear(&device, frame, &said.now);
	db_device_move(work->db, &device);
	work_touch(work, SCOPE_DEVICES);
	return decoded ? FRAME_KEPT : FRAME_UNDECODED;
}
