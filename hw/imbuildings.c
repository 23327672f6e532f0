// SPDX-License-Identifier: EUPL-1.2
/*
 * IMBuildings people counter and comfort sensor: "Payload definitions" of its documentation: big endian; each type and
 * variant on a port of its own, or behind a header of type, variant and DevEUI on any; replies to downlinks on port 10.
 * Counter A is in; turn the device if that is out.
 */
#include "hw/codec.h"
#include "hw/field.h"

enum { COMFORT = 1, PEOPLE = 2, HEADER = 10, PORTS = 10, FIELDS = 8, REPLY_PORT = 10, REPLY = 0xf101 };

#define COUNTS \
	{ 0, 1, BIG, "device_status" }, { 1, 2, BIG, "battery_volts", BATTERY, .per = 100 }, \
	{ 3, 2, BIG, "period_in" }, { 5, 2, BIG, "period_out" }, { 7, 1, BIG, "sensor_status" }, \
	{ 8, 2, BIG, "count_in", COUNT_IN }, { 10, 2, BIG, "count_out", COUNT_OUT }, { 12, 1, BIG, "sequence" }

/* Without the header the port is ten times the type and the variant. */
static const struct definition {
	uint8_t type, variant, size;
	struct field fields[FIELDS];
} definitions[] = {
	{ PEOPLE, 6, 13, { COUNTS } },
	{ PEOPLE, 7, 5, { { 0, 1, BIG, "sensor_status" }, { 1, 2, BIG, "count_in", COUNT_IN },
		{ 3, 2, BIG, "count_out", COUNT_OUT } } },
	{ PEOPLE, 8, 4, { { 0, 1, BIG, "device_status" }, { 1, 2, BIG, "battery_volts", BATTERY, .per = 100 },
		{ 3, 1, BIG, "sensor_status" } } },
	{ PEOPLE, 9, 15, { COUNTS } }, /* and how strong the signal is */
	{ PEOPLE, 12, 8, { { 0, 1, BIG, "device_status" }, { 1, 2, BIG, "battery_volts", BATTERY, .per = 100 },
		{ 3, 1, BIG, "sensor_status" }, { 4, 2, BIG, "seconds_on" }, { 6, 2, BIG, "seconds_off" } } },
	{ COMFORT, 3, 10, { { 0, 1, BIG, "device_status" }, { 1, 2, BIG, "battery_volts", BATTERY, .per = 100 },
		{ 3, 2, BIG_SIGNED, "celsius", CELSIUS, .per = 100 }, { 5, 2, BIG, "humidity", .per = 100 },
		{ 7, 2, BIG, "co2" }, { 9, 1, BIG, "occupancy", OCCUPANCY } } },
};

static const struct field settings[] = {
	{ 0x1e, 1, BIG, "report_minutes" }, { 0x21, 1, BIG, "heartbeat_minutes" },
	{ 0x2f, 1, BIG, "confirmed_messages" }, { 0x33, 1, BIG, "application_port" },
	{ 0x36, 1, BIG, "heartbeat_port" },
};

static const struct definition *definition_of(const uint8_t *bytes, size_t size, unsigned port)
{
	for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
		const struct definition *d = &definitions[i];
		bool has_header = size == (size_t)HEADER + d->size && bytes[0] == d->type && bytes[1] == d->variant;
		if (has_header || (size == d->size && port == (unsigned)d->type * PORTS + d->variant))
			return d;
	}
	return NULL;
}

/* Settings of length, number and value; the length counts all three. */
static void take_reply(const uint8_t *at, size_t left, struct decoded *decoded)
{
	while (left > 2 && at[0] > 2 && at[0] <= left) {
		for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
			if (settings[i].at == at[1])
				fact_add(decoded, settings[i].name, at[2]);
		left -= at[0];
		at += at[0];
	}
}

bool imbuildings_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	const struct definition *definition = definition_of(bytes, size, port);

	*decoded = (struct decoded){ 0 };
	*why = NULL;
	if (!definition && port == REPLY_PORT && size >= 2 && bytes_big(bytes, 2) == REPLY)
		take_reply(bytes + 2, size - 2, decoded);
	else if (!definition)
		*why = "no type and variant of this vendor's payloads that we know";
	else
		fields_take(definition->fields, FIELDS, bytes + size - definition->size, definition->size, decoded);
	return !*why;
}
