// SPDX-License-Identifier: EUPL-1.2
/* The vectors are the datasheets' own examples. */
#include "hw/codec.h"

#include "app/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *decode(const char *model, const char *hex, unsigned port,
	struct reading *reading)
{
	uint8_t bytes[FRAME_BYTES];
	size_t size;
	const char *why = NULL;

	assert_true(hex_parse(hex, bytes, sizeof bytes, &size));
	uint8_t *exact = malloc(size + !size); /* so that a sanitizer sees each byte past the end */
	memcpy(exact, bytes, size);
	struct decoded decoded;
	bool ok = codec_find(codecs, model)->decode(exact, size, port, &decoded, &why);
	free(exact);
	*reading = decoded.now;
	assert_int_equal(ok, why == NULL);
	return why;
}

static void a_full_report_of_a_milesight_plug(void **state)
{
	(void)state;
	struct reading r;
	assert_null(decode("ws51x", "08700105812c07c94a0003743009068309660000048007000000", 85, &r));
	assert_int_equal(r.has, HAS_RELAY | HAS_POWER_FACTOR | HAS_MILLIAMPS | HAS_VOLTS |
		HAS_WATT_HOURS | HAS_WATTS);
	assert_true(r.relay);
	assert_int_equal(r.power_factor, 44);
	assert_int_equal(r.milliamps, 74);
	assert_float_equal(r.volts, 235.2, 1e-9);
	assert_int_equal(r.watt_hours, 26121);
	assert_int_equal(r.watts, 7);
}

static void a_milesight_plug_switched_off_says_only_that(void **state)
{
	(void)state;
	struct reading r;
	assert_null(decode("ws52x", "087000", 85, &r));
	assert_int_equal(r.has, HAS_RELAY);
	assert_false(r.relay);
}

static void milesight_numbers_are_unsigned_and_temperature_is_signed(void **state)
{
	(void)state;
	struct reading r;
	assert_null(decode("ws51x", "0683ffffffff" "0967f6ff" "02" "048010000080", 85, &r));
	assert_int_equal(r.watt_hours, UINT32_MAX);
	assert_int_equal(r.watts, 0x80000010);
	assert_float_equal(r.celsius, -1.0, 1e-9);
}

static void what_a_milesight_plug_says_of_itself_is_no_reading(void **state)
{
	(void)state;
	struct reading r;
	static const char *const frames[] = { "ff0bff", "fe03b004", "fe2200010010", "ff3fff",
		"ff0101ff166136c40091605408ff090300ff0a0101ff0f02" };
	for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
		assert_null(decode("ws52x", frames[i], 85, &r));
		assert_int_equal(r.has, 0);
	}
}

static void broken_milesight_frames_say_why(void **state)
{
	(void)state;
	struct reading r;
	assert_string_equal(decode("ws52x", "0480070000", 85, &r), "the last channel is cut short");
	assert_string_equal(decode("ws52x", "08", 85, &r), "a channel that this model does not have");
	assert_string_equal(decode("ws52x", "087001aabb", 85, &r),
		"a channel that this model does not have");
	assert_string_equal(decode("ws52x", "", 85, &r), "the frame is empty");
	assert_string_equal(decode("ws52x", "087001", 6, &r), "this model sends on port 85 only");
}

static void a_netvox_plug_reports_state_and_energy(void **state)
{
	(void)state;
	struct reading r;
	assert_null(decode("r809a", "010e010100000200010000", 6, &r));
	assert_int_equal(r.has, HAS_RELAY | HAS_WATT_HOURS);
	assert_true(r.relay);
	assert_int_equal(r.watt_hours, 512);
	assert_null(decode("r809a", "010e0100ffffffff010000", 6, &r));
	assert_false(r.relay);
	assert_int_equal(r.watt_hours, UINT32_MAX);
}

static void a_netvox_plug_reports_power(void **state)
{
	(void)state;
	struct reading r;
	assert_null(decode("r816b", "01730200dc03e800dc0000", 6, &r));
	assert_int_equal(r.has, HAS_VOLTS | HAS_MILLIAMPS | HAS_WATTS);
	assert_float_equal(r.volts, 220, 0);
	assert_int_equal(r.milliamps, 1000);
	assert_int_equal(r.watts, 220);
}

static void versions_and_replies_of_a_netvox_plug_are_no_readings(void **state)
{
	(void)state;
	struct reading r;
	assert_null(decode("r809a", "010e00640c201909100000", 6, &r));
	assert_int_equal(r.has, 0);
	assert_null(decode("r809a", "820e038407080064000100", 7, &r));
	assert_int_equal(r.has, 0);
}

static void broken_netvox_frames_say_why(void **state)
{
	(void)state;
	struct reading r;
	assert_string_equal(decode("r809a", "010e0101000002000100", 6, &r),
		"not the 11 bytes of a Netvox frame");
	assert_string_equal(decode("r809a", "01ee010100000200010000", 6, &r),
		"a device type of Netvox that we do not know");
	assert_string_equal(decode("r809a", "010e030100000200010000", 6, &r),
		"a type of report that this model does not have");
	assert_string_equal(decode("r809a", "010e010200000200010000", 6, &r), "neither on nor off");
	assert_string_equal(decode("r809a", "020e010100000200010000", 6, &r),
		"not version 1 of the report");
	assert_string_equal(decode("r809a", "010e010100000200010000", 85, &r),
		"this model sends on ports 6 and 7 only");
}

static const struct codec *guess(const char *hex, unsigned port)
{
	struct frame frame = { .port = port };
	assert_true(hex_parse(hex, frame.bytes, sizeof frame.bytes, &frame.size));
	return codec_guess(codecs, &frame);
}

static void a_model_is_guessed_only_when_it_is_certain(void **state)
{
	(void)state;
	assert_string_equal(
		guess("08700105812c07c94a0003743009068309660000048007000000", 85)->model, "ws52x");
	assert_string_equal(
		guess("0967fa0008700105812c07c94a0003743009068309660000048007000000", 85)->model, "ws51x");
	assert_string_equal(guess("010e010100000200010000", 6)->model, "r809a");
	assert_string_equal(guess("01730200dc03e800dc0000", 6)->model, "r816b");
	assert_null(guess("087001", 85));
	assert_string_equal(guess("0149012403e80100000000", 6)->model, "r718n1");
	assert_null(guess("01ee010100000200010000", 6));
	assert_null(guess("010e010100000200010000", 7));
}

static void says(const char *model, const char *hex, int status, const char *line)
{
	char text[200] = "";
	FILE *out = fmemopen(text, sizeof text, "w");
	assert_int_equal(decode_print(model, hex, NULL, out), status);
	fclose(out);
	assert_string_equal(text, line);
}

static void the_command_prints_a_reading_as_json(void **state)
{
	(void)state;
	says("ws52x", "08700105812c07c94a0003743009068309660000048007000000", EXIT_SUCCESS,
		"{\"relay\":true,\"watts\":7,\"watt_hours\":26121,\"volts\":235.2,\"milliamps\":74,"
		"\"power_factor\":44}\n");
	says("ws52x", "ff0bff", EXIT_SUCCESS, "{}\n");
}

static void the_command_prints_nothing_for_what_it_cannot_read(void **state)
{
	(void)state;
	says("ws52x", "0870", EXIT_FAILURE, "");
	says("ws52x", "xyz", EXIT_FAILURE, "");
	says("toaster", "087001", EXIT_FAILURE, "");
}

/* Catalogues name each device, we a family; and "milesight" alone, or a part of a name, is none. */
static void each_device_of_a_family_is_found_by_its_own_name(void **state)
{
	static const char *const names[][2] = { { "ws523", "ws52x" }, { "ws513", "ws51x" }, { "WS502", "ws50x" },
		{ "ct105", "ct10x" }, { "ct303", "ct30x" }, { "ws52x", "ws52x" }, { "lt-33222-l", "lt33222-l" } };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(codec_find(codecs, names[i][0])->model, names[i][1]);
	assert_null(codec_find(codecs, "milesight"));
	assert_null(codec_find(codecs, "ws52"));
	assert_null(codec_find(codecs, "523"));
	assert_null(codec_find(codecs, ""));
	assert_null(codec_find(codecs, NULL));
}

static void zeros_behind_a_milesight_frame_only_fill_it_up(void **state)
{
	(void)state;
	struct reading r;
	assert_null(decode("ct10x", "0498b80b00000000", 85, &r));
	assert_int_equal(r.milliamps, 30000);
	assert_string_equal(decode("ct10x", "0498b80b000001", 85, &r), "a channel that this model does not have");
	assert_string_equal(decode("ct10x", "0000", 85, &r), "a channel that this model does not have");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_device_of_a_family_is_found_by_its_own_name),
		cmocka_unit_test(zeros_behind_a_milesight_frame_only_fill_it_up),
		cmocka_unit_test(a_full_report_of_a_milesight_plug),
		cmocka_unit_test(a_milesight_plug_switched_off_says_only_that),
		cmocka_unit_test(milesight_numbers_are_unsigned_and_temperature_is_signed),
		cmocka_unit_test(what_a_milesight_plug_says_of_itself_is_no_reading),
		cmocka_unit_test(broken_milesight_frames_say_why),
		cmocka_unit_test(a_netvox_plug_reports_state_and_energy),
		cmocka_unit_test(a_netvox_plug_reports_power),
		cmocka_unit_test(versions_and_replies_of_a_netvox_plug_are_no_readings),
		cmocka_unit_test(broken_netvox_frames_say_why),
		cmocka_unit_test(a_model_is_guessed_only_when_it_is_certain),
		cmocka_unit_test(the_command_prints_a_reading_as_json),
		cmocka_unit_test(the_command_prints_nothing_for_what_it_cannot_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
