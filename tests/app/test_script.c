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

static const char *returned;
static enum script_end ended;

static enum script_end run(struct script_runner *runner, struct arena *a, const struct script_call *call,
	const char **text)
{
	(void)runner, (void)a, (void)call;
	*text = returned;
	return ended;
}

static struct script_runner runner = { run };

static const char *try(const char *examples, const char *json)
{
	returned = json;
	ended = SCRIPT_RETURNED;
	return script_try(&runner, &arena, &(struct script){ .code = "x", .examples = examples });
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
	assert_string_equal(script_try(&runner, &arena, &(struct script){ .code = "x", .examples = "1 00" }),
		"1: SyntaxError");
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
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
