// SPDX-License-Identifier: EUPL-1.2
/*
 * Enginko (MCF88) MCF-LW12PLG, EGK-LW22PLG, MCF-LW12MET: "LoRaWAN data frame format", sections 2.1 Time Sync, 2.9
 * Metering and 2.10 I/O: port 2, little endian. How the relay is switched (section 2.3, IO message) is in no copy of it
 * that we could read, so we do not send it.
 */
#include "hw/codec.h"
#include "hw/field.h"

#include <math.h>
#include <stdio.h>

enum { PORT = 2, TIME_SYNC = 0x01, METERING = 0x09, INPUTS_OUTPUTS = 0x0a, DIGITAL = 0x10, LENGTH_ERROR = 0xee };

static const struct field energies[] = {
	{ 5, 4, LITTLE_SIGNED, "watt_hours", WATT_HOURS },
	{ 9, 4, LITTLE_SIGNED, "var_hours" },
	{ 13, 4, LITTLE_SIGNED, "volt_ampere_hours" },
};
static const struct field short_form[] = { { 17, 4, LITTLE, "active_seconds" } };
static const struct field long_form[] = {
	{ 17, 2, LITTLE_SIGNED, "watts", WATTS },
	{ 19, 2, LITTLE_SIGNED, "vars" },
	{ 21, 2, LITTLE_SIGNED, "volt_amperes" },
	{ 23, 2, LITTLE, "volts", VOLTS, .per = 10 },
	{ 25, 2, LITTLE, "milliamps", MILLIAMPS },
	{ 27, 2, LITTLE, "period_microseconds" },
	{ 29, 4, LITTLE, "active_seconds" },
};
static const struct field outputs[] = {
	{ 5, 4, LITTLE, "inputs" },
	{ 9, 4, LITTLE, "outputs" },
	{ 9, 4, LITTLE, NULL, RELAY, .mask = 1 },
	{ 13, 4, LITTLE, "triggers" },
};
static const char *const words_asked[] = { "again", "after boot", "going down", NULL };
static const struct field time_sync[] = { { 1, 4, HEX, "sync_id" }, { 5, 3, HEX, "version" },
	{ 8, 2, HEX, "application" }, { 10, 1, BIG, "asked", .words = words_asked } };

enum { SHORT = 21, LONG = 33, PERIOD = 27, IO = 17, SYNC = 10 };

#define FIELDS(table) table, sizeof table / sizeof *table

/* year - 2000 in 7 bits, month 4, day 5, hour 5, minute 6, half seconds 5. Worth nothing until the device was told the
 * time (TIME_SYNC), so it is a fact only. */
static void take_date(const uint8_t *bytes, struct decoded *decoded)
{
	uint32_t bits = bytes_little(bytes + 1, 4);
	char date[sizeof decoded->facts->word];

	snprintf(date, sizeof date, "%04u-%02u-%02uT%02u:%02u:%02u", 2000 + (bits >> 25), bits >> 21 & 15,
		bits >> 16 & 31, bits >> 11 & 31, bits >> 5 & 63, (bits & 31) * 2);
	fact_word(decoded, "device_time", date);
}

static bool take_metering(const struct payload *p, struct decoded *decoded, const char **why)
{
	if (p->size != SHORT && p->size != LONG) {
		*why = "a metering frame has 21 or 33 bytes";
		return false;
	}
	take_date(p->bytes, decoded);
	fields_take(FIELDS(energies), p->bytes, p->size, decoded);
	if (p->size == SHORT) {
		fields_take(FIELDS(short_form), p->bytes, p->size, decoded);
		return true;
	}
	fields_take(FIELDS(long_form), p->bytes, p->size, decoded);
	uint32_t period = bytes_little(p->bytes + PERIOD, 2);
	if (period)
		fact_add(decoded, "hertz", round(1e8 / period) / 100);
	return true;
}

bool enginko_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	*decoded = (struct decoded){ 0 };
	*why = NULL;
	if (port != PORT)
		*why = "this model sends on port 2 only";
	else if (!size)
		*why = "the frame is empty";
	else if (bytes[0] == METERING)
		return take_metering(&(struct payload){ bytes, size, port }, decoded, why);
	else if (bytes[0] == INPUTS_OUTPUTS && size >= IO)
		take_date(bytes, decoded), fields_take(FIELDS(outputs), bytes, size, decoded);
	else if (bytes[0] == TIME_SYNC && size >= SYNC)
		fields_take(FIELDS(time_sync), bytes, size, decoded);
	else if (bytes[0] == DIGITAL || bytes[0] == LENGTH_ERROR)
		fact_add(decoded, "frame", bytes[0]); /* counters of inputs, or what was wrong with a downlink */
	else
		*why = "a frame that this model does not have, or shorter than it should be";
	return !*why;
}
