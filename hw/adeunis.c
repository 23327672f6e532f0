// SPDX-License-Identifier: EUPL-1.2
/*
 * Adeunis TIC, which reads the customers' interface of French meters, for one or three phases (CBE or Linky, historical
 * mode): the maker's codec library and its test vectors: a code, a status byte, and what the code says, big endian. The
 * labels are those of the meter: Enedis-NOI-CPT_54E. It knows apparent power only, which is no power in watts. What asks
 * the device for something is in none of the vectors, so we send nothing.
 */
#include "hw/codec.h"
#include "hw/field.h"

enum { CONFIGURATION = 0x10, NETWORK = 0x20, ALIVE = 0x30, ANSWER = 0x33, DATA = 0x49, ALARM = 0x4a };
enum { DATA_SIZE = 50, CONFIGURATION_SIZE = 8, ALARM_SIZE = 14, LABEL = 10, MODE = 5, TEST = 2 };

static const struct field status[] = { { 1, 1, BIG, "hardware_error", .mask = 4, .words = words_no_yes },
	{ 1, 1, BIG, "battery_low", .mask = 2, .words = words_no_yes },
	{ 1, 1, BIG, "read_error", .mask = 0x10, .words = words_no_yes } };
static const struct field configuration[] = { { 2, 1, BIG, "keep_alive_minutes", .per = .1 },
	{ 3, 2, BIG, "samples_a_report" }, { 5, 1, BIG, "mode" }, { 6, 2, BIG, "sample_minutes" } };
static const struct field test_configuration[] = { { 2, 1, BIG, "keep_alive_seconds", .per = .05 },
	{ 3, 2, BIG, "samples_a_report" }, { 5, 1, BIG, "mode" }, { 6, 2, BIG, "sample_seconds", .per = .05 } };
static const char *const words_trigger[] = { "by hand", "appears", "disappears", "high", "low", "within again",
	"rises", "falls", NULL };
static const struct field trigger[] = { { 12, 1, BIG, "trigger", .words = words_trigger } };

/* A meter of one tariff has BASE, one of two the other two registers. */
static const struct field one_phase[] = {
	{ 18, 4, BIG, "watt_hours_base", WATT_HOURS, .adds = true },
	{ 22, 4, BIG, "amperes_subscribed" },
	{ 26, 4, BIG, "milliamps", MILLIAMPS, .per = .001 },
	{ 30, 4, BIG, "amperes_most" },
	{ 34, 4, BIG, "volt_amperes" },
	{ 38, 4, BIG, "watt_hours_low", WATT_HOURS, .adds = true },
	{ 42, 4, BIG, "watt_hours_high", WATT_HOURS, .adds = true },
};
static const struct field three_phases[] = {
	{ 14, 4, BIG, "watt_hours_base", WATT_HOURS },
	{ 18, 4, BIG, "milliamps_l1", MILLIAMPS, .per = .001, .adds = true },
	{ 22, 4, BIG, "milliamps_l2", MILLIAMPS, .per = .001, .adds = true },
	{ 26, 4, BIG, "milliamps_l3", MILLIAMPS, .per = .001, .adds = true },
	{ 30, 4, BIG, "amperes_most_l1" }, { 34, 4, BIG, "amperes_most_l2" }, { 38, 4, BIG, "amperes_most_l3" },
	{ 42, 4, BIG, "watts_most" },
	{ 46, 4, BIG, "volt_amperes" },
};

#define FIELDS(table) table, sizeof table / sizeof *table

static void take_text(const uint8_t *at, size_t size, const char *name, struct decoded *decoded)
{
	char text[sizeof decoded->facts->word] = "";
	size_t used = 0;

	for (size_t i = 0; i < size && used + 1 < sizeof text; i++)
		if (at[i])
			text[used++] = at[i] >= ' ' && at[i] < 127 ? (char)at[i] : '?';
	if (used)
		fact_word(decoded, name, text);
}

/* 80000000 says that the meter has no such register. */
static void take_registers(const struct field *fields, size_t count, const uint8_t *bytes, struct decoded *decoded)
{
	for (size_t i = 0; i < count; i++)
		if (bytes_big(bytes + fields[i].at, 4) != UINT32_C(0x80000000))
			fields_take(&fields[i], 1, bytes, DATA_SIZE, decoded);
}

static void take_data(const uint8_t *bytes, bool three, struct decoded *decoded)
{
	take_text(bytes + 2, 12, "meter", decoded);
	if (three) {
		take_registers(FIELDS(three_phases), bytes, decoded);
		return;
	}
	take_text(bytes + 14, 4, "tariff", decoded);
	take_registers(FIELDS(one_phase), bytes, decoded);
	take_text(bytes + 46, 4, "period", decoded);
}

/* A label of the meter, why it was sent, and its value. */
static void take_alarm(const uint8_t *bytes, size_t size, struct decoded *decoded)
{
	take_text(bytes + 2, LABEL, "alarm", decoded);
	fields_take(FIELDS(trigger), bytes, size, decoded);
	take_text(bytes + 3 + LABEL, size - 3 - LABEL, "value", decoded);
}

static bool take(const struct payload *p, bool three, struct decoded *decoded, const char **why)
{
	const uint8_t *bytes = p->bytes;
	unsigned code = p->size > 1 ? bytes[0] : 0;

	*decoded = (struct decoded){ 0 };
	*why = NULL;
	if (code)
		fields_take(FIELDS(status), bytes, p->size, decoded);
	if (code == DATA && p->size == DATA_SIZE)
		take_data(bytes, three, decoded);
	else if (code == ALARM && p->size >= ALARM_SIZE)
		take_alarm(bytes, p->size, decoded);
	else if (code == CONFIGURATION && p->size >= CONFIGURATION_SIZE)
		fields_take(bytes[MODE] == TEST ? test_configuration : configuration, 4, bytes, p->size, decoded);
	else if (code == NETWORK || code == ALIVE || code == ANSWER)
		fact_add(decoded, "frame", code);
	else
		*why = "a frame that this model does not have, or of another length";
	return !*why;
}

bool adeunis_one_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take(&(struct payload){ bytes, size, port }, false, decoded, why);
}

bool adeunis_three_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take(&(struct payload){ bytes, size, port }, true, decoded, why);
}
