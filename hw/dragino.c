// SPDX-License-Identifier: EUPL-1.2
/*
 * Dragino LT-22222-L and LT-33222-L I/O controllers: "LT-22222-L User Manual", sections 3.3 Working modes and 3.4
 * Downlink commands: 11 bytes on port 2, big endian, whose last tells the mode. Relays draw no power themselves: a
 * machine behind one is on or off.
 */
#include "hw/codec.h"
#include "hw/field.h"

enum { PORT = 2, ABOUT_PORT = 5, ABOUT_SIZE = 7, SIZE = 11, MODE = 10, MODES = 7, EXIT_MODE = 6, FIELDS = 8 };
enum { NO_ACTION = 0x11 };

static const char *const words_low_high[] = { "L", "H", NULL };
static const char *const words_high_low[] = { "H", "L", NULL }; /* an output pulls down when its bit is set */

/* All modes but the exit mode. */
static const struct field outputs[] = {
	{ 8, 1, BIG, NULL, RELAY, .mask = 0xc0 },
	{ 8, 1, BIG, "relay_1", .mask = 0x80, .words = words_off_on },
	{ 8, 1, BIG, "relay_2", .mask = 0x40, .words = words_off_on },
	{ 8, 1, BIG, "output_1", .mask = 1, .words = words_high_low },
	{ 8, 1, BIG, "output_2", .mask = 2, .words = words_high_low },
};

/* Behind the mode. A loop of 4 to 20 mA is no machine's current. */
static const struct field modes[MODES][FIELDS] = {
	[1] = { { 0, 2, BIG_SIGNED, "analog_volts_1", .per = 1000 }, { 2, 2, BIG_SIGNED, "analog_volts_2", .per = 1000 },
		{ 4, 2, BIG_SIGNED, "loop_milliamps_1", .per = 1000 }, { 6, 2, BIG_SIGNED, "loop_milliamps_2", .per = 1000 },
		{ 8, 1, BIG, "input_1", .mask = 8, .words = words_low_high },
		{ 8, 1, BIG, "input_2", .mask = 16, .words = words_low_high } },
	[2] = { { 0, 4, BIG, "count_1" }, { 4, 4, BIG, "count_2" },
		{ 8, 1, BIG, "first", .mask = 32, .words = words_no_yes } },
	[3] = { { 0, 4, BIG, "count_1" }, { 4, 2, BIG_SIGNED, "loop_milliamps_1", .per = 1000 },
		{ 6, 2, BIG_SIGNED, "loop_milliamps_2", .per = 1000 },
		{ 8, 1, BIG, "first", .mask = 32, .words = words_no_yes } },
	[4] = { { 0, 4, BIG, "count_1" }, { 4, 4, BIG, "count_of_input_2" },
		{ 8, 1, BIG, "first", .mask = 32, .words = words_no_yes } },
	[5] = { { 0, 2, BIG_SIGNED, "analog_volts_1", .per = 1000 }, { 2, 2, BIG_SIGNED, "analog_volts_2", .per = 1000 },
		{ 4, 2, BIG_SIGNED, "loop_milliamps_1", .per = 1000 }, { 6, 2, BIG, "count_1" },
		{ 8, 1, BIG, "first", .mask = 32, .words = words_no_yes } },
	[6] = { { 0, 2, HEX, "analog_alarms" }, { 2, 1, BIG, "input_2", .mask = 8, .words = words_low_high },
		{ 2, 1, BIG, "input_1", .mask = 2, .words = words_low_high },
		{ 2, 1, BIG, "input_2_triggered", .mask = 4, .words = words_no_yes },
		{ 2, 1, BIG, "input_1_triggered", .mask = 1, .words = words_no_yes }, { 9, 1, BIG, "armed", .words = words_no_yes } },
};

/* The larger one has a third output, and in mode 1 a third input. */
static const struct field third[] = {
	{ 8, 1, BIG, "output_3", .mask = 4, .words = words_high_low },
	{ 8, 1, BIG, "input_3", .mask = 32, .words = words_low_high },
};

/* What it says of itself after a join, and when asked. */
static const struct field about[] = {
	{ 0, 1, BIG, "frequency_band" }, { 1, 1, BIG, "sub_band" }, { 2, 2, HEX, "firmware" },
	{ 4, 3, BIG, "report_interval" },
};

static bool take_about(const struct payload *payload, struct decoded *decoded, const char **why)
{
	if (payload->size < ABOUT_SIZE) {
		*why = "shorter than what this model says of itself";
		return false;
	}
	fields_take(about, sizeof about / sizeof *about, payload->bytes, payload->size, decoded);
	return true;
}

bool dragino_decode(const uint8_t *bytes, size_t size, unsigned port, struct decoded *decoded, const char **why)
{
	unsigned mode = size == SIZE ? bytes[MODE] & 0x3f : 0;
	bool larger = size == SIZE && bytes[MODE] >> 6 == 0;

	*decoded = (struct decoded){ 0 };
	*why = NULL;
	if (port == ABOUT_PORT)
		return take_about(&(struct payload){ bytes, size, port }, decoded, why);
	*why = port != PORT ? "this model sends on ports 2 and 5 only"
		: size != SIZE ? "not the 11 bytes of this model"
		: mode == 0 || mode >= MODES ? "a working mode that this model does not have" : NULL;
	if (*why)
		return false;
	fact_word(decoded, "hardware", larger ? "LT33222" : "LT22222");
	fact_add(decoded, "mode", mode);
	if (mode != EXIT_MODE)
		fields_take(outputs, sizeof outputs / sizeof *outputs, bytes, size, decoded);
	if (larger && mode != EXIT_MODE)
		fields_take(third, mode == 1 ? 2 : 1, bytes, size, decoded);
	fields_take(modes[mode], FIELDS, bytes, size, decoded);
	return true;
}

static uint64_t wanted(const struct order *order, unsigned relay)
{
	unsigned channels = order->channels ? order->channels : 3;

	return channels >> relay & 1 ? order->on : NO_ACTION;
}

bool dragino_encode(const char *model, const struct order *order, struct downlink *downlink, const char **why)
{
	(void)model;
	downlink->port = PORT;
	if (order->kind == ORDER_SWITCH)
		bytes_put_big(downlink, 0x030000 | wanted(order, 0) << 8 | wanted(order, 1), 3);
	else if (order->kind == ORDER_REPORT)
		bytes_put_big(downlink, 0x08ff, 2);
	else if (order->kind == ORDER_INTERVAL && order->seconds >= 30 && order->seconds < 1 << 24)
		bytes_put_big(downlink, 0x01000000 | (uint64_t)order->seconds, 4);
	else
		*why = "this model does not know such an order, or not with this number";
	return downlink->size;
}
