// SPDX-License-Identifier: EUPL-1.2
/* The terminal's decode and encode. */
#include "hw/codec.h"

#include "app/base/document.h"
#include "app/base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void describe(struct node *node, const struct reading *reading)
{
	if (reading->at > 0)
		put_time(node, "at", reading->at);
	else if (reading->at < 0)
		put_number(node, "seconds_before", -reading->at);
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
	if (reading->has & HAS_COUNT_IN)
		put_number(node, "count_in", reading->count_in);
	if (reading->has & HAS_COUNT_OUT)
		put_number(node, "count_out", reading->count_out);
	if (reading->has & HAS_OCCUPANCY)
		put_number(node, "occupancy", reading->occupancy);
	if (reading->has & HAS_BATTERY)
		put_real(node, "battery_volts", reading->battery);
}

/* The name of the fact with that number: what a frame says twice is numbered from 2. */
static const char *name_of(const struct decoded *decoded, int number, struct arena *arena)
{
	const char *name = decoded->facts[number].name;
	int times = 1;

	for (int i = 0; i < number; i++)
		times += !strcmp(decoded->facts[i].name, name);
	return times == 1 ? name : arena_print(arena, "%s_%d", name, times);
}

static void describe_fact(struct node *node, const char *name, const struct fact *fact)
{
	if (node_member(node, name))
		return; /* the reading says so */
	if (*fact->word)
		put_text(node, name, fact->word);
	else if (fact->number == trunc(fact->number) && fabs(fact->number) < 1e15)
		put_number(node, name, (int64_t)fact->number);
	else
		put_real(node, name, fact->number);
}

void decoded_describe(const struct decoded *decoded, struct node *node)
{
	describe(node, &decoded->now);
	for (int i = 0; i < decoded->fact_count; i++)
		describe_fact(node, name_of(decoded, i, node->arena), &decoded->facts[i]);
	struct node *past = decoded->past_count ? put_list(node, "past") : NULL;
	for (int i = 0; i < decoded->past_count; i++)
		describe(put_object(past, NULL), &decoded->past[i]);
}

static void print(const struct decoded *decoded, FILE *out)
{
	struct arena arena = { 0 };
	struct buffer line = { 0 };
	struct node *node = document_new(&arena);

	decoded_describe(decoded, node);
	document_print(node, &line);
	fprintf(out, "%s\n", line.bytes);
	buffer_clear(&line);
	arena_clear(&arena);
}

static int unknown(const char *command, const char *model)
{
	fprintf(stderr, "smartlab %s: no codec for \"%s\"; there are", command, model);
	for (const struct codec *codec = codecs; codec->model; codec++)
		fprintf(stderr, " %s (%s)%s", codec->model, codec->title, codec[1].model ? "," : "\n");
	return EXIT_FAILURE;
}

static bool read_number(const char *text, int64_t most, int64_t otherwise, int64_t *number)
{
	*number = otherwise;
	return !text || (text_number(text, number) && *number >= 0 && *number <= most);
}

int decode_print(const char *model, const char *hex, const char *port, FILE *out)
{
	const struct codec *codec = codec_find(codecs, model);
	struct decoded decoded = { 0 };
	uint8_t bytes[FRAME_BYTES];
	size_t size;
	int64_t number;
	const char *why = NULL;

	if (!codec)
		return unknown("decode", model);
	if (!read_number(port, UINT8_MAX, codec->port, &number))
		why = "a port is a number up to 255";
	else if (!hex_parse(hex, bytes, sizeof bytes, &size))
		why = "the payload is not hexadecimal, or longer than 255 bytes";
	else
		codec->decode(bytes, size, (unsigned)number, &decoded, &why);
	if (!why || decoded.now.has || decoded.fact_count)
		print(&decoded, out);
	if (why)
		fprintf(stderr, "smartlab decode: %s\n", why);
	return why ? EXIT_FAILURE : EXIT_SUCCESS;
}

static bool read_order(const char *word, int64_t number, struct order *order)
{
	static const struct {
		const char *word;
		struct order order;
	} orders[] = {
		{ "on", { .kind = ORDER_SWITCH, .on = true } },
		{ "off", { .kind = ORDER_SWITCH } },
		{ "toggle", { .kind = ORDER_TOGGLE } },
		{ "stop", { .kind = ORDER_STOP } },
		{ "report", { .kind = ORDER_REPORT } },
		{ "clear", { .kind = ORDER_CLEAR_ENERGY } },
		{ "interval", { .kind = ORDER_INTERVAL } },
	};
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
		if (!strcmp(orders[i].word, word)) {
			*order = orders[i].order;
			order->seconds = number;
			order->channels = (unsigned)(order->kind == ORDER_INTERVAL ? 0 : number);
			return true;
		}
	return false;
}

int encode_print(const char *model, const char *word, const char *number, FILE *out)
{
	const struct codec *codec = codec_find(codecs, model);
	struct downlink downlink = { 0 };
	struct arena arena = { 0 };
	struct order order;
	int64_t n;
	const char *why = "an order is on, off, toggle, stop, report, clear, or interval SECONDS";

	if (!codec)
		return unknown("encode", model);
	bool known = read_number(number, UINT16_MAX, 0, &n) && read_order(word, n, &order);
	if (known && !codec->encode)
		why = "we know no orders of this model";
	bool done = known && codec->encode && codec->encode(codec->model, &order, &downlink, &why);
	if (done)
		fprintf(out, "%u %s\n", downlink.port, hex_print(&arena, downlink.bytes, downlink.size));
	else
		fprintf(stderr, "smartlab encode: %s\n", why);
	arena_clear(&arena);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
