// SPDX-License-Identifier: EUPL-1.2
/*
 * IMBuildings people counter: "IMBuildings payload documentation", payload type 2, variants 6, 7 and 8: big endian; each
 * on a port of its own, or behind a header of type, variant and DevEUI.
 */
#include "hw/codec.h"
#include "hw/field.h"

enum { TYPE = 2, HEADER = 10, FIRST_VARIANT = 6, VARIANTS = 3, FIRST_PORT = 26, FIELDS = 8 };

static const struct {
	uint8_t size;
	struct field fields[FIELDS];
} variants[VARIANTS] = {
	/* 6 */ { 13, { { 0, 1, BIG, "device_status" }, { 1, 2, BIG, "battery_volts", BATTERY, .per = 100 },
		{ 3, 2, BIG, "period_in" }, { 5, 2, BIG, "period_out" }, { 7, 1, BIG, "sensor_status" },
		{ 8, 2, BIG, "count_in", COUNT_IN }, { 10, 2, BIG, "count_out", COUNT_OUT }, { 12, 1, BIG, "sequence" } } },
	/* 7 */ { 5, { { 0, 1, BIG, "sensor_status" }, { 1, 2, BIG, "count_in", COUNT_IN },
		{ 3, 2, BIG, "count_out", COUNT_OUT } } },
	/* 8 */ { 4, { { 0, 1, BIG, "device_status" }, { 1, 2, BIG, "battery_volts", BATTERY, .per = 100 },
		{ 3, 1, BIG, "sensor_status" } } },
};

/* The number of the variant from 0, or VARIANTS. */
static unsigned variant_of(const uint8_t *bytes, size_t size, unsigned port)
{
	unsigned variant = size > HEADER && bytes[0] == TYPE ? bytes[1] - (unsigned)FIRST_VARIANT : VARIANTS;

	if (variant < VARIANTS && size == (size_t)HEADER + variants[variant].size)
		return variant;
	variant = port - FIRST_PORT;
	return variant < VARIANTS && size == variants[variant].size ? variant : VARIANTS;
}

bool imbuildings_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	unsigned variant = variant_of(bytes, size, port);

	*decoded = (struct decoded){ 0 };
	*why = variant == VARIANTS ? "neither variant 6, 7 nor 8 of the people counter's payload" : NULL;
	if (*why)
		return false;
	size_t skip = size - variants[variant].size;
	fields_take(variants[variant].fields, FIELDS, bytes + skip, size - skip, decoded);
	return true;
}
