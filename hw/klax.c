// SPDX-License-Identifier: EUPL-1.2
/*
 * Alpha-Omega Technology KLAX, which reads the optical interface of a meter: "KLAX LoRaWAN payload description": big
 * endian, measurements on port 3: a head, and blocks of an identifier and a fixed length. Registers are filters that the
 * owner chose; the first one that is in Wh is the meter's.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include <string.h>

enum { PORT = 3, FIRST_CONFIGURATION_PORT = 100, LAST_CONFIGURATION_PORT = 106, HEAD = 4, VALUES = 4 };
enum { HISTORY = 1, NOW = 2, SERVER = 3, STATUS = 7, DEVICE = 8, HISTORY_SIZE = 34, FILTER_SIZE = 18, NOW_SIZE = 19,
	SERVER_SIZE = 10, DEVICE_SIZE = 4 };

static const struct unit {
	const char *name;
	enum quantity quantity;
	double per;
} units[] = {
	{ "value" },
	{ "watt_hours", WATT_HOURS, 1 },
	{ "watts", WATTS, 1 },
	{ "volts", VOLTS, 1 },
	{ "milliamps", MILLIAMPS, .001 },
	{ "hertz" },
	{ "var_hours" },
	{ "vars" },
	{ "volt_ampere_hours" },
	{ "volt_amperes" },
};

static double number(const uint8_t *bytes, bool is_float)
{
	uint32_t bits = bytes_big(bytes, 4);
	float value;

	memcpy(&value, &bits, sizeof value);
	return is_float ? value : (int32_t)bits;
}

/* newest: this value is of now, not of one of the intervals before. */
static void take_value(unsigned unit, double value, bool newest, struct decoded *decoded)
{
	const struct unit *u = &units[unit < sizeof units / sizeof *units ? unit : 0];
	static const unsigned has[] = { [WATTS] = HAS_WATTS, [WATT_HOURS] = HAS_WATT_HOURS, [VOLTS] = HAS_VOLTS,
		[MILLIAMPS] = HAS_MILLIAMPS };
	double scaled = u->per != 0 ? value / u->per : value;

	fact_add(decoded, newest ? u->name : "before", scaled);
	if (newest && u->quantity && !(decoded->now.has & has[u->quantity]))
		reading_set(&decoded->now, u->quantity, scaled);
}

static bool any(const uint8_t *bytes, size_t size)
{
	while (size--)
		if (bytes[size])
			return true;
	return false;
}

/* Two registers with four values each, the newest first. */
static void take_history(const uint8_t *at, struct decoded *decoded)
{
	for (int r = 0; r < 2; r++) {
		const uint8_t *values = at + 2 + r * 16;
		bool active = at[0] >> r * 4 & 1, valid = at[0] >> (r * 4 + 3) & 1;
		for (int i = 0; active && (valid || any(values, 16)) && i < VALUES; i++)
			take_value(at[1] >> r * 4 & 15, number(values + 4 * i, false), i == 0, decoded);
	}
}

/* One register of newer firmware, in floats. */
static void take_filter(const uint8_t *at, struct decoded *decoded)
{
	for (int i = 0; i < VALUES; i++)
		if (at[1] >> i & 1)
			take_value(at[0] >> 4, number(at + 2 + 4 * i, true), i == 0, decoded);
}

static void take_now(const uint8_t *at, bool is_float, struct decoded *decoded)
{
	for (int i = 0; i < VALUES; i++) {
		unsigned unit = at[1 + i / 2] >> (i % 2 * 4) & 15;
		if (at[0] >> (i + 4) & 1)
			take_value(unit, number(at + 3 + 4 * i, is_float), true, decoded);
	}
}

static void take_id(const uint8_t *at, int size, const char *name, struct decoded *decoded)
{
	const struct field field = { 0, (uint8_t)size, HEX, name };

	fields_take(&field, 1, at, (size_t)size, decoded);
}

static size_t block_size(unsigned id, unsigned version)
{
	switch (id) {
	case HISTORY: return version ? FILTER_SIZE : HISTORY_SIZE;
	case NOW: return NOW_SIZE;
	case SERVER: case 4: return SERVER_SIZE;
	case 5: return FILTER_SIZE;
	case 6: return HISTORY_SIZE;
	case STATUS: return 1;
	case DEVICE: return DEVICE_SIZE;
	default: return 0;
	}
}

static void take_block(unsigned id, const uint8_t *at, unsigned version, struct decoded *decoded)
{
	if (id == HISTORY && version)
		take_filter(at, decoded);
	else if (id == HISTORY)
		take_history(at, decoded);
	else if (id == NOW)
		take_now(at, version, decoded);
	else if (id == SERVER)
		take_id(at, SERVER_SIZE, "meter", decoded);
	else if (id == DEVICE)
		take_id(at, DEVICE_SIZE, "device_id", decoded);
}

static void take_head(const uint8_t *bytes, struct decoded *decoded)
{
	bool is_new = bytes[0] >> 2;

	fact_add(decoded, "version", bytes[0] >> 2);
	fact_word(decoded, "reads", (bytes[0] & 3) == 0 ? "SML" : "MODBUS");
	fact_add(decoded, "battery_percent", is_new ? (bytes[1] & 7) * 20 : (bytes[1] & 15) * 10);
	fact_word(decoded, "configured", bytes[1] & 0x40 ? "yes" : "no");
	fact_word(decoded, "connection_test", bytes[1] & 0x80 ? "yes" : "no");
	fact_add(decoded, "message", bytes[2]);
	fact_add(decoded, "message_parts", bytes[3] & 15);
	fact_add(decoded, "message_part", bytes[3] >> 4);
}

bool klax_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	const uint8_t *at = bytes + HEAD, *end = bytes + size;
	bool is_about_itself = port >= FIRST_CONFIGURATION_PORT && port <= LAST_CONFIGURATION_PORT;

	*decoded = (struct decoded){ 0 };
	*why = port != PORT && !is_about_itself ? "this model sends on ports 3 and 100 to 106 only"
		: size < HEAD ? "shorter than its head" : NULL;
	if (*why)
		return false;
	take_head(bytes, decoded);
	while (port == PORT && !*why && at < end) {
		size_t length = block_size(*at, bytes[0] >> 2);
		if (!length || (size_t)(end - at - 1) < length)
			*why = length ? "the last block is cut short" : "a block that this model does not have";
		else
			take_block(*at, at + 1, bytes[0] >> 2, decoded);
		at += 1 + length;
	}
	return !*why;
}
