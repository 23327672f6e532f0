// SPDX-License-Identifier: EUPL-1.2
/* Frames built from the tables of the datasheets that the codecs cite, and what `smartlab decode` says of them. */
#include "hw/codec.h"

#include "app/base/text.h"
#include "app/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct {
	const char *model, *hex, *port, *says;
} frames[] = {
	{ "ws50x", "03740209048064000000082931", NULL,
		"{\"relay\":true,\"watts\":100,\"volts\":230.6,\"relay_1\":\"on\","
		"\"relay_2\":\"off\",\"relay_3\":\"off\",\"changed\":3}" },
	{ "ct10x", "0397102700000498b80b", NULL,
		"{\"milliamps\":30000,\"ampere_hours\":100}" },
	{ "ct10x", "0498ffff0967fdff", NULL,
		"{}" },
	{ "ct10x", "8498b80bd007c409050967ff00", NULL,
		"{\"milliamps\":25000,\"celsius\":25.5,\"milliamps_most\":30000,"
		"\"milliamps_least\":20000,\"current_alarm\":5}" },
	{ "ct30x", "0499640006993200089919000967ea00", NULL,
		"{\"milliamps\":17500,\"celsius\":23.4,\"milliamps_1\":10000,\"milliamps_2\":5000,"
		"\"milliamps_3\":2500}" },
	{ "ct30x", "1063e80300001163d0070000", NULL,
		"{\"watt_hours\":30000,\"watt_hours_1\":10000,\"watt_hours_2\":20000}" },
	{ "vs121", "04c9040800050dcc0a000800", NULL,
		"{\"count_in\":10,\"count_out\":8,\"occupancy\":4,\"regions\":8,"
		"\"regions_occupied\":5}" },
	{ "vs132", "03d26400000004d25a00000005cc01000200", NULL,
		"{\"count_in\":100,\"count_out\":90,\"line_1_in\":100,\"line_1_out\":90,"
		"\"line_1_period_in\":1,\"line_1_period_out\":2}" },
	{ "vs135", "03d24800000004d2c800000006d20000000007d200000000", NULL,
		"{\"count_in\":72,\"count_out\":200,\"line_1_in\":72,\"line_1_out\":200,"
		"\"line_2_in\":0,\"line_2_out\":0}" },
	{ "vs135", "0fe302100709", NULL,
		"{\"occupancy\":34,\"region_1\":2,\"region_2\":16,\"region_3\":7,\"region_4\":9}" },
	{ "vs133", "20ce5afc07640348000000", NULL,
		"{\"past_at\":1678244954,\"past_kind\":3,\"past_value\":72,"
		"\"past\":[{\"at\":\"2023-03-08T04:09:14+01:00\",\"count_in\":72}]}" },
	{ "vs350", "0175640367110104cc6c00270005cc01000200", NULL,
		"{\"celsius\":27.3,\"count_in\":108,\"count_out\":39,\"battery_percent\":100,"
		"\"period_in\":1,\"period_out\":2}" },
	{ "vs350", "20ceaef5a66001010002000a001400", NULL,
		"{\"past_at\":1621554606,\"past_period_in\":1,\"past_period_out\":2,"
		"\"past\":[{\"at\":\"2021-05-21T01:50:06+02:00\",\"count_in\":10,\"count_out\":20}]}" },
	{ "vs351", "84cc0a0014000105cc01000200", NULL,
		"{\"count_in\":10,\"count_out\":20,\"count_alarm\":1,\"period_in\":1,"
		"\"period_out\":2}" },
	{ "vs360", "01756402755004cc0100020003f40001", NULL,
		"{\"count_in\":1,\"count_out\":2,\"battery_percent\":100,\"node_battery_percent\":80,"
		"\"event\":0,\"event_alarm\":1}" },
	{ "vs370", "017564030001040000", NULL,
		"{\"occupancy\":1,\"battery_percent\":100,\"bright\":0}" },
	{ "vs330", "01756402824400038e01", NULL,
		"{\"occupancy\":1,\"battery_percent\":100,\"distance_mm\":68}" },
	{ "vs340", "030000", NULL,
		"{\"occupancy\":0}" },
	{ "vs341", "030001", NULL,
		"{\"occupancy\":1}" },
	{ "r718n3", "014a0324006400c8012c00", NULL,
		"{\"milliamps\":600,\"battery_volts\":3.6,\"device\":\"R718N3\","
		"\"battery_low\":\"no\",\"milliamps_raw_1\":100,\"milliamps_raw_2\":200,"
		"\"milliamps_raw_3\":300,\"multipliers\":0}" },
	{ "r718n3", "014a0324006400c8012c39", NULL,
		"{\"milliamps\":32500,\"battery_volts\":3.6,\"device\":\"R718N3\","
		"\"battery_low\":\"no\",\"milliamps_raw_1\":100,\"milliamps_raw_2\":200,"
		"\"milliamps_raw_3\":300,\"multipliers\":57}" },
	{ "r718nl1", "0198012400640500000000", NULL,
		"{\"milliamps\":500,\"battery_volts\":3.6,\"device\":\"R718NL1\","
		"\"battery_low\":\"no\",\"milliamps_raw\":100,\"multiplier\":5,\"lux\":0}" },
	{ "smart-plug", "110a00520000410c00004b0001640b1500000014", NULL,
		"{\"watts\":0,\"watt_hours\":75,\"var_hours\":356,\"samples\":2837,\"vars\":20}" },
	{ "smart-plug", "110a000600001001", NULL,
		"{\"relay\":true}" },
	{ "smart-plug", "110a80520000411800000000000008fc08f009060cb200000000000100020003", NULL,
		"{\"volts\":230,\"millihertz_above_22232\":0,\"volts_least\":228.8,"
		"\"volts_most\":231,\"volts_peak\":325,\"overvoltages\":1,\"sags\":2,\"brownouts\":3}" },
	{ "mcf-lw12plg", "09e6b5782a0a000000f6ffffff0b0000001e000000", NULL,
		"{\"watt_hours\":10,\"device_time\":\"2021-03-24T22:47:12\",\"var_hours\":-10,"
		"\"volt_ampere_hours\":11,\"active_seconds\":30}" },
	{ "mcf-lw12plg", "09e6b5782ae8030000000000000000000064000a0065000c091e00204e10270000", NULL,
		"{\"watts\":100,\"watt_hours\":1000,\"volts\":231.6,\"milliamps\":30,"
		"\"device_time\":\"2021-03-24T22:47:12\",\"var_hours\":0,\"volt_ampere_hours\":0,"
		"\"vars\":10,\"volt_amperes\":101,\"period_microseconds\":20000,"
		"\"active_seconds\":10000}" },
	{ "mcf-lw12plg", "0ae6b5782a000000000100000001000000", NULL,
		"{\"relay\":true,\"device_time\":\"2021-03-24T22:47:12\",\"inputs\":0,\"outputs\":1,"
		"\"triggers\":1}" },
	{ "lw005-mp", "61a8ed71100101", "5",
		"{\"relay\":true,\"device_time\":1638460785,\"time_zone_hours\":8,\"load\":\"yes\"}" },
	{ "lw005-mp", "61ad6c6210092df20fc365", "6",
		"{\"volts\":234.9,\"milliamps\":-3569,\"device_time\":1638755426,"
		"\"time_zone_hours\":8,\"hertz\":50.021}" },
	{ "lw005-mp", "61ad6c6210000078f926", "7",
		"{\"watts\":3097,\"power_factor\":38,\"device_time\":1638755426,"
		"\"time_zone_hours\":8,\"watts_exactly\":3096.9}" },
	{ "lw005-mp", "61ad6c441000b41f3f0167", "8",
		"{\"watt_hours\":3688900,\"device_time\":1638755396,\"time_zone_hours\":8,"
		"\"watt_hours_exactly\":3688899.6875,\"last_hour_watt_hours\":112.1875}" },
	{ "lw005-mp", "61ad6c441001", "13",
		"{\"device_time\":1638755396,\"time_zone_hours\":8,\"load\":\"yes\"}" },
	{ "16aspm", "0116000186a0007be602ee01", NULL,
		"{\"relay\":true,\"watts\":123,\"watt_hours\":100000,\"volts\":230,\"milliamps\":750,"
		"\"celsius\":22}" },
	{ "16aspm", "54010116000186a0007be602ee01", NULL,
		"{\"relay\":true,\"watts\":123,\"watt_hours\":100000,\"volts\":230,\"milliamps\":750,"
		"\"celsius\":22,\"relay_reason\":1}" },
	{ "hotdrop", "3200000de80078194fc57d", NULL,
		"{\"milliamps\":12000,\"celsius\":18.823529411764703,"
		"\"battery_volts\":3.8627450980392157,\"ampere_hours\":356,\"percent_above\":25,"
		"\"percent_below\":79,\"capacitor_volts\":3.8627450980392157}" },
	{ "voltdrop", "29001000200030102030c5", NULL,
		"{\"milliamps\":6000,\"celsius\":52.705882352941174,\"milliamps_l1\":1000,"
		"\"milliamps_l2\":2000,\"milliamps_l3\":3000}" },
	{ "voltdrop", "2a00000000000030390640", NULL,
		"{\"watt_hours\":12345,\"power_factor\":13,\"power_factor_exactly\":12.5}" },
	{ "pcr2", "be010400010002000300041068000000fa", NULL,
		"{\"celsius\":25,\"count_in\":3,\"count_out\":4,\"battery_volts\":4.2,"
		"\"period_in\":1,\"period_out\":2,\"solar_milliwatts\":0}" },
	{ "pcr2", "be0103000100020003000405000000fa", NULL,
		"{\"celsius\":25,\"count_in\":3,\"count_out\":4,\"period_in\":1,\"period_out\":2,"
		"\"battery_gauge\":5,\"solar_milliwatts\":0}" },
	{ "pcr2", "0a00011600020100fa", NULL,
		"{\"celsius\":25,\"period_in\":1,\"period_out\":2}" },
	{ "people-counter", "00013f0001000200006400c801", NULL,
		"{\"count_in\":100,\"count_out\":200,\"battery_volts\":3.19,\"device_status\":0,"
		"\"period_in\":1,\"period_out\":2,\"sensor_status\":0,\"sequence\":1}" },
	{ "people-counter", "0206aabbccddeeff001100013f0001000200006400c801", NULL,
		"{\"count_in\":100,\"count_out\":200,\"battery_volts\":3.19,\"device_status\":0,"
		"\"period_in\":1,\"period_out\":2,\"sensor_status\":0,\"sequence\":1}" },
	{ "people-counter", "0000640065", "27",
		"{\"count_in\":100,\"count_out\":101,\"sensor_status\":0}" },
	{ "people-counter", "00013f00", "28",
		"{\"battery_volts\":3.19,\"device_status\":0,\"sensor_status\":0}" },
	{ "lt-22222-l", "0000000a0000000bbc0042", NULL,
		"{\"relay\":true,\"hardware\":\"LT22222\",\"mode\":2,\"relay_1\":\"on\","
		"\"relay_2\":\"off\",\"output_1\":\"H\",\"output_2\":\"H\",\"count_1\":10,"
		"\"count_2\":11,\"first\":\"yes\"}" },
};

enum { FRAMES = sizeof frames / sizeof *frames };

static void each_frame_says_what_its_datasheet_says(void **state)
{
	(void)state;
	for (int i = 0; i < FRAMES; i++) {
		char text[1000] = "";
		FILE *out = fmemopen(text, sizeof text, "w");
		assert_int_equal(decode_print(frames[i].model, frames[i].hex, frames[i].port, out), EXIT_SUCCESS);
		fclose(out);
		text[strcspn(text, "\n")] = 0;
		assert_string_equal(text, frames[i].says);
	}
}

static bool decode(const struct codec *codec, const uint8_t *bytes, size_t size, unsigned port)
{
	struct decoded decoded;
	const char *why = NULL;
	uint8_t *exact = malloc(size + !size); /* so that a sanitizer sees each byte past the end */
	memcpy(exact, bytes, size);
	bool done = codec->decode(exact, size, port, &decoded, &why);
	free(exact);
	assert_int_equal(done, why == NULL);
	return done;
}

/* Every beginning of every frame, at every codec and port that matter: nothing is read beyond, and what is refused says
 * why. */
static void what_is_cut_short_is_refused_or_understood_but_never_read_beyond(void **state)
{
	static const unsigned ports[] = { 0, 1, 2, 3, 5, 6, 7, 11, 14, 20, 26, 50, 69, 85, 100, 125, 190, 255 };
	uint8_t bytes[FRAME_BYTES];
	size_t size;

	(void)state;
	for (int i = 0; i < FRAMES; i++) {
		assert_true(hex_parse(frames[i].hex, bytes, sizeof bytes, &size));
		for (const struct codec *codec = codecs; codec->model; codec++)
			for (size_t p = 0; p < sizeof ports / sizeof *ports; p++)
				for (size_t cut = 0; cut <= size; cut++)
					decode(codec, bytes, cut, ports[p]);
	}
}

static void no_codec_reads_an_empty_frame_as_a_reading(void **state)
{
	(void)state;
	for (const struct codec *codec = codecs; codec->model; codec++) {
		struct decoded decoded;
		const char *why = NULL;
		codec->decode((const uint8_t *)"", 0, codec->port, &decoded, &why);
		assert_int_equal(decoded.now.has, 0);
	}
}

/* ---- downlinks ---- */

static const struct {
	const char *model, *order, *number, *says;
} orders[] = {
	{ "ws52x", "on", NULL, "85 080100ff" },
	{ "ws52x", "off", NULL, "85 080000ff" },
	{ "ws52x", "interval", "60", "85 ff033c00" },
	{ "ws52x", "report", NULL, "85 ff28ff" },
	{ "ws52x", "clear", NULL, "85 ff27ff" },
	{ "ws50x", "on", "1", "85 0811ff" },
	{ "ws50x", "off", "1", "85 0810ff" },
	{ "ws50x", "on", "3", "85 0833ff" },
	{ "ct10x", "interval", "600", "85 ff8e000a00" },
	{ "r809a", "on", NULL, "7 910e000000000000000000" },
	{ "r809a", "interval", "120", "7 010e003c00780064001400" },
	{ "r831c", "on", "2", "7 91ad020000000000000000" },
	{ "smart-plug", "on", NULL, "125 1150000601" },
	{ "smart-plug", "off", NULL, "125 1150000600" },
	{ "16aspm", "on", NULL, "2 c101" },
	{ "16aspm", "off", NULL, "2 c100" },
	{ "em2101", "on", NULL, "50 074801" },
	{ "lt-22222-l", "on", "1", "2 030111" },
	{ "lt-22222-l", "off", NULL, "2 030000" },
	{ "smart-switch", "on", NULL, "1 31" },
	{ "hotdrop", "interval", "300", "3 54000000964300000000" },
};

static void each_order_has_the_bytes_of_its_datasheet(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		char text[100] = "";
		FILE *out = fmemopen(text, sizeof text, "w");
		assert_int_equal(encode_print(orders[i].model, orders[i].order, orders[i].number, out), EXIT_SUCCESS);
		fclose(out);
		text[strcspn(text, "\n")] = 0;
		assert_string_equal(text, orders[i].says);
	}
}

static void what_a_model_does_not_know_is_refused(void **state)
{
	(void)state;
	assert_int_equal(encode_print("ct10x", "on", NULL, stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("lw005-mp", "on", NULL, stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("mcf-lw12plg", "off", NULL, stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("ws52x", "interval", "0", stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("hotdrop", "interval", "10", stdout), EXIT_FAILURE);
	assert_int_equal(encode_print("ws52x", "explode", NULL, stdout), EXIT_FAILURE);
	assert_true(codec_can(codec_find(codecs, "ws52x"), ORDER_SWITCH));
	assert_false(codec_can(codec_find(codecs, "lw005-mp"), ORDER_SWITCH));
	assert_false(codec_can(codec_find(codecs, "r718n1"), ORDER_SWITCH));
	assert_false(codec_can(NULL, ORDER_SWITCH));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_frame_says_what_its_datasheet_says),
		cmocka_unit_test(what_is_cut_short_is_refused_or_understood_but_never_read_beyond),
		cmocka_unit_test(no_codec_reads_an_empty_frame_as_a_reading),
		cmocka_unit_test(each_order_has_the_bytes_of_its_datasheet),
		cmocka_unit_test(what_a_model_does_not_know_is_refused),
	};
	return zone_set("Europe/Berlin") ? cmocka_run_group_tests(tests, NULL, NULL) : EXIT_FAILURE;
}
