// SPDX-License-Identifier: EUPL-1.2
/*
 * Parametric PCR2 people counter: "PCR2 User Manual", sections "Application payload" and "Configuration payload": port 14
 * (configuration 190), big endian. The sums begin at 0 when the device is powered, and wrap at 65536. Left to right is
 * in; turn the device if that is out.
 */
#include "hw/codec.h"
#include "hw/channel.h"

enum { PORT = 14, CONFIGURATION_PORT = 190, V3 = 0xbe0103, V4 = 0xbe0104, V3_SIZE = 16, V4_SIZE = 17 };
enum { HEAD = 0xbe01, CONFIGURATION_SIZE = 20, CONFIGURATION_2_SIZE = 14 };

#define COUNTS \
	{ 3, 2, BIG, "period_in" }, { 5, 2, BIG, "period_out" }, \
	{ 7, 2, BIG, "count_in", COUNT_IN }, { 9, 2, BIG, "count_out", COUNT_OUT }

static const struct field version_4[] = { COUNTS, { 11, 2, BIG, "battery_volts", BATTERY, .per = 1000 },
	{ 13, 2, BIG, "solar_milliwatts" }, { 15, 2, BIG_SIGNED, "celsius", CELSIUS, .per = 10 } };
static const struct field version_3[] = { COUNTS, { 11, 1, BIG, "battery_gauge" },
	{ 12, 2, BIG, "solar_milliwatts" }, { 14, 2, BIG_SIGNED, "celsius", CELSIUS, .per = 10 } };

static const char *const words_class[] = { "A", "B", "C", NULL };

/* The payload of older firmware, and of those who chose it: what came in the period only. */
static const struct channel elsys_style[] = {
	{ 0x01, 2, { 0, 2, BIG_SIGNED, "celsius", CELSIUS, .per = 10 } },
	{ 0x0a, 2, { 0, 2, BIG, "period_in" } },
	{ 0x16, 2, { 0, 2, BIG, "period_out" } },
	{ .id = 0 },
};

/* From version 3 on; before, the same without class and limit, and without a head. */
static const struct field configuration[] = { { 2, 1, BIG, "configuration_version" },
	{ 3, 1, BIG, "device_type" }, { 4, 3, HEX, "firmware" }, { 7, 1, BIG, "mode" }, { 8, 1, BIG, "payload_type" },
	{ 9, 1, BIG, "lorawan_class", .words = words_class }, { 10, 1, BIG, "uplink_type" },
	{ 11, 2, BIG, "report_minutes" }, { 13, 2, BIG, "link_check_minutes" }, { 15, 2, BIG, "capacity" },
	{ 17, 2, BIG, "holdoff" } };
static const struct field configuration_2[] = { { 0, 1, BIG, "device_type" }, { 1, 3, HEX, "firmware" },
	{ 4, 1, BIG, "mode" }, { 5, 1, BIG, "payload_type" }, { 6, 1, BIG, "uplink_type" },
	{ 7, 2, BIG, "report_minutes" }, { 9, 2, BIG, "link_check_minutes" }, { 11, 2, BIG, "holdoff" } };

#define FIELDS(table) table, sizeof table / sizeof *table

bool parametric_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	static const struct channels channels = { { elsys_style }, 1 };
	uint32_t head = size >= 3 ? bytes_big(bytes, 3) : 0;

	*decoded = (struct decoded){ 0 };
	*why = NULL;
	if (port == CONFIGURATION_PORT && size >= CONFIGURATION_SIZE && head >> 8 == HEAD)
		fields_take(FIELDS(configuration), bytes, size, decoded);
	else if (port == CONFIGURATION_PORT && size == CONFIGURATION_2_SIZE)
		fields_take(FIELDS(configuration_2), bytes, size, decoded);
	else if (port != PORT)
		*why = port == CONFIGURATION_PORT ? "a configuration that this model does not have"
			: "this model sends on ports 14 and 190 only";
	else if (head == V4 && size >= V4_SIZE)
		fields_take(FIELDS(version_4), bytes, size, decoded);
	else if (head == V3 && size >= V3_SIZE)
		fields_take(FIELDS(version_3), bytes, size, decoded);
	else if (size && bytes[0] == 0x0a)
		return channels_take(&channels, &(struct payload){ bytes, size, port }, decoded, why);
	else
		*why = "a payload that this model does not have, or shorter than it should be";
	return !*why;
}
