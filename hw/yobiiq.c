// SPDX-License-Identifier: EUPL-1.2
/*
 * Yobiiq EM4301 (three phases) and EM2101 (one phase, with a relay): "iQ Energy meter EM4301 / EM2101 payload
 * description": channels of number and type, big endian: measurements on ports 1 to 10, the device itself on 50; of the
 * EM2101 also changes on 11 and why they came on 60. Newer firmware numbers the channels of a frame 1, 2, 3 …, so that
 * only the type says what a value is. EM4301 CT and EM4302 have tables of their own: yobiiq_ct.c.
 */
#include "hw/codec.h"
#include "hw/yobiiq.h"

#include <string.h>

enum { INFORMATION_PORT = 50, MOST_PORT = 10, STATE_PORT = 11, LOG_PORT = 60, KILO = 1000 };

const char *const yobiiq_words_class[] = { "A", "B", "C", NULL };
const char *const yobiiq_words_alarm[] = { "normal", "alarm", NULL };

static const char *const words_contact[] = { "open", "closed", NULL };
static const char *const words_off_by[] = { "unknown", "current", "network", "display", NULL };
static const char *const words_on_by[] = { "unknown", "time", "network_reset", "display", "network", NULL };

/* The relay's limits: those that it falls back to, and behind them those that were set last. */
#define LIMITS(first, suffix) \
	{ first, 2, { 0, 2, BIG, "limit_amperes_" suffix, .per = 10 } }, \
	{ first + 1, 2, { 0, 2, BIG, "limit_volts_" suffix } }, \
	{ first + 2, 2, { 0, 2, BIG, "limit_watts_" suffix } }, \
	{ first + 3, 2, { 0, 2, BIG, "off_delay_" suffix } }, \
	{ first + 4, 2, { 0, 2, BIG, "on_delay_" suffix } }, \
	{ first + 5, 2, { 0, 2, BIG, "offset_amperes_" suffix, .per = 10 } }, \
	{ first + 6, 2, { 0, 2, BIG, "offset_delay_" suffix } }, \
	{ first + 7, 2, { 0, 2, BIG, "reset_seconds_" suffix } }, \
	{ first + 8, 1, { 0, 1, BIG, "resets_" suffix } }

/* Of all these tables only the type counts: the first byte is ff, or numbers the channels of a frame through. */
static const struct channel information[] = {
	YOBIIQ_INFORMATION,
	{ 0x00, 1, { 0, 1, BIG, "relay", RELAY } },
	{ 0x09, 2, { 0, 2, HEX, "hardware_version" } },
	{ 0x0a, 2, { 0, 2, HEX, "firmware_version" } },
	{ 0x0b, 1, { 0, 1, BIG, "mains", .words = words_off_on } },
	{ 0x0f, 1, { 0, 1, BIG, "lorawan_class", .words = yobiiq_words_class } },
	{ 0x16, 4, { 0, 4, BIG, "serial_number" } },
	{ 0x1e, 2, { 0, 2, BIG, "primary_current_ratio" } },
	{ 0x1f, 1, { 0, 1, BIG, "secondary_current_ratio" } },
	{ 0x20, 4, { 0, 4, BIG, "primary_voltage_ratio" } },
	{ 0x21, 2, { 0, 2, BIG, "secondary_voltage_ratio" } },
	{ 0x28, .take = yobiiq_take_model },
	LIMITS(0x3c, "fallback"),
	LIMITS(0x50, "dynamic"),
	{ 0xc1, 2, { 0, 2, BIG, "primary_current_ratio" } },
	{ 0xc2, 1, { 0, 1, BIG, "secondary_current_ratio" } },
	{ 0xd1, 4, { 0, 4, BIG, "primary_voltage_ratio" } },
	{ 0xd2, 2, { 0, 2, BIG, "secondary_voltage_ratio" } },
	{ .id = 0 },
};

static const struct channel states[] = {
	{ 0x01, 1, { 0, 1, BIG, "relay", RELAY } },
	{ 0x02, 1, { 0, 1, BIG, "input", .words = words_contact } },
	{ .id = 0 },
};

/* Why and when the relay moved. In which unit current and voltage are the description does not say. */
static const struct channel events[] = {
	{ 0x01, 1, { 0, 1, BIG, "switched_off_by", .words = words_off_by } },
	{ 0x02, 1, { 0, 1, BIG, "enabled_by", .words = words_on_by } },
	{ 0x03, 4, { 0, 4, BIG, "switched_off_at" } },
	{ 0x04, 4, { 0, 4, BIG, "enabled_at" } },
	{ 0x05, 4, { 0, 4, BIG, "current_when_off" } },
	{ 0x06, 4, { 0, 4, BIG, "voltage_when_off" } },
	{ 0x07, 4, { 0, 4, BIG, "power_when_off" } },
	{ 0x08, 1, { 0, 1, BIG, "reset_status" } },
	{ .id = 0 },
};

static const struct channel modbus[] = { { 0x0b0a, 1, { 0, 1, BIG, "modbus_error" } }, { .id = 0 } };

/* What a meter of several tariffs counted is their sum; a frame that carries only one of them says nothing of it. Each
 * phase adds to the power until a total comes, and the current is the sum of the phases. */
static const struct channel measurements[] = {
	{ 0x00, 4, { 0, 4, BIG, "index" } },
	{ 0x01, 4, { 0, 4, BIG, "device_time" } },
	{ 0x03, 4, { 0, 4, BIG, "logger_time" } },
	{ 0x04, 4, { 0, 4, BIG, "watt_hours_t1", WATT_HOURS, .adds = true } },
	{ 0x05, 4, { 0, 4, BIG, "watt_hours_t2", WATT_HOURS, .adds = true } },
	{ 0x06, 4, { 0, 4, BIG, "watt_hours_exported_t1" } },
	{ 0x07, 4, { 0, 4, BIG, "watt_hours_exported_t2" } },
	{ 0x08, 4, { 0, 4, BIG, "var_hours_t1" } },
	{ 0x09, 4, { 0, 4, BIG, "var_hours_t2" } },
	{ 0x0a, 4, { 0, 4, BIG, "var_hours_exported_t1" } },
	{ 0x0b, 4, { 0, 4, BIG, "var_hours_exported_t2" } },
	{ 0x0c, 4, { 0, 4, BIG_SIGNED, "volts_l1", VOLTS, .per = 10 } },
	{ 0x0d, 4, { 0, 4, BIG_SIGNED, "volts_l2", .per = 10 } },
	{ 0x0e, 4, { 0, 4, BIG_SIGNED, "volts_l3", .per = 10 } },
	{ 0x0f, 4, { 0, 4, BIG_SIGNED, "milliamps_l123" } },
	{ 0x10, 4, { 0, 4, BIG_SIGNED, "milliamps_l1", MILLIAMPS, .adds = true } },
	{ 0x11, 4, { 0, 4, BIG_SIGNED, "milliamps_l2", MILLIAMPS, .adds = true } },
	{ 0x12, 4, { 0, 4, BIG_SIGNED, "milliamps_l3", MILLIAMPS, .adds = true } },
	{ 0x13, 4, { 0, 4, BIG_SIGNED, "watts_l123" } },
	{ 0x14, 4, { 0, 4, BIG_SIGNED, "watts_l1", WATTS, .adds = true } },
	{ 0x15, 4, { 0, 4, BIG_SIGNED, "watts_l2", WATTS, .adds = true } },
	{ 0x16, 4, { 0, 4, BIG_SIGNED, "watts_l3", WATTS, .adds = true } },
	{ 0x17, 4, { 0, 4, BIG_SIGNED, "vars_l1" } },
	{ 0x18, 4, { 0, 4, BIG_SIGNED, "vars_l2" } },
	{ 0x19, 4, { 0, 4, BIG_SIGNED, "vars_l3" } },
	{ 0x1a, 4, { 0, 4, BIG_SIGNED, "volt_amperes_l1" } },
	{ 0x1b, 4, { 0, 4, BIG_SIGNED, "volt_amperes_l2" } },
	{ 0x1c, 4, { 0, 4, BIG_SIGNED, "volt_amperes_l3" } },
	{ 0x1d, 1, { 0, 1, BIG_SIGNED, "power_factor_l1", POWER_FACTOR } },
	{ 0x1e, 1, { 0, 1, BIG_SIGNED, "power_factor_l2" } },
	{ 0x1f, 1, { 0, 1, BIG_SIGNED, "power_factor_l3" } },
	{ 0x20, 2, { 0, 2, BIG_SIGNED, "angle_l1", .per = 100 } },
	{ 0x21, 2, { 0, 2, BIG_SIGNED, "angle_l2", .per = 100 } },
	{ 0x22, 2, { 0, 2, BIG_SIGNED, "angle_l3", .per = 100 } },
	{ 0x23, 2, { 0, 2, BIG_SIGNED, "hertz", .per = 100 } },
	{ 0x24, 4, { 0, 4, BIG, "kilowatts_system" } },
	{ 0x25, 4, { 0, 4, BIG, "kilovars_system", .per = KILO } },
	{ 0x26, 4, { 0, 4, BIG, "kilovolt_amperes_system", .per = KILO } },
	{ 0x27, 4, { 0, 4, BIG_SIGNED, "milliamps_most_l1" } },
	{ 0x28, 4, { 0, 4, BIG_SIGNED, "milliamps_most_l2" } },
	{ 0x29, 4, { 0, 4, BIG_SIGNED, "milliamps_most_l3" } },
	{ 0x2a, 4, { 0, 4, BIG_SIGNED, "watts_mean" } },
	{ 0x2b, 4, { 0, 4, BIG, "certified" } },
	{ 0xf0, 2, { 0, 2, DIGITS, "made" } },
	{ 0xf1, 2, { 0, 2, HEX, "firmware_version" } },
	{ 0xf2, 2, { 0, 2, HEX, "hardware_version" } },
	{ .id = 0 },
};

/* The meter's own total outranks the sum of the phases. */
static void take_totals(struct decoded *decoded)
{
	for (int i = 0; i < decoded->fact_count; i++) {
		const struct fact *fact = &decoded->facts[i];
		if (!strcmp(fact->name, "watts_l123"))
			reading_set(&decoded->now, WATTS, fact->number);
		else if (!strcmp(fact->name, "milliamps_l123"))
			reading_set(&decoded->now, MILLIAMPS, fact->number);
	}
}

bool yobiiq_take_answer(const struct payload *payload, struct decoded *decoded)
{
	if (payload->port == 0)
		fact_word(decoded, "frame", "MAC command");
	else if (payload->size == 1 && payload->bytes[0] <= 1)
		fact_word(decoded, "accepted", payload->bytes[0] ? "no" : "yes");
	else
		return false;
	return true;
}

static size_t take_text(const uint8_t *value, size_t left, const char *name, struct decoded *decoded)
{
	char text[sizeof decoded->facts->word] = "";
	size_t size = 0;

	for (; size < left && value[size] != 0xff; size++)
		if (size + 1 < sizeof text)
			text[size] = value[size] >= ' ' && value[size] < 127 ? (char)value[size] : '?';
	fact_word(decoded, name, text);
	return size;
}

size_t yobiiq_take_maker(const uint8_t *value, size_t left, struct decoded *decoded)
{
	return take_text(value, left, "maker", decoded);
}

size_t yobiiq_take_model(const uint8_t *value, size_t left, struct decoded *decoded)
{
	return take_text(value, left, "model", decoded);
}

static const struct channels *channels_of(unsigned port)
{
	static const struct channels device = { { NULL, information }, 2, .mask = 0xff };
	static const struct channels meter = { { modbus, measurements }, 2, .mask = 0xff };
	static const struct channels state = { { NULL, states }, 2, .mask = 0xff };
	static const struct channels event = { { NULL, events }, 2, .mask = 0xff };

	return port <= MOST_PORT ? &meter : port == STATE_PORT ? &state
		: port == INFORMATION_PORT ? &device : port == LOG_PORT ? &event : NULL;
}

bool yobiiq_em_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	const struct payload payload = { bytes, size, port };
	const struct channels *of_ct = yobiiq_ct_channels(&payload), *channels = of_ct ? of_ct : channels_of(port);

	*decoded = (struct decoded){ 0 };
	*why = channels ? NULL : "this model sends on ports 0 to 12, 50 and 60 only";
	if (*why || yobiiq_take_answer(&payload, decoded))
		return !*why;
	bool all = channels_take(channels, &payload, decoded, why);
	take_totals(decoded);
	return all;
}

/* ---- downlinks ---- */

static const struct setting {
	const char *model, *name;
	uint16_t id;
	uint8_t size;
	int64_t least, most;
} settings[] = {
	{ "em4301", "primaryCurrentTransformerRatio", 0xff1e, 2, 0, 9999 },
	{ "em4301", "secondaryCurrentTransformerRatio", 0xff1f, 1, 0, 5 },
	{ "em4301", "primaryVoltageTransformerRatio", 0xff20, 4, 30, 500000 },
	{ "em4301", "secondaryVoltageTransformerRatio", 0xff21, 2, 30, 500 },
	{ "em4301", "mode", 0xff15, 1, 0, 1 },
	{ "em4301", "status", 0xff16, 1, 0, 1 },
	{ "em2101", "currentLimit", 0x0132, 2, 0, 9999 },
	{ "em2101", "controlMode", 0x0747, 1, 0, 1 },
	{ "em2101", "relayCommand", 0x0748, 1, 0, 1 },
};

static bool put_setting(const char *model, const char *name, int64_t value, struct downlink *downlink)
{
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
		const struct setting *s = &settings[i];
		if (strcmp(s->model, model) != 0 || strcmp(s->name, name) != 0 || value < s->least || value > s->most)
			continue;
		bytes_put_big(downlink, s->id, 2);
		bytes_put_big(downlink, (uint64_t)value, s->size);
		return true;
	}
	return false;
}

/* One more measurement for the periodic report, by the number of its type. */
static bool put_measurement(int64_t type, struct downlink *downlink)
{
	if (type < 0 || type > UINT8_MAX)
		return false;
	for (size_t i = 0; i + 1 < downlink->size; i++)
		if (downlink->bytes[i] == 0xff && downlink->bytes[i + 1] == 0x17) {
			bytes_put_big(downlink, (uint64_t)type, 1);
			return true;
		}
	bytes_put_big(downlink, 0xff1700 | (uint64_t)type, 3);
	return true;
}

/* Orders may follow each other. The interval is in minutes; "measurement" adds one to what is reported. */
bool yobiiq_em_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	int64_t minutes = (order->seconds + 59) / 60;
	bool done = false;

	downlink->port = INFORMATION_PORT;
	if (order->kind == ORDER_SWITCH)
		done = put_setting(model, "relayCommand", order->on, downlink);
	else if (order->kind == ORDER_INTERVAL && minutes > 0 && minutes <= UINT8_MAX)
		done = true, bytes_put_big(downlink, 0xff1400 | (uint64_t)minutes, 3);
	else if (order->kind == ORDER_SET && order->name && !strcmp(order->name, "measurement"))
		done = put_measurement(order->value, downlink);
	else if (order->kind == ORDER_SET && order->name)
		done = put_setting(model, order->name, order->value, downlink);
	if (!done)
		*why = "this model does not know such an order, or not with this number";
	return done;
}
