// SPDX-License-Identifier: EUPL-1.2
/*
 * Two of the three marshalers of chirpstack-application-server (internal/integration/marshaler): json_v3, which writes
 * identifiers in hexadecimal, and json, which is Protobuf's JSON and writes them in base64. There is no time at the top:
 * the best gateway's is taken, or when it was published. Protobuf itself is not read; its owner can choose another.
 */
#include "hw/chirpstack3.h"

#include "app/base/secret.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "hw/uplink.h"

#include <math.h>
#include <string.h>

enum { SLOWEST = 12, FASTEST_RATE = 5 };

/* Identifiers of that many bytes, in either spelling. */
static const char *identifier(struct arena *arena, const char *text, size_t size)
{
	uint8_t *bytes;
	size_t read;

	if (uplink_is_hex(text, size))
		return uplink_lower(arena, text);
	return strlen(text) <= 4 * EUI_BYTES && base64_parse(arena, text, &bytes, &read) && read == size
		? hex_print(arena, bytes, read) : NULL;
}

/* Applications are numbers, in a text. */
static void read_way_back(struct arena *arena, const struct node *root, struct frame *frame)
{
	const char *application;

	if (json_text(root, "applicationID", &application) && *application && strlen(application) < 20 &&
	    strspn(application, "0123456789") == strlen(application))
		frame->route = arena_print(arena, "application/%s/device/%s", application, frame->eui);
}

static const char *read_device(struct arena *arena, const struct node *root, struct frame *frame)
{
	const char *eui, *address, *name, *hex;

	hex = json_text(root, "devEUI", &eui) ? identifier(arena, eui, EUI_BYTES) : NULL;
	if (!hex)
		return "devEUI is neither 16 hexadecimal digits nor base64 of 8 bytes";
	uplink_eui(hex, frame);
	if (!json_text(root, "devAddr", &address))
		return "devAddr is no text";
	frame->session = *address ? identifier(arena, address, ADDRESS_BYTES) : "";
	if (!frame->session)
		return "devAddr is neither 8 hexadecimal digits nor base64 of 4 bytes";
	frame->name = json_text(root, "deviceName", &name) ? uplink_name(arena, name) : NULL;
	read_way_back(arena, root, frame);
	return NULL;
}

/* Numbers in EU868: the data rate counts down from SF12. */
static void read_rate(const struct node *root, struct frame *frame)
{
	const struct node *tx = node_member(root, "txInfo");
	int64_t rate, factor;

	if (json_whole(node_member(tx, "loRaModulationInfo"), "spreadingFactor", SLOWEST, &factor) && factor)
		frame->spreading_factor = (int)factor;
	else if (node_member(tx, "dr") && json_whole(tx, "dr", FASTEST_RATE, &rate))
		frame->spreading_factor = SLOWEST - (int)rate;
}

static void read_signal(const struct node *root, struct frame *frame)
{
	const char *time;
	int64_t at;

	for (const struct node *gateway = json_first(root, "rxInfo"); gateway; gateway = gateway->next) {
		uplink_heard(frame, json_real(gateway, "rssi", NAN), json_real(gateway, "loRaSNR", 0));
		if (!frame->at && json_text(gateway, "time", &time) && time_parse(time, &at))
			frame->at = at;
	}
	read_rate(root, frame);
}

static const char *read_up(struct arena *arena, const struct node *root, struct frame *frame)
{
	const char *data;
	int64_t port;

	if (!json_text(root, "data", &data))
		return "data is no text";
	if (!json_whole(root, "fCnt", UINT32_MAX, &frame->counter))
		return "fCnt is not a number of 32 bits";
	if (!json_whole(root, "fPort", UINT8_MAX, &port))
		return "fPort is not a number of 8 bits";
	frame->port = (unsigned)port;
	frame->has_counter = true;
	read_signal(root, frame);
	return uplink_payload(arena, data, frame);
}

static void read_published(const struct node *root, struct frame *frame)
{
	const char *time;

	if (!frame->at && json_text(root, "publishedAt", &time))
		time_parse(time, &frame->at);
}

bool chirpstack3_read(struct arena *arena, const char *event, const struct node *root, struct frame *frame,
	const char **why)
{
	bool done = true;

	*why = read_device(arena, root, frame);
	if (*why)
		return false;
	if (!strcmp(event, "up"))
		done = !(*why = read_up(arena, root, frame));
	else if (!strcmp(event, "join"))
		frame->kind = FRAME_JOIN;
	else if (!strcmp(event, "status"))
		chirpstack_read_status(root, frame);
	else if (!strcmp(event, "ack"))
		chirpstack_read_ack(arena, root, frame);
	else
		done = !strcmp(event, "error") && chirpstack_read_fault(arena, root, "type", "error", frame);
	read_published(root, frame);
	return done;
}
