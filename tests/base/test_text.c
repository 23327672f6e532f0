// SPDX-License-Identifier: EUPL-1.2
#include "app/base/arena.h"
#include "app/base/log.h"
#include "app/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static bool clean(const char *text)
{
	return text_is_clean(text, strlen(text));
}

static void letters_of_any_language_are_clean(void **state)
{
	(void)state;
	assert_true(clean(""));
	assert_true(clean("Zwönitz, 3 °C, €, 𝄞\tyes\r\n"));
	/* U+D7FF, U+E000, U+10FFFF */
	assert_true(clean("\xED\x9F\xBF \xEE\x80\x80 \xF4\x8F\xBF\xBF"));
}

static void controls_are_not_clean(void **state)
{
	(void)state;
	assert_false(text_is_clean("a\0b", 3));
	assert_false(clean("\x1b[31m"));
	assert_false(clean("\x7f"));
}

static void malformed_utf_8_is_not_clean(void **state)
{
	(void)state;
	static const char *const bad[] = { "\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF",
		"\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
		"a\xC3", "\xE2\x82", "\xE2\x82z", "\xF0\x9D\x84z", "\xF0\x9D\x84" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(clean(bad[i]));
}

static void a_sequence_that_is_cut_off_is_not_read_past_its_end(void **state)
{
	(void)state;
	assert_int_equal(text_sequence("\xE2\x82\xAC", 3), 3);
	assert_int_equal(text_sequence("\xE2\x82\xAC", 2), 0);
	assert_int_equal(text_sequence("", 0), 0);
	assert_int_equal(text_sequence("\0", 1), 1);
}

static void letters_are_counted_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(text_letters(""), 0);
	assert_int_equal(text_letters("Zwönitz €𝄞"), 10);
}

static void trimming_takes_white_space_and_carriage_returns(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	assert_string_equal(text_trim(&arena, " \t\r\n a b\r\nc\rd\n\ne \v\f"), "a b\nc\nd\n\ne");
	assert_string_equal(text_trim(&arena, " \n "), "");
	assert_string_equal(text_trim(&arena, "x"), "x");
	arena_clear(&arena);
}

static void a_slug_is_lower_case_and_short(void **state)
{
	(void)state;
	char longest[65];
	memset(longest, 'a', sizeof longest);
	longest[63] = 0;
	assert_true(text_is_slug("prusa-1"));
	assert_true(text_is_slug(longest));
	longest[63] = 'a', longest[64] = 0;
	assert_false(text_is_slug(longest));
	assert_false(text_is_slug(""));
	assert_false(text_is_slug("Prusa"));
	assert_false(text_is_slug("a/b"));
	assert_false(text_is_slug("ä"));
}

static void an_email_address_has_one_at_and_no_tricks(void **state)
{
	(void)state;
	assert_true(text_is_email("startup@example.org"));
	assert_true(text_is_email("jörg+lab@zwönitz.example"));
	assert_false(text_is_email(""));
	assert_false(text_is_email("example.org"));
	assert_false(text_is_email("@example.org"));
	assert_false(text_is_email("a@"));
	assert_false(text_is_email("a@b@c"));
	assert_false(text_is_email("a b@c"));
	assert_false(text_is_email("a@c\r\nBcc:d"));
	assert_false(text_is_email("a@c>"));
	assert_false(text_is_email("a\xFF@c"));
	char longest[256];
	memset(longest, 'a', sizeof longest);
	longest[1] = '@', longest[254] = 0;
	assert_true(text_is_email(longest));
	longest[254] = 'a', longest[255] = 0;
	assert_false(text_is_email(longest));
}

static void a_number_is_the_whole_text(void **state)
{
	(void)state;
	int64_t n = 1;
	assert_true(text_number("-9223372036854775808", &n) && n == INT64_MIN);
	assert_true(text_number("007", &n) && n == 7);
	static const char *const bad[] = { "", "-", " 1", "+1", "1 ", "1.0", "0x1",
		"9223372036854775808", "--1" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_number(bad[i], &n));
	assert_int_equal(n, 7);
}

static void hexadecimal_goes_there_and_back(void **state)
{
	(void)state;
	struct arena arena = { 0 };
	uint8_t bytes[3];
	size_t size = 9;
	assert_string_equal(hex_print(&arena, "\x00\x7f\xff", 3), "007fff");
	assert_true(hex_parse("007fFF", bytes, sizeof bytes, &size));
	assert_int_equal(size, 3);
	assert_memory_equal(bytes, "\x00\x7f\xff", 3);
	assert_true(hex_parse("", bytes, sizeof bytes, &size) && size == 0);
	assert_false(hex_parse("0", bytes, sizeof bytes, &size));
	assert_false(hex_parse("0g", bytes, sizeof bytes, &size));
	assert_false(hex_parse("00112233", bytes, sizeof bytes, &size));
	arena_clear(&arena);
}

/* RFC 4648 section 10, without the padding. */
static void base32_is_rfc_4648s(void **state)
{
	(void)state;
	static const char *const texts[] = { "", "MY", "MZXQ", "MZXW6", "MZXW6YQ", "MZXW6YTB",
		"MZXW6YTBOI" };
	struct arena arena = { 0 };

	for (size_t i = 0; i < 7; i++) {
		uint8_t bytes[6];
		size_t size;
		assert_string_equal(base32_print(&arena, "foobar", i), texts[i]);
		assert_true(base32_parse(texts[i], strlen(texts[i]), bytes, sizeof bytes, &size));
		assert_int_equal(size, i);
		assert_memory_equal(bytes, "foobar", i);
	}
	arena_clear(&arena);
}

static void base32_has_one_spelling(void **state)
{
	(void)state;
	static const char *const bad[] = { "my", "MY======", "MZ", "M", "MZX", "MZXW6Y", "M1",
		"MZXW6YTBOJQ" };
	uint8_t bytes[6];
	size_t size;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(base32_parse(bad[i], strlen(bad[i]), bytes, sizeof bytes, &size));
}

/* What log_line writes, with standard error led into a file meanwhile. */
static const char *logged(enum log_level level, const char *text)
{
	static char line[8192];
	FILE *file = tmpfile();
	int before = dup(STDERR_FILENO);

	dup2(fileno(file), STDERR_FILENO);
	log_line(level, "%s", text);
	dup2(before, STDERR_FILENO);
	close(before);
	rewind(file);
	line[fread(line, 1, sizeof line - 1, file)] = 0;
	fclose(file);
	return line;
}

static void a_log_line_stays_one_line(void **state)
{
	(void)state;
	unsetenv("JOURNAL_STREAM");
	assert_string_equal(logged(LOG_NOTE, "Zwönitz\n\x1b[31m\xff\xc2\x9b"),
		"Zwönitz\\x0a\\x1b[31m\\xff\\xc2\\x9b\n");
	assert_string_equal(logged(LOG_FAULT, "no"), "fault: no\n");
}

static void the_journal_gets_the_level(void **state)
{
	(void)state;
	setenv("JOURNAL_STREAM", "8:1", 1);
	assert_string_equal(logged(LOG_WARN, "late"), "<4>late\n");
	unsetenv("JOURNAL_STREAM");
}

static void what_is_above_the_level_is_dropped(void **state)
{
	(void)state;
	assert_string_equal(logged(LOG_INFO, "chatter"), "");
	log_quiet(LOG_INFO);
	assert_string_equal(logged(LOG_INFO, "chatter"), "chatter\n");
	log_quiet(LOG_FAULT);
	assert_string_equal(logged(LOG_WARN, "late"), "");
	log_quiet(LOG_NOTE);
}

static void an_endless_log_line_is_cut(void **state)
{
	(void)state;
	char text[5000];
	memset(text, 'a', sizeof text);
	text[sizeof text - 1] = 0;
	assert_int_equal(strlen(logged(LOG_NOTE, text)), 2048);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_of_any_language_are_clean),
		cmocka_unit_test(controls_are_not_clean),
		cmocka_unit_test(malformed_utf_8_is_not_clean),
		cmocka_unit_test(a_sequence_that_is_cut_off_is_not_read_past_its_end),
		cmocka_unit_test(letters_are_counted_not_bytes),
		cmocka_unit_test(trimming_takes_white_space_and_carriage_returns),
		cmocka_unit_test(a_slug_is_lower_case_and_short),
		cmocka_unit_test(an_email_address_has_one_at_and_no_tricks),
		cmocka_unit_test(a_number_is_the_whole_text),
		cmocka_unit_test(hexadecimal_goes_there_and_back),
		cmocka_unit_test(base32_is_rfc_4648s),
		cmocka_unit_test(base32_has_one_spelling),
		cmocka_unit_test(a_log_line_stays_one_line),
		cmocka_unit_test(the_journal_gets_the_level),
		cmocka_unit_test(what_is_above_the_level_is_dropped),
		cmocka_unit_test(an_endless_log_line_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
