// SPDX-License-Identifier: EUPL-1.2
/*
 * MOKO LW005-MP: "LW005-MP LoRaWAN Payload specification" v1.0, pages 12 to 15: each kind of frame on a port of its own,
 * big endian, behind the time (u32, UTC) and the time zone (half hours). The plug knows by itself when its load starts
 * and stops. Its downlinks are not in that specification.
 */
#include "hw/codec.h"
#include "hw/field.h"

enum { FIRST_PORT = 5, FIELDS = 4 };

static const struct {
	uint8_t size;
	struct field fields[FIELDS];
} frames[] = {
	/* 5 */ { 7, { { 5, 1, BIG, "relay", RELAY }, { 6, 1, BIG, "load", .words = words_no_yes } } },
	/* 6 */ { 11, { { 5, 2, BIG, "volts", VOLTS, .per = 10 }, { 7, 2, BIG_SIGNED, "milliamps", MILLIAMPS },
		{ 9, 2, BIG, "hertz", .per = 1000 } } },
	/* 7 */ { 10, { { 5, 4, BIG_SIGNED, "watts_exactly", WATTS, .per = 10 },
		{ 9, 1, BIG, "power_factor", POWER_FACTOR } } },
	/* 8 */ { 11, { { 5, 4, BIG, "watt_hours_exactly", WATT_HOURS, .per = 3.2 }, /* 3200 a kWh */
		{ 9, 2, BIG, "last_hour_watt_hours", .per = 3.2 } } },
	/* 9 */ { 10, { { 5, 1, BIG, "overvoltage", .words = words_no_yes }, { 6, 2, BIG, "volts", VOLTS, .per = 10 },
		{ 8, 2, BIG, "volts_protected", .per = 10 } } },
	/* 10 */ { 10, { { 5, 1, BIG, "undervoltage", .words = words_no_yes }, { 6, 2, BIG, "volts", VOLTS, .per = 10 },
		{ 8, 2, BIG, "volts_protected", .per = 10 } } },
	/* 11 */ { 10, { { 5, 1, BIG, "overcurrent", .words = words_no_yes },
		{ 6, 2, BIG_SIGNED, "milliamps", MILLIAMPS }, { 8, 2, BIG, "milliamps_protected" } } },
	/* 12 */ { 11, { { 5, 1, BIG, "overload", .words = words_no_yes },
		{ 6, 3, BIG_SIGNED, "watts_exactly", WATTS, .per = 10 }, { 9, 2, BIG, "watts_protected", .per = 10 } } },
	/* 13 */ { 6, { { 5, 1, BIG, "load", .words = words_no_yes } } },
	/* 14 */ { 10, { { 5, 1, BIG, "countdown" }, { 6, 4, BIG, "countdown_seconds" } } },
};

bool moko_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	static const struct field clock[] = { { 0, 4, BIG, "device_time" }, { 4, 1, BIG_SIGNED, "time_zone_hours", .per = 2 } };
	size_t frame = port - FIRST_PORT;

	*decoded = (struct decoded){ 0 };
	*why = port < FIRST_PORT || frame >= sizeof frames / sizeof *frames ? "this model sends on ports 5 to 14 only"
		: size != frames[frame].size ? "a frame on this port has another length" : NULL;
	if (*why)
		return false;
	fields_take(clock, 2, bytes, size, decoded);
	fields_take(frames[frame].fields, FIELDS, bytes, size, decoded);
	return true;
}
