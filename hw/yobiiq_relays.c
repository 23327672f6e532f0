// SPDX-License-Identifier: EUPL-1.2
/*
 * Yobiiq RM200 (iQ-RM200-LRW), two relays: the maker's decoders, 2.0.0 of December 2024 (IQ-RM200-LRW, for firmware 2.1
 * and later) and that of June 2024 (Codec_RM200, for firmware before): channels of number and register, big endian. Of
 * the later firmware: channel 1 on ports 1 to 5, aa on 11 for alarms, ff on 50 to 99 and on 100 what was asked for. Of
 * the former: dd, aa with registers of its own, and ff on 50. Control is ff 1b (relay 1) and ff 2b (relay 2) on port 50.
 */
#include "hw/codec.h"
#include "hw/yobiiq.h"

enum { MOST_PORT = 5, ALARM_PORT = 11, INFORMATION_PORT = 50, LAST_INFORMATION_PORT = 99, READING_PORT = 100 };
enum { FORMER = 0xdd }; /* the channel */

static const char *const words_status[] = { "normal", "button", NULL };
static const char *const words_default[] = { "off", "on", "retain", NULL };
static const char *const words_override[] = { "normal", "on", "off", NULL };
static const char *const words_state[] = { "off", "on", "off by button", "on by button", NULL };

/* By register alone. Control is what was asked for, state what is. */
#define RELAY_REGISTERS(of, n) \
	{ of | 0x0b, 1, { 0, 1, BIG, "control_" n, .words = words_off_on } }, \
	{ of | 0x0c, 4, { 0, 4, BIG, "count_" n } }, \
	{ of | 0x0d, 1, { 0, 1, BIG, "default_" n, .words = words_default } }, \
	{ of | 0x0e, 1, { 0, 1, BIG, "state_without_network_" n, .words = words_default } }, \
	{ of | 0x0f, 1, { 0, 1, BIG, "button_" n, .words = words_off_on } }, \
	{ of, 1, { 0, 1, BIG, "override_" n, .words = words_override } }

static const struct channel registers[] = {
	{ 0x01, 4, { 0, 4, BIG, "logger_time" } },
	{ 0x1a, 1, { 0, 1, BIG, NULL, RELAY } },
	{ 0x1a, 1, { 0, 1, BIG, "relay_1", .words = words_off_on } },
	{ 0x2a, 1, { 0, 1, BIG, "relay_2", .words = words_off_on } },
	RELAY_REGISTERS(0x10, "1"),
	RELAY_REGISTERS(0x20, "2"),
	{ 0x64, 1, { 0, 1, BIG, "status", .words = words_status } },
	YOBIIQ_REGISTERS,
	{ 0x6c, 1, { 0, 1, BIG, "battery_volts", .per = 10 } },
	{ 0x6d, 1, { 0, 1, BIG, "battery_percent" } },
	{ 0xfe, 4, { 0, 4, BIG, "device_time" } },
	{ .id = 0 },
};

#define STATE_1(type) { type, 1, { 0, 1, BIG, NULL, RELAY, .mask = 1 } }, \
	{ type, 1, { 0, 1, BIG, "relay_1", .words = words_state } }
#define STATE_2(type) { type, 1, { 0, 1, BIG, "relay_2", .words = words_state } }
#define COUNT_1(type) { type, 4, { 0, 4, BIG, "count_1" } }
#define COUNT_2(type) { type, 4, { 0, 4, BIG, "count_2" } }

static const struct channel former_registers[] = {
	{ 0x12, 1, { 0, 1, BIG, "adr", .words = words_off_on } },
	{ 0x13, 1, { 0, 1, BIG, "spreading_factor" } },
	{ 0x14, 1, { 0, 1, BIG, "watchdog_function", .words = words_off_on } },
	{ 0x15, 2, { 0, 2, BIG, "watchdog_timeout" } },
	{ 0x16, 1, { 0, 1, BIG, "watchdog", .words = yobiiq_words_alarm } },
	{ 0x64, 1, { 0, 1, BIG, "default", .words = words_default } },
	{ 0x65, 1, { 0, 1, BIG, "state_without_network", .words = words_default } },
	{ 0x66, 1, { 0, 1, BIG, "button", .words = words_off_on } },
	{ 0x67, 1, { 0, 1, BIG, "override", .words = words_no_yes } },
	{ 0x69, 1, { 0, 1, BIG, "temperature_alarm", .words = yobiiq_words_alarm } },
	{ 0x70, 4, { 0, 4, BIG, "temperature_alarms" } },
	{ 0x71, 2, { 0, 2, BIG_SIGNED, "celsius", CELSIUS, .per = 100 } },
	{ 0x72, 1, { 0, 1, BIG, "humidity" } },
	STATE_1(0x95),
	{ 0x96, 1, { 0, 1, BIG, "control_1", .words = words_off_on } },
	COUNT_1(0x97),
	STATE_2(0x98),
	{ 0x99, 1, { 0, 1, BIG, "control_2", .words = words_off_on } },
	COUNT_2(0x9a),
	{ 0xfd, 4, { 0, 4, BIG, "logger_time" } },
	{ 0xfe, 4, { 0, 4, BIG, "device_time" } },
	{ .id = 0 },
};

static const struct channel former_alarms[] = {
	{ 0x00, 1, { 0, 1, BIG, "temperature_alarm", .words = yobiiq_words_alarm } },
	STATE_1(0x01), STATE_2(0x02),
	{ 0x03, 1, { 0, 1, BIG, "watchdog", .words = yobiiq_words_alarm } },
	COUNT_1(0x97), COUNT_2(0x9a),
	{ 0xfe, 4, { 0, 4, BIG, "device_time" } },
	{ .id = 0 },
};

static const struct channel former_information[] = { YOBIIQ_INFORMATION, { .id = 0 } };

/* What the firmware before 2.1 would mean by the port; it writes measurements as channel dd. */
static const struct channels *former(const struct payload *payload)
{
	static const struct channels measured = { { NULL, former_registers }, 2, .mask = 0xff };
	static const struct channels alarmed = { { NULL, former_alarms }, 2, .mask = 0xff };
	static const struct channels described = { { NULL, former_information }, 2, .mask = 0xff };

	if (payload->port == ALARM_PORT)
		return &alarmed;
	return payload->port <= MOST_PORT || payload->port == READING_PORT ? &measured : &described;
}

bool yobiiq_relays_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	static const struct channels later = { { NULL, registers }, 2, .mask = 0xff };
	const struct payload payload = { bytes, size, port };
	bool known = port <= MOST_PORT || port == ALARM_PORT || port == READING_PORT ||
		(port >= INFORMATION_PORT && port <= LAST_INFORMATION_PORT);

	*decoded = (struct decoded){ 0 };
	*why = known ? NULL : "this model does not send on this port";
	if (*why || yobiiq_take_answer(&payload, decoded))
		return !*why;
	/* Whose firmware an alarm comes from only shows in that all of it can be read. */
	bool is_former = port == ALARM_PORT || (port <= MOST_PORT && size && bytes[0] == FORMER);
	if (channels_take(is_former ? former(&payload) : &later, &payload, decoded, why))
		return true;
	*decoded = (struct decoded){ 0 };
	return channels_take(is_former ? &later : former(&payload), &payload, decoded, why);
}

/* Without relays named, both are meant. */
bool yobiiq_relays_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	unsigned relays = order->channels ? order->channels : 3;

	(void)model;
	downlink->port = order->kind == ORDER_REPORT ? READING_PORT : INFORMATION_PORT;
	if (order->kind == ORDER_REPORT)
		bytes_put_big(downlink, 0xffcc1a2a, 4);
	if (order->kind == ORDER_SWITCH && relays & 1)
		bytes_put_big(downlink, 0xff1b00 | order->on, 3);
	if (order->kind == ORDER_SWITCH && relays & 2)
		bytes_put_big(downlink, 0xff2b00 | order->on, 3);
	if (!downlink->size)
		*why = "this model does not know such an order";
	return downlink->size;
}
