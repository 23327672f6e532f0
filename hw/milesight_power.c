// SPDX-License-Identifier: EUPL-1.2
/*
 * Milesight's sockets, switches and current meters: "WS52x Series User Guide", "WS51x Series User Guide", "WS50x Series
 * User Guide", "WS558 User Guide", "CT10x Series User Guide" and "CT3xx Series User Guide", each in its chapter "Device
 * Payload". The maker's own decoder of newer WS50x leaves a tenth of a volt undivided: the guide divides it, and so do we.
 */
#include "hw/codec.h"
#include "hw/milesight.h"

#include <string.h>

enum { SET_SECONDS = 0xff03, SET_MINUTES = 0xff8e, RELAYS = 3,
	FAILED = 0xffff, OUT_OF_RANGE = 0xfffd /* says a sensor that cannot tell */ };

/* Some firmware of the WS51x appends a byte to the temperature and to the state of its LED: no channel has an id that
 * low. */
static bool has_appended(const uint8_t *value, size_t left, size_t size)
{
	return left > size && value[size] < 3;
}

static size_t led(const uint8_t *value, size_t left, struct decoded *decoded)
{
	static const struct field is_on = { 0, 1, LITTLE, "led" };

	fields_take(&is_on, 1, value, left, decoded);
	return !left ? 0 : has_appended(value, left, 1) ? 2 : 1;
}

static size_t temperature(const uint8_t *value, size_t left, struct decoded *decoded)
{
	static const struct field celsius = { 0, 2, LITTLE_SIGNED, "celsius", CELSIUS, .per = 10,
		.none_from = OUT_OF_RANGE };
	static const struct field alarm = { 2, 1, LITTLE, "temperature_alarm" };
	size_t size = has_appended(value, left, 2) ? 3 : 2;

	if (left < 2)
		return 0;
	fields_take(&celsius, 1, value, size, decoded);
	fields_take(&alarm, 1, value, size, decoded);
	return size;
}

#define METER \
	{ 0x0374, 2, { 0, 2, LITTLE, "volts", VOLTS, .per = 10 }, NULL }, \
	{ 0x0480, 4, { 0, 4, LITTLE, "watts", WATTS }, NULL }, \
	{ 0x0581, 1, { 0, 1, LITTLE, "power_factor", POWER_FACTOR }, NULL }, \
	{ 0x0683, 4, { 0, 4, LITTLE, "watt_hours", WATT_HOURS }, NULL }, \
	{ 0x07c9, 2, { 0, 2, LITTLE, "milliamps", MILLIAMPS }, NULL }

#define TEMPERATURE_ALARM \
	{ 0x8967, 3, { 0, 2, LITTLE_SIGNED, "celsius", CELSIUS, .per = 10, .none_from = OUT_OF_RANGE }, NULL }, \
	{ 0x8967, 3, { 2, 1, LITTLE, "temperature_alarm" }, NULL }

/* The socket in the wall, WS51x, feels its own heat, too. */
static const struct channel plug[] = {
	METER,
	{ 0x0870, 1, { 0, 1, LITTLE, "relay", RELAY, .mask = 1 }, NULL },
	{ 0x0967, 2, { 0, 0, LITTLE, NULL }, temperature },
	TEMPERATURE_ALARM,
	{ 0x9967, 5, { 0, 2, LITTLE_SIGNED, "celsius", CELSIUS, .per = 10, .none_from = OUT_OF_RANGE }, NULL },
	{ 0x9967, 5, { 2, 2, LITTLE_SIGNED, "celsius_jump", .per = 10 }, NULL },
	{ 0xff2f, 0, { 0, 0, LITTLE, NULL }, led },
	{ .id = 0 },
};

/* One relay is on: what hangs on the switch may draw power. The models without a meter say their state on ff, where newer
 * ones reply to an order: of the relays that it named, the low half says what they are. */
#define RELAY_STATES(id) \
	{ id, 1, { 0, 1, LITTLE, NULL, RELAY, .mask = 7 }, NULL }, \
	{ id, 1, { 0, 1, LITTLE, "relay_1", .mask = 1, .words = words_off_on }, NULL }, \
	{ id, 1, { 0, 1, LITTLE, "relay_2", .mask = 2, .words = words_off_on }, NULL }, \
	{ id, 1, { 0, 1, LITTLE, "relay_3", .mask = 4, .words = words_off_on }, NULL }, \
	{ id, 1, { 0, 1, LITTLE, "changed", .mask = 0x70 }, NULL }

static const struct channel wall_switch[] = {
	METER,
	RELAY_STATES(0x0829),
	RELAY_STATES(0xff29),
	{ 0x87c9, 3, { 0, 2, LITTLE, "milliamps", MILLIAMPS }, NULL },
	{ 0x87c9, 3, { 2, 1, LITTLE, "overcurrent" }, NULL },
	{ 0x8829, 1, { 0, 1, LITTLE, "abnormal" }, NULL },
	{ 0x89df, 1, { 0, 1, LITTLE, "temperature_alarm" }, NULL },
	{ 0xb374, 1, { 0, 1, LITTLE, "volts_failed" }, NULL },
	{ 0xb480, 1, { 0, 1, LITTLE, "watts_failed" }, NULL },
	{ 0xb581, 1, { 0, 1, LITTLE, "power_factor_failed" }, NULL },
	{ 0xb683, 1, { 0, 1, LITTLE, "watt_hours_failed" }, NULL },
	{ 0xb7c9, 1, { 0, 1, LITTLE, "milliamps_failed" }, NULL },
	{ .id = 0 },
};

/* Eight relays; the first byte says which of them changed. */
#define LIGHT(n) \
	{ 0x0831, 2, { 1, 1, LITTLE, "relay_" #n, .mask = 1 << (n - 1), .words = words_off_on }, NULL }

static const struct channel light_control[] = {
	METER,
	{ 0x0831, 2, { 1, 1, LITTLE, NULL, RELAY }, NULL },
	{ 0x0831, 2, { 0, 1, LITTLE, "changed" }, NULL },
	LIGHT(1), LIGHT(2), LIGHT(3), LIGHT(4), LIGHT(5), LIGHT(6), LIGHT(7), LIGHT(8),
	{ .id = 0 },
};

/* A clamp counts ampere-hours: its watts are for whoever knows voltage and power factor. Version 2 of its firmware is
 * told both, and counts hundredths of a kilowatt-hour with them. */
#define CLAMP \
	{ 0x0175, 1, { 0, 1, LITTLE, "battery_percent" }, NULL }, \
	{ 0x1375, 1, { 0, 1, LITTLE, "low_battery" }, NULL }, \
	{ 0xffce, 2, { 0, 2, LITTLE, "volts_assumed", .per = 100 }, NULL }, \
	{ 0xffcf, 1, { 0, 1, LITTLE, "power_factor_assumed" }, NULL }, \
	{ 0xffd0, 1, { 0, 1, LITTLE, "counts", .words = words_counts }, NULL }, \
	{ 0x0967, 2, { 0, 2, LITTLE_SIGNED, "celsius", CELSIUS, .per = 10, .none_from = OUT_OF_RANGE }, NULL }, \
	TEMPERATURE_ALARM

static const char *const words_counts[] = { "ampere_hours", "watt_hours", NULL };

static const struct channel clamp[] = {
	CLAMP,
	{ 0x1063, 4, { 0, 4, LITTLE, "watt_hours", WATT_HOURS, .per = .1 }, NULL },
	{ 0x0397, 4, { 0, 4, LITTLE, "ampere_hours", .per = 100 }, NULL },
	{ 0x0498, 2, { 0, 2, LITTLE, "milliamps", MILLIAMPS, .per = .1, .none_from = FAILED }, NULL },
	{ 0x8498, 7, { 0, 2, LITTLE, "milliamps_most", .per = .1 }, NULL },
	{ 0x8498, 7, { 2, 2, LITTLE, "milliamps_least", .per = .1 }, NULL },
	{ 0x8498, 7, { 4, 2, LITTLE, "milliamps", MILLIAMPS, .per = .1, .none_from = FAILED }, NULL },
	{ 0x8498, 7, { 6, 1, LITTLE, "current_alarm" }, NULL },
	{ .id = 0 },
};

/* The sum of the three is what the machine takes. */
#define PHASE(n, total, now, alarm, energy) \
	{ total, 4, { 0, 4, LITTLE, "ampere_hours_" #n, .per = 100 }, NULL }, \
	{ now, 2, { 0, 2, LITTLE, "milliamps_" #n, MILLIAMPS, .per = .01, .none_from = FAILED, .adds = true }, NULL }, \
	{ alarm, 7, { 0, 2, LITTLE, "milliamps_most_" #n, .per = .01 }, NULL }, \
	{ alarm, 7, { 2, 2, LITTLE, "milliamps_least_" #n, .per = .01 }, NULL }, \
	{ alarm, 7, { 4, 2, LITTLE, "milliamps_" #n, MILLIAMPS, .per = .01, .none_from = FAILED, .adds = true }, NULL }, \
	{ alarm, 7, { 6, 1, LITTLE, "current_alarm_" #n }, NULL }, \
	{ energy, 4, { 0, 4, LITTLE, "watt_hours_" #n, WATT_HOURS, .per = .1, .adds = true }, NULL }

static const struct channel clamps[] = {
	PHASE(1, 0x0397, 0x0499, 0x8499, 0x1063),
	PHASE(2, 0x0597, 0x0699, 0x8699, 0x1163),
	PHASE(3, 0x0797, 0x0899, 0x8899, 0x1263),
	CLAMP,
	{ .id = 0 },
};

bool milesight_plug_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	return milesight_decode(plug, &(struct payload){ bytes, size, port }, decoded, why);
}

bool milesight_lights_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	return milesight_decode(light_control, &(struct payload){ bytes, size, port }, decoded, why);
}

bool milesight_switch_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	return milesight_decode(wall_switch, &(struct payload){ bytes, size, port }, decoded, why);
}

bool milesight_ct10x_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	return milesight_decode(clamp, &(struct payload){ bytes, size, port }, decoded, why);
}

bool milesight_ct30x_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	return milesight_decode(clamps, &(struct payload){ bytes, size, port }, decoded, why);
}

/* A full report; the shorter ones look like those of Milesight's sensors, which share the port and the ids. */
bool milesight_plug_recognise(const char *model, const uint8_t *bytes, size_t size, unsigned port)
{
	unsigned full = HAS_RELAY | HAS_POWER_FACTOR | HAS_MILLIAMPS | HAS_VOLTS | HAS_WATT_HOURS | HAS_WATTS;
	struct decoded decoded;
	const char *why;

	if (!strcmp(model, "ws51x"))
		full |= HAS_CELSIUS;
	return milesight_plug_decode(bytes, size, port, &decoded, &why) && decoded.now.has == full;
}

/* WS52x user guide, section 5.3: 08 01 00 ff switches on. Its vendor's encoder sends ff for the reserved byte, too. */
bool milesight_plug_encode(const char *model, const struct order *order, struct downlink *downlink,
	const char **why)
{
	(void)model;
	downlink->port = 85;
	if (order->kind == ORDER_SWITCH)
		bytes_put_big(downlink, order->on ? 0x080100ff : 0x080000ff, 4);
	else if (order->kind == ORDER_CLEAR_ENERGY)
		bytes_put_big(downlink, 0xff27ff, 3);
	else
		return milesight_encode(SET_SECONDS, order, downlink, why);
	return true;
}

static const char *switch_refuses(const struct order *order, unsigned relays)
{
	if (order->kind == ORDER_SWITCH && relays >> RELAYS)
		return "this model has three relays at most";
	if (order->kind == ORDER_INTERVAL && (order->seconds < 60 || order->seconds > 64800))
		return "this model reports every 60 to 64800 seconds";
	return NULL;
}

/* WS50x user guide, section 5.3: one byte's high half names the relays, its low half what each shall be. Version 4 takes it
 * as the setting ff 29; so do older ones without a meter, which say their state there, too. */
bool milesight_switch_encode(const char *model, const struct order *order, struct downlink *downlink,
	const char **why)
{
	unsigned relays = order->channels ? order->channels : 1;
	unsigned states = relays << 4 | (order->on ? relays : 0);
	bool is_4 = !strcmp(model, "ws50x-v4");

	downlink->port = 85;
	if (order->kind == ORDER_CLEAR_ENERGY) {
		bytes_put_big(downlink, is_4 ? 0xff2701 : 0xff27ff, 3);
		return true;
	}
	*why = switch_refuses(order, relays);
	if (*why)
		return false;
	if (order->kind != ORDER_SWITCH)
		return milesight_encode(SET_SECONDS, order, downlink, why);
	bytes_put_big(downlink, is_4 ? 0xff2900 | states : 0x0800ff | states << 8, 3);
	return true;
}

/* WS558 user guide: which relays, and what each shall be. */
bool milesight_lights_encode(const char *model, const struct order *order, struct downlink *downlink,
	const char **why)
{
	unsigned relays = order->channels ? order->channels : 0xff;

	(void)model;
	downlink->port = 85;
	if (order->kind != ORDER_SWITCH)
		return milesight_plug_encode(model, order, downlink, why);
	if (relays > 0xff) {
		*why = "this model has eight relays";
		return false;
	}
	bytes_put_big(downlink, 0x08310000 | relays << 8 | (order->on ? relays : 0), 4);
	return true;
}

/* Clamps and battery devices take their interval in minutes. */
bool milesight_minutes_encode(const char *model, const struct order *order, struct downlink *downlink,
	const char **why)
{
	(void)model;
	return milesight_encode(SET_MINUTES, order, downlink, why);
}
