// SPDX-License-Identifier: EUPL-1.2
/*
 * "Data formats" of The Things Stack's documentation, api/ttn/lorawan/v3/messages.proto. What is zero is left out, see
 * hw/json.h, and so is whatever the field mask of a webhook leaves out: what we cannot do without is named.
 */
#include "hw/tts.h"

#include "app/base/json.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "hw/uplink.h"

#include <math.h>
#include <string.h>

enum { MOST_ID = 100, MOST_FAULT = 200 };

static const char *text_of(const struct node *object, const char *name)
{
	const char *text;

	return json_text(object, name, &text) ? text : "";
}

static bool is_id(const char *text)
{
	return *text && strlen(text) <= MOST_ID && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
}

/* The tenant is not among the identifiers: hw/mqtt.c, which knows the topic, knows better. */
static void read_way_back(struct arena *arena, const struct node *ids, struct frame *frame)
{
	const char *device = text_of(ids, "device_id");
	const char *application = text_of(node_member(ids, "application_ids"), "application_id");

	if (is_id(device) && is_id(application))
		frame->route = arena_print(arena, "v3/%s/devices/%s", application, device);
}

static const char *read_device(struct arena *arena, const struct node *root, struct frame *frame)
{
	const struct node *ids = node_member(root, "end_device_ids");

	if (!uplink_eui(text_of(ids, "dev_eui"), frame))
		return "end_device_ids.dev_eui is missing, or not 16 hexadecimal digits";
	frame->name = uplink_name(arena, text_of(ids, "device_id"));
	frame->session = arena_text(arena, text_of(ids, "dev_addr"));
	read_way_back(arena, ids, frame);
	return NULL;
}

/* When the network server had it; the application server is a little later, a webhook that is repeated much. */
static bool read_time(const struct node *root, const struct node *up, struct frame *frame)
{
	return time_parse(text_of(up, "received_at"), &frame->at) ||
		time_parse(text_of(root, "received_at"), &frame->at);
}

static void read_signal(const struct node *up, struct frame *frame)
{
	const struct node *settings = node_member(up, "settings");
	const struct node *lora = node_member(node_member(settings, "data_rate"), "lora");
	int64_t factor;

	for (const struct node *gateway = json_first(up, "rx_metadata"); gateway; gateway = gateway->next)
		uplink_heard(frame, json_real(gateway, "rssi", NAN), json_real(gateway, "snr", 0));
	if (json_whole(lora, "spreading_factor", 12, &factor))
		frame->spreading_factor = (int)factor;
}

/* The catalogue's name of the device, if we have a codec of that name. */
static const char *model_of(const struct node *up)
{
	const char *model = text_of(node_member(up, "version_ids"), "model_id");
	const struct codec *codec = codec_find(codecs, model);

	return codec ? codec->model : NULL;
}

/* Of the application server, and the same however often it delivers: as:up:ULID. */
static int64_t read_delivery(const struct node *root)
{
	for (const struct node *id = json_first(root, "correlation_ids"); id; id = id->next)
		if (id->kind == NODE_TEXT && text_starts(id->text, "as:up:"))
			return uplink_delivery(id->text);
	return 0;
}

static const char *read_up(struct arena *arena, const struct node *root, const struct node *up, struct frame *frame)
{
	const char *session = text_of(up, "session_key_id");
	int64_t port;

	if (!*session || strlen(session) > MOST_ID)
		return "uplink_message.session_key_id is missing: without it nothing tells one frame from another";
	if (!read_time(root, up, frame))
		return "received_at is missing, or no time";
	if (!json_whole(up, "f_cnt", UINT32_MAX, &frame->counter))
		return "uplink_message.f_cnt is not a number of 32 bits";
	if (!json_whole(up, "f_port", UINT8_MAX, &port))
		return "uplink_message.f_port is not a number of 8 bits";
	if (!port && *text_of(up, "frm_payload"))
		return "uplink_message.f_port is missing: the webhook's field filter leaves it out";
	frame->has_counter = node_member(up, "f_cnt");
	frame->delivery = read_delivery(root);
	frame->session = arena_text(arena, session);
	frame->port = (unsigned)port;
	frame->model = model_of(up);
	read_signal(up, frame);
	return uplink_payload(arena, text_of(up, "frm_payload"), frame);
}

static bool is_simulated(const struct node *root, const struct node *up)
{
	const struct node *flag = node_member(root, "simulated");

	if (!flag)
		flag = node_member(up, "simulated");
	return flag && flag->kind == NODE_FLAG && flag->flag;
}

static void read_ack(struct arena *arena, const struct node *message, bool acknowledged, struct frame *frame)
{
	frame->kind = FRAME_ACK;
	frame->about.acknowledged = acknowledged;
	frame->about.command = uplink_command(arena, node_member(message, "correlation_ids"));
}

static void read_failed(struct arena *arena, const struct node *message, struct frame *frame)
{
	const char *name = text_of(node_member(message, "error"), "name");
	bool fit = *name && text_is_clean(name, strlen(name)) && strlen(name) <= MOST_FAULT;

	frame->kind = FRAME_FAULT;
	frame->about.command = uplink_command(arena,
		node_member(node_member(message, "downlink"), "correlation_ids"));
	frame->about.fault = arena_print(arena, "DOWNLINK_FAILED%s%s", fit ? ": " : "", fit ? name : "");
}

/* Any of the others; false: none of our business. */
static bool read_event(struct arena *arena, const struct node *root, struct frame *frame)
{
	const struct node *ack = node_member(root, "downlink_ack"), *nack = node_member(root, "downlink_nack");
	const struct node *failed = node_member(root, "downlink_failed");

	read_time(root, NULL, frame);
	if (node_member(root, "join_accept"))
		frame->kind = FRAME_JOIN;
	else if (ack || nack)
		read_ack(arena, ack ? ack : nack, ack, frame);
	else if (failed)
		read_failed(arena, failed, frame);
	else
		return false;
	return true;
}

static bool read_all(struct arena *arena, const struct node *root, struct frame *frame, const char **why)
{
	const struct node *up = node_member(root, "uplink_message");

	if (is_simulated(root, up)) /* a test from the console: not to be metered */
		return false;
	*why = read_device(arena, root, frame);
	if (*why)
		return false;
	if (!up)
		return read_event(arena, root, frame);
	*why = read_up(arena, root, up, frame);
	return !*why;
}

bool tts_read(struct arena *arena, const char *event, const char *json, size_t size, struct frame *frame,
	const char **why)
{
	(void)event;
	*frame = (struct frame){ .network = "tts", .session = "" };
	*why = size > MOST_JSON ? "longer than 64 KiB" : NULL;
	if (*why)
		return false;
	struct arena scratch = { 0 };
	const struct node *root = json_parse(&scratch, json, size, why);
	const struct node *result = node_member(root, "result"); /* the storage wraps each */
	bool done = root && read_all(arena, result ? result : root, frame, why);
	if (!root)
		*why = uplink_no_json(json, size);
	arena_clear(&scratch);
	return done;
}
