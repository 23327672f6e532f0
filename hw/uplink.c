// SPDX-License-Identifier: EUPL-1.2
#include "hw/uplink.h"

#include "app/base/secret.h"
#include "app/base/text.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { MOST_NAME = 100, MOST_COMMAND = 100, MOST_DATA = (FRAME_BYTES + 2) / 3 * 4 };

const char *uplink_lower(struct arena *arena, const char *text)
{
	char *copy = arena_text(arena, text);

	for (char *letter = copy; *letter; letter++)
		*letter = (char)tolower((unsigned char)*letter);
	return copy;
}

bool uplink_is_hex(const char *text, size_t size)
{
	uint8_t bytes[EUI_BYTES];
	size_t read;

	return hex_parse(text, bytes, size, &read) && read == size;
}

const char *uplink_name(struct arena *arena, const char *text)
{
	bool fit = *text && text_is_clean(text, strlen(text)) && text_letters(text) <= MOST_NAME;

	return fit ? arena_text(arena, text) : NULL;
}

bool uplink_eui(const char *text, struct frame *frame)
{
	if (!uplink_is_hex(text, EUI_BYTES))
		return false;
	for (int i = 0; i < FRAME_EUI; i++)
		frame->eui[i] = (char)tolower((unsigned char)text[i]);
	return true;
}

const char *uplink_payload(struct arena *arena, const char *base64, struct frame *frame)
{
	uint8_t *bytes;

	if (strlen(base64) > MOST_DATA)
		return "the payload is too long for LoRaWAN";
	if (!base64_parse(arena, base64, &bytes, &frame->size) || frame->size > FRAME_BYTES)
		return "the payload is not base64, or too long for LoRaWAN";
	if (frame->size)
		memcpy(frame->bytes, bytes, frame->size);
	return NULL;
}

/* FNV-1a: it only tells frames apart that are otherwise alike. */
int64_t uplink_delivery(const char *mark)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (const char *letter = mark; *letter; letter++)
		hash = (hash ^ (unsigned char)*letter) * 0x100000001b3;
	return *mark ? (int64_t)(hash >> 1 | 1) : 0;
}

const char *uplink_no_json(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) /* a byte that no text has */
		if ((unsigned char)text[i] < ' ' && !isspace((unsigned char)text[i]))
			return "this looks like Protobuf: have the network server send JSON (ChirpStack: json=true in "
			       "[integration.mqtt], or JSON as the HTTP integration's encoding; version 3: marshaler=\"json_v3\")";
	return "not JSON";
}

void uplink_heard(struct frame *frame, double rssi, double snr)
{
	if (!(fabs(rssi) <= 200) || (frame->has_signal && rssi <= frame->rssi))
		return;
	frame->has_signal = true;
	frame->rssi = (int)rssi;
	frame->snr = isnan(snr) ? 0 : fmin(fmax(snr, -100), 100);
}

const char *uplink_command(struct arena *arena, const struct node *list)
{
	const struct node *one = list && list->kind == NODE_LIST ? list->first : NULL;

	for (; one; one = one->next)
		if (one->kind == NODE_TEXT && !text_starts(one->text, "as:") && !text_starts(one->text, "ns:") &&
		    !text_starts(one->text, "gs:") && !text_starts(one->text, "rpc:") &&
		    strlen(one->text) <= MOST_COMMAND)
			return arena_text(arena, one->text);
	return NULL;
}
