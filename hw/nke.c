// SPDX-License-Identifier: EUPL-1.2
/*
 * nke Watteco Smart Plug: "Simple metering like cluster", "OnOff cluster" and "Energy and Power metering" of
 * support.watteco.com: ZCL frames on port 125, big endian. Wh and W are what they say: the public codec divides them by
 * 1000. The plug itself says 0 W below 10 W, so an idle printer looks off.
 */
#include "hw/codec.h"
#include "hw/field.h"

enum { PORT = 125, REPORT = 0x0a, ALARM = 0x8a, READ_REPLY = 0x01, BYTES = 0x41, FLAG = 0x10, HEAD = 7 };
enum { ON_OFF = 0x0006, METERING = 0x0052, POWER_QUALITY = 0x8052 };

static const struct field metering[] = {
	{ 0, 3, BIG_SIGNED, "watt_hours", WATT_HOURS }, /* wraps at 8388607 */
	{ 3, 3, BIG_SIGNED, "var_hours" },
	{ 6, 2, BIG, "samples" },
	{ 8, 2, BIG_SIGNED, "watts", WATTS },
	{ 10, 2, BIG_SIGNED, "vars" },
};

static const struct field quality[] = {
	{ 0, 2, BIG_SIGNED, "millihertz_above_22232" },
	{ 6, 2, BIG, "volts", VOLTS, .per = 10 },
	{ 8, 2, BIG, "volts_least", .per = 10 },
	{ 10, 2, BIG, "volts_most", .per = 10 },
	{ 12, 2, BIG_SIGNED, "volts_peak", .per = 10 },
	{ 18, 2, BIG, "overvoltages" },
	{ 20, 2, BIG, "sags" },
	{ 22, 2, BIG, "brownouts" },
};

enum { METERING_SIZE = 12, QUALITY_SIZE = 24 };

static bool take_bytes(unsigned cluster, const struct payload *value, struct decoded *decoded, const char **why)
{
	size_t wanted = cluster == METERING ? METERING_SIZE : QUALITY_SIZE;

	if (value->size < 1 || value->bytes[0] < wanted || value->size < 1 + wanted) {
		*why = "the measurement is cut short";
		return false;
	}
	if (cluster == METERING)
		fields_take(metering, sizeof metering / sizeof *metering, value->bytes + 1, wanted, decoded);
	else
		fields_take(quality, sizeof quality / sizeof *quality, value->bytes + 1, wanted, decoded);
	return true;
}

/* at: the type of the attribute. */
static bool take_attribute(unsigned cluster, const struct payload *at, struct decoded *decoded, const char **why)
{
	const struct payload value = { at->bytes + 1, at->size - 1, at->port };

	if ((cluster == METERING || cluster == POWER_QUALITY) && at->bytes[0] == BYTES)
		return take_bytes(cluster, &value, decoded, why);
	if (cluster == ON_OFF && at->bytes[0] == FLAG && value.size) {
		reading_set(&decoded->now, RELAY, value.bytes[0]);
		return true;
	}
	fact_add(decoded, "cluster", cluster); /* something about the device itself */
	return true;
}

bool nke_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	size_t head = size > 1 && bytes[1] == READ_REPLY ? HEAD : HEAD - 1; /* a read reply has a status */

	*decoded = (struct decoded){ 0 };
	*why = port != PORT ? "this model sends on port 125 only"
		: size <= head ? "shorter than a ZCL frame"
		: bytes[1] != REPORT && bytes[1] != ALARM && bytes[1] != READ_REPLY ? "a ZCL command that we do not know"
		: NULL;
	if (*why)
		return false;
	return take_attribute(bytes_big(bytes + 2, 2), &(struct payload){ bytes + head, size - head, port },
		decoded, why);
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
