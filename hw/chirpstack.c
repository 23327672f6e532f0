// SPDX-License-Identifier: EUPL-1.2
/*
 * ChirpStack v4's JSON: "Event types" of its documentation, api/proto/integration/integration.proto. Before v4.1 it left
 * out whatever was zero, see hw/json.h.
 */
#include "app/source.h"

#include "app/base/json.h"
#include "app/base/secret.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "hw/json.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { MOST_JSON = 64 << 10, MOST_NAME = 100, EUI_BYTES = 8, ADDRESS_BYTES = 4, UUID = 36,
	MOST_DATA = (FRAME_BYTES + 2) / 3 * 4 };

static const char *lower(struct arena *arena, const char *text)
{
	char *copy = arena_text(arena, text);

	for (char *letter = copy; *letter; letter++)
		*letter = (char)tolower((unsigned char)*letter);
	return copy;
}

static bool is_hex(const char *text, size_t size)
{
	uint8_t bytes[EUI_BYTES];
	size_t read;

	return hex_parse(text, bytes, size, &read) && read == size;
}

/* A name is for people to recognise the device by; one that is unfit to keep is none. */
static const char *name(struct arena *arena, const struct node *info)
{
	const char *text;
	bool fit = json_text(info, "deviceName", &text) && *text &&
		text_is_clean(text, strlen(text)) && text_letters(text) <= MOST_NAME;

	return fit ? arena_text(arena, text) : NULL;
}

/* Where a downlink goes, by ChirpStack's default topics. A device that is on mains may listen always (class C), others only after they spoke. */
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
	const char *eui, *address;

	if (!json_text(info, "devEui", &eui) || !is_hex(eui, EUI_BYTES))
		return "deviceInfo.devEui is not 16 hexadecimal digits";
	if (!json_text(root, "devAddr", &address) || (*address && !is_hex(address, ADDRESS_BYTES)))
		return "devAddr is not 8 hexadecimal digits";
	strcpy(frame->eui, lower(arena, eui));
	read_way_back(arena, info, frame);
	frame->session = lower(arena, address);
	frame->name = name(arena, info);
	return NULL;
}

static const char *read_data(struct arena *arena, const struct node *root, struct frame *frame)
{
	const char *data;
	uint8_t *bytes;

	const struct node *context = node_member(root, "joinServerContext");
	if (context && context->kind != NODE_NOTHING)
		return "the payload is still encrypted by the join server";
	if (!json_text(root, "data", &data) || strlen(data) > MOST_DATA)
		return "data is no text, or too long for LoRaWAN";
	if (!base64_parse(arena, data, &bytes, &frame->size) || frame->size > FRAME_BYTES)
		return "data is not base64, or too long for LoRaWAN";
	if (frame->size)
		memcpy(frame->bytes, bytes, frame->size);
	return NULL;
}

static const char *read_numbers(const struct node *root, struct frame *frame)
{
	const char *time;
	int64_t port;

	if (!json_whole(root, "fCnt", UINT32_MAX, &frame->counter))
		return "fCnt is not a number of 32 bits";
	if (!json_whole(root, "fPort", UINT8_MAX, &port))
		return "fPort is not a number of 8 bits";
	frame->port = (unsigned)port;
	if (!json_text(root, "time", &time) || !time_parse(time, &frame->at))
		frame->at = 0; /* frame_take takes the time of arrival */
	return NULL;
}

/* Several gateways may have heard it; the one that heard it best tells how far the device is from being lost. */
static void read_signal(const struct node *root, struct frame *frame)
{
	const struct node *gateway = json_first(root, "rxInfo");
	const struct node *lora = node_member(node_member(node_member(root, "txInfo"),
		"modulation"), "lora");
	int64_t factor;

	for (; gateway; gateway = gateway->next) {
		double rssi = json_real(gateway, "rssi", NAN);
		if (!(fabs(rssi) <= 200) || (frame->has_signal && rssi <= frame->rssi))
			continue;
		frame->has_signal = true;
		frame->rssi = (int)rssi;
		frame->snr = fmin(fmax(json_real(gateway, "snr", 0), -100), 100);
	}
	if (json_whole(lora, "spreadingFactor", 12, &factor))
		frame->spreading_factor = (int)factor;
}

static const char *read_all(struct arena *arena, const struct node *root, struct frame *frame)
{
	const char *wrong = root ? NULL : "not JSON";

	if (!wrong)
		wrong = read_device(arena, root, frame);
	if (!wrong)
		wrong = read_data(arena, root, frame);
	if (!wrong)
		wrong = read_numbers(root, frame);
	if (!wrong)
		read_signal(root, frame);
	return wrong;
}

static bool read(struct arena *arena, const char *event, const char *json, size_t size,
	struct frame *frame, const char **why)
{
	*frame = (struct frame){ .network = "chirpstack" };
	*why = NULL;
	if (strcmp(event, "up"))
		return false;
	if (size > MOST_JSON) {
		*why = "longer than 64 KiB";
		return false;
	}
	struct arena scratch = { 0 };
	*why = read_all(arena, json_parse(&scratch, json, size, why), frame);
	arena_clear(&scratch);
	return !*why;
}

const struct source sources[] = {
	{ "chirpstack", read },
	{ .name = NULL },
};
