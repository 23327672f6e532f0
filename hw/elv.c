// SPDX-License-Identifier: EUPL-1.2
/*
 * ELV-LW-ESI, which reads a meter's optical interface or its disk: "ELV-LW-ESI payload" of the maker's manual, and the
 * examples of its decoder in the device repository of The Things Network: port 10: a head behind its own length, then
 * blocks of a type, little endian. What is fed back is a block of its own.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include <math.h>

enum { PORT = 10, HEAD = 4, COUNTER = 0x01, COUNTER_SIZE = 12, CALIBRATION = 0x02, CALIBRATION_SIZE = 7, CONSUMED = 1,
	KILOWATT = 1, CUBIC_METRE, OVERFLOWED = 0x0c, NEGATIVE = 4 };

static const char *const words_reason[] = { "reserved", "timer", "button", "power", "calibration", NULL };
/* Three numbers, each 100 too high. */
static void take_calibration(const uint8_t *at, struct decoded *decoded)
{
	static const char *const names[] = { "infrared_sensibility", "infrared_threshold_1", "infrared_threshold_2" };

	for (int i = 0; i < 3; i++)
		fact_add(decoded, names[i], (int16_t)bytes_little(at + 1 + 2 * i, 2) - 100);
}

/* Type, direction, unit, five bytes of the counter, unit, power. Ten thousandths and hundredths of the units. */
static void take_counter(const uint8_t *at, struct decoded *decoded)
{
	bool is_consumed = (at[1] & 0x3f) == CONSUMED, is_gas = (at[2] & 3) == CUBIC_METRE;
	double count = (bytes_little(at + 3, 4) + ldexp(at[7], 32)) / 10000;
	double power = bytes_little(at + 9, 4) / (at[8] & NEGATIVE ? -100. : 100.);
	double energy = count * ((at[2] & 3) == KILOWATT ? 1000 : 1), watts = power * ((at[8] & 3) == KILOWATT ? 1000 : 1);

	if (is_gas) {
		fact_add(decoded, "cubic_metres", count);
		fact_add(decoded, "cubic_metres_an_hour", power);
		return;
	}
	if (is_consumed)
		reading_set(&decoded->now, WATT_HOURS, energy);
	if (!(decoded->now.has & HAS_WATTS))
		reading_set(&decoded->now, WATTS, watts);
	fact_add(decoded, is_consumed ? "watt_hours_exactly" : "watt_hours_exported", energy);
	fact_add(decoded, "watts_exactly", watts);
	fact_word(decoded, "counter_overflowed", at[2] & OVERFLOWED ? "yes" : "no");
}

bool elv_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	static const struct field head[] = { { 1, 1, BIG, "reason", .mask = 0x0f, .words = words_reason },
		{ 2, 2, BIG, "supply_volts", BATTERY, .per = 1000 } };
	const uint8_t *at = bytes, *end = bytes + size;

	*decoded = (struct decoded){ 0 };
	*why = port != PORT ? "this model sends on port 10 only"
		: size < HEAD || bytes[0] < HEAD - 1 || bytes[0] >= size ? "shorter than its head" : NULL;
	if (*why)
		return false;
	fields_take(head, 2, bytes, size, decoded);
	for (at += bytes[0] + 1; !*why && at < end;) {
		size_t length = at[0] == COUNTER ? COUNTER_SIZE + 1 : at[0] == CALIBRATION ? CALIBRATION_SIZE : 0;
		if (!length || (size_t)(end - at) < length)
			*why = length ? "the last block is cut short" : "a block that this model does not have";
		else if (at[0] == COUNTER)
			take_counter(at, decoded);
		else
			take_calibration(at, decoded);
		at += length;
	}
	return !*why;
}
