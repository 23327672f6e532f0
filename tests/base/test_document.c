// SPDX-License-Identifier: EUPL-1.2
#include "app/base/document.h"
#include "app/base/time.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct arena arena;

static void prints(const struct node *node, const char *json)
{
	struct buffer buffer = { 0 };

	document_print(node, &buffer);
	assert_string_equal(buffer.bytes, json);
	buffer_clear(&buffer);
	arena_clear(&arena);
}

static void an_empty_document_is_an_empty_object(void **state)
{
	(void)state;
	prints(document_new(&arena), "{}");
	prints(document_list(&arena), "[]");
}

static void members_keep_the_order_they_were_put_in(void **state)
{
	(void)state;
	struct node *doc = document_new(&arena);
	put_text(doc, "slug", "prusa-1");
	put_number(doc, "watts", -118);
	put_flag(doc, "open", true);
	put_nothing(doc, "until");
	put_word(doc, "use", "busy");
	struct node *list = put_list(put_object(doc, "state"), "slots");
	put_number(list, NULL, INT64_MIN);
	put_object(list, NULL);
	prints(doc, "{\"slug\":\"prusa-1\",\"watts\":-118,\"open\":true,\"until\":null,"
		    "\"use\":\"busy\","
		    "\"state\":{\"slots\":[-9223372036854775808,{}]}}");
}

static void a_time_prints_as_rfc_3339_on_the_labs_clock(void **state)
{
	(void)state;
	assert_true(zone_set("Europe/Berlin"));
	struct node *doc = document_new(&arena);
	put_time(doc, "winter", 1795438800);
	put_time(doc, "summer", 1782475200);
	prints(doc, "{\"winter\":\"2026-11-23T14:00:00+01:00\","
		    "\"summer\":\"2026-06-26T14:00:00+02:00\"}");
}

static void a_missing_text_puts_nothing_at_all(void **state)
{
	(void)state;
	struct node *doc = document_new(&arena);
	put_text(doc, "note", NULL);
	put_word(doc, "use", NULL);
	prints(doc, "{}");
}

static void texts_are_copied(void **state)
{
	(void)state;
	char text[] = "before";
	struct node *doc = document_new(&arena);
	put_text(doc, "a", text);
	put_print(doc, "b", "%s %d", text, 7);
	text[0] = 'X';
	prints(doc, "{\"a\":\"before\",\"b\":\"before 7\"}");
}

static void reals_print_with_as_few_digits_as_read_back(void **state)
{
	(void)state;
	struct node *list = document_list(&arena);
	put_real(list, NULL, 0.1);
	put_real(list, NULL, 235.2);
	put_real(list, NULL, 1.0 / 3);
	put_real(list, NULL, 85);
	put_real(list, NULL, 1e300);
	put_real(list, NULL, -0.0000001);
	prints(list, "[0.1,235.2,0.3333333333333333,85,1e+300,-1e-07]");
}

static void a_real_that_is_no_number_is_null(void **state)
{
	(void)state;
	struct node *list = document_list(&arena);
	put_real(list, NULL, NAN);
	put_real(list, NULL, INFINITY);
	prints(list, "[null,null]");
}

static void quotes_and_controls_are_escaped_and_letters_are_not(void **state)
{
	(void)state;
	struct node *doc = document_new(&arena);
	put_text(doc, "\"", "a\"b\\c/\b\f\n\r\t\x01\x1f\x7f Zwönitz €");
	put_text(doc, "", "");
	prints(doc,
		"{\"\\\"\":\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f Zwönitz €\",\"\":\"\"}");
}

static void stray_bytes_become_the_replacement_character(void **state)
{
	(void)state;
	struct node *list = document_list(&arena);
	put_text(list, NULL, "a\xFFz\xC3");
	prints(list, "[\"a\xEF\xBF\xBDz\xEF\xBF\xBD\"]");
}

static void the_last_member_of_a_name_is_found(void **state)
{
	(void)state;
	struct node *doc = document_new(&arena);
	put_number(doc, "n", 1);
	put_number(doc, "n", 2);
	put_number(doc, "nn", 3);
	assert_int_equal(node_member(doc, "n")->number, 2);
	assert_null(node_member(doc, "none"));
	assert_null(node_member(NULL, "n"));
	assert_null(node_member(node_member(doc, "n"), "n"));
	arena_clear(&arena);
}

static void texts_and_numbers_are_read_by_kind(void **state)
{
	(void)state;
	struct node *doc = document_new(&arena);
	put_text(doc, "text", "a");
	put_word(doc, "word", "b");
	put_number(doc, "number", 5);
	put_time(doc, "time", 6);
	assert_string_equal(node_text(doc, "text"), "a");
	assert_string_equal(node_text(doc, "word"), "b");
	assert_null(node_text(doc, "number"));
	assert_null(node_text(doc, "none"));
	assert_int_equal(node_number(doc, "number", -1), 5);
	assert_int_equal(node_number(doc, "time", -1), 6);
	assert_int_equal(node_number(doc, "text", -1), -1);
	assert_int_equal(node_number(NULL, "number", -1), -1);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_document_is_an_empty_object),
		cmocka_unit_test(members_keep_the_order_they_were_put_in),
		cmocka_unit_test(a_time_prints_as_rfc_3339_on_the_labs_clock),
		cmocka_unit_test(a_missing_text_puts_nothing_at_all),
		cmocka_unit_test(texts_are_copied),
		cmocka_unit_test(reals_print_with_as_few_digits_as_read_back),
		cmocka_unit_test(a_real_that_is_no_number_is_null),
		cmocka_unit_test(quotes_and_controls_are_escaped_and_letters_are_not),
		cmocka_unit_test(stray_bytes_become_the_replacement_character),
		cmocka_unit_test(the_last_member_of_a_name_is_found),
		cmocka_unit_test(texts_and_numbers_are_read_by_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
