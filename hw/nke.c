// SPDX-License-Identifier: EUPL-1.2
/*
 * nke Watteco Smart Plug, Triphas'O, Intens'O and Sens'O: "Simple metering like cluster", "OnOff cluster", "Power
 * quality", "Energy and power metering cluster", "Voltage and current metering cluster" and both "Multiple …" of
 * support.watteco.com: ZCL frames on port 125, big endian, or batches (nke_batch.c). Wh and W are what they say: the
 * public codec divides them by 1000. The plug itself says 0 W below 10 W, so an idle printer looks off.
 */
#include "hw/codec.h"
#include "hw/nke_batch.h"

#include <math.h>
#include <string.h>

enum { PORT = 125, REPORT = 0x0a, ALARM = 0x8a, READ_REPLY = 0x01, CONFIGURED = 0x07, CONFIGURATION = 0x09 };
enum { BYTES = 0x41, HEAD = 6, CONFIGURATION_SIZE = 13, MINUTES = 0x8000 };
enum { ON_OFF = 0x0006, ANALOG = 0x000c, NODE_POWER = 0x0050, METERING = 0x0052, ENERGY = 0x800a,
	CURRENT = 0x800b, QUALITY = 0x8052 };
enum { PRESENT_VALUE = 0x0055, SOURCES = 0x0006, ALL_PHASES = 3 };

enum kind { PLUG, PHASES, CLAMP, PULSES, KINDS };

static const struct field metering[] = {
	{ 0, 3, BIG_SIGNED, "watt_hours", WATT_HOURS }, /* wraps at 8388607 */
	{ 3, 3, BIG_SIGNED, "var_hours" },
	{ 6, 2, BIG, "samples" },
	{ 8, 2, BIG_SIGNED, "watts", WATTS },
	{ 10, 2, BIG_SIGNED, "vars" },
};

static const struct field quality[] = {
	{ 6, 2, BIG, "volts", VOLTS, .per = 10 },
	{ 8, 2, BIG, "volts_least", .per = 10 },
	{ 10, 2, BIG, "volts_most", .per = 10 },
	{ 12, 2, BIG, "volts_peak", .per = 10 },
	{ 14, 2, BIG, "volts_peak_least", .per = 10 },
	{ 16, 2, BIG, "volts_peak_most", .per = 10 },
	{ 18, 2, BIG, "overvoltages" },
	{ 20, 2, BIG, "sags" },
	{ 22, 2, BIG, "brownouts" },
};

/* Drawn and fed back are counted apart. */
#define ENERGY_FIELDS(of, energy) { \
	{ 0, 4, BIG, of "watt_hours", energy }, { 4, 4, BIG, of "watt_hours_exported" }, \
	{ 8, 4, BIG, of "var_hours" }, { 12, 4, BIG, of "var_hours_exported" }, \
	{ 16, 4, BIG, of "watts_imported" }, { 20, 4, BIG, of "watts_exported" }, \
	{ 24, 4, BIG, of "vars" }, { 28, 4, BIG, of "vars_exported" } }
#define CURRENT_FIELDS(of, voltage, amperage) { \
	{ 0, 2, BIG, of "volts", voltage, .per = 10 }, { 2, 2, BIG, of "milliamps", amperage, .per = .01 }, \
	{ 4, 2, BIG, of "angle" } }

static const struct field energy[] = ENERGY_FIELDS("", WATT_HOURS);
static const struct field current[] = CURRENT_FIELDS("", VOLTS, MILLIAMPS);
static const struct field phase_energy[] = ENERGY_FIELDS("phase_", NO_QUANTITY);
static const struct field phase_current[] = CURRENT_FIELDS("phase_", NO_QUANTITY, NO_QUANTITY);

static const struct field currents[] = {
	{ 0, 2, BIG, "volts_a", VOLTS, .per = 10 }, { 2, 2, BIG, "milliamps_a", MILLIAMPS, .per = .01, .adds = true },
	{ 4, 2, BIG, "angle_a" },
	{ 6, 2, BIG, "volts_b", .per = 10 }, { 8, 2, BIG, "milliamps_b", MILLIAMPS, .per = .01, .adds = true },
	{ 10, 2, BIG, "angle_b" },
	{ 12, 2, BIG, "volts_c", .per = 10 }, { 14, 2, BIG, "milliamps_c", MILLIAMPS, .per = .01, .adds = true },
	{ 16, 2, BIG, "angle_c" },
};

static const struct field energies[] = {
	{ 0, 4, BIG_SIGNED, "watt_hours_a" }, { 4, 4, BIG_SIGNED, "var_hours_a" },
	{ 8, 4, BIG_SIGNED, "watt_hours_b" }, { 12, 4, BIG_SIGNED, "var_hours_b" },
	{ 16, 4, BIG_SIGNED, "watt_hours_c" }, { 20, 4, BIG_SIGNED, "var_hours_c" },
	{ 24, 4, BIG_SIGNED, "watt_hours", WATT_HOURS }, { 28, 4, BIG_SIGNED, "var_hours" },
};

static const struct field powers[] = {
	{ 0, 4, BIG_SIGNED, "watts_a" }, { 4, 4, BIG_SIGNED, "vars_a" },
	{ 8, 4, BIG_SIGNED, "watts_b" }, { 12, 4, BIG_SIGNED, "vars_b" },
	{ 16, 4, BIG_SIGNED, "watts_c" }, { 20, 4, BIG_SIGNED, "vars_c" },
	{ 24, 4, BIG_SIGNED, "watts", WATTS }, { 28, 4, BIG_SIGNED, "vars" },
};

static const struct field relay[] = { { 0, 1, BIG, "relay", RELAY } };
static const struct field input[] = { { 0, 1, BIG, "input", .words = words_off_on } };
static const struct field pulses[] = { { 0, 4, BIG, "pulses" } };
static const struct field firmware[] = { { 0, 3, HEX, "firmware_version" }, { 3, 3, BIG, "firmware_build" } };
static const struct field confirms[] = { { 0, 1, BIG, "confirms", .words = words_no_yes } };
static const struct field retries[] = { { 0, 1, BIG, "retries" } };

#define FIELDS(table) table, sizeof table / sizeof *table

/* Those of size bytes or more. */
static const struct attribute {
	uint16_t cluster, number;
	uint8_t size;
	const struct field *fields;
	size_t count;
} attributes[] = {
	{ METERING, 0, 12, FIELDS(metering) },
	{ QUALITY, 0, 24, FIELDS(quality) },
	{ ENERGY, 0, 32, FIELDS(energy) },
	{ CURRENT, 0, 6, FIELDS(current) },
	{ 0x800d, 0, 18, FIELDS(currents) },
	{ 0x8010, 0, 32, FIELDS(energies) },
	{ 0x8010, 1, 32, FIELDS(powers) },
	{ ON_OFF, 0, 1, FIELDS(relay) },
	{ 0x000f, PRESENT_VALUE, 1, FIELDS(input) },
	{ 0x000f, 0x0402, 4, FIELDS(pulses) },
	{ 0x0000, 0x0002, 6, FIELDS(firmware) },
	{ 0x8004, 0, 1, FIELDS(confirms) },
	{ 0x8004, 1, 1, FIELDS(retries) },
};

static const struct series plug_series[] = { { 0, 24, .is_signed = true, .step = 1, .quantity = WATT_HOURS } };
static const struct series clamp_series[] = {
	{ 0, 32, .is_float = true, .step = .1, .quantity = MILLIAMPS, .per = .001 },
	{ 1, 16, .step = 100, .quantity = BATTERY, .per = 1000 },
};
/* What series the others' batches have we could not read anywhere. */
static const struct batch batches[KINDS] = {
	[PLUG] = { plug_series, sizeof plug_series / sizeof *plug_series, 1 },
	[CLAMP] = { clamp_series, sizeof clamp_series / sizeof *clamp_series, 2 },
};

/* Of a three-phase meter the first three endpoints are a phase each: facts, and no reading of the machine. */
static const struct attribute phase_attributes[] = {
	{ ENERGY, 0, 32, FIELDS(phase_energy) },
	{ CURRENT, 0, 6, FIELDS(phase_current) },
};

/* Three times the millihertz above 22232. */
static void take_hertz(const uint8_t *bytes, struct decoded *decoded)
{
	static const char *const names[] = { "hertz", "hertz_least", "hertz_most" };

	for (int i = 0; i < 3; i++)
		fact_add(decoded, names[i], (bytes_big(bytes + 2 * i, 2) + 22232) / 1000.);
}

/* A float; what it measures depends on the device. */
static void take_analog(const uint8_t *bytes, enum kind kind, struct decoded *decoded)
{
	uint32_t bits = bytes_big(bytes, 4);
	float value;

	memcpy(&value, &bits, sizeof value);
	if (!isfinite(value))
		return;
	if (kind == CLAMP)
		reading_set(&decoded->now, MILLIAMPS, value * 1000.);
	fact_add(decoded, kind == CLAMP ? "milliamps" : "analog", kind == CLAMP ? value * 1000. : value);
}

/* Which sources there are, in bits, then the millivolts of each. */
static void take_sources(const uint8_t *bytes, size_t size, struct decoded *decoded)
{
	static const char *const names[] = { "supply_volts", "rechargeable_volts", "battery_volts", "solar_volts",
		"tic_volts" };
	unsigned present = size > 1 ? bytes[1] : 0;

	for (size_t i = 0, at = 2; i < sizeof names / sizeof *names; i++) {
		if (!(present >> i & 1) || at + 2 > size)
			continue;
		double volts = bytes_big(bytes + at, 2) / 1000.;
		if (i == 1 || i == 2)
			reading_set(&decoded->now, BATTERY, volts);
		fact_add(decoded, names[i], volts);
		at += 2;
	}
}

static const struct attribute *find_in(const struct attribute *table, size_t count, const uint8_t *frame)
{
	for (; count--; table++)
		if (table->cluster == bytes_big(frame + 2, 2) && table->number == bytes_big(frame + 4, 2))
			return table;
	return NULL;
}

static const struct attribute *attribute_of(const uint8_t *frame, enum kind kind, struct decoded *decoded)
{
	static const char *const phases[] = { "A", "B", "C" };
	unsigned endpoint = (frame[0] & 0xe0) >> 5 | (frame[0] & 0x06) << 2;
	const struct attribute *of_phase = kind == PHASES && endpoint < ALL_PHASES
		? find_in(phase_attributes, sizeof phase_attributes / sizeof *phase_attributes, frame) : NULL;

	if (!of_phase)
		return find_in(attributes, sizeof attributes / sizeof *attributes, frame);
	fact_word(decoded, "phase", phases[endpoint]);
	return of_phase;
}

/* What a device says that no table has. */
static void take_other(const uint8_t *frame, const struct payload *value, enum kind kind, struct decoded *decoded)
{
	unsigned cluster = bytes_big(frame + 2, 2), number = bytes_big(frame + 4, 2);

	if (cluster == ANALOG && number == PRESENT_VALUE && value->size >= 4)
		take_analog(value->bytes, kind, decoded);
	else if (cluster == NODE_POWER && number == SOURCES)
		take_sources(value->bytes, value->size, decoded);
	else
		fact_add(decoded, "cluster", cluster);
}

/* at: the type of the attribute, and behind it its value. Why an alarm came follows, and is not needed. */
static bool take_attribute(const uint8_t *frame, const struct payload *at, enum kind kind, struct decoded *decoded,
	const char **why)
{
	const struct attribute *attribute = attribute_of(frame, kind, decoded);
	bool counted = at->bytes[0] == BYTES;
	size_t skip = counted ? 2 : 1, size = at->size > skip ? at->size - skip : 0;
	const uint8_t *value = at->bytes + skip;

	if (counted && at->size > 1 && at->bytes[1] < size)
		size = at->bytes[1];
	if (attribute && size < attribute->size) {
		*why = "the measurement is cut short";
		return false;
	}
	if (!attribute)
		take_other(frame, &(struct payload){ value, size, at->port }, kind, decoded);
	else
		fields_take(attribute->fields, attribute->count, value, size, decoded);
	if (attribute && attribute->fields == energy)
		reading_set(&decoded->now, WATTS, (double)bytes_big(value + 16, 4) - bytes_big(value + 20, 4));
	if (attribute && attribute->fields == quality)
		take_hertz(value, decoded);
	return true;
}

static double seconds_of(const uint8_t *bytes)
{
	uint32_t number = bytes_big(bytes, 2);

	return number & MINUTES ? (number & ~(uint32_t)MINUTES) * 60. : number;
}

/* Behind the cluster a status, and of a configuration the attribute, its type, and two times. */
static void take_reply(const uint8_t *bytes, size_t size, struct decoded *decoded)
{
	fact_word(decoded, "accepted", bytes[4] ? "no" : "yes");
	if (bytes[1] == CONFIGURATION && !bytes[4] && size >= CONFIGURATION_SIZE) {
		fact_add(decoded, "report_at_least", seconds_of(bytes + 9));
		fact_add(decoded, "report_interval", seconds_of(bytes + 11));
	}
}

static bool take_frame(const struct payload *p, enum kind kind, struct decoded *decoded, const char **why)
{
	bool is_reply = p->size > HEAD && (p->bytes[1] == CONFIGURED || p->bytes[1] == CONFIGURATION);
	size_t head = p->size > 1 && p->bytes[1] == READ_REPLY ? HEAD + 1 : HEAD; /* a read reply has a status */

	*why = p->size <= head ? "shorter than a ZCL frame"
		: !is_reply && p->bytes[1] != REPORT && p->bytes[1] != ALARM && p->bytes[1] != READ_REPLY
		? "a ZCL command that we do not know" : NULL;
	if (*why)
		return false;
	if (is_reply) {
		take_reply(p->bytes, p->size, decoded);
		return true;
	}
	if (p->bytes[1] == ALARM)
		fact_word(decoded, "alarm", "yes");
	return take_attribute(p->bytes, &(struct payload){ p->bytes + head, p->size - head, p->port }, kind, decoded, why);
}

static bool take(const struct payload *p, enum kind kind, struct decoded *decoded, const char **why)
{
	*decoded = (struct decoded){ 0 };
	*why = p->port != PORT ? "this model sends on port 125 only"
		: !p->size ? "the frame is empty"
		: !(p->bytes[0] & 1) && !batches[kind].count ? "a batch, which we do not know of this model" : NULL;
	if (*why)
		return false;
	return p->bytes[0] & 1 ? take_frame(p, kind, decoded, why) : nke_batch_take(&batches[kind], p, decoded, why);
}

bool nke_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take(&(struct payload){ bytes, size, port }, PLUG, decoded, why);
}

bool nke_phases_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take(&(struct payload){ bytes, size, port }, PHASES, decoded, why);
}

bool nke_pulses_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take(&(struct payload){ bytes, size, port }, PULSES, decoded, why);
}

bool nke_clamp_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take(&(struct payload){ bytes, size, port }, CLAMP, decoded, why);
}

/* Configure reporting of the metering cluster, minutes in 15 bits with the uppermost set; no change triggers a report. */
static void put_interval(const struct order *order, struct downlink *downlink)
{
	uint64_t minutes = 0x8000 | (uint64_t)((order->seconds + 59) / 60);

	bytes_put_big(downlink, 0x1106005200000041, 8);
	bytes_put_big(downlink, minutes << 16 | minutes, 4);
	bytes_put_big(downlink, 12, 1);
	bytes_put_big(downlink, 0, 12);
}

bool nke_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	(void)model;
	downlink->port = PORT;
	if (order->kind == ORDER_SWITCH)
		bytes_put_big(downlink, 0x1150000600 | order->on, 5);
	else if (order->kind == ORDER_TOGGLE)
		bytes_put_big(downlink, 0x1150000602, 5);
	else if (order->kind == ORDER_REPORT)
		bytes_put_big(downlink, 0x110000520000, 6);
	else if (order->kind == ORDER_INTERVAL && order->seconds > 0 && order->seconds <= 7 * 86400)
		put_interval(order, downlink);
	else
		*why = "this model does not know such an order";
	return downlink->size;
}
