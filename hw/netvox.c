// SPDX-License-Identifier: EUPL-1.2
/*
 * Netvox: "Netvox LoRaWAN Application Command", and the user manuals of R809A, R816B, R718N1, R718N3 (also E series),
 * R718NL1, R718NL3, R718N360, R718KA, R718KA2, R718Q, R718QA, R831 series, R311WA and RB11E. 11 bytes, big endian:
 * reports on port 6 with version, device type and report type, replies to configuration on port 7 with command, device
 * type and what was asked for.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include <string.h>

enum { REPORT_PORT = 6, COMMAND_PORT = 7, SIZE = 11, VERSION = 1, REPORTS = 5, SETTINGS = 3, FIELDS = 8 };
enum { INFORMATION, STATUS, PACKED = 3 }; /* types of report; further ones are the model's */
enum { CONFIGURE = 0x01, READ_CONFIGURATION = 0x02, SET_OTHER = 0x03, GET_OTHER = 0x04, REPLY = 0x80 };
enum { OFF = 0x90, ON, TOGGLE, CLEAR_ENERGY, READ_STATUS, STOP };
enum { USUAL_AT_LEAST = 60 }; /* seconds between two reports, however much changes */

enum relays { NO_RELAY, PLUG, MOTOR, THREE_RELAYS };
enum clamps { NO_CLAMP, ONE_CLAMP, THREE_CLAMPS };

struct kind {
	const char *model, *name;
	uint8_t type;
	enum relays relays;
	enum clamps clamps;
	struct field reports[REPORTS][FIELDS];
	struct setting {
		const char *name;
		uint8_t size;
		uint16_t usual; /* what we send when nobody chose */
		double per;     /* what we say is divided by it; 0: by 1 */
	} settings[SETTINGS];
	const char *other; /* what commands 3 and 4 set and get; NULL: nothing */
	struct setting others[2];
};

/* The uppermost bit says that the battery is low. */
#define BATTERY_AT_3 \
	{ 3, 1, BIG, "battery_volts", BATTERY, .per = 10, .mask = 0x7f }, \
	{ 3, 1, BIG, "battery_low", .mask = 0x80, .words = words_no_yes }

/* The energy register is unsigned: the public codecs overflow at 2^31. A plug that is switched reports its state at once
 * and its power 10 s later. */
#define PLUG_REPORTS { \
	[1] = { { 3, 1, BIG, "relay", RELAY }, { 4, 4, BIG, "watt_hours", WATT_HOURS }, \
		{ 8, 1, BIG, "overcurrent_alarm", .words = words_no_yes }, \
		{ 9, 1, BIG, "dash_current_alarm", .words = words_no_yes }, \
		{ 10, 1, BIG, "power_off_alarm", .words = words_no_yes } }, \
	[2] = { { 3, 2, BIG, "volts", VOLTS }, { 5, 2, BIG, "milliamps", MILLIAMPS }, \
		{ 7, 2, BIG, "watts", WATTS } } }
#define PLUG_SETTINGS { { "current_change", 2, 100 }, { "power_change", 2, 20 } }

/* What three clamps measured, each to be multiplied. */
#define THREE_CURRENTS BATTERY_AT_3, { 4, 2, BIG, "milliamps_raw_1" }, { 6, 2, BIG, "milliamps_raw_2" }, \
	{ 8, 2, BIG, "milliamps_raw_3" }
#define THRESHOLDS(at, channel) \
	{ at, 1, BIG, "low_" channel "1_alarm", .mask = 1, .words = words_no_yes }, \
	{ at, 1, BIG, "high_" channel "1_alarm", .mask = 2, .words = words_no_yes }, \
	{ at, 1, BIG, "low_" channel "2_alarm", .mask = 4, .words = words_no_yes }, \
	{ at, 1, BIG, "high_" channel "2_alarm", .mask = 8, .words = words_no_yes }, \
	{ at, 1, BIG, "low_" channel "3_alarm", .mask = 16, .words = words_no_yes }, \
	{ at, 1, BIG, "high_" channel "3_alarm", .mask = 32, .words = words_no_yes }

#define SWITCH_TYPE .other = "switch_type", .others = { { "switch_type", 1, 0 } }

static const struct kind kinds[] = {
	{ "r809a", "R809A", 0x0e, PLUG, NO_CLAMP, PLUG_REPORTS, PLUG_SETTINGS },
	{ "r816b", "R816B", 0x73, PLUG, NO_CLAMP, PLUG_REPORTS, PLUG_SETTINGS },
	{ "r718n1", "R718N1", 0x49, .clamps = ONE_CLAMP, .reports = { [1] = { BATTERY_AT_3,
		{ 4, 2, BIG, "milliamps_raw" }, { 6, 1, BIG, "multiplier" } } },
		.settings = { { "current_change", 2, 100 } } },
	{ "r718nl1", "R718NL1", 0x98, .clamps = ONE_CLAMP, .reports = { [1] = { BATTERY_AT_3,
		{ 4, 2, BIG, "milliamps_raw" }, { 6, 1, BIG, "multiplier" }, { 7, 4, BIG, "lux" } } },
		.settings = { { "current_change", 2, 100 }, { "lux_change", 2, 100 } } },
	{ "r718n3", "R718N3", 0x4a, .clamps = THREE_CLAMPS, .reports = {
		[1] = { THREE_CURRENTS, { 10, 1, BIG, "multiplier_1" } },
		[2] = { BATTERY_AT_3, { 4, 1, BIG, "multiplier_2" }, { 5, 1, BIG, "multiplier_3" } },
		[3] = { THREE_CURRENTS, { 10, 1, BIG, "multipliers" } },
		[4] = { BATTERY_AT_3, THRESHOLDS(4, "current_") } },
		.settings = { { "current_change", 2, 100 } } },
	{ "r718nl3", "R718NL3", 0x99, .clamps = THREE_CLAMPS, .reports = {
		[1] = { THREE_CURRENTS, { 10, 1, BIG, "multiplier_1" } },
		[2] = { BATTERY_AT_3, { 4, 1, BIG, "multiplier_2" }, { 5, 1, BIG, "multiplier_3" }, { 6, 4, BIG, "lux" } } },
		.settings = { { "current_change", 2, 100 }, { "lux_change", 2, 100 } } },
	/* Raw data of whatever interface it was sold with: no current by themselves. */
	{ "r718n360", "R718N360", 0xca, .reports = {
		[1] = { BATTERY_AT_3, { 4, 4, BIG, "raw_a" }, { 8, 1, BIG, "threshold_alarms" } },
		[2] = { { 3, 4, BIG, "raw_b" }, { 7, 4, BIG, "raw_c" } } },
		.settings = { { "raw_change", 4, 100 } } },
	/* A loop of 4 to 20 mA: no machine's current. */
	{ "r718ka", "R718KA", 0x22, .reports = { [1] = { BATTERY_AT_3, { 4, 1, BIG, "loop_milliamps" },
		{ 5, 1, BIG, "loop_milliamps_fine", .per = 10 } } },
		.settings = { { "battery_change", 1, 1, 10 }, { "current_change", 1, 1 } } },
	{ "r718ka2", "R718KA2", 0x44, .reports = { [1] = { BATTERY_AT_3, { 4, 1, BIG, "loop_milliamps_1" },
		{ 5, 1, BIG, "loop_milliamps_2" }, { 6, 1, BIG, "loop_milliamps_fine_1", .per = 10 },
		{ 7, 1, BIG, "loop_milliamps_fine_2", .per = 10 } } },
		.settings = { { "battery_change", 1, 1, 10 }, { "current_change", 1, 1 } } },
	{ "r718q", "R718Q", 0x5b, .reports = { [1] = { BATTERY_AT_3, { 4, 1, BIG, "occupancy", OCCUPANCY } } },
		.settings = { { "battery_change", 1, 1, 10 } } },
	{ "r718qa", "R718QA", 0x97, .reports = { [1] = { BATTERY_AT_3, { 4, 1, BIG, "occupancy", OCCUPANCY } } },
		.settings = { { "battery_change", 1, 1, 10 } } },
	/* Two motion sensors in one: somebody is there if either says so. */
	{ "r311wa", "R311WA", 0x5a, .reports = { [1] = { BATTERY_AT_3,
		{ 4, 2, BIG, NULL, OCCUPANCY, .mask = 0x0101 },
		{ 4, 1, BIG, "status_1", .words = words_off_on }, { 5, 1, BIG, "status_2", .words = words_off_on } } },
		.settings = { { "battery_change", 1, 1, 10 }, { "disable_seconds", 2, 30 }, { "detection_seconds", 2, 10 } } },
	{ "rb11e", "RB11E", 0x03, .reports = { [1] = { BATTERY_AT_3,
		{ 4, 2, BIG_SIGNED, "celsius", CELSIUS, .per = 100 }, { 6, 2, BIG, "lux" },
		{ 8, 1, BIG, "occupancy", OCCUPANCY }, { 9, 1, BIG, "disassembled_alarm", .words = words_no_yes } } },
		.settings = { { "battery_change", 1, 1, 10 }, { "celsius_change", 2, 100, 100 }, { "lux_change", 2, 100 } },
		.other = "ir_seconds", .others = { { "disable_seconds", 2, 0 }, { "detection_seconds", 2, 0 } } },
	{ "r831a", "R831A", 0xb2, MOTOR, NO_CLAMP, { [1] = { { 3, 1, BIG, "relay", RELAY } } }, SWITCH_TYPE },
	{ "r831b", "R831B", 0xb3, MOTOR, NO_CLAMP, { [1] = { { 3, 1, BIG, "relay", RELAY } } }, SWITCH_TYPE },
	{ "r831c", "R831C", 0xad, THREE_RELAYS, NO_CLAMP, { [1] = { { 3, 3, BIG, NULL, RELAY },
		{ 3, 1, BIG, "relay_1", .words = words_off_on }, { 4, 1, BIG, "relay_2", .words = words_off_on },
		{ 5, 1, BIG, "relay_3", .words = words_off_on } } }, SWITCH_TYPE },
	{ "r831d", "R831D", 0xb0, THREE_RELAYS, NO_CLAMP, { [1] = { { 3, 3, BIG, NULL, RELAY },
		{ 3, 1, BIG, "relay_1", .words = words_off_on }, { 4, 1, BIG, "relay_2", .words = words_off_on },
		{ 5, 1, BIG, "relay_3", .words = words_off_on }, { 6, 1, BIG, "input_1", .words = words_off_on },
		{ 7, 1, BIG, "input_2", .words = words_off_on }, { 8, 1, BIG, "input_3", .words = words_off_on } } },
		SWITCH_TYPE },
};

static const struct kind *kind_of_type(uint8_t type)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].type == type)
			return &kinds[i];
	return NULL;
}

static const struct kind *kind_of_model(const char *model)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].model, model))
			return &kinds[i];
	return NULL;
}

/* ---- reports ---- */

static void information(const uint8_t *bytes, struct decoded *decoded)
{
	static const struct field fields[] = { { 3, 1, BIG, "software_version", .per = 10 },
		{ 4, 1, BIG, "hardware_version" }, { 5, 4, DIGITS, "date_code" } };

	fields_take(fields, 3, bytes, SIZE, decoded);
}

static void take_milliamps(double milliamps, struct decoded *decoded)
{
	reading_set(&decoded->now, MILLIAMPS, milliamps);
	fact_add(decoded, "milliamps", milliamps);
}

/* What a clamp measured is its number times the multiplier, which it chooses by the current. A three-phase clamp of older
 * make tells two of its multipliers in a frame of their own: those frames are facts, and no current. */
static void clamp(const struct kind *kind, const uint8_t *bytes, struct decoded *decoded)
{
	static const int multipliers[] = { 1, 5, 10, 100 };
	double sum = 0;

	if (kind->clamps == ONE_CLAMP && bytes[2] == STATUS)
		take_milliamps((double)bytes_big(bytes + 4, 2) * bytes[6], decoded);
	if (kind->clamps != THREE_CLAMPS)
		return;
	if (bytes[2] == STATUS)
		fact_add(decoded, "milliamps_1", (double)bytes_big(bytes + 4, 2) * bytes[10]);
	if (bytes[2] != PACKED)
		return;
	for (int phase = 0; phase < 3; phase++)
		sum += (double)bytes_big(bytes + 4 + 2 * phase, 2) * multipliers[bytes[10] >> 2 * phase & 3];
	take_milliamps(sum, decoded);
}

static bool report(const struct kind *kind, const uint8_t *bytes, struct decoded *decoded, const char **why)
{
	unsigned type = bytes[2];

	if (bytes[0] != VERSION)
		*why = "not version 1 of the report";
	else if (type >= REPORTS || (type && !kind->reports[type][0].size))
		*why = "a type of report that this model does not have";
	else if (type == STATUS && kind->relays == PLUG && bytes[3] > 1)
		*why = "neither on nor off";
	else if (type == INFORMATION)
		information(bytes, decoded);
	else
		fields_take(kind->reports[type], FIELDS, bytes, SIZE, decoded);
	if (!*why)
		clamp(kind, bytes, decoded);
	return !*why;
}

/* ---- replies ---- */

static void take_settings(const struct setting *settings, size_t count, const uint8_t *bytes,
	struct decoded *decoded)
{
	for (size_t i = 0; i < count && settings[i].name; bytes += settings[i++].size)
		fact_add(decoded, settings[i].name, bytes_big(bytes, settings[i].size) /
			(settings[i].per != 0 ? settings[i].per : 1));
}

static void reply(const struct kind *kind, const uint8_t *bytes, struct decoded *decoded)
{
	switch (bytes[0]) {
	case REPLY | READ_CONFIGURATION:
		fact_add(decoded, "report_at_least", bytes_big(bytes + 2, 2));
		fact_add(decoded, "report_interval", bytes_big(bytes + 4, 2));
		take_settings(kind->settings, SETTINGS, bytes + 6, decoded);
		break;
	case REPLY | GET_OTHER:
		take_settings(kind->others, 2, bytes + 2, decoded);
		break;
	case REPLY | CONFIGURE:
	case REPLY | SET_OTHER:
		fact_word(decoded, "accepted", bytes[2] ? "no" : "yes");
		break;
	}
}

bool netvox_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	const struct kind *kind = size == SIZE ? kind_of_type(bytes[1]) : NULL;

	*decoded = (struct decoded){ 0 };
	*why = port != REPORT_PORT && port != COMMAND_PORT ? "this model sends on ports 6 and 7 only"
		: size != SIZE ? "not the 11 bytes of a Netvox frame"
		: !kind ? "a device type of Netvox that we do not know" : NULL;
	if (*why)
		return false;
	fact_word(decoded, "device", kind->name);
	if (port != COMMAND_PORT && !(bytes[0] & REPLY))
		return report(kind, bytes, decoded, why);
	reply(kind, bytes, decoded);
	return true;
}

bool netvox_recognise(const char *model, const uint8_t *bytes, size_t size, unsigned port)
{
	const struct kind *kind = kind_of_model(model);

	return port == REPORT_PORT && size == SIZE && bytes[0] == VERSION && bytes[1] == kind->type;
}

/* ---- downlinks ---- */

static void pad(struct downlink *downlink)
{
	downlink->size = SIZE; /* it began zeroed */
}

static bool put_interval(const struct kind *kind, const struct order *order, struct downlink *downlink,
	const char **why)
{
	int64_t at_least = order->at_least ? order->at_least : USUAL_AT_LEAST;

	if (at_least > order->seconds)
		at_least = order->seconds;
	if (order->seconds < 2 || order->seconds > UINT16_MAX || at_least < 1) {
		*why = "this model reports every 2 to 65535 seconds";
		return false;
	}
	bytes_put_big(downlink, (uint64_t)at_least, 2);
	bytes_put_big(downlink, (uint64_t)order->seconds, 2);
	for (int i = 0; i < SETTINGS; i++) {
		const struct setting *setting = &kind->settings[i];
		bytes_put_big(downlink, order->has_change ? (uint64_t)order->change[i] : setting->usual, setting->size);
	}
	return true;
}

static int command_for(const struct kind *kind, const struct order *order)
{
	bool other = order->name && kind->other && !strcmp(order->name, kind->other);
	bool interval = order->name && !strcmp(order->name, "interval");

	switch (order->kind) {
	case ORDER_SWITCH: return kind->relays ? (order->on ? ON : OFF) : 0;
	case ORDER_TOGGLE: return kind->relays == PLUG || kind->relays == THREE_RELAYS ? TOGGLE : 0;
	case ORDER_STOP: return kind->relays == MOTOR ? STOP : 0;
	case ORDER_REPORT: return kind->relays ? READ_STATUS : 0;
	case ORDER_CLEAR_ENERGY: return kind->relays == PLUG ? CLEAR_ENERGY : 0;
	case ORDER_INTERVAL: return CONFIGURE;
	case ORDER_GET: return interval ? READ_CONFIGURATION : other ? GET_OTHER : 0;
	case ORDER_SET: return other && kind->others[0].size == 1 ? SET_OTHER : 0;
	}
	return 0;
}

bool netvox_encode(const char *model, const struct order *order, struct downlink *downlink,
	const char **why)
{
	const struct kind *kind = kind_of_model(model);
	int command = command_for(kind, order);
	bool switches = command == ON || command == OFF || command == TOGGLE;

	if (!command || downlink->size) {
		*why = "this model does not know such an order";
		return false;
	}
	downlink->port = COMMAND_PORT;
	bytes_put_big(downlink, (uint64_t)command << 8 | kind->type, 2);
	if (command == CONFIGURE && !put_interval(kind, order, downlink, why))
		return false;
	if (command == SET_OTHER)
		bytes_put_big(downlink, (uint64_t)order->value, 1);
	if (switches && kind->relays == THREE_RELAYS)
		bytes_put_big(downlink, order->channels ? order->channels & 7 : 7, 1);
	pad(downlink);
	return true;
}
