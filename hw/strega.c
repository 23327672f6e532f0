// SPDX-License-Identifier: EUPL-1.2
/*
 * Strega Smart-Valve, Smart-Switch and Smart-Actuator: "STREGA LoRaWAN payload" for versions 3 and 4: four digits of
 * millivolts whose first byte also carries class and supply, a status, and behind # temperature and humidity, behind C
 * a counter, behind V an analog input, those two as text.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include "app/base/text.h"

enum { DIGITS_SIZE = 4, STATUS = 4, HEAD = 5, CLIMATE = '#', ACKNOWLEDGEMENT = '@', CLIMATE_SIZE = 4 };
enum { COUNTER_DIGITS = 6, ANALOG_DIGITS = 4, SET_COUNTER = 23, GET_COUNTER, GET_ANALOG }; /* ports of downlinks */

/* The status is two hexadecimal digits, of which the upper one is sent with 3 added. */
static const struct field status[] = {
	{ 0, 1, BIG, "relay", RELAY, .mask = 1 },
	{ 0, 1, BIG, "tamper", .mask = 2, .words = words_no_yes },
	{ 0, 1, BIG, "cable", .mask = 4, .words = words_no_yes },
	{ 0, 1, BIG, "input_0", .mask = 8, .words = words_off_on },
	{ 0, 1, BIG, "input_1", .mask = 16, .words = words_off_on },
	{ 0, 1, BIG, "leak", .mask = 32, .words = words_no_yes },
	{ 0, 1, BIG, "fraud", .mask = 64, .words = words_no_yes },
};

static bool take_battery(const uint8_t *bytes, struct decoded *decoded)
{
	unsigned millivolts = 0;

	for (int i = 0; i < DIGITS_SIZE; i++) {
		unsigned digit = (bytes[i] & (i ? 0xff : 0x3f)) - '0';
		if (digit > 9)
			return false;
		millivolts = millivolts * 10 + digit;
	}
	bool is_powered = bytes[0] & 0x40;
	fact_word(decoded, "class", bytes[0] & 0x80 ? "C" : "A");
	fact_word(decoded, "supply", is_powered ? "external" : "battery");
	if (!is_powered) {
		reading_set(&decoded->now, BATTERY, millivolts / 1000.);
		fact_add(decoded, "battery_percent", millivolts < 2000 ? 0 : (millivolts - 2000 + 8) / 16);
	}
	return true;
}

static uint32_t number_of(const uint8_t *digits, size_t count)
{
	uint32_t number = 0;

	for (size_t i = 0; i < count; i++)
		number = number << 4 | (uint32_t)(hex_digit((char)digits[i]) & 15);
	return number;
}

/* C and six hexadecimal digits, V and four. */
static void take_texts(const uint8_t *at, size_t left, struct decoded *decoded)
{
	while (left) {
		size_t digits = *at == 'C' ? COUNTER_DIGITS : *at == 'V' ? ANALOG_DIGITS : 0;
		bool is_whole = digits && left > digits;
		if (is_whole && *at == 'C')
			fact_add(decoded, "counter", number_of(at + 1, digits));
		else if (is_whole)
			fact_add(decoded, "analog_volts", number_of(at + 1, digits) / 1000.);
		size_t used = is_whole ? digits + 1 : 1;
		at += used;
		left -= used;
	}
}

/* @, the port of the downlink that it answers in two digits, and what is now set there. */
static void take_acknowledgement(const uint8_t *at, size_t left, struct decoded *decoded)
{
	if (left < 3)
		return;
	uint32_t port = number_of(at + 1, 2);
	fact_add(decoded, "acknowledged_port", port);
	if ((port == SET_COUNTER || port == GET_COUNTER) && left >= 3 + COUNTER_DIGITS)
		fact_add(decoded, "counter", number_of(at + 3, COUNTER_DIGITS));
	else if (port == GET_ANALOG && left >= 3 + ANALOG_DIGITS)
		fact_add(decoded, "analog_volts", number_of(at + 3, ANALOG_DIGITS) / 1000.);
	else if (left >= 5)
		fact_add(decoded, "acknowledged_value", number_of(at + 3, 2));
}

static void take_climate(const uint8_t *at, struct decoded *decoded)
{
	double celsius = bytes_big(at, 2) / 65536. * 165 - 40;

	reading_set(&decoded->now, CELSIUS, celsius);
	fact_add(decoded, "humidity", bytes_big(at + 2, 2) / 65536. * 100);
}

/* What comes behind battery and status. */
static bool take_rest(const uint8_t *at, size_t left, struct decoded *decoded, const char **why)
{
	bool has_climate = left && *at == CLIMATE;

	if (left && *at == ACKNOWLEDGEMENT) {
		take_acknowledgement(at, left, decoded);
		return true;
	}
	if (has_climate && left < 1 + CLIMATE_SIZE) {
		*why = "temperature and humidity are cut short";
		return false;
	}
	if (has_climate)
		take_climate(at + 1, decoded);
	size_t used = has_climate ? 1 + CLIMATE_SIZE : 0;
	take_texts(at + used, left - used, decoded);
	return true;
}

bool strega_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	(void)port;
	*decoded = (struct decoded){ 0 };
	*why = NULL;
	if (size && bytes[0] == ACKNOWLEDGEMENT) { /* of the counter and the analog input, without battery and status */
		take_acknowledgement(bytes, size, decoded);
		return true;
	}
	*why = size < HEAD ? "shorter than battery and status"
		: !take_battery(bytes, decoded) ? "does not begin with four digits of millivolts" : NULL;
	if (*why)
		return false;
	uint8_t flags = (uint8_t)(bytes[STATUS] - 0x30);
	fields_take(status, sizeof status / sizeof *status, &flags, 1, decoded);
	return take_rest(bytes + HEAD, size - HEAD, decoded, why);
}

bool strega_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	(void)model;
	downlink->port = 1;
	if (order->kind == ORDER_SWITCH)
		bytes_put_big(downlink, '0' + order->on, 1);
	else
		*why = "this model does not know such an order";
	return downlink->size;
}
