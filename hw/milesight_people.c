// SPDX-License-Identifier: EUPL-1.2
/*
 * Milesight's people counters and occupancy sensors: the user guides of VS121, VS132, VS133 and VS135, VS350, VS351,
 * VS360, VS370, VS330, VS340 and VS341, each in its chapter "Device Payload".
 *
 * Totals are what counts: what came in a period is lost with its frame. A VS350 counts to 65535 and may begin anew each
 * day, if it was told so.
 */
#include "hw/codec.h"
#include "hw/milesight.h"

enum { SET_SECONDS = 0xff03, SET_MINUTES = 0xff8e };

/* The sample of that time that began with another channel, or NULL. */
static struct reading *past_begun(struct decoded *decoded, const uint8_t *value)
{
	int64_t at = bytes_little(value, 4);

	for (int i = 0; i < decoded->past_count; i++)
		if (decoded->past[i].at == at)
			return &decoded->past[i];
	return NULL;
}

/* The same, or a new one; NULL: there are too many. */
static struct reading *past(struct decoded *decoded, const uint8_t *value)
{
	struct reading *reading = past_begun(decoded, value);

	if (reading || decoded->past_count == PAST_READINGS)
		return reading;
	reading = &decoded->past[decoded->past_count++];
	*reading = (struct reading){ .at = bytes_little(value, 4) };
	return reading;
}

static void fact_pair(struct decoded *decoded, const uint8_t *value)
{
	fact_add(decoded, "past_period_in", bytes_little(value, 2));
	fact_add(decoded, "past_period_out", bytes_little(value + 2, 2));
}

/* History of a VS350, VS351 or VS360: time, kind, what came in the period, and with kind 1 the totals. */
static size_t door_history(const uint8_t *value, size_t left, struct decoded *decoded)
{
	size_t size = left >= 5 && value[4] == 1 ? 13 : 9;

	if (left < size || value[4] > 1)
		return 0;
	fact_add(decoded, "past_at", bytes_little(value, 4));
	fact_pair(decoded, value + 5);
	struct reading *reading = size == 13 ? past(decoded, value) : NULL;
	if (reading) {
		reading_set(reading, COUNT_IN, bytes_little(value + 9, 2));
		reading_set(reading, COUNT_OUT, bytes_little(value + 11, 2));
	}
	return size;
}

/* Kinds of a VS133's or VS135's history: the number of the channel below. How long somebody dwelt, on average and at
 * most, comes apart, and the maximum has twice the number. */
enum { FIRST_LINE = 0x03, REGIONS = 0x0f, DWELL = 0x10, CHILDREN_DWELL = 0x1e };

static bool is_dwell(uint8_t kind)
{
	return kind == DWELL || kind == 2 * DWELL || kind == CHILDREN_DWELL || kind == 2 * CHILDREN_DWELL;
}

/* What went in and out of line 1, 2 …, or in and out of children, in the period: behind their totals. */
static bool is_period(uint8_t kind)
{
	enum { FIRST_CHILDREN = 0x11, CHILDREN_REGIONS = 0x1d };

	return (kind < REGIONS && (kind - FIRST_LINE) % 3 == 2) ||
		(kind >= FIRST_CHILDREN && kind < CHILDREN_REGIONS && (kind - FIRST_CHILDREN) % 3 == 2);
}

/* A total of one line in its sample, which the first line begins: the others alone say nothing of the whole. */
static void take_past_total(uint8_t kind, const uint8_t *value, struct decoded *decoded)
{
	bool is_first = kind < FIRST_LINE + 2, is_out = (kind - FIRST_LINE) % 3;
	enum quantity quantity = is_out ? COUNT_OUT : COUNT_IN;
	struct reading *reading = is_first ? past(decoded, value) : past_begun(decoded, value);

	if (reading && is_first)
		reading_set(reading, quantity, bytes_little(value + 5, 4));
	else if (reading && reading->has & (is_out ? HAS_COUNT_OUT : HAS_COUNT_IN))
		reading_add(reading, quantity, bytes_little(value + 5, 4));
}

static size_t lines_history(const uint8_t *value, size_t left, struct decoded *decoded)
{
	uint8_t kind = left >= 5 ? value[4] : 0;
	size_t size = is_dwell(kind) ? 8 : 9;

	if (left < size || kind < FIRST_LINE || (kind > CHILDREN_DWELL && !is_dwell(kind)))
		return 0;
	fact_add(decoded, "past_at", bytes_little(value, 4));
	fact_add(decoded, "past_kind", kind);
	if (is_period(kind))
		fact_pair(decoded, value + 5);
	else
		fact_add(decoded, "past_value", bytes_little(value + 5, (int)size - 5));
	if (kind < REGIONS && !is_period(kind))
		take_past_total(kind, value, decoded);
	struct reading *reading = kind == REGIONS ? past(decoded, value) : NULL;
	if (reading)
		reading_set(reading, OCCUPANCY, value[5] + value[6] + value[7] + value[8]);
	return size;
}

/* History of a VS121: time, kind, and what the channel of that kind has: most four bytes. */
static size_t ceiling_history(const uint8_t *value, size_t left, struct decoded *decoded)
{
	enum { PRESENT = 0x01, PERIOD, MOST_PRESENT, TOTALS = 0x10, DWELT = 0x11, LAST = 0x12 };
	uint8_t kind = left >= 5 ? value[4] : 0;
	size_t size = kind == MOST_PRESENT ? 6 : kind == DWELT ? 10 : 9;

	if (left < size || kind < PRESENT || kind > LAST)
		return 0;
	fact_add(decoded, "past_at", bytes_little(value, 4));
	fact_add(decoded, "past_kind", kind);
	if (kind == PERIOD)
		fact_pair(decoded, value + 5);
	struct reading *reading = kind == PRESENT || kind == TOTALS ? past(decoded, value) : NULL;
	if (reading && kind == PRESENT)
		reading_set(reading, OCCUPANCY, value[5]);
	if (reading && kind == TOTALS) {
		reading_set(reading, COUNT_IN, bytes_little(value + 5, 2));
		reading_set(reading, COUNT_OUT, bytes_little(value + 7, 2));
	}
	return size;
}

/* A VS121's serial number has 6 or 8 bytes of digits, and what follows it begins with ff. */
static size_t serial(const uint8_t *value, size_t left, struct decoded *decoded)
{
	static const struct field six = { 0, 6, HEX, "serial_number" }, eight = { 0, 8, HEX, "serial_number" };
	bool is_long = left >= 8 && value[6] != 0xff && (left == 8 || value[8] == 0xff);

	if (left < 6)
		return 0;
	fields_take(is_long ? &eight : &six, 1, value, left, decoded);
	return is_long ? 8 : 6;
}

/* In two bytes up to its firmware 87, then in three. */
static size_t interval(const uint8_t *value, size_t left, struct decoded *decoded)
{
	static const struct field two = { 0, 2, LITTLE, "report_interval" }, three = { 0, 3, LITTLE, "report_interval" };
	bool is_short = left == 2 || (left > 2 && value[2] > 1); /* it is a day at most */

	if (left < 2)
		return 0;
	fields_take(is_short ? &two : &three, 1, value, left, decoded);
	return is_short ? 2 : 3;
}

static const struct channel doors[] = {
	{ 0x0175, 1, { 0, 1, LITTLE, "battery_percent" }, NULL },
	{ 0x0275, 1, { 0, 1, LITTLE, "node_battery_percent" }, NULL },
	{ 0x0367, 2, { 0, 2, LITTLE_SIGNED, "celsius", CELSIUS, .per = 10 }, NULL },
	{ 0x03f4, 2, { 0, 1, LITTLE, "event" }, NULL },
	{ 0x03f4, 2, { 1, 1, LITTLE, "event_alarm" }, NULL },
	{ 0x04cc, 4, { 0, 2, LITTLE, "count_in", COUNT_IN }, NULL },
	{ 0x04cc, 4, { 2, 2, LITTLE, "count_out", COUNT_OUT }, NULL },
	{ 0x05cc, 4, { 0, 2, LITTLE, "period_in" }, NULL },
	{ 0x05cc, 4, { 2, 2, LITTLE, "period_out" }, NULL },
	{ 0x0aef, 4, { 0, 4, LITTLE, "device_time" }, NULL },
	{ 0x20ce, 0, { 0, 0, LITTLE, NULL }, door_history },
	{ 0x81ee, 1, { 0, 1, LITTLE, "sensitivity" }, NULL },
	{ 0x8367, 3, { 0, 2, LITTLE_SIGNED, "celsius", CELSIUS, .per = 10 }, NULL },
	{ 0x8367, 3, { 2, 1, LITTLE, "temperature_alarm" }, NULL },
	{ 0x84cc, 5, { 0, 2, LITTLE, "count_in", COUNT_IN }, NULL },
	{ 0x84cc, 5, { 2, 2, LITTLE, "count_out", COUNT_OUT }, NULL },
	{ 0x84cc, 5, { 4, 1, LITTLE, "count_alarm" }, NULL },
	{ 0x85cc, 5, { 0, 2, LITTLE, "period_in" }, NULL },
	{ 0x85cc, 5, { 2, 2, LITTLE, "period_out" }, NULL },
	{ 0x85cc, 5, { 4, 1, LITTLE, "period_alarm" }, NULL },
	{ 0xff8f, 2, { 0, 2, LITTLE, "report_interval_minutes" }, NULL },
	{ 0xffac, 4, { 0, 4, HEX, "installation" }, NULL },
	{ 0xffad, 1, { 0, 1, LITTLE, "trigger_mode" }, NULL },
	{ 0xfffc, 1, { 0, 1, LITTLE, "counting_mode" }, NULL },
	{ 0xfffd, 1, { 0, 1, LITTLE, "led" }, NULL },
	{ .id = 0 },
};

/* Up to four lines, each with totals and what came in the period; of whom children are counted again beside them. */
#define LINE(n, in, out, period, child_in, child_out, child_period) \
	{ in, 4, { 0, 4, LITTLE, "line_" #n "_in", COUNT_IN, .adds = true }, NULL }, \
	{ out, 4, { 0, 4, LITTLE, "line_" #n "_out", COUNT_OUT, .adds = true }, NULL }, \
	{ period, 4, { 0, 2, LITTLE, "line_" #n "_period_in" }, NULL }, \
	{ period, 4, { 2, 2, LITTLE, "line_" #n "_period_out" }, NULL }, \
	{ child_in, 4, { 0, 4, LITTLE, "line_" #n "_children_in" }, NULL }, \
	{ child_out, 4, { 0, 4, LITTLE, "line_" #n "_children_out" }, NULL }, \
	{ child_period, 4, { 0, 2, LITTLE, "line_" #n "_children_period_in" }, NULL }, \
	{ child_period, 4, { 2, 2, LITTLE, "line_" #n "_children_period_out" }, NULL }
#define REGION(n, id) \
	{ id, 4, { n - 1, 1, LITTLE, "region_" #n, OCCUPANCY, .adds = true }, NULL }
#define CHILD_REGION(n, id) \
	{ id, 4, { n - 1, 1, LITTLE, "region_" #n "_children" }, NULL }

static const struct channel lines[] = {
	LINE(1, 0x03d2, 0x04d2, 0x05cc, 0x11d2, 0x12d2, 0x13cc),
	LINE(2, 0x06d2, 0x07d2, 0x08cc, 0x14d2, 0x15d2, 0x16cc),
	LINE(3, 0x09d2, 0x0ad2, 0x0bcc, 0x17d2, 0x18d2, 0x19cc),
	LINE(4, 0x0cd2, 0x0dd2, 0x0ecc, 0x1ad2, 0x1bd2, 0x1ccc),
	REGION(1, 0x0fe3), REGION(2, 0x0fe3), REGION(3, 0x0fe3), REGION(4, 0x0fe3),
	CHILD_REGION(1, 0x1de3), CHILD_REGION(2, 0x1de3), CHILD_REGION(3, 0x1de3), CHILD_REGION(4, 0x1de3),
	{ 0x10e4, 5, { 0, 1, LITTLE, "dwell_region" }, NULL },
	{ 0x10e4, 5, { 1, 2, LITTLE, "dwell_average" }, NULL },
	{ 0x10e4, 5, { 3, 2, LITTLE, "dwell_longest" }, NULL },
	{ 0x1ee4, 5, { 0, 1, LITTLE, "children_dwell_region" }, NULL },
	{ 0x1ee4, 5, { 1, 2, LITTLE, "children_dwell_average" }, NULL },
	{ 0x1ee4, 5, { 3, 2, LITTLE, "children_dwell_longest" }, NULL },
	{ 0x20ce, 0, { 0, 0, LITTLE, NULL }, lines_history },
	{ 0x50fc, 3, { 1, 1, LITTLE, "occlusion_node" }, NULL },
	{ 0x50fc, 3, { 2, 1, LITTLE, "occlusion_alarm" }, NULL },
	{ .id = 0 },
};

#define FLOW(from, id) \
	{ id, 8, { 0, 2, LITTLE, from "_to_a" }, NULL }, \
	{ id, 8, { 2, 2, LITTLE, from "_to_b" }, NULL }, \
	{ id, 8, { 4, 2, LITTLE, from "_to_c" }, NULL }, \
	{ id, 8, { 6, 2, LITTLE, from "_to_d" }, NULL }

static const struct channel ceiling[] = {
	{ 0xff08, 6, { 0, 0, HEX, NULL }, serial },
	{ 0x04c9, 4, { 0, 1, LITTLE, "occupancy", OCCUPANCY }, NULL },
	{ 0x04c9, 4, { 1, 1, LITTLE, "regions" }, NULL },
	{ 0x04c9, 4, { 2, 2, BIG, "regions_occupied" }, NULL },
	{ 0x05cc, 4, { 0, 2, LITTLE, "period_in" }, NULL },
	{ 0x05cc, 4, { 2, 2, LITTLE, "period_out" }, NULL },
	{ 0x06cd, 1, { 0, 1, LITTLE, "occupancy_most" }, NULL },
	{ 0x07d5, 8, { 0, 8, HEX, "regions_1_to_8" }, NULL },
	{ 0x08d5, 8, { 0, 8, HEX, "regions_9_to_16" }, NULL },
	FLOW("a", 0x09da), FLOW("b", 0x0ada), FLOW("c", 0x0bda), FLOW("d", 0x0cda),
	{ 0x0dcc, 4, { 0, 2, LITTLE, "count_in", COUNT_IN }, NULL },
	{ 0x0dcc, 4, { 2, 2, LITTLE, "count_out", COUNT_OUT }, NULL },
	{ 0x0ee4, 5, { 0, 1, LITTLE, "dwell_region" }, NULL },
	{ 0x0ee4, 5, { 1, 2, LITTLE, "dwell_average" }, NULL },
	{ 0x0ee4, 5, { 3, 2, LITTLE, "dwell_longest" }, NULL },
	{ 0x0f85, 4, { 0, 4, LITTLE, "device_time" }, NULL },
	{ 0x10f7, 4, { 0, 2, LITTLE, "line_in" }, NULL },
	{ 0x10f7, 4, { 2, 2, LITTLE, "line_out" }, NULL },
	{ 0x20ce, 0, { 0, 0, LITTLE, NULL }, ceiling_history },
	{ 0xff03, 0, { 0, 0, LITTLE, NULL }, interval },
	{ 0xff46, 3, { 0, 3, HEX, "jitter" }, NULL },
	{ 0xff48, 1, { 0, 1, LITTLE, "line_detection" }, NULL },
	{ 0xff50, 1, { 0, 1, LITTLE, "region_counting" }, NULL },
	{ .id = 0 },
};

/* Somebody is at the desk, in the cabin, in the toilet, or nobody. */
static const struct channel presence[] = {
	{ 0x0175, 1, { 0, 1, LITTLE, "battery_percent" }, NULL },
	{ 0x0282, 2, { 0, 2, LITTLE, "distance_mm" }, NULL },
	{ 0x02a5, 8, { 0, 8, HEX, "distances" }, NULL },
	{ 0x0300, 1, { 0, 1, LITTLE, "occupancy", OCCUPANCY, .none_from = 2 }, NULL },
	{ 0x038e, 1, { 0, 1, LITTLE, "occupancy", OCCUPANCY, .none_from = 2 }, NULL },
	{ 0x0400, 1, { 0, 1, LITTLE, "bright", .none_from = 2 }, NULL },
	{ 0x048e, 1, { 0, 1, LITTLE, "calibrated" }, NULL },
	{ 0x04a8, 1, { 0, 1, LITTLE, "learned" }, NULL },
	{ 0x06a6, 4, { 0, 4, LITTLE, "ambient_counts" }, NULL },
	{ 0x07a7, 4, { 0, 1, LITTLE, "similarity" }, NULL },
	{ 0x08a8, 1, { 0, 1, LITTLE, "learned_again" }, NULL },
	{ 0x09a9, 4, { 0, 4, LITTLE, "collections" }, NULL },
	{ 0xff70, 2, { 0, 2, LITTLE, "person_height" }, NULL },
	{ 0xff71, 1, { 0, 1, LITTLE, "test" }, NULL },
	{ 0xff72, 2, { 0, 2, LITTLE, "test_duration" }, NULL },
	{ 0xff7a, 3, { 0, 3, HEX, "back_test" }, NULL },
	{ 0xff95, 2, { 0, 2, LITTLE, "vacancy_interval" }, NULL },
	{ 0xff98, 5, { 0, 5, HEX, "pir_settings" }, NULL },
	{ 0xff99, 5, { 0, 5, HEX, "thermopile_settings" }, NULL },
	{ 0xffb2, 1, { 0, 1, LITTLE_SIGNED, "thermopile_threshold" }, NULL },
	{ .id = 0 },
};

bool milesight_doors_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	return milesight_decode(doors, &(struct payload){ bytes, size, port }, decoded, why);
}

bool milesight_lines_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	return milesight_decode(lines, &(struct payload){ bytes, size, port }, decoded, why);
}

bool milesight_ceiling_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	return milesight_decode(ceiling, &(struct payload){ bytes, size, port }, decoded, why);
}

bool milesight_presence_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded,
	const char **why)
{
	return milesight_decode(presence, &(struct payload){ bytes, size, port }, decoded, why);
}

/* VS13x and VS330 take seconds, the others minutes; and they report when they are due only. A VS121 takes its interval in
 * two bytes or in three, as its firmware is: we tell it nothing. */
bool milesight_seconds_encode(const char *model, const struct order *order, struct downlink *downlink,
	const char **why)
{
	(void)model;
	if (order->kind == ORDER_INTERVAL)
		return milesight_encode(SET_SECONDS, order, downlink, why);
	*why = "this model takes an interval only";
	return false;
}
