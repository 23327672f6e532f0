// SPDX-License-Identifier: EUPL-1.2
/*
 * Netvox's plugs with a meter, R809A (Europe) and R816B (America): "Netvox LoRaWAN Application Command", device types
 * 0x0E and 0x73: 11 bytes, big endian, reports on port 6, replies to configuration on port 7.
 */
#include "hw/codec.h"

enum { REPORT_PORT = 6, REPLY_PORT = 7, SIZE = 11, VERSION = 1, R809A = 0x0e, R816B = 0x73 };
enum { TYPE_VERSION, TYPE_STATUS, TYPE_POWER };

static uint32_t big(const uint8_t *value, int size)
{
	uint32_t number = 0;

	while (size--)
		number = number << 8 | *value++;
	return number;
}

static void status(const uint8_t *bytes, struct reading *reading)
{
	reading->has = HAS_RELAY | HAS_WATT_HOURS;
	reading->relay = bytes[3];
	reading->watt_hours = big(bytes + 4, 4); /* unsigned: the public codecs overflow at 2^31 */
}

static void power(const uint8_t *bytes, struct reading *reading)
{
	reading->has = HAS_VOLTS | HAS_MILLIAMPS | HAS_WATTS;
	reading->volts = big(bytes + 3, 2);
	reading->milliamps = big(bytes + 5, 2);
	reading->watts = big(bytes + 7, 2);
}

static bool report(const uint8_t *bytes, struct reading *reading, const char **why)
{
	if (bytes[0] != VERSION)
		*why = "not version 1 of the report";
	else if (bytes[2] == TYPE_STATUS && bytes[3] > 1)
		*why = "neither on nor off";
	else if (bytes[2] > TYPE_POWER)
		*why = "a type of report that this model does not have";
	else {
		if (bytes[2] == TYPE_STATUS)
			status(bytes, reading);
		if (bytes[2] == TYPE_POWER)
			power(bytes, reading);
		return true;
	}
	return false;
}

bool netvox_plug_decode(const uint8_t *bytes, size_t size, unsigned port,
	struct reading *reading, const char **why)
{
	*reading = (struct reading){ 0 };
	if (port != REPORT_PORT && port != REPLY_PORT)
		*why = "this model sends on ports 6 and 7 only";
	else if (size != SIZE)
		*why = "not the 11 bytes of a Netvox frame";
	else if (bytes[1] != R809A && bytes[1] != R816B)
		*why = "another device type than R809A or R816B";
	else if (port == REPLY_PORT || bytes[0] & 0x80) /* a reply: command's number plus 0x80 */
		return true;
	else
		return report(bytes, reading, why);
	return false;
}

static bool recognise(const uint8_t *bytes, size_t size, unsigned port, uint8_t type)
{
	return port == REPORT_PORT && size == SIZE && bytes[0] == VERSION && bytes[1] == type;
}

bool netvox_r809a_recognise(const uint8_t *bytes, size_t size, unsigned port)
{
	return recognise(bytes, size, port, R809A);
}

bool netvox_r816b_recognise(const uint8_t *bytes, size_t size, unsigned port)
{
	return recognise(bytes, size, port, R816B);
}
