// SPDX-License-Identifier: EUPL-1.2
/*
 * Vutility's meters that power themselves from the line: the codec descriptions of HotDrop Direct (packet 50), VoltDrop
 * Direct (38 to 47) and PulseDrop (28): big endian on port 3.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include <string.h>

enum { PULSES = 28, CONSOLIDATED = 38, VOLTAGE_ANGLE, VOLTAGE_FACTOR, AMPERAGE, ENERGY_CONFIRMED, ENERGY,
	APPARENT_CONFIRMED, APPARENT, STARTED, FAULTS, CLAMP = 50 };
enum { SIZE = 11, CONSOLIDATED_SIZE = 21 };

#define CAPACITOR(at) { at, 1, BIG, "capacitor_volts", BATTERY, .per = 51 } /* 255 are 5 V */
#define VOLTAGES(at) \
	{ at, 2, BIG, "volts_l1", VOLTS, .per = 64 }, { at + 2, 2, BIG, "volts_l2", .per = 64 }, \
	{ at + 4, 2, BIG, "volts_l3", .per = 64 }
#define CURRENTS(at) \
	{ at, 2, BIG, "milliamps_l1", MILLIAMPS, .per = .016, .adds = true }, \
	{ at + 2, 2, BIG, "milliamps_l2", MILLIAMPS, .per = .016, .adds = true }, \
	{ at + 4, 2, BIG, "milliamps_l3", MILLIAMPS, .per = .016, .adds = true }
#define ANGLES(at) \
	{ at, 1, BIG, "angle_l1", .per = 255 / 360. }, { at + 1, 1, BIG, "angle_l2", .per = 255 / 360. }, \
	{ at + 2, 1, BIG, "angle_l3", .per = 255 / 360. }

static const struct field pulses[] = { CAPACITOR(1), { 3, 4, BIG, "pulses" } };
static const struct field clamp[] = { { 1, 4, BIG, "ampere_hours", .per = 10 },
	{ 5, 2, BIG, "milliamps", MILLIAMPS, .per = .01 }, { 7, 1, BIG, "percent_above" },
	{ 8, 1, BIG, "percent_below" }, CAPACITOR(9) };
static const struct field consolidated[] = { VOLTAGES(1), ANGLES(7), CAPACITOR(10), CURRENTS(11) };
static const struct field voltage_angle[] = { VOLTAGES(1), ANGLES(7), CAPACITOR(10) };
static const struct field voltage_factor[] = { VOLTAGES(1), { 7, 1, BIG_SIGNED, "power_factor_l1" },
	{ 8, 1, BIG_SIGNED, "power_factor_l2" }, { 9, 1, BIG_SIGNED, "power_factor_l3" }, CAPACITOR(10) };
static const struct field amperage[] = { CURRENTS(1) };
static const struct field factor[] = { { 9, 2, BIG_SIGNED, "power_factor_exactly", POWER_FACTOR, .per = 128 } };
static const struct field started[] = { { 1, 1, BIG, "reset_reason" }, { 2, 4, HEX, "firmware" },
	{ 6, 2, HEX, "reader_firmware" } };
static const struct field faults[] = { { 1, 2, BIG, "faults" }, { 3, 2, HEX, "register" } };

#define FIELDS(table) table, sizeof table / sizeof *table

static const struct {
	uint8_t packet, celsius_at;
	const struct field *fields;
	size_t count;
} packets[] = {
	{ PULSES, 2, FIELDS(pulses) },
	{ CLAMP, 10, FIELDS(clamp) },
	{ CONSOLIDATED, 20, FIELDS(consolidated) },
	{ VOLTAGE_ANGLE, 0, FIELDS(voltage_angle) },
	{ VOLTAGE_FACTOR, 0, FIELDS(voltage_factor) },
	{ AMPERAGE, 10, FIELDS(amperage) },
	{ ENERGY_CONFIRMED, 0, FIELDS(factor) },
	{ ENERGY, 0, FIELDS(factor) },
	{ APPARENT_CONFIRMED, 0, FIELDS(factor) },
	{ APPARENT, 0, FIELDS(factor) },
	{ STARTED, 0, FIELDS(started) },
	{ FAULTS, 0, FIELDS(faults) },
};

/* 0 to 255 are -40 to 80 degrees. */
static void take_celsius(uint8_t scaled, struct decoded *decoded)
{
	double celsius = scaled * (120 / 255.) - 40;

	reading_set(&decoded->now, CELSIUS, celsius);
	fact_add(decoded, "celsius", celsius);
}

/* Registers of 64 bits, of which the active one may go below 0. */
static void take_energy(const uint8_t *bytes, struct decoded *decoded)
{
	uint64_t number = (uint64_t)bytes_big(bytes + 1, 4) << 32 | bytes_big(bytes + 5, 4);

	if (bytes[0] == ENERGY || bytes[0] == ENERGY_CONFIRMED)
		reading_set(&decoded->now, WATT_HOURS, (double)(int64_t)number);
	else if (bytes[0] == APPARENT || bytes[0] == APPARENT_CONFIRMED)
		fact_add(decoded, "volt_ampere_hours", (double)number);
}

/* How far the highest current of each phase lay above its mean, in 32nds of it. */
static void take_peaks(const uint8_t *currents, const uint8_t *above, struct decoded *decoded)
{
	static const char *const names[] = { "milliamps_most_l1", "milliamps_most_l2", "milliamps_most_l3" };

	for (int i = 0; i < 3; i++)
		fact_add(decoded, names[i], bytes_big(currents + 2 * i, 2) / .016 * (above[i] / 32. + 1));
}

static void take_flags(uint8_t flags, struct decoded *decoded)
{
	fact_word(decoded, "meter", flags & 1 ? "does not respond" : flags & 2 ? "responds wrongly" : "responds");
}

bool vutility_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	size_t i = 0;

	(void)port; /* not fixed: the packet says what it is */
	*decoded = (struct decoded){ 0 };
	while (size && i < sizeof packets / sizeof *packets && packets[i].packet != bytes[0])
		i++;
	*why = !size ? "the frame is empty"
		: i == sizeof packets / sizeof *packets ? "a packet that this vendor does not have"
		: size != (bytes[0] == CONSOLIDATED ? CONSOLIDATED_SIZE : SIZE) ? "the packet has another length" : NULL;
	if (*why)
		return false;
	fields_take(packets[i].fields, packets[i].count, bytes, size, decoded);
	if (packets[i].celsius_at)
		take_celsius(bytes[packets[i].celsius_at], decoded);
	if (bytes[0] == CONSOLIDATED)
		take_peaks(bytes + 11, bytes + 17, decoded);
	else if (bytes[0] == AMPERAGE)
		take_peaks(bytes + 1, bytes + 7, decoded);
	else if (bytes[0] == PULSES)
		take_flags(bytes[10], decoded);
	take_energy(bytes, decoded);
	return true;
}

/* In seconds, as a float. */
static void put_float(int64_t seconds, struct downlink *downlink)
{
	float number = (float)seconds;
	uint32_t bits;

	memcpy(&bits, &number, sizeof bits);
	bytes_put_little(downlink, 0x54, 2);
	bytes_put_little(downlink, bits, 4);
	bytes_put_little(downlink, 0, 4);
}

bool vutility_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	if (order->kind != ORDER_INTERVAL || order->seconds < 60 || order->seconds > 1800) {
		*why = "this model only takes an interval of 60 to 1800 seconds";
		return false;
	}
	downlink->port = 3;
	if (!strcmp(model, "voltdrop"))
		bytes_put_big(downlink, UINT64_C(0x3100000000) | (uint64_t)order->seconds, 6);
	else
		put_float(order->seconds, downlink);
	return true;
}
