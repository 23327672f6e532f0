// SPDX-License-Identifier: EUPL-1.2
/*
 * Netvox R900NAC1, R900NAC3 and R900NAC6, clamps without a multiplier: "Netvox LoRaWAN Application Command" for the R900
 * series, and the examples of the maker's decoders in the device repository of The Things Network: big endian; reports
 * on port 22 with version 3, a device type of two bytes and the type of report, replies on port 23.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include <string.h>

enum { REPORT_PORT = 22, COMMAND_PORT = 23, VERSION = 3, HEAD = 4, INFORMATION_SIZE = 10, FIRST_TYPE = 0x0100, WIDTH = 3,
	MOST_CLAMPS = 6, THREE_PHASES = 3, USUAL_AT_LEAST = 60, USUAL_CHANGE = 100 };
enum { CONFIGURE = 0x01, READ_CONFIGURATION, SET_SENSITIVITY, GET_SENSITIVITY, REPLY = 0x80 };

static const int clamps_of_type[] = { 1, 3, 6 };
static const char *const models[] = { "R900NAC1", "R900NAC3", "R900NAC6" };
enum { TYPES = 3 };

/* The battery, then the clamps, then which thresholds they passed, then whether somebody shook it. Six clamps
 * are of more than one machine, so they have no sum. */
static bool take_status(const uint8_t *bytes, size_t size, int clamps, struct decoded *decoded)
{
	static const char *const names[MOST_CLAMPS] = { "milliamps_1", "milliamps_2", "milliamps_3", "milliamps_4",
		"milliamps_5", "milliamps_6" };
	static const struct field battery[] = { { HEAD, 1, BIG, "battery_volts", BATTERY, .per = 10, .mask = 0x7f },
		{ HEAD, 1, BIG, "battery_low", .mask = 0x80, .words = words_no_yes } };
	const uint8_t *current = bytes + HEAD + 1, *alarms = current + WIDTH * clamps;
	int width = clamps > THREE_PHASES ? 2 : 1;
	double sum = 0;

	if (size < (size_t)(alarms - bytes) + (size_t)width + 1)
		return false;
	fields_take(battery, 2, bytes, size, decoded);
	for (int i = 0; i < clamps; i++) {
		double milliamps = bytes_big(current + WIDTH * i, WIDTH);
		fact_add(decoded, names[i], milliamps);
		sum += milliamps;
	}
	if (clamps <= THREE_PHASES)
		reading_set(&decoded->now, MILLIAMPS, sum);
	fact_add(decoded, "threshold_alarms", bytes_big(alarms, width)); /* low and high of each clamp, in bits */
	fact_word(decoded, "shock_alarm", alarms[width] ? "yes" : "no");
	return true;
}

static bool take_reply(const uint8_t *bytes, size_t size, struct decoded *decoded)
{
	static const struct field settings[] = { { 3, 2, BIG, "report_at_least" }, { 5, 2, BIG, "report_interval" },
		{ 7, 2, BIG, "current_change" } };

	if (bytes[0] == (REPLY | READ_CONFIGURATION))
		fields_take(settings, size > 8 ? 3 : 0, bytes, size, decoded);
	else if (bytes[0] == (REPLY | GET_SENSITIVITY))
		fact_add(decoded, "shock_sensitivity", bytes[3]);
	else if (bytes[0] == (REPLY | CONFIGURE) || bytes[0] == (REPLY | SET_SENSITIVITY))
		fact_word(decoded, "accepted", bytes[3] ? "no" : "yes");
	return decoded->fact_count > 1;
}

bool netvox_r900_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	static const struct field information[] = { { 4, 1, BIG, "software_version", .per = 10 },
		{ 5, 1, BIG, "hardware_version" }, { 6, 4, DIGITS, "date_code" } };
	size_t type = size >= HEAD ? bytes_big(bytes + 1, 2) - FIRST_TYPE : TYPES;

	*decoded = (struct decoded){ 0 };
	*why = port != REPORT_PORT && port != COMMAND_PORT ? "this model sends on ports 22 and 23 only"
		: type >= TYPES ? "a device type of Netvox that we do not know"
		: port == REPORT_PORT && bytes[0] != VERSION ? "not version 3 of the report" : NULL;
	if (*why)
		return false;
	fact_word(decoded, "device", models[type]);
	if (port == COMMAND_PORT && !take_reply(bytes, size, decoded))
		*why = "a reply that this model does not have";
	else if (port == REPORT_PORT && bytes[3] == 0 && size >= INFORMATION_SIZE)
		fields_take(information, 3, bytes, size, decoded);
	else if (port == REPORT_PORT && (bytes[3] != 1 || !take_status(bytes, size, clamps_of_type[type], decoded)))
		*why = "a type of report that this model does not have, or cut short";
	return !*why;
}

bool netvox_r900_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	int64_t at_least = order->at_least ? order->at_least : USUAL_AT_LEAST;
	uint64_t type = FIRST_TYPE;

	while (type < FIRST_TYPE + TYPES - 1 && model[strlen(model) - 1] != models[type - FIRST_TYPE][7])
		type++;
	if (at_least > order->seconds)
		at_least = order->seconds;
	if (order->kind != ORDER_INTERVAL || order->seconds < 2 || order->seconds > UINT16_MAX || at_least < 1) {
		*why = "this model only takes an interval of 2 to 65535 seconds";
		return false;
	}
	downlink->port = COMMAND_PORT;
	bytes_put_big(downlink, CONFIGURE << 16 | type, 3);
	bytes_put_big(downlink, (uint64_t)at_least, 2);
	bytes_put_big(downlink, (uint64_t)order->seconds, 2);
	bytes_put_big(downlink, order->has_change ? (uint64_t)order->change[0] : USUAL_CHANGE, 2);
	return true;
}
