// SPDX-License-Identifier: EUPL-1.2
/*
 * Milesight's smart plugs: WS52x Portable Smart Socket and WS51x Wall Socket user guides, "Device Payload": channels of
 * id, type and value, little endian, on port 85.
 */
#include "hw/codec.h"

enum { PORT = 85 };

static uint32_t little(const uint8_t *value, int size)
{
	uint32_t number = 0;

	while (size--)
		number = number << 8 | value[size];
	return number;
}

static void volts(const uint8_t *value, struct reading *reading)
{
	reading->has |= HAS_VOLTS;
	reading->volts = little(value, 2) / 10.0;
}

static void watts(const uint8_t *value, struct reading *reading)
{
	reading->has |= HAS_WATTS;
	reading->watts = little(value, 4);
}

static void power_factor(const uint8_t *value, struct reading *reading)
{
	reading->has |= HAS_POWER_FACTOR;
	reading->power_factor = value[0];
}

static void watt_hours(const uint8_t *value, struct reading *reading)
{
	reading->has |= HAS_WATT_HOURS;
	reading->watt_hours = little(value, 4);
}

static void milliamps(const uint8_t *value, struct reading *reading)
{
	reading->has |= HAS_MILLIAMPS;
	reading->milliamps = little(value, 2);
}

static void relay(const uint8_t *value, struct reading *reading)
{
	reading->has |= HAS_RELAY;
	reading->relay = value[0] & 1;
}

static void celsius(const uint8_t *value, struct reading *reading)
{
	reading->has |= HAS_CELSIUS;
	reading->celsius = (int16_t)little(value, 2) / 10.0;
}

static const struct channel {
	uint8_t id, type, size;
	void (*take)(const uint8_t *value, struct reading *reading); /* NULL: says nothing about power */
} channels[] = {
	{ 0x03, 0x74, 2, volts },
	{ 0x04, 0x80, 4, watts },
	{ 0x05, 0x81, 1, power_factor },
	{ 0x06, 0x83, 4, watt_hours },
	{ 0x07, 0xc9, 2, milliamps },
	{ 0x08, 0x70, 1, relay },
	{ 0x09, 0x67, 2, celsius },
	{ 0x99, 0x67, 5, NULL }, /* temperature mutation alarm */
	/* What the device says of itself when it joins. */
	{ 0xff, 0x01, 1, NULL }, /* protocol */
	{ 0xff, 0x09, 2, NULL }, /* hardware */
	{ 0xff, 0x0a, 2, NULL }, /* firmware */
	{ 0xff, 0x0b, 1, NULL }, /* power on */
	{ 0xff, 0x0f, 1, NULL }, /* class */
	{ 0xff, 0x16, 8, NULL }, /* serial number */
	{ 0xff, 0xfe, 1, NULL }, /* reset */
	{ 0xff, 0xff, 2, NULL }, /* TSL version */
	/* Replies to downlinks. */
	{ 0xff, 0x03, 2, NULL }, /* reporting interval */
	{ 0xff, 0x10, 1, NULL }, /* reboot */
	{ 0xff, 0x22, 4, NULL }, /* delayed switch */
	{ 0xff, 0x23, 2, NULL }, /* delete it */
	{ 0xff, 0x24, 2, NULL }, /* over-current alarm */
	{ 0xff, 0x25, 2, NULL }, /* button lock */
	{ 0xff, 0x26, 1, NULL }, /* energy metering */
	{ 0xff, 0x27, 1, NULL }, /* reset energy */
	{ 0xff, 0x28, 1, NULL }, /* report now */
	{ 0xff, 0x2c, 1, NULL },
	{ 0xff, 0x2f, 1, NULL }, /* LED */
	{ 0xff, 0x30, 2, NULL }, /* over-current protection */
};

/* Replies come as 0xfe from older firmware and as 0xff from newer. */
static const struct channel *find(uint8_t id, uint8_t type)
{
	for (size_t i = 0; i < sizeof channels / sizeof *channels; i++)
		if (channels[i].type == type && channels[i].id == (id == 0xfe ? 0xff : id))
			return &channels[i];
	return NULL;
}

/* Newer WS51x firmware appends an alarm byte to the temperature: no channel has an id that low. */
static size_t alarm_byte(const struct channel *channel, const uint8_t *next, const uint8_t *end)
{
	return channel->take == celsius && next < end && *next < 3;
}

static bool take_all(const uint8_t *at, const uint8_t *end, struct reading *reading,
	const char **why)
{
	while (at < end) {
		const struct channel *channel = end - at < 2 ? NULL : find(at[0], at[1]);
		if (!channel) {
			*why = "a channel that this model does not have";
			return false;
		}
		at += 2;
		if (end - at < channel->size) {
			*why = "the last channel is cut short";
			return false;
		}
		if (channel->take)
			channel->take(at, reading);
		at += channel->size;
		at += alarm_byte(channel, at, end);
	}
	return true;
}

bool milesight_plug_decode(const uint8_t *bytes, size_t size, unsigned port,
	struct reading *reading, const char **why)
{
	*reading = (struct reading){ 0 };
	if (port != PORT)
		*why = "this model sends on port 85 only";
	else if (!size)
		*why = "the frame is empty";
	else
		return take_all(bytes, bytes + size, reading, why);
	return false;
}

/* A full report; the shorter ones look like those of Milesight's sensors, which share the port and the ids. */
static bool recognise(const uint8_t *bytes, size_t size, unsigned port, unsigned temperature)
{
	static const unsigned full = HAS_RELAY | HAS_POWER_FACTOR | HAS_MILLIAMPS | HAS_VOLTS |
		HAS_WATT_HOURS | HAS_WATTS;
	struct reading reading;
	const char *why;

	return milesight_plug_decode(bytes, size, port, &reading, &why) &&
		reading.has == (full | temperature);
}

bool milesight_ws52x_recognise(const uint8_t *bytes, size_t size, unsigned port)
{
	return recognise(bytes, size, port, 0);
}

bool milesight_ws51x_recognise(const uint8_t *bytes, size_t size, unsigned port)
{
	return recognise(bytes, size, port, HAS_CELSIUS);
}
