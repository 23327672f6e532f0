// SPDX-License-Identifier: EUPL-1.2
/* Elsys EMS Desk and its kin: "Elsys LoRa payload" v1.x: channels of one byte, big endian. */
#include "hw/codec.h"
#include "hw/channel.h"

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
	{ 0x0a, 2, { 0, 2, BIG, "pulses_1" } },
	{ 0x0b, 4, { 0, 4, BIG, "pulses_1_total" } },
	{ 0x0d, 1, { 0, 1, BIG, "input" } },
	{ 0x0f, 1, { 0, 1, BIG, "acceleration_motion" } },
	{ 0x11, 1, { 0, 1, BIG, NULL, OCCUPANCY, .mask = 2 } },
	{ 0x11, 1, { 0, 1, BIG, "occupied_0_1_2" } },
	{ 0x12, 1, { 0, 1, BIG, "water_leak" } },
	{ .id = 0 },
};

bool elsys_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	static const struct channels channels = { { table }, 1 };

	*decoded = (struct decoded){ 0 };
	return channels_take(&channels, &(struct payload){ bytes, size, port }, decoded, why);
}
