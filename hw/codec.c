// SPDX-License-Identifier: EUPL-1.2
#include "hw/codec.h"

#include "app/base/document.h"
#include "app/base/text.h"

#include <stdlib.h>

const struct codec codecs[] = {
	{ "ws52x", "Milesight WS523 / WS525", 85, milesight_plug_decode, milesight_ws52x_recognise },
	{ "ws51x", "Milesight WS513 / WS515", 85, milesight_plug_decode, milesight_ws51x_recognise },
	{ "r809a", "Netvox R809A", 6, netvox_plug_decode, netvox_r809a_recognise },
	{ "r816b", "Netvox R816B", 6, netvox_plug_decode, netvox_r816b_recognise },
	{ .model = NULL },
};

static struct node *describe(struct arena *arena, const struct reading *reading)
{
	struct node *node = document_new(arena);

	if (reading->has & HAS_RELAY)
		put_flag(node, "relay", reading->relay);
	if (reading->has & HAS_WATTS)
		put_number(node, "watts", reading->watts);
	if (reading->has & HAS_WATT_HOURS)
		put_number(node, "watt_hours", reading->watt_hours);
	if (reading->has & HAS_VOLTS)
		put_real(node, "volts", reading->volts);
	if (reading->has & HAS_MILLIAMPS)
		put_number(node, "milliamps", reading->milliamps);
	if (reading->has & HAS_POWER_FACTOR)
		put_number(node, "power_factor", reading->power_factor);
	if (reading->has & HAS_CELSIUS)
		put_real(node, "celsius", reading->celsius);
	return node;
}

static void print(const struct reading *reading, FILE *out)
{
	struct arena arena = { 0 };
	struct buffer line = { 0 };

	document_print(describe(&arena, reading), &line);
	fprintf(out, "%s\n", line.bytes);
	buffer_clear(&line);
	arena_clear(&arena);
}

static int unknown(const char *model)
{
	fprintf(stderr, "smartlab decode: no codec for \"%s\"; there are", model);
	for (const struct codec *codec = codecs; codec->model; codec++)
		fprintf(stderr, " %s (%s)%s", codec->model, codec->title, codec[1].model ? "," : "\n");
	return EXIT_FAILURE;
}

int decode_print(const char *model, const char *hex, FILE *out)
{
	const struct codec *codec = codec_find(codecs, model);
	struct reading reading = { 0 };
	uint8_t bytes[FRAME_BYTES];
	size_t size;
	const char *why = "the payload is not hexadecimal, or longer than 255 bytes";

	if (!codec)
		return unknown(model);
	if (hex_parse(hex, bytes, sizeof bytes, &size) &&
	    codec->decode(bytes, size, codec->port, &reading, &why)) {
		print(&reading, out);
		return EXIT_SUCCESS;
	}
	fprintf(stderr, "smartlab decode: %s\n", why);
	return EXIT_FAILURE;
}
