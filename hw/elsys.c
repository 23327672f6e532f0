// SPDX-License-Identifier: EUPL-1.2
/* Elsys EMS Desk and its kin: "Elsys LoRa payload" v1.11: channels of one byte, big endian. */
#include "hw/codec.h"
#include "hw/channel.h"

/* Settings, behind their length. */
static size_t take_settings(const uint8_t *value, size_t left, struct decoded *decoded)
{
	if (!left || value[0] >= left)
		return 0;
	fact_add(decoded, "settings_bytes", value[0]);
	return (size_t)value[0] + 1;
}

/* 0 nobody, 1 perhaps, 2 somebody. */
static const struct channel table[] = {
	{ 0x01, 2, { 0, 2, BIG_SIGNED, "celsius", CELSIUS, .per = 10 } },
	{ 0x02, 1, { 0, 1, BIG, "humidity" } },
	{ 0x03, 3, { 0, 1, BIG_SIGNED, "x" } },
	{ 0x03, 3, { 1, 1, BIG_SIGNED, "y" } },
	{ 0x03, 3, { 2, 1, BIG_SIGNED, "z" } },
	{ 0x04, 2, { 0, 2, BIG, "lux" } },
	{ 0x05, 1, { 0, 1, BIG, "motion" } },
	{ 0x06, 2, { 0, 2, BIG, "co2" } },
	{ 0x07, 2, { 0, 2, BIG, "battery_volts", BATTERY, .per = 1000 } },
	{ 0x08, 2, { 0, 2, BIG, "analog_volts_1", .per = 1000 } },
	{ 0x09, 6, { 0, 3, LITTLE_SIGNED, "latitude", .per = 10000 } },
	{ 0x09, 6, { 3, 3, LITTLE_SIGNED, "longitude", .per = 10000 } },
	{ 0x0a, 2, { 0, 2, BIG, "pulses_1" } },
	{ 0x0b, 4, { 0, 4, BIG, "pulses_1_total" } },
	{ 0x0c, 2, { 0, 2, BIG_SIGNED, "celsius_outside_1", .per = 10 } },
	{ 0x0d, 1, { 0, 1, BIG, "input" } },
	{ 0x0e, 2, { 0, 2, BIG, "millimetres" } },
	{ 0x0f, 1, { 0, 1, BIG, "acceleration_motion" } },
	{ 0x10, 4, { 0, 2, BIG_SIGNED, "celsius_infrared_inside", .per = 10 } },
	{ 0x10, 4, { 2, 2, BIG_SIGNED, "celsius_infrared_outside", .per = 10 } },
	{ 0x11, 1, { 0, 1, BIG, NULL, OCCUPANCY, .mask = 2 } },
	{ 0x11, 1, { 0, 1, BIG, "occupied_0_1_2" } },
	{ 0x12, 1, { 0, 1, BIG, "water_leak" } },
	{ 0x13, 65, { 0, 1, BIG, "heat_reference" } }, /* and 64 of a picture */
	{ 0x14, 4, { 0, 4, BIG_SIGNED, "hectopascals", .per = 1000 } },
	{ 0x15, 2, { 0, 1, BIG, "sound_peak" } },
	{ 0x15, 2, { 1, 1, BIG, "sound_mean" } },
	{ 0x16, 2, { 0, 2, BIG, "pulses_2" } },
	{ 0x17, 4, { 0, 4, BIG, "pulses_2_total" } },
	{ 0x18, 2, { 0, 2, BIG, "analog_volts_2", .per = 1000 } },
	{ 0x19, 2, { 0, 2, BIG_SIGNED, "celsius_outside_2", .per = 10 } },
	{ 0x1a, 1, { 0, 1, BIG, "input_2" } },
	{ 0x1b, 4, { 0, 4, BIG_SIGNED, "analog_microvolts" } },
	{ 0x1c, 2, { 0, 2, BIG, "tvoc" } },
	{ 0x3d, 4, { 0, 4, HEX, "debug" } },
	{ 0x3e, .take = take_settings },
	{ .id = 0 },
};

bool elsys_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	static const struct channels channels = { { table }, 1 };

	*decoded = (struct decoded){ 0 };
	return channels_take(&channels, &(struct payload){ bytes, size, port }, decoded, why);
}
