// SPDX-License-Identifier: EUPL-1.2
#include "app/base/document.h"
#include "app/base/json.h"
#include "web/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* no type of ours, only a name for the two functions under test */
typedef struct node *parser(struct arena *arena, const char *text, size_t size, const char **why);

static void reads(parser *parse, const char *text, const char *json)
{
	struct arena arena = { 0 };
	struct buffer out = { 0 };
	const char *why = "unset";
	struct node *root = parse(&arena, text, strlen(text), &why);

	if (!root)
		fail_msg("%s: %s", text, why);
	assert_null(why);
	document_print(root, &out);
	assert_string_equal(out.bytes, json);
	buffer_clear(&out);
	arena_clear(&arena);
}

static void refuses_bytes(parser *parse, const char *text, size_t size, const char *sentence)
{
	struct arena arena = { 0 };
	const char *why = NULL;

	assert_null(parse(&arena, text, size, &why));
	assert_non_null(strstr(why, sentence));
	arena_clear(&arena);
}

static void refuses(parser *parse, const char *text, const char *sentence)
{
	refuses_bytes(parse, text, strlen(text), sentence);
}

static void json_goes_there_and_back(void **state)
{
	static const char *const texts[] = { "{}", "[]", "\"world\"", "85", "-1.5", "null", "true",
		"{\"b\":[1,{\"c\":null}],\"a\":\"Zwönitz \\\"x\\\"\",\"\":false}",
		"[9223372036854775807]" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		reads(json_parse, texts[i], texts[i]);
	reads(json_parse, " { \"a\" : \"\\u20ac\\ud834\\udd1e\" } \r\n", "{\"a\":\"€𝄞\"}");
}

static void what_is_not_json_is_refused(void **state)
{
	static const char *const texts[] = { "", " ", "{", "{\"a\":1,}", "[1,]", "{a:1}", "'a'",
		"[1] x", "01", "+1", "1.", ".5", "NaN", "Infinity", "// c\n1", "\"\t\"", "\"\\x\"",
		"\"\\ud800\"", "\"\xFF\"", "\xEF\xBB\xBF{}", "[9223372036854775808]", "1e999" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		refuses(json_parse, texts[i], "not JSON: ");
}

static void a_member_twice_is_refused(void **state)
{
	(void)state;
	refuses(json_parse, "{\"a\":1,\n\"a\":1}", "line 2");
}

static void a_nul_is_refused(void **state)
{
	(void)state;
	refuses(json_parse, "\"a\\u0000\"", "not JSON");
	refuses(json_parse, "{\"a\\u0000\":1}", "not JSON");
	refuses_bytes(json_parse, "\"a\0b\"", 5, "not JSON");
	refuses_bytes(json_parse, "null\0", 5, "something follows");
}

static void escapes_are_what_they_stand_for(void **state)
{
	(void)state;
	reads(json_parse, "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e4\\u20AC\\uD83D\\uDE00\"",
		"\"\\\"\\\\/\\b\\f\\n\\r\\tAä€😀\"");
	refuses(json_parse, "\"\\ud83dx\"", "letter's digits");
	refuses(json_parse, "\"\\ud83d\\u0041\"", "letter's digits");
	refuses(json_parse, "\"\\ude00\"", "letter's digits");
	refuses(json_parse, "\"\\u12\"", "letter's digits");
	refuses(json_parse, "\"a\\", "escapes nothing");
}

static void numbers_are_whole_or_real(void **state)
{
	(void)state;
	reads(json_parse, "[-0,-9223372036854775808,0.5e+1,1E-2,120e0]",
		"[0,-9223372036854775808,5,0.01,120]");
	refuses(json_parse, "[-]", "no digits");
	refuses(json_parse, "1e", "no digits");
	refuses(json_parse, "-9223372036854775809", "too large");
	refuses(json_parse, "0.0000000000000000000000000000000000000000000000000000000000000001",
		"too long");
}

static void an_object_has_2000_members_and_no_more(void **state)
{
	struct buffer text = { 0 };
	struct arena arena = { 0 };
	const char *why;

	(void)state;
	for (int i = 0; i < 2000; i++)
		buffer_print(&text, "%c\"%d\":%d", i ? ',' : '{', i, i);
	buffer_text(&text, "}");
	assert_int_equal(node_number(json_parse(&arena, text.bytes, text.size, &why), "999", 0), 999);
	text.size--;
	buffer_text(&text, ",\"2000\":1}");
	refuses(json_parse, text.bytes, "2000 members");
	buffer_clear(&text);
	arena_clear(&arena);
}

static void json_is_32_levels_deep_and_no_deeper(void **state)
{
	char text[67] = { 0 };

	(void)state;
	memset(text, '[', 32);
	memset(text + 32, ']', 32);
	reads(json_parse, text, text);
	memset(text, '[', 33);
	memset(text + 33, ']', 33);
	refuses(json_parse, text, "32 levels");
}

static void more_than_256_kib_of_json_is_refused(void **state)
{
	enum { MOST = 256 << 10 };
	char *text = malloc(MOST + 1);

	(void)state;
	assert_non_null(text);
	memset(text, ' ', MOST + 1);
	text[0] = '1';
	struct arena arena = { 0 };
	const char *why;
	assert_non_null(json_parse(&arena, text, MOST, &why));
	arena_clear(&arena);
	refuses_bytes(json_parse, text, MOST + 1, "256 KiB");
	free(text);
}

static void a_form_becomes_an_object_of_texts(void **state)
{
	(void)state;
	reads(form_parse, "", "{}");
	reads(form_parse, "resource=prusa-1&purpose=Lampe+f%C3%bcr+Zw%C3%B6nitz",
		"{\"resource\":\"prusa-1\",\"purpose\":\"Lampe für Zwönitz\"}");
	reads(form_parse, "&&a&b=&=c&d=1=2&", "{\"a\":\"\",\"b\":\"\",\"\":\"c\",\"d\":\"1=2\"}");
	reads(form_parse, "%61+%2B=%26%3D%0D%0A", "{\"a +\":\"&=\\r\\n\"}");
}

static void of_a_repeated_name_the_last_counts(void **state)
{
	(void)state;
	reads(form_parse, "a=1&b=2&%61=3", "{\"a\":\"3\",\"b\":\"2\"}");
}

static void broken_percent_escapes_are_refused(void **state)
{
	static const char *const texts[] = { "a=%", "a=%4", "a=%4&b=1", "%zz=1", "a=%u20AC",
		"a=100%" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		refuses(form_parse, texts[i], "percent sign");
}

static void unclean_fields_are_refused(void **state)
{
	static const char *const texts[] = { "a=%00", "a=%FF", "%1B=1", "a=\xC3", "a=%C0%AF" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		refuses(form_parse, texts[i], "malformed UTF-8");
	refuses_bytes(form_parse, "a\0b", 3, "malformed UTF-8");
}

static void a_form_has_300_fields_and_no_more(void **state)
{
	char text[605] = "";
	struct arena arena = { 0 };
	const char *why;

	(void)state;
	for (int i = 0; i < 301; i++)
		strcat(text, "a&");
	assert_non_null(form_parse(&arena, text, 600, &why));
	refuses(form_parse, text, "300 fields");
	arena_clear(&arena);
}

static void more_than_64_kib_of_form_is_refused(void **state)
{
	enum { MOST = 64 << 10 };
	static char text[MOST + 1];
	struct arena arena = { 0 };
	const char *why;

	(void)state;
	memset(text, 'a', sizeof text);
	assert_non_null(form_parse(&arena, text, MOST, &why));
	refuses_bytes(form_parse, text, MOST + 1, "64 KiB");
	arena_clear(&arena);
}

static void what_is_percent_encoded_reads_back(void **state)
{
	static const char text[] = "Zwönitz & Co = 100 % +\r\n~a-B_9.";
	struct buffer out = { 0 };
	struct arena arena = { 0 };
	const char *why;

	(void)state;
	buffer_text(&out, "a=");
	percent_encode(&out, text);
	assert_string_equal(
		out.bytes, "a=Zw%C3%B6nitz%20%26%20Co%20%3D%20100%20%25%20%2B%0D%0A~a-B_9.");
	assert_string_equal(node_text(form_parse(&arena, out.bytes, out.size, &why), "a"), text);
	buffer_clear(&out);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_goes_there_and_back),
		cmocka_unit_test(what_is_not_json_is_refused),
		cmocka_unit_test(a_member_twice_is_refused),
		cmocka_unit_test(a_nul_is_refused),
		cmocka_unit_test(escapes_are_what_they_stand_for),
		cmocka_unit_test(numbers_are_whole_or_real),
		cmocka_unit_test(an_object_has_2000_members_and_no_more),
		cmocka_unit_test(json_is_32_levels_deep_and_no_deeper),
		cmocka_unit_test(more_than_256_kib_of_json_is_refused),
		cmocka_unit_test(a_form_becomes_an_object_of_texts),
		cmocka_unit_test(of_a_repeated_name_the_last_counts),
		cmocka_unit_test(broken_percent_escapes_are_refused),
		cmocka_unit_test(unclean_fields_are_refused),
		cmocka_unit_test(a_form_has_300_fields_and_no_more),
		cmocka_unit_test(more_than_64_kib_of_form_is_refused),
		cmocka_unit_test(what_is_percent_encoded_reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
