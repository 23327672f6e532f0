// SPDX-License-Identifier: EUPL-1.2
/*
 * EMU Professional II and Superior: "EMU LoRaWAN payload" v1: the time, registers of one byte's number, little endian,
 * and a CRC-8 over all (polynomial 0x07) as the last byte.
 */
#include "hw/channel.h"
#include "hw/codec.h"

#include <math.h>

enum { TIME = 4, CRC = 1, STATUS_SIZE = 2, ACKNOWLEDGE = 2, ACTIVE = 8 };

static size_t wide(const uint8_t *value, size_t left, const char *name, struct decoded *decoded)
{
	if (left < 8)
		return 0;
	fact_add(decoded, name, ldexp(bytes_little(value + 4, 4), 32) + bytes_little(value, 4));
	return 8;
}

static size_t wide_imported(const uint8_t *value, size_t left, struct decoded *decoded)
{
	size_t size = wide(value, left, "watt_hours_64", decoded);

	if (size)
		reading_add(&decoded->now, WATT_HOURS, decoded->facts[decoded->fact_count - 1].number);
	return size;
}

static size_t wide_other(const uint8_t *value, size_t left, struct decoded *decoded)
{
	return wide(value, left, "register_64", decoded);
}

/* Digits of a serial number, the last pair first. */
static size_t serial(const uint8_t *value, size_t left, struct decoded *decoded)
{
	static const struct field digits = { 0, 4, HEX, "serial_number" };

	if (left < 4)
		return 0;
	const uint8_t turned[] = { value[3], value[2], value[1], value[0] };
	fields_take(&digits, 1, turned, sizeof turned, decoded);
	return sizeof turned;
}

/* A year, two digits of it in each byte's lower half. */
static size_t year(const uint8_t *value, size_t left, struct decoded *decoded)
{
	if (left < 4)
		return 0;
	fact_add(decoded, "year", value[0] * 1000 + value[1] * 100 + value[2] * 10 + value[3]);
	return 4;
}

/* Tariffs 1 and 2 make the energy together. */
static const struct channel registers[] = {
	{ 0x00, 4, { 0, 4, LITTLE, "index" } },
	{ 0x01, 4, { 0, 4, LITTLE, "device_time" } },
	{ 0x02, 4, { 0, 4, LITTLE, "device_time_before" } },
	{ 0x03, 4, { 0, 4, LITTLE, "watt_hours_t1", WATT_HOURS, .adds = true } },
	{ 0x04, 4, { 0, 4, LITTLE, "watt_hours_t2", WATT_HOURS, .adds = true } },
	{ 0x05, 4, { 0, 4, LITTLE, "watt_hours_exported_t1" } },
	{ 0x06, 4, { 0, 4, LITTLE, "watt_hours_exported_t2" } },
	{ 0x07, 4, { 0, 4, LITTLE, "var_hours_t1" } },
	{ 0x08, 4, { 0, 4, LITTLE, "var_hours_t2" } },
	{ 0x09, 4, { 0, 4, LITTLE, "var_hours_exported_t1" } },
	{ 0x0a, 4, { 0, 4, LITTLE, "var_hours_exported_t2" } },
	{ 0x0b, 4, { 0, 4, LITTLE_SIGNED, "watts", WATTS } },
	{ 0x0c, 4, { 0, 4, LITTLE_SIGNED, "watts_l1" } },
	{ 0x0d, 4, { 0, 4, LITTLE_SIGNED, "watts_l2" } },
	{ 0x0e, 4, { 0, 4, LITTLE_SIGNED, "watts_l3" } },
	{ 0x0f, 4, { 0, 4, LITTLE_SIGNED, "milliamps", MILLIAMPS } },
	{ 0x10, 4, { 0, 4, LITTLE_SIGNED, "milliamps_l1" } },
	{ 0x11, 4, { 0, 4, LITTLE_SIGNED, "milliamps_l2" } },
	{ 0x12, 4, { 0, 4, LITTLE_SIGNED, "milliamps_l3" } },
	{ 0x13, 4, { 0, 4, LITTLE_SIGNED, "milliamps_n" } },
	{ 0x14, 4, { 0, 4, LITTLE_SIGNED, "volts_l1", VOLTS, .per = 10 } },
	{ 0x15, 4, { 0, 4, LITTLE_SIGNED, "volts_l2", .per = 10 } },
	{ 0x16, 4, { 0, 4, LITTLE_SIGNED, "volts_l3", .per = 10 } },
	{ 0x17, 1, { 0, 1, LITTLE_SIGNED, "power_factor_l1" } },
	{ 0x18, 1, { 0, 1, LITTLE_SIGNED, "power_factor_l2" } },
	{ 0x19, 1, { 0, 1, LITTLE_SIGNED, "power_factor_l3" } },
	{ 0x1a, 2, { 0, 2, LITTLE_SIGNED, "hertz", .per = 10 } },
	{ 0x1b, 4, { 0, 4, LITTLE_SIGNED, "watts_mean" } },
	{ 0x1c, 4, { 0, 4, LITTLE, "kilowatt_hours_t1", WATT_HOURS, .per = .001, .adds = true } },
	{ 0x1d, 4, { 0, 4, LITTLE, "kilowatt_hours_t2", WATT_HOURS, .per = .001, .adds = true } },
	{ 0x1e, 4, { 0, 4, LITTLE, "kilowatt_hours_exported_t1" } },
	{ 0x1f, 4, { 0, 4, LITTLE, "kilowatt_hours_exported_t2" } },
	{ 0x20, 4, { 0, 4, LITTLE, "kilovar_hours_t1" } }, { 0x21, 4, { 0, 4, LITTLE, "kilovar_hours_t2" } },
	{ 0x22, 4, { 0, 4, LITTLE, "kilovar_hours_exported_t1" } },
	{ 0x23, 4, { 0, 4, LITTLE, "kilovar_hours_exported_t2" } },
	{ 0x24, 8, { 0 }, wide_imported }, { 0x25, 8, { 0 }, wide_imported },
	{ 0x26, 8, { 0 }, wide_other }, { 0x27, 8, { 0 }, wide_other }, { 0x28, 8, { 0 }, wide_other },
	{ 0x29, 8, { 0 }, wide_other }, { 0x2a, 8, { 0 }, wide_other }, { 0x2b, 8, { 0 }, wide_other },
	{ 0xf0, 1, { 0, 1, LITTLE, "faults" } },
	{ 0xf1, 4, { 0 }, serial }, { 0xf2, 4, { 0 }, serial },
	{ 0xf3, 2, { 0, 2, LITTLE, "primary_current_ratio" } },
	{ 0xf4, 2, { 0, 2, LITTLE, "secondary_current_ratio" } },
	{ 0xf5, 2, { 0, 2, LITTLE, "primary_voltage_ratio" } },
	{ 0xf6, 2, { 0, 2, LITTLE, "secondary_voltage_ratio" } },
	{ 0xf7, 1, { 0, 1, LITTLE, "meter_type" } },
	{ 0xf8, 4, { 0 }, year }, { 0xf9, 4, { 0 }, year },
	{ 0xfa, 4, { 0, 4, HEX, "firmware" } }, { 0xfb, 4, { 0, 4, HEX, "mid_version" } },
	{ 0xfc, 4, { 0, 4, HEX, "manufacturer" } }, { 0xfd, 4, { 0, 4, HEX, "hardware" } },
	{ 0xfe, 4, { 0, 4, LITTLE, "system_time" } },
	{ .id = 0 },
};

static uint8_t crc(const uint8_t *bytes, size_t size)
{
	uint8_t sum = 0;

	for (size_t i = 0; i < size; i++) {
		sum ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = (uint8_t)(sum << 1 ^ (sum & 0x80 ? 0x07 : 0));
	}
	return sum;
}

bool emu_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	static const struct channels channels = { { registers }, 1 };

	*decoded = (struct decoded){ 0 };
	*why = NULL;
	if (size && size <= STATUS_SIZE)
		return true; /* an answer, not for us */
	*why = size <= TIME + CRC ? "shorter than time and check sum"
		: crc(bytes, size - CRC) != bytes[size - CRC] ? "the check sum is wrong" : NULL;
	if (*why)
		return false;
	fact_add(decoded, "logged_at", bytes_little(bytes, TIME));
	const struct payload payload = { bytes + TIME, size - TIME - CRC, port };
	return channels_take(&channels, &payload, decoded, why);
}

/* Minutes, flags, and which registers shall come: those in change, or time, energy and power. */
bool emu_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	static const int64_t usual[ORDER_CHANGES] = { 0x01, 0x03, 0x04, 0x0b };
	const int64_t *wanted = order->has_change ? order->change : usual;
	int64_t minutes = (order->seconds + 59) / 60;

	(void)model;
	if (order->kind != ORDER_INTERVAL || minutes < 1 || minutes > UINT16_MAX || downlink->size) {
		*why = "this model only takes an interval of 1 to 65535 minutes";
		return false;
	}
	downlink->port = 1;
	bytes_put_little(downlink, (uint64_t)minutes, 2);
	bytes_put_little(downlink, ACKNOWLEDGE | ACTIVE, 1);
	for (int i = 0; i < ORDER_CHANGES && (wanted[i] || !i); i++)
		bytes_put_little(downlink, (uint64_t)wanted[i], 1);
	bytes_put_little(downlink, crc(downlink->bytes, downlink->size), 1);
	return true;
}
