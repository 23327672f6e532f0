// SPDX-License-Identifier: EUPL-1.2
/*
 * MClimate 16ASPM, 16A Switch & Power Meter: docs.mclimate.eu, "16ASPM device communication protocol": big endian. A
 * report ("keep-alive") has 12 bytes and begins with 01; what the device replies, or tells of its protections, comes
 * before one. The 16ADS, 16A Dry Switch ("16ADS device communication protocol"), measures nothing: its report has 3.
 */
#include "hw/channel.h"
#include "hw/codec.h"

#include <string.h>

enum { PORT = 2, REPORT = 1, SIZE = 12, DRY_SIZE = 3, RELAY_STATE = 0xb1 };

static const struct field report[] = {
	{ 1, 1, BIG_SIGNED, "celsius", CELSIUS },
	{ 2, 4, BIG, "watt_hours", WATT_HOURS },
	{ 6, 2, BIG, "watts", WATTS },
	{ 8, 1, BIG, "volts", VOLTS },
	{ 9, 2, BIG, "milliamps", MILLIAMPS },
	{ 11, 1, BIG, "relay", RELAY },
};

static const struct field dry_report[] = { { 1, 1, BIG_SIGNED, "celsius", CELSIUS }, { 2, 1, BIG, "relay", RELAY } };

/* What a protection measured when it cut off is not of now. */
static const struct channel replies[] = {
	{ 0x04, 2, { 0, 1, HEX, "hardware_version" } }, { 0x04, 2, { 1, 1, HEX, "software_version" } },
	{ 0x12, 1, { 0, 1, BIG, "report_minutes" } },
	{ 0x19, 1, { 0, 1, BIG, "join_retry_5_seconds" } },
	{ 0x1b, 1, { 0, 1, BIG, "uplinks_confirmed" } },
	{ 0x1d, 2, { 0, 1, BIG, "watchdog_confirmed" } }, { 0x1d, 2, { 1, 1, BIG, "watchdog_unconfirmed" } },
	{ 0x1f, 2, { 0, 1, BIG, "celsius_protected" } }, { 0x1f, 2, { 1, 1, BIG, "celsius_recovered" } },
	{ 0x21, 3, { 0, 2, BIG, "volts_protected" } }, { 0x21, 3, { 2, 1, BIG, "volts_recovered" } },
	{ 0x23, 1, { 0, 1, BIG, "amperes_protected" } },
	{ 0x25, 2, { 0, 2, BIG, "watts_protected" } },
	{ 0x54, 1, { 0, 1, BIG, "relay_reason" } },
	{ 0x5a, 1, { 0, 1, BIG, "relay_after_heat" } },
	{ 0x5c, 1, { 0, 1, BIG, "led_mode" } },
	{ 0x5d, 1, { 0, 1, BIG, NULL, RELAY } }, /* moved by hand */
	{ 0x5d, 1, { 0, 1, BIG, "relay_by_hand", .words = words_off_on } },
	{ 0x5f, 1, { 0, 1, BIG, "relay_after_power" } },
	{ 0x60, 2, { 0, 1, BIG, "overheatings" } }, { 0x60, 2, { 1, 1, BIG, "overheating_celsius" } },
	{ 0x61, 3, { 0, 1, BIG, "overvoltages" } }, { 0x61, 3, { 1, 2, BIG, "overvoltage_volts" } },
	{ 0x62, 3, { 0, 1, BIG, "overcurrents" } }, { 0x62, 3, { 1, 2, BIG, "overcurrent_milliamps" } },
	{ 0x63, 3, { 0, 1, BIG, "overloads" } }, { 0x63, 3, { 1, 2, BIG, "overload_watts" } },
	{ 0x70, 2, { 0, 2, BIG, "overheating_seconds" } },
	{ 0x71, 2, { 0, 2, BIG, "overvoltage_seconds" } },
	{ 0x72, 1, { 0, 1, BIG, "overcurrent_celsius" } },
	{ 0x73, 1, { 0, 1, BIG, "overload_celsius" } },
	{ RELAY_STATE, 1, { 0, 1, BIG, NULL, RELAY } },
	{ .id = 0 },
};

static bool take(const struct payload *payload, size_t report_size, struct decoded *decoded, const char **why)
{
	static const struct channels channels = { { replies }, 1 };
	const uint8_t *bytes = payload->bytes;
	size_t size = payload->size;
	bool reports = size >= report_size && bytes[size - report_size] == REPORT;
	size_t before = reports ? size - report_size : size;

	*decoded = (struct decoded){ 0 };
	*why = size && !reports && bytes[0] == REPORT ? "not as many bytes as a report has" : NULL;
	if (*why)
		return false;
	bool known = before || !size
		? channels_take(&channels, &(struct payload){ bytes, before, payload->port }, decoded, why) : true;
	if (!reports)
		return !*why;
	/* A reply that we do not know hides no report; but what only ends like a report is none. */
	if (!known && (report_size == DRY_SIZE || *why == channels_cut_short))
		return false;
	*why = NULL;
	if (report_size == SIZE)
		fields_take(report, sizeof report / sizeof *report, bytes + before, SIZE, decoded);
	else
		fields_take(dry_report, sizeof dry_report / sizeof *dry_report, bytes + before, DRY_SIZE, decoded);
	return true;
}

/* The port is 2 by its documentation, 1 by other examples of its maker. */
bool mclimate_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take(&(struct payload){ bytes, size, port }, SIZE, decoded, why);
}

bool mclimate_dry_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	return take(&(struct payload){ bytes, size, port }, DRY_SIZE, decoded, why);
}

bool mclimate_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	int64_t minutes = (order->seconds + 59) / 60;

	downlink->port = PORT;
	if (order->kind == ORDER_SWITCH)
		bytes_put_big(downlink, 0xc100 | order->on, 2);
	else if (order->kind == ORDER_REPORT)
		bytes_put_big(downlink, RELAY_STATE, 1);
	else if (order->kind == ORDER_CLEAR_ENERGY && strcmp(model, "16ads") != 0)
		bytes_put_big(downlink, 0x2601, 2); /* firmware 1.1 and later */
	else if (order->kind == ORDER_INTERVAL && minutes > 0 && minutes <= UINT8_MAX)
		bytes_put_big(downlink, 0x0200 | (uint64_t)minutes, 2); /* "Set keep-alive period" of all MClimate devices */
	else
		*why = "this model does not know such an order";
	return downlink->size;
}
