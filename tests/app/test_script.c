// SPDX-License-Identifier: EUPL-1.2
/* What a codec in JavaScript returned becomes a reading. */
#include "app/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static struct arena arena;
static struct decoded decoded;

static const char *map(const char *mapping, const char *json)
{
	const char *why = NULL;
	bool done = script_map(&arena, mapping, json, &decoded, &why);
	assert_int_equal(done, why == NULL);
	return why;
}

static void a_mapping_says_where_and_in_which_unit(void **state)
{
	(void)state;
	assert_null(map("watts /power/now 1000\n  watt_hours\t/energy/0 \n\nrelay /state\ncelsius /t\nvolts /nowhere",
		"{\"data\":{\"power\":{\"now\":0.25},\"energy\":[7,8],\"state\":\"on\",\"t\":\"21.5\"}}"));
	assert_int_equal(decoded.now.has, HAS_WATTS | HAS_WATT_HOURS | HAS_RELAY | HAS_CELSIUS);
	assert_int_equal(decoded.now.watts, 250);
	assert_int_equal(decoded.now.watt_hours, 7);
	assert_true(decoded.now.relay);
	assert_float_equal(decoded.now.celsius, 21.5, 0);
}

static void a_relay_may_be_a_flag_a_number_or_a_word(void **state)
{
	static const char *const ons[] = { "true", "1", "\"on\"", "\"ON\"", "\"open\"" };
	static const char *const offs[] = { "false", "0", "\"off\"", "\"close\"", "\"\"" };
	char json[60];

	(void)state;
	for (int i = 0; i < 10; i++) {
		snprintf(json, sizeof json, "{\"data\":{\"r\":%s}}", i < 5 ? ons[i] : offs[i - 5]);
		assert_null(map("relay /r", json));
		assert_int_equal(decoded.now.has, HAS_RELAY);
		assert_int_equal(decoded.now.relay, i < 5);
	}
}

static void what_is_no_number_is_not_said(void **state)
{
	(void)state;
	assert_null(map("watts /w", "{\"data\":{\"w\":\"many\"}}"));
	assert_int_equal(decoded.now.has, 0);
	assert_null(map("watts /w", "{\"data\":{\"w\":null}}"));
	assert_null(map("watts /w", "{\"data\":{\"w\":[1]}}"));
	assert_int_equal(decoded.now.has, 0);
	assert_null(map("watts /w", "{\"data\":{\"w\":1e300}}"));
	assert_int_equal(decoded.now.watts, 0);
	assert_null(map("watts /w\nwatt_hours /w", "{\"data\":{\"w\":5e12}}")); /* no machine's, but a country's meter */
	assert_int_equal(decoded.now.has, HAS_WATT_HOURS);
}

static void what_went_wrong_is_told(void **state)
{
	(void)state;
	assert_string_equal(map("watts /w", "{\"errors\":[\"unknown port\"]}"), "the code says: unknown port");
	assert_string_equal(map("watts /w", "{\"errors\":[7]}"), "the code returned errors");
	assert_string_equal(map("watts /w", "null"), "the code returned no data");
	assert_non_null(map("watts /w", "{"));
	assert_null(map("watts /w", "{\"data\":{\"w\":1},\"errors\":[],\"warnings\":[\"low\"]}"));
}

/* ---- examples, with a runner that returns what it is told ---- */

static const char *returned, *given;
static enum script_end ended;

static enum script_end run(struct script_runner *runner, struct arena *a, const struct script_call *call,
	const char **text)
{
	(void)runner, (void)a;
	given = call->input;
	*text = returned;
	return ended;
}

static struct script_runner runner = { run };

static const char *try(const char *examples, const char *json)
{
	returned = json;
	ended = SCRIPT_RETURNED;
	return script_try(&runner, &arena, &(struct script){ .code = "x", .examples = examples, .variables = "" });
}

static void an_example_is_right_if_what_is_expected_is_there(void **state)
{
	static const char DATA[] = "{\"data\":{\"a\":1,\"b\":{\"c\":[1,2],\"d\":\"x\"},\"e\":0.1,\"f\":true,\"g\":null}}";

	(void)state;
	assert_null(try("1 00 {\"a\":1}", DATA));
	assert_null(try("1 00", DATA));
	assert_null(try("1 00 {\"b\":{\"c\":[1,2]},\"e\":0.1,\"f\":true,\"g\":null}", DATA));
	assert_string_equal(try("1 00 {\"a\":1}\n1 00 {\"a\":2}", DATA), "2: a is not as expected: "
		"{\"data\":{\"a\":1,\"b\":{\"c\":[1,2],\"d\":\"x\"},\"e\":0.1,\"f\":true,\"g\":null}}");
	assert_non_null(try("1 00 {\"b\":{\"c\":[1]}}", DATA));
	assert_non_null(try("1 00 {\"b\":{\"z\":1}}", DATA));
	assert_non_null(try("1 00 {\"a\":\"1\"}", DATA));
	assert_non_null(try("1 00 [1]", DATA));
	assert_string_equal(try("300 00", DATA), "1: not a port, bytes in hexadecimal and JSON");
	assert_string_equal(try("1 0", DATA), "1: not a port, bytes in hexadecimal and JSON");
	ended = SCRIPT_FAILED;
	returned = "SyntaxError";
	assert_string_equal(script_try(&runner, &arena, &(struct script){ .code = "x", .examples = "1 00", .variables = "" }),
		"1: SyntaxError");
}

/* ---- variables and orders ---- */

static void variables_are_of_all_devices_or_of_one(void **state)
{
	struct frame frame = { .eui = "70b3d5e75e00aa01", .size = 1, .bytes = { 7 }, .port = 2, .at = 60 };
	struct script script = { .code = "x", .mapping = "watts /w",
		.variables = "scale=10\n70b3d5e75e00aa01 scale=5\n70b3d5e75e00aa02 scale = 9\nsite=Zwönitz = Sachsen" };
	const char *why;

	(void)state;
	returned = "{\"data\":{\"w\":1}}";
	ended = SCRIPT_RETURNED;
	assert_int_equal(script_decode(&runner, &arena, &script, &frame, &decoded, &why), SCRIPT_RETURNED);
	assert_string_equal(given, "{\"bytes\":[7],\"fPort\":2,\"recvTime\":60000,\"variables\":"
		"{\"scale\":\"10\",\"site\":\"Zwönitz = Sachsen\",\"scale\":\"5\"}}");
}

static const char *encode(const char *orders, struct order what, const char *json, struct downlink *downlink)
{
	struct script script = { .code = "x", .orders = orders, .variables = "" };
	const char *why = NULL;

	returned = json;
	ended = SCRIPT_RETURNED;
	return script_encode(&runner, &arena, &script, "", &what, downlink, &why) ? NULL : why;
}

static const struct order on = { .kind = ORDER_SWITCH, .on = true }, off = { .kind = ORDER_SWITCH },
	pace = { .kind = ORDER_INTERVAL, .seconds = 90 };
#define ORDERS "on 85 {\"relay\":\"on\"}\ninterval {\"s\":\"$seconds\",\"in\":[{\"m\":\"$minutes\"}]}"

static void an_order_is_what_staff_wrote_for_it(void **state)
{
	struct downlink d;

	(void)state;
	assert_null(encode(ORDERS, on, "{\"bytes\":[8,1,0,255]}", &d));
	assert_string_equal(given, "{\"data\":{\"relay\":\"on\"},\"fPort\":85,\"variables\":{}}");
	assert_int_equal(d.port, 85);
	assert_int_equal(d.size, 4);
	assert_int_equal(d.bytes[3], 255);
	assert_null(encode(ORDERS, pace, "{\"bytes\":[1],\"fPort\":7}", &d));
	assert_string_equal(given, "{\"data\":{\"s\":90,\"in\":[{\"m\":2}]},\"fPort\":1,\"variables\":{}}");
	assert_int_equal(d.port, 7);
	assert_string_equal(encode(ORDERS, off, "{}", &d), "the codec has no such order");
}

static void what_code_says_instead_of_bytes_is_no_order(void **state)
{
	static const char *const wrong[] = { "{\"bytes\":[256]}", "{\"bytes\":[-1]}", "{\"bytes\":[0.5]}", "{\"bytes\":[]}",
		"{\"bytes\":\"08\"}", "{\"bytes\":[\"x\"]}", "null", "[1]", "{\"bytes\":[1],\"fPort\":0}",
		"{\"bytes\":[1],\"fPort\":224}", "{\"bytes\":[1],\"errors\":[\"no\"]}", "{" };
	struct downlink d;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (!encode(ORDERS, on, wrong[i], &d))
			fail_msg("%s", wrong[i]);
	assert_string_equal(encode(ORDERS, pace, "{\"bytes\":[1]}", &d),
		"neither the code nor the line says a port from 1 to 223");
}

static void what_was_tried_is_told(void **state)
{
	struct script script = { .code = "x", .orders = ORDERS, .variables = "" };

	(void)state;
	ended = SCRIPT_RETURNED;
	returned = "{\"bytes\":[1,2],\"fPort\":3}";
	assert_null(script_try_orders(&runner, &arena, &script));
	assert_string_equal(script.told, "on 3 0102\ninterval 3 0102");
	script.orders = "on 85 {}\nblink {}";
	assert_string_equal(script_try_orders(&runner, &arena, &script), "2: not on, off or interval, a port and a JSON object");
	script.orders = "on 85 {}\noff 224 {}";
	assert_non_null(script_try_orders(&runner, &arena, &script));
}

static int clear(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

#define TEST(name) cmocka_unit_test_teardown(name, clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_mapping_says_where_and_in_which_unit),
		TEST(a_relay_may_be_a_flag_a_number_or_a_word),
		TEST(what_is_no_number_is_not_said),
		TEST(what_went_wrong_is_told),
		TEST(an_example_is_right_if_what_is_expected_is_there),
		TEST(variables_are_of_all_devices_or_of_one),
		TEST(an_order_is_what_staff_wrote_for_it),
		TEST(what_code_says_instead_of_bytes_is_no_order),
		TEST(what_was_tried_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
