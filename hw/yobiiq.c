// SPDX-License-Identifier: EUPL-1.2
/*
 * Yobiiq EM4301 (three phases) and EM2101 (one phase, with a relay): "iQ Energy meter EM4301 / EM2101 payload
 * description": channels of number and type, big endian: measurements on ports 1 to 10, the device itself on 50.
 */
#include "hw/channel.h"
#include "hw/codec.h"
#include "hw/yobiiq.h"

#include <string.h>

enum { INFORMATION_PORT = 50, MOST_PORT = 10, MEASUREMENTS = 10, KILO = 1000 };

static const char *const words_class[] = { "A", "B", "C", NULL };

static const struct channel information[] = {
	{ 0xff00, 1, { 0, 1, BIG, "relay", RELAY } },
	{ 0xff09, 2, { 0, 2, HEX, "hardware_version" } },
	{ 0xff0a, 2, { 0, 2, HEX, "firmware_version" } },
	{ 0xff0b, 1, { 0, 1, BIG, "mains", .words = words_off_on } },
	{ 0xff0f, 1, { 0, 1, BIG, "lorawan_class", .words = words_class } },
	{ 0xff16, 4, { 0, 4, BIG, "serial_number" } },
	{ 0xff1e, 2, { 0, 2, BIG, "primary_current_ratio" } },
	{ 0xff1f, 1, { 0, 1, BIG, "secondary_current_ratio" } },
	{ 0xff20, 4, { 0, 4, BIG, "primary_voltage_ratio" } },
	{ 0xff21, 2, { 0, 2, BIG, "secondary_voltage_ratio" } },
	{ .id = 0 },
};

/* What a meter of several tariffs counted is their sum; a frame that carries only one of them says nothing of it. Each
 * phase adds to the power until a total comes, and the current is the sum of the phases. */
static const struct channel measurements[] = {
	{ 0x0b0a, 1, { 0, 1, BIG, "modbus_error" } },
	{ 0x0100, 4, { 0, 4, BIG, "index" } },
	{ 0x0101, 4, { 0, 4, BIG, "device_time" } },
	{ 0x0103, 4, { 0, 4, BIG, "logger_time" } },
	{ 0x0104, 4, { 0, 4, BIG, "watt_hours_t1", WATT_HOURS, .adds = true } },
	{ 0x0105, 4, { 0, 4, BIG, "watt_hours_t2", WATT_HOURS, .adds = true } },
	{ 0x0106, 4, { 0, 4, BIG, "watt_hours_exported_t1" } },
	{ 0x0107, 4, { 0, 4, BIG, "watt_hours_exported_t2" } },
	{ 0x0108, 4, { 0, 4, BIG, "var_hours_t1" } },
	{ 0x0109, 4, { 0, 4, BIG, "var_hours_t2" } },
	{ 0x010a, 4, { 0, 4, BIG, "var_hours_exported_t1" } },
	{ 0x010b, 4, { 0, 4, BIG, "var_hours_exported_t2" } },
	{ 0x010c, 4, { 0, 4, BIG_SIGNED, "volts_l1", VOLTS, .per = 10 } },
	{ 0x010d, 4, { 0, 4, BIG_SIGNED, "volts_l2", .per = 10 } },
	{ 0x010e, 4, { 0, 4, BIG_SIGNED, "volts_l3", .per = 10 } },
	{ 0x010f, 4, { 0, 4, BIG_SIGNED, "milliamps_l123" } },
	{ 0x0110, 4, { 0, 4, BIG_SIGNED, "milliamps_l1", MILLIAMPS, .adds = true } },
	{ 0x0111, 4, { 0, 4, BIG_SIGNED, "milliamps_l2", MILLIAMPS, .adds = true } },
	{ 0x0112, 4, { 0, 4, BIG_SIGNED, "milliamps_l3", MILLIAMPS, .adds = true } },
	{ 0x0113, 4, { 0, 4, BIG_SIGNED, "watts_l123" } },
	{ 0x0114, 4, { 0, 4, BIG_SIGNED, "watts_l1", WATTS, .adds = true } },
	{ 0x0115, 4, { 0, 4, BIG_SIGNED, "watts_l2", WATTS, .adds = true } },
	{ 0x0116, 4, { 0, 4, BIG_SIGNED, "watts_l3", WATTS, .adds = true } },
	{ 0x0117, 4, { 0, 4, BIG_SIGNED, "vars_l1" } },
	{ 0x0118, 4, { 0, 4, BIG_SIGNED, "vars_l2" } },
	{ 0x0119, 4, { 0, 4, BIG_SIGNED, "vars_l3" } },
	{ 0x011a, 4, { 0, 4, BIG_SIGNED, "volt_amperes_l1" } },
	{ 0x011b, 4, { 0, 4, BIG_SIGNED, "volt_amperes_l2" } },
	{ 0x011c, 4, { 0, 4, BIG_SIGNED, "volt_amperes_l3" } },
	{ 0x011d, 1, { 0, 1, BIG_SIGNED, "power_factor_l1" } },
	{ 0x011e, 1, { 0, 1, BIG_SIGNED, "power_factor_l2" } },
	{ 0x011f, 1, { 0, 1, BIG_SIGNED, "power_factor_l3" } },
	{ 0x0120, 2, { 0, 2, BIG_SIGNED, "angle_l1", .per = 100 } },
	{ 0x0121, 2, { 0, 2, BIG_SIGNED, "angle_l2", .per = 100 } },
	{ 0x0122, 2, { 0, 2, BIG_SIGNED, "angle_l3", .per = 100 } },
	{ 0x0123, 2, { 0, 2, BIG_SIGNED, "hertz", .per = 100 } },
	{ 0x0124, 4, { 0, 4, BIG, "kilowatts_system" } },
	{ 0x0125, 4, { 0, 4, BIG, "kilovars_system", .per = KILO } },
	{ 0x0126, 4, { 0, 4, BIG, "kilovolt_amperes_system", .per = KILO } },
	{ 0x0127, 4, { 0, 4, BIG_SIGNED, "milliamps_most_l1" } },
	{ 0x0128, 4, { 0, 4, BIG_SIGNED, "milliamps_most_l2" } },
	{ 0x0129, 4, { 0, 4, BIG_SIGNED, "milliamps_most_l3" } },
	{ 0x012a, 4, { 0, 4, BIG_SIGNED, "watts_mean" } },
	{ 0x012b, 4, { 0, 4, BIG, "certified" } },
	{ 0x01f0, 2, { 0, 2, DIGITS, "made" } },
	{ 0x01f1, 2, { 0, 2, HEX, "firmware_version" } },
	{ 0x01f2, 2, { 0, 2, HEX, "hardware_version" } },
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

bool yobiiq_em_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	static const struct channels device = { { information }, 2 };
	static const struct channels meter = { { measurements }, 2 };
	const struct payload payload = { bytes, size, port };

	*decoded = (struct decoded){ 0 };
	*why = port > MOST_PORT && port != INFORMATION_PORT ? "this model sends on ports 0 to 10 and 50 only" : NULL;
	if (*why || yobiiq_take_answer(&payload, decoded))
		return !*why;
	bool all = channels_take(port == INFORMATION_PORT ? &device : &meter, &payload, decoded, why);
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
	{ "em2101", "currentLimit", 0x0132, 2, 0, UINT16_MAX },
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
