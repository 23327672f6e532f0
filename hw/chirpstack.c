// SPDX-License-Identifier: EUPL-1.2
/*
 * ChirpStack v4's JSON: "Event types" of its documentation, api/proto/integration/integration.proto. Before v4.1 it left
 * out whatever was zero, see hw/json.h. Version 3 comes on the same topics and address, see hw/chirpstack3.c.
 */
#include "hw/chirpstack3.h"
#include "hw/uplink.h"

#include "app/base/json.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "hw/tts.h"

#include <math.h>
#include <string.h>

enum { UUID = 36, MOST_FAULT = 200 };

/* Where a downlink goes, by ChirpStack's default topics. A device that is on mains may listen always (class C), others
 * only after they spoke. */
static void read_way_back(struct arena *arena, const struct node *info, struct frame *frame)
{
	const char *application, *class;

	if (json_text(info, "applicationId", &application) && strlen(application) == UUID &&
	    strspn(application, "0123456789abcdef-") == UUID)
		frame->route = arena_print(arena, "application/%s/device/%s", application, frame->eui);
	if (json_text(info, "deviceClassEnabled", &class) && text_starts(class, "CLASS_"))
		frame->class = class[6] == 'C' ? "C" : class[6] == 'B' ? "B" : "A";
}

static const char *read_device(struct arena *arena, const struct node *root, struct frame *frame)
{
	const struct node *info = node_member(root, "deviceInfo");
	const char *eui, *address, *name;

	if (!json_text(info, "devEui", &eui) || !uplink_eui(eui, frame))
		return "deviceInfo.devEui is not 16 hexadecimal digits";
	if (!json_text(root, "devAddr", &address) || (*address && !uplink_is_hex(address, ADDRESS_BYTES)))
		return "devAddr is not 8 hexadecimal digits";
	read_way_back(arena, info, frame);
	frame->session = uplink_lower(arena, address);
	frame->name = json_text(info, "deviceName", &name) ? uplink_name(arena, name) : NULL;
	return NULL;
}

static const char *read_data(struct arena *arena, const struct node *root, struct frame *frame)
{
	const struct node *context = node_member(root, "joinServerContext");
	const char *data;

	if (context && context->kind != NODE_NOTHING)
		return "the payload is still encrypted: the join server keeps its key (joinServerContext); have it "
		       "hand the application session key to ChirpStack";
	if (!json_text(root, "data", &data))
		return "data is no text";
	return uplink_payload(arena, data, frame);
}

static void read_time(const struct node *root, struct frame *frame)
{
	const char *time;

	if (!json_text(root, "time", &time) || !time_parse(time, &frame->at))
		frame->at = 0; /* frame_take takes the time of arrival */
}

static int64_t read_delivery(const struct node *root)
{
	const char *mark;

	return json_text(root, "deduplicationId", &mark) ? uplink_delivery(mark) : 0;
}

static const char *read_numbers(const struct node *root, struct frame *frame)
{
	int64_t port;

	if (!json_whole(root, "fCnt", UINT32_MAX, &frame->counter))
		return "fCnt is not a number of 32 bits";
	if (!json_whole(root, "fPort", UINT8_MAX, &port))
		return "fPort is not a number of 8 bits";
	frame->port = (unsigned)port;
	frame->has_counter = true; /* what is zero may be left out, and nobody filters */
	frame->delivery = read_delivery(root);
	return NULL;
}

static void read_signal(const struct node *root, struct frame *frame)
{
	const struct node *gateway = json_first(root, "rxInfo");
	const struct node *lora = node_member(node_member(node_member(root, "txInfo"),
		"modulation"), "lora");
	int64_t factor;

	for (; gateway; gateway = gateway->next)
		uplink_heard(frame, json_real(gateway, "rssi", NAN), json_real(gateway, "snr", 0));
	if (json_whole(lora, "spreadingFactor", 12, &factor))
		frame->spreading_factor = (int)factor;
}

static const char *read_up(struct arena *arena, const struct node *root, struct frame *frame)
{
	const char *wrong = read_data(arena, root, frame);

	if (!wrong)
		wrong = read_numbers(root, frame);
	if (!wrong)
		read_signal(root, frame);
	return wrong;
}

/* ---- the other events; version 3 has them much the same ---- */

static bool flag(const struct node *object, const char *name)
{
	const struct node *member = node_member(object, name);

	return member && member->kind == NODE_FLAG && member->flag;
}

void chirpstack_read_status(const struct node *root, struct frame *frame)
{
	double battery = json_real(root, "batteryLevel", NAN), margin = json_real(root, "margin", NAN);

	frame->kind = FRAME_STATUS;
	frame->about.mains = flag(root, "externalPowerSource");
	frame->about.has_battery = battery >= 0 && battery <= 100 && !frame->about.mains &&
		!flag(root, "batteryLevelUnavailable");
	frame->about.battery = frame->about.has_battery ? battery : 0;
	frame->about.has_margin = fabs(margin) <= 64;
	frame->about.margin = frame->about.has_margin ? (int)margin : 0;
}

void chirpstack_read_ack(struct arena *arena, const struct node *root, struct frame *frame)
{
	const char *command;

	frame->kind = FRAME_ACK;
	frame->about.acknowledged = flag(root, "acknowledged");
	if (json_text(root, "queueItemId", &command) && strlen(command) == UUID)
		frame->about.command = arena_text(arena, command);
}

/* A complaint is for people to read; one that is unfit to keep is its code alone. */
bool chirpstack_read_fault(struct arena *arena, const struct node *root, const char *code, const char *text,
	struct frame *frame)
{
	const char *name, *words;
	bool fit = json_text(root, text, &words) && *words && text_is_clean(words, strlen(words)) &&
		text_letters(words) <= MOST_FAULT;

	if (!json_text(root, code, &name) || !*name || strlen(name) > 40 || !text_is_clean(name, strlen(name)))
		return false;
	frame->kind = FRAME_FAULT;
	frame->about.fault = fit ? arena_print(arena, "%s: %s", name, words) : arena_text(arena, name);
	return true;
}

/* "log" also informs of what is in order. */
static bool complains(const struct node *root)
{
	const char *level;

	return json_text(root, "level", &level) && strcmp(level, "INFO") != 0;
}

static bool read_event(struct arena *arena, const char *event, const struct node *root, struct frame *frame)
{
	if (!strcmp(event, "join"))
		frame->kind = FRAME_JOIN;
	else if (!strcmp(event, "status"))
		chirpstack_read_status(root, frame);
	else if (!strcmp(event, "ack"))
		chirpstack_read_ack(arena, root, frame);
	else if (!strcmp(event, "log"))
		return complains(root) && chirpstack_read_fault(arena, root, "code", "description", frame);
	else
		return false;
	return true;
}

static bool read_v4(struct arena *arena, const char *event, const struct node *root, struct frame *frame,
	const char **why)
{
	*why = read_device(arena, root, frame);
	if (*why)
		return false;
	read_time(root, frame);
	if (strcmp(event, "up") != 0)
		return read_event(arena, event, root, frame);
	*why = read_up(arena, root, frame);
	return !*why;
}

/* What version 3 calls error, version 4 calls log. */
static bool is_ours(const char *event)
{
	static const char *const events[] = { "up", "join", "status", "ack", "log", "error" };

	for (size_t i = 0; i < sizeof events / sizeof *events; i++)
		if (!strcmp(events[i], event))
			return true;
	return false;
}

static bool read(struct arena *arena, const char *event, const char *json, size_t size,
	struct frame *frame, const char **why)
{
	*frame = (struct frame){ .network = "chirpstack", .session = "" };
	*why = size > MOST_JSON ? "longer than 64 KiB" : NULL;
	if (!is_ours(event) || *why)
		return false;
	struct arena scratch = { 0 };
	const struct node *root = json_parse(&scratch, json, size, why);
	bool done = false;
	if (!root)
		*why = uplink_no_json(json, size);
	else if (!node_member(root, "deviceInfo") && node_member(root, "devEUI"))
		done = chirpstack3_read(arena, event, root, frame, why);
	else
		done = read_v4(arena, event, root, frame, why);
	arena_clear(&scratch);
	return done;
}

const struct source sources[] = {
	{ "chirpstack", read },
	{ "tts", tts_read },
	{ .name = NULL },
};
