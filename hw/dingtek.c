// SPDX-License-Identifier: EUPL-1.2
/*
 * Dingtek's people counters DC500 and DC510, which count whoever passes, and DC520, which knows the direction: examples
 * of the maker's decoders, in the device repository of The Things Network: port 3, between 80 00 and 81, big endian;
 * the fifth byte is the frame's length. Downlinks are written out in hexadecimal digits.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include <stdio.h>
#include <string.h>

enum { PORT = 3, KIND = 3, LENGTH = 4, SHORTEST = 6, SETTINGS = 3, HOUR = 3600, MOST_HOURS = 168, FIELDS = 8 };

static const struct layout {
	const char *model;
	uint8_t size;
	bool settings;
	struct field fields[FIELDS];
} layouts[] = {
	{ "dc500", 21, false, { { 5, 2, BIG, "count_in", COUNT_IN }, { 7, 1, BIG, "count_alarm", .mask = 0xf0 },
		{ 7, 1, BIG, "battery_alarm", .mask = 0x0f }, { 9, 2, BIG, "battery_volts", BATTERY, .per = 100 },
		{ 17, 2, BIG, "sequence" } } },
	{ "dc500", 12, true, { { 5, 2, HEX, "firmware_version" }, { 7, 1, BIG, "report_hours" },
		{ 8, 2, BIG, "count_alarm_from" }, { 10, 1, BIG, "battery_alarm_from" } } },
	{ "dc510", 18, false, { { 5, 2, BIG, "count_in", COUNT_IN }, { 8, 1, BIG_SIGNED, "celsius", CELSIUS },
		{ 11, 1, BIG, "count_alarm", .mask = 0xf0 }, { 12, 1, BIG, "battery_alarm", .mask = 0x0f },
		{ 13, 2, BIG, "battery_volts", BATTERY, .per = 100 }, { 15, 2, BIG, "sequence" } } },
	{ "dc510", 13, true, { { 5, 2, HEX, "firmware_version" }, { 7, 1, BIG, "report_hours" },
		{ 8, 2, BIG, "count_alarm_from" }, { 10, 1, BIG, "battery_alarm_from" } } },
	{ "dc520", 19, false, { { 5, 2, BIG_SIGNED, "balance" }, { 7, 2, BIG, "count_in", COUNT_IN },
		{ 9, 2, BIG, "count_out", COUNT_OUT }, { 11, 2, HEX, "alarms" }, { 13, 2, BIG, "supply_volts" },
		{ 15, 1, BIG, "error" }, { 16, 2, BIG, "sequence" } } },
	{ "dc520", 18, true, { { 5, 2, HEX, "firmware_version" }, { 7, 1, BIG, "report_hours" },
		{ 8, 2, BIG_SIGNED, "balance_at_first" }, { 10, 2, BIG, "balance_alarm_from" },
		{ 12, 2, BIG, "count_in_alarm_from" }, { 14, 2, BIG, "count_out_alarm_from" },
		{ 16, 1, BIG, "battery_alarm_from" } } },
};

static bool take(const char *model, const struct payload *payload, struct decoded *decoded, const char **why)
{
	const uint8_t *bytes = payload->bytes;
	size_t size = payload->size;
	bool is_framed = size >= SHORTEST && bytes[LENGTH] == size && bytes[size - 1] == 0x81;

	*decoded = (struct decoded){ 0 };
	*why = payload->port != PORT ? "this model sends on port 3 only"
		: !is_framed ? "not a frame with its length and 81 at its end" : "a frame of another length than this model sends";
	for (size_t i = 0; payload->port == PORT && is_framed && i < sizeof layouts / sizeof *layouts; i++) {
		const struct layout *f = &layouts[i];
		if (strcmp(f->model, model) != 0 || f->size != size || f->settings != (bytes[KIND] == SETTINGS))
			continue;
		*why = NULL;
		fields_take(f->fields, FIELDS, bytes, size, decoded);
	}
	return !*why;
}

bool dingtek_dc500_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take("dc500", &(struct payload){ bytes, size, port }, decoded, why);
}

bool dingtek_dc510_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take("dc510", &(struct payload){ bytes, size, port }, decoded, why);
}

bool dingtek_dc520_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take("dc520", &(struct payload){ bytes, size, port }, decoded, why);
}

bool dingtek_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	int64_t hours = (order->seconds + HOUR - 1) / HOUR;
	char text[16];

	(void)model;
	if (order->kind != ORDER_INTERVAL || order->seconds < 1 || hours > MOST_HOURS) {
		*why = "this model only takes an interval of 1 to 168 hours";
		return false;
	}
	downlink->port = PORT;
	int length = snprintf(text, sizeof text, "8002999901%02X81", (unsigned)hours);
	for (int i = 0; i < length; i++)
		bytes_put_big(downlink, (uint8_t)text[i], 1);
	return true;
}
