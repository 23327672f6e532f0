// SPDX-License-Identifier: EUPL-1.2
/*
 * IMST iOKE868, which reads the optical interface of a meter: "iOKE868 LoRaWAN Interface Specification": fields of type,
 * length and value on port 5, segments of longer messages on port 69 behind a byte of their own; OBIS codes as IEC
 * 62056-61 has them, units as DLMS numbers them.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PORT = 5, STATUS_PORT = 3, SEGMENTED = 0x40 };
enum { STATUS = 0x00, TIME = 0x01, METER = 0x10, WITH_UNIT = 0x40, WITHOUT_UNIT = 0x41, TEXT = 0x42 };
enum { GROUPS = 6, UNIT_WATTS = 27, UNIT_WATT_HOURS = 30, UNIT_AMPERES = 33, UNIT_VOLTS = 35 };

static const char *const words_known[] = { "known", "unknown", NULL };

/* What it says of itself, little endian. Its states are all well as 0. */
static const struct field reader[] = {
	{ 0, 4, LITTLE, "device_time" }, { 5, 1, LITTLE, "firmware_major" }, { 4, 1, LITTLE, "firmware_minor" },
	{ 6, 4, LITTLE, "synchronised_at" },
	{ 10, 4, LITTLE, "resets" },
	{ 14, 1, LITTLE, "network_time", .mask = 2, .words = words_known },
	{ 14, 1, LITTLE, "system_time", .mask = 4, .words = words_known },
	{ 16, 4, LITTLE, "readings_right" }, { 20, 4, LITTLE, "readings_wrong" }, { 24, 4, LITTLE, "messages_sent" },
};

/* An object of the meter: which groups of its OBIS code are there is a bit mask. */
struct object {
	uint8_t code[GROUPS];
	const uint8_t *at, *end; /* what comes behind it */
};

static bool read_code(const uint8_t *at, const uint8_t *end, struct object *object, char *name, size_t room)
{
	size_t used = 0;
	uint8_t mask = at < end ? *at++ : 0;

	for (int group = 0; group < GROUPS; group++) {
		if (!(mask >> (7 - group) & 1))
			continue;
		if (at >= end || used + 5 > room)
			return false;
		object->code[group] = *at++;
		used += (size_t)snprintf(name + used, room - used, used ? "_%u" : "%u", object->code[group]);
	}
	object->at = at;
	object->end = end;
	return used;
}

static double mantissa(const uint8_t *at, const uint8_t *end)
{
	double number = at < end && *at & 0x80 ? -1 : 0;

	for (; at < end; at++)
		number = number * 256 + *at;
	return number;
}

static bool is_energy(const struct object *object)
{
	return object->code[2] == 1 && object->code[3] == 8;
}

/* 1.8.0 is the whole; 1.8.1 and 1.8.2 are tariffs, which make the whole only together. */
static void take_quantity(const struct object *object, unsigned unit, double value, struct decoded *decoded)
{
	if (unit == UNIT_WATT_HOURS && is_energy(object)) {
		if (object->code[4] == 0)
			reading_set(&decoded->now, WATT_HOURS, value);
		else if (!(decoded->now.has & HAS_WATT_HOURS) || decoded->now.watt_hours == 0)
			reading_set(&decoded->now, WATT_HOURS, value);
	} else if (unit == UNIT_WATTS && (object->code[2] == 16 || (object->code[2] == 1 &&
			object->code[3] == 7 && !(decoded->now.has & HAS_WATTS)))) {
		reading_set(&decoded->now, WATTS, value); /* 16.7.0 is what is drawn less what is fed back, 1.7.0 the former */
	} else if (unit == UNIT_VOLTS && object->code[2] == 32) {
		reading_set(&decoded->now, VOLTS, value);
	} else if (unit == UNIT_AMPERES && object->code[2] == 31) {
		reading_set(&decoded->now, MILLIAMPS, value * 1000);
	}
}

static bool take_number(const struct object *object, bool has_unit, struct decoded *decoded)
{
	const uint8_t *at = object->at;
	unsigned unit = 0;

	if (object->end - at < 2 + has_unit)
		return false;
	if (has_unit)
		unit = *at++;
	int scaler = (int8_t)*at++;
	double raw = mantissa(at, object->end);
	double value = scaler < 0 ? raw / pow(10, -scaler) : raw * pow(10, scaler);
	if (has_unit)
		fact_add(decoded, "unit", unit);
	fact_add(decoded, "scaler", scaler);
	fact_add(decoded, "raw", raw);
	fact_add(decoded, "value", value);
	take_quantity(object, unit, value, decoded);
	return true;
}

static void take_text(const char *name, const uint8_t *at, size_t size, struct decoded *decoded)
{
	char text[sizeof decoded->facts->word] = "";

	for (size_t i = 0; i < size && i + 1 < sizeof text; i++)
		text[i] = at[i] >= ' ' && at[i] < 127 ? (char)at[i] : '?';
	fact_word(decoded, name, text);
}

static bool take_object(unsigned type, const uint8_t *at, size_t size, struct decoded *decoded)
{
	struct object object = { .at = at };
	char name[sizeof decoded->facts->word] = "";

	if (!read_code(at, at + size, &object, name, sizeof name))
		return false;
	fact_word(decoded, "obis", name);
	if (type != TEXT)
		return take_number(&object, type == WITH_UNIT, decoded);
	take_text("text", object.at, (size_t)(object.end - object.at), decoded);
	fact_add(decoded, "value", strtod(decoded->facts[decoded->fact_count - 1].word, NULL));
	return true;
}

static bool take_field(const uint8_t *at, size_t size, struct decoded *decoded)
{
	const uint8_t *value = at + 2;

	switch (at[0]) {
	case STATUS:
		if (size >= 2)
			fact_add(decoded, "protocol", value[0] >> 2 & 3), fact_add(decoded, "meter_type", value[0] & 3),
				fact_add(decoded, "status", value[1]);
		return size >= 2;
	case TIME:
		if (size == 4)
			fact_add(decoded, "device_time", bytes_big(value, 4));
		return size == 4;
	case METER:
		take_text("meter", value, size, decoded);
		return true;
	case WITH_UNIT: case WITHOUT_UNIT: case TEXT:
		return take_object(at[0], value, size, decoded);
	default: /* the specification leaves room for more */
		return true;
	}
}

bool ioke_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	const uint8_t *at = bytes, *end = bytes + size;

	*decoded = (struct decoded){ 0 };
	*why = (port & ~SEGMENTED) != PORT && (port & ~SEGMENTED) != STATUS_PORT
		? "this model sends on ports 3, 5, 67 and 69 only"
		: !size ? "the frame is empty" : NULL;
	if (*why)
		return false;
	if (port & SEGMENTED)
		fact_word(decoded, "segment", "may be incomplete"), at++;
	if ((port & ~SEGMENTED) == STATUS_PORT) {
		fields_take(reader, sizeof reader / sizeof *reader, at, (size_t)(end - at), decoded);
		return true;
	}
	while (!*why && at < end) {
		if (end - at < 2 || end - at - 2 < at[1] || !take_field(at, at[1], decoded))
			*why = "the last field is cut short";
		else
			at += 2 + at[1];
	}
	return !*why;
}
