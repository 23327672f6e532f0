// SPDX-License-Identifier: EUPL-1.2
/*
 * MCCI Model 4811, which reads a WattNode meter: "Understanding MCCI Catena data sent on port 1 format 0x19" and the
 * maker's test vectors: a bit mask of what follows, big endian. Energy counts in hundreds of Wh.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include <math.h>
#include <string.h>

enum { PORT = 1, FORMAT = 0x19, HEAD = 2, FAULT_BIT = 4, DEMAND_BIT = 0x10 };

/* In the order of their bits; without a name: a float, which take_float reads. */
static const struct field parts[][2] = {
	{ { 0, 2, BIG_SIGNED, "battery_volts", BATTERY, .per = 4096 } },
	{ { 0, 1, BIG, "boots" } },
	{ { 0, 2, BIG_SIGNED, "modbus_error" } },
	{ { 0, 4, BIG_SIGNED, "watt_hours", WATT_HOURS, .per = .01 },
		{ 4, 4, BIG_SIGNED, "watt_hours_exported", .per = .01 } },
	{ { 0, 4, BIG, NULL } },
	{ { 0, 4, BIG_SIGNED, "branch_watt_hours", .per = .01 } },
	{ { 0, 4, BIG, NULL } },
};
enum { PARTS = sizeof parts / sizeof *parts };

static void take_float(const uint8_t *bytes, unsigned bit, struct decoded *decoded)
{
	uint32_t bits = bytes_big(bytes, 4);
	float watts;

	memcpy(&watts, &bits, sizeof watts);
	if (!isfinite(watts))
		return;
	if (bit == DEMAND_BIT)
		reading_set(&decoded->now, WATTS, watts);
	fact_add(decoded, bit == DEMAND_BIT ? "watts_exactly" : "branch_watts", watts);
}

bool mcci_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	const uint8_t *at = bytes + HEAD, *end = bytes + size;
	unsigned has = size >= HEAD ? bytes[1] : 0;

	*decoded = (struct decoded){ 0 };
	*why = port != PORT ? "this model sends on port 1 only"
		: size < HEAD || bytes[0] != FORMAT ? "not format 19" : NULL;
	for (int i = 0; !*why && i < PARTS; i++) {
		const struct field *last = &parts[i][parts[i][1].size ? 1 : 0];
		int length = last->at + last->size;
		if (!(has >> i & 1))
			continue;
		if (end - at < length)
			*why = "the last part is cut short";
		else if (parts[i][0].name)
			fields_take(parts[i], 2, at, (size_t)length, decoded);
		else
			take_float(at, 1U << i, decoded);
		at += length;
	}
	/* No demand is not sent; when the meter could not be read there is none to know. */
	if (!*why && !(has & (DEMAND_BIT | FAULT_BIT)))
		reading_set(&decoded->now, WATTS, 0);
	return !*why;
}
