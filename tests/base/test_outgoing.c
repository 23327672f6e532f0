// SPDX-License-Identifier: EUPL-1.2
#include "app/base/outgoing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void plain_words_stay_as_they_are(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(mail_word(&arena, "Booked: Prusa MK4 1"), "Booked: Prusa MK4 1");
	arena_clear(&arena);
}

static void umlauts_become_encoded_words(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(mail_word(&arena, "Geändert"), "=?UTF-8?B?R2XDpG5kZXJ0?=");
	arena_clear(&arena);
}

static void what_looks_like_an_encoded_word_is_encoded(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(mail_word(&arena, "=?x"), "=?UTF-8?B?PT94?=");
	arena_clear(&arena);
}

static void no_line_is_longer_than_rfc_2047_allows_and_no_letter_is_cut(void **state)
{
	struct arena arena = { 0 };
	char text[401] = "";

	(void)state;
	for (int i = 0; i < 100; i++)
		strcat(text, i % 3 ? "ö" : "€");
	char *words = mail_word(&arena, text), *rest = NULL;
	int lines = 0;
	for (char *line = strtok_r(words, "\r\n", &rest); line; line = strtok_r(NULL, "\r\n", &rest), lines++) {
		assert_true(strlen(line) <= 76);
		assert_true((line[0] == ' ') == (lines > 0));
		assert_string_equal(line + strlen(line) - 2, "?=");
	}
	assert_true(lines > 4);
	arena_clear(&arena);
}

static void a_line_end_in_a_name_adds_no_header(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(mail_word(&arena, "x\r\nBcc: all@example.org"), "x  Bcc: all@example.org");
	arena_clear(&arena);
}

static void only_smtp_is_a_mail_server(void **state)
{
	(void)state;
	assert_true(mail_server_is_valid("smtp://127.0.0.1:25"));
	assert_true(mail_server_is_valid("smtps://user:password@mail.example"));
	assert_false(mail_server_is_valid("http://mail.example"));
	assert_false(mail_server_is_valid("file:///etc/passwd"));
	assert_false(mail_server_is_valid("smtp://a b"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_words_stay_as_they_are),
		cmocka_unit_test(umlauts_become_encoded_words),
		cmocka_unit_test(what_looks_like_an_encoded_word_is_encoded),
		cmocka_unit_test(no_line_is_longer_than_rfc_2047_allows_and_no_letter_is_cut),
		cmocka_unit_test(a_line_end_in_a_name_adds_no_header),
		cmocka_unit_test(only_smtp_is_a_mail_server),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
