// SPDX-License-Identifier: EUPL-1.2
/*
 * MClimate 16ASPM, 16A Switch & Power Meter: docs.mclimate.eu, "16ASPM uplink decoder" and "Relay state": port 2, big
 * endian. A report has 12 bytes and begins with 01; what the device replies comes before one.
 */
#include "hw/codec.h"
#include "hw/field.h"

enum { PORT = 2, REPORT = 1, SIZE = 12, RELAY_REASON = 0x54, RELAY_STATE = 0xb1 };

static const struct field report[] = {
	{ 1, 1, BIG_SIGNED, "celsius", CELSIUS },
	{ 2, 4, BIG, "watt_hours", WATT_HOURS },
	{ 6, 2, BIG, "watts", WATTS },
	{ 8, 1, BIG, "volts", VOLTS },
	{ 9, 2, BIG, "milliamps", MILLIAMPS },
	{ 11, 1, BIG, "relay", RELAY },
};

/* Of the replies only why the relay moved is of interest: by a button, a protection, the radio. */
static void take_replies(const uint8_t *bytes, size_t size, struct decoded *decoded)
{
	for (size_t i = 0; i + 1 < size; i += 2) {
		if (bytes[i] == RELAY_REASON)
			fact_add(decoded, "relay_reason", bytes[i + 1]);
		else if (bytes[i] == RELAY_STATE)
			reading_set(&decoded->now, RELAY, bytes[i + 1]);
		else
			break; /* a reply of another length */
	}
}

bool mclimate_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	bool ends_with_report = size >= SIZE && bytes[size - SIZE] == REPORT;

	*decoded = (struct decoded){ 0 };
	*why = port != PORT ? "this model sends on port 2 only"
		: !size ? "the frame is empty"
		: !ends_with_report && (bytes[0] == REPORT || size >= SIZE) ? "not the 12 bytes of a report" : NULL;
	if (*why)
		return false;
	take_replies(bytes, ends_with_report ? size - SIZE : size, decoded);
	if (ends_with_report)
		fields_take(report, sizeof report / sizeof *report, bytes + size - SIZE, SIZE, decoded);
	return true;
}

bool mclimate_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	int64_t minutes = (order->seconds + 59) / 60;

	(void)model;
	downlink->port = PORT;
	if (order->kind == ORDER_SWITCH)
		bytes_put_big(downlink, 0xc100 | order->on, 2);
	else if (order->kind == ORDER_REPORT)
		bytes_put_big(downlink, RELAY_STATE, 1);
	else if (order->kind == ORDER_INTERVAL && minutes > 0 && minutes <= UINT8_MAX)
		bytes_put_big(downlink, 0x0200 | (uint64_t)minutes, 2); /* "Set keep-alive period" of all MClimate devices */
	else
		*why = "this model does not know such an order";
	return downlink->size;
}
