// SPDX-License-Identifier: EUPL-1.2
/*
 * Yobiiq iQ DSMR, which reads a Dutch or Luxembourgian meter: "iQ DSMR payload description" v1.0: channels of number and
 * register, big endian: values on ports 1 to 10, alarms on 11, history on 20, the device itself on 50 to 99, what was
 * asked for on 100.
 */
#include "hw/channel.h"
#include "hw/codec.h"
#include "hw/yobiiq.h"

#include <string.h>

enum { ALARM_PORT = 11, HISTORY_PORT = 20, INFORMATION_PORT = 50, LAST_INFORMATION_PORT = 99, READING_PORT = 100 };

static const char *const words_status[] = { "factory", "normal", NULL };

/* By register alone. */
static const struct channel registers[] = {
	{ 0x01, 4, { 0, 4, BIG, "logger_time" } },
	{ 0x10, 2, { 0, 2, HEX, "p1_version" } },
	{ 0x11, 4, { 0, 4, BIG, "telegram_time" } },
	{ 0x13, 4, { 0, 4, BIG, "watt_hours", WATT_HOURS } },
	{ 0x14, 4, { 0, 4, BIG, "watt_hours_t1" } },
	{ 0x15, 4, { 0, 4, BIG, "watt_hours_t2" } },
	{ 0x16, 4, { 0, 4, BIG, "watt_hours_exported" } },
	{ 0x17, 4, { 0, 4, BIG, "watt_hours_exported_t1" } },
	{ 0x18, 4, { 0, 4, BIG, "watt_hours_exported_t2" } },
	{ 0x19, 2, { 0, 2, BIG, "tariff" } },
	{ 0x1a, 4, { 0, 4, BIG_SIGNED, "watts", WATTS } },
	{ 0x1b, 4, { 0, 4, BIG_SIGNED, "watts_exported" } },
	{ 0x1c, 4, { 0, 4, BIG, "power_failures" } },
	{ 0x1d, 4, { 0, 4, BIG, "long_power_failures" } },
	{ 0x1f, 4, { 0, 4, BIG, "sags_l1" } }, { 0x20, 4, { 0, 4, BIG, "sags_l2" } },
	{ 0x21, 4, { 0, 4, BIG, "sags_l3" } }, { 0x22, 4, { 0, 4, BIG, "swells_l1" } },
	{ 0x23, 4, { 0, 4, BIG, "swells_l2" } }, { 0x24, 4, { 0, 4, BIG, "swells_l3" } },
	{ 0x25, 4, { 0, 4, BIG_SIGNED, "volts_l1", VOLTS, .per = 10 } },
	{ 0x26, 4, { 0, 4, BIG_SIGNED, "volts_l2", .per = 10 } },
	{ 0x27, 4, { 0, 4, BIG_SIGNED, "volts_l3", .per = 10 } },
	{ 0x28, 4, { 0, 4, BIG_SIGNED, "milliamps_l1", MILLIAMPS, .per = .001, .adds = true } },
	{ 0x29, 4, { 0, 4, BIG_SIGNED, "milliamps_l2", MILLIAMPS, .per = .001, .adds = true } },
	{ 0x2a, 4, { 0, 4, BIG_SIGNED, "milliamps_l3", MILLIAMPS, .per = .001, .adds = true } },
	{ 0x2b, 4, { 0, 4, BIG_SIGNED, "watts_l1" } }, { 0x2c, 4, { 0, 4, BIG_SIGNED, "watts_l2" } },
	{ 0x2d, 4, { 0, 4, BIG_SIGNED, "watts_l3" } }, { 0x2e, 4, { 0, 4, BIG_SIGNED, "watts_exported_l1" } },
	{ 0x2f, 4, { 0, 4, BIG_SIGNED, "watts_exported_l2" } }, { 0x30, 4, { 0, 4, BIG_SIGNED, "watts_exported_l3" } },
	{ 0x3d, 4, { 0, 4, BIG, "var_hours" } }, { 0x3e, 4, { 0, 4, BIG, "var_hours_exported" } },
	{ 0x3f, 4, { 0, 4, BIG, "vars" } }, { 0x40, 4, { 0, 4, BIG, "vars_exported" } },
	{ 0x43, 4, { 0, 4, BIG, "volt_amperes" } }, { 0x44, 4, { 0, 4, BIG, "volt_amperes_exported" } },
	{ 0x45, 1, { 0, 1, BIG, "breaker" } },
	{ 0x64, 1, { 0, 1, BIG, "status", .words = words_status } },
	YOBIIQ_REGISTERS,
	{ 0x6c, 1, { 0, 1, BIG, "battery_percent" } },
	{ 0x6d, 2, { 0, 2, BIG, "battery_volts", BATTERY, .per = 1000 } },
	{ 0xb4, 1, { 0, 1, BIG, "profile" } },
	{ 0xd1, 4, { 0, 4, BIG, "pulses_1" } },
	{ 0xd2, 4, { 0, 4, BIG, "pulses_2" } },
	{ 0xfe, 4, { 0, 4, BIG, "device_time" } },
	{ .id = 0 },
};

static const struct channels channels = { { NULL, registers }, 2, .mask = 0xff };

/* History: the time of the frame, then values, each with how many seconds before it was. */
static bool take_history(const struct payload *payload, struct decoded *decoded, const char **why)
{
	enum { FRAME_HEAD = 6, HEAD = 4 };
	const uint8_t *at = payload->bytes + FRAME_HEAD, *end = payload->bytes + payload->size;

	*why = payload->size < FRAME_HEAD ? "shorter than the time of its history" : NULL;
	int64_t time = *why ? 0 : bytes_big(payload->bytes + 2, 4);
	fact_add(decoded, "package_time", (double)time);
	while (!*why && at < end) {
		struct decoded sample = { 0 };
		const struct channel *channel = end - at >= HEAD ? channel_find(&channels, at) : NULL;
		if (!channel || end - at < HEAD + channel->size) {
			*why = channel ? "the last value is cut short" : "a register that this model does not have";
			break;
		}
		fields_take(&channel->field, 1, at + HEAD, channel->size, &sample);
		sample.now.at = time - bytes_big(at + 2, 2);
		fact_add(decoded, "past_at", (double)sample.now.at);
		fact_add(decoded, "past_value", sample.facts[0].number);
		if (sample.now.has && decoded->past_count < PAST_READINGS)
			decoded->past[decoded->past_count++] = sample.now;
		at += HEAD + channel->size;
	}
	return !*why;
}

bool yobiiq_dsmr_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	const struct payload payload = { bytes, size, port };
	bool known = port <= ALARM_PORT || port == HISTORY_PORT || port == READING_PORT ||
		(port >= INFORMATION_PORT && port <= LAST_INFORMATION_PORT);

	*decoded = (struct decoded){ 0 };
	*why = known ? NULL : "this model does not send on this port";
	if (*why || yobiiq_take_answer(&payload, decoded))
		return !*why;
	if (port == HISTORY_PORT)
		return take_history(&payload, decoded, why);
	return channels_take(&channels, &payload, decoded, why);
}

/* ---- downlinks ---- */

static const struct {
	const char *name;
	uint8_t number, size;
} settings[] = {
	{ "adr", 0xa0, 1 },
	{ "linkCheckTimeframe", 0xa5, 2 },
	{ "dataRetransmission", 0xa6, 1 },
	{ "deviceStatus", 0x64, 0 }, /* without a size: to be asked for only */
	{ "electricityDeliveredToClient", 0x13, 0 },
	{ "electricityDeliveredByClient", 0x16, 0 },
	{ "electricityPowerDelivered", 0x1a, 0 },
	{ "electricityPowerReceived", 0x1b, 0 },
	{ "voltageL1", 0x25, 0 },
	{ "currentL1", 0x28, 0 },
};

/* Orders may follow each other, those that set and those that get each in a downlink of their own. */
bool yobiiq_dsmr_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	(void)model;
	for (size_t i = 0; order->name && i < sizeof settings / sizeof *settings; i++) {
		if (strcmp(settings[i].name, order->name) != 0)
			continue;
		if (order->kind == ORDER_SET && settings[i].size) {
			downlink->port = INFORMATION_PORT;
			bytes_put_big(downlink, 0xff00 | settings[i].number, 2);
			bytes_put_big(downlink, (uint64_t)order->value, settings[i].size);
			return true;
		}
		if (order->kind == ORDER_GET) {
			downlink->port = READING_PORT;
			if (!downlink->size)
				bytes_put_big(downlink, 0xffcc, 2);
			bytes_put_big(downlink, settings[i].number, 1);
			return true;
		}
	}
	*why = "this model does not know such an order";
	return false;
}
