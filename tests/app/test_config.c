// SPDX-License-Identifier: EUPL-1.2
#include "app/config.h"

#include "app/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct config config;
static char path[256];

static const char *const names[] = { "SMARTLAB_STORE", "SMARTLAB_LISTEN", "SMARTLAB_INGEST_SECRET",
	"SMARTLAB_MQTT", "SMARTLAB_PROXY", "SMARTLAB_CLOCK", "SMARTLAB_OPEN", "SMARTLAB_CONFIG" };

static int begin(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unsetenv(names[i]);
	snprintf(path, sizeof path, "%s/config.XXXXXX", TEST_FOLDER);
	int file = mkstemp(path);
	return file < 0 || close(file);
}

static int end(void **state)
{
	(void)state;
	arena_clear(&config.arena);
	return unlink(path);
}

static void write_file(const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* What is wrong is told on standard error, which the test's reader is spared. */
static bool read_words(const char *first, ...)
{
	char *argv[24] = { (char *)(uintptr_t)"smartlab" };
	int argc = 1;
	va_list ap;

	va_start(ap, first);
	for (const char *word = first; word; word = va_arg(ap, const char *))
		argv[argc++] = (char *)(uintptr_t)word;
	va_end(ap);
	arena_clear(&config.arena);
	return config_read(&config, argc, argv);
}
#define READ(...) read_words(__VA_ARGS__, NULL)

static void words_and_options_come_in_any_order(void **state)
{
	(void)state;
	assert_true(READ("--store", "a.sqlite", "apikey", "--email", "x@example.org", "add"));
	assert_int_equal(config.word_count, 2);
	assert_string_equal(config.words[0], "apikey");
	assert_string_equal(config.words[1], "add");
	assert_string_equal(config.store, "a.sqlite");
	assert_string_equal(config.email, "x@example.org");
	assert_null(config.listen);
	assert_false(config.open);
}

static void what_is_said_first_counts(void **state)
{
	(void)state;
	assert_true(READ("demo", "--listen", "127.0.0.1:1", "--listen", "127.0.0.1:2"));
	assert_string_equal(config.listen, "127.0.0.1:1");
}

static void arguments_outrank_the_environment_and_that_the_file(void **state)
{
	(void)state;
	write_file("store = file\nlisten = file\ningest-secret = file\n");
	setenv("SMARTLAB_STORE", "environment", 1);
	setenv("SMARTLAB_LISTEN", "environment", 1);
	assert_true(READ("serve", "--config", path, "--store", "argument"));
	assert_string_equal(config.store, "argument");
	assert_string_equal(config.listen, "environment");
	assert_string_equal(config.ingest_secret, "file");
	setenv("SMARTLAB_INGEST_SECRET", "environment", 1);
	assert_true(READ("serve", "--config", path));
	assert_string_equal(config.store, "environment");
	assert_string_equal(config.ingest_secret, "environment");
}

/* Whoever names the proxies on the command line trusts no others. */
static void a_list_comes_from_one_source(void **state)
{
	(void)state;
	write_file("mqtt = mqtt://file\nproxy = 10.0.0.0/8\n");
	setenv("SMARTLAB_MQTT", "mqtt://one  mqtt://two\tmqtt://three", 1);
	assert_true(READ("--config", path, "--proxy", "::1/128", "--proxy", "127.0.0.1/32"));
	assert_string_equal(config.mqtt[0], "mqtt://one");
	assert_string_equal(config.mqtt[2], "mqtt://three");
	assert_null(config.mqtt[3]);
	assert_string_equal(config.proxies[0], "::1/128");
	assert_string_equal(config.proxies[1], "127.0.0.1/32");
	assert_null(config.proxies[2]);
}

static void a_list_in_the_file_may_have_a_line_each(void **state)
{
	(void)state;
	write_file("; the brokers\n[hardware]\nmqtt = mqtt://one\nmqtt = mqtt://two\n  mqtt://three\n");
	assert_true(READ("--config", path));
	assert_string_equal(config.mqtt[1], "mqtt://two");
	assert_string_equal(config.mqtt[2], "mqtt://three");
	assert_null(config.mqtt[3]);
}

static void the_environment_may_name_the_file(void **state)
{
	(void)state;
	write_file("store = file\n");
	setenv("SMARTLAB_CONFIG", path, 1);
	assert_true(READ("serve"));
	assert_string_equal(config.store, "file");
	assert_true(READ("serve", "--config", "/dev/null")); /* the argument counts more here, too */
	assert_null(config.store);
	setenv("SMARTLAB_CONFIG", "", 1);
	setenv("SMARTLAB_STORE", "", 1); /* empty is not set */
	assert_true(READ("serve"));
	assert_null(config.store);
}

/* "SMARTLAB_OPEN=no" must not open the demo to everybody. */
static void a_flag_is_yes_or_no(void **state)
{
	static const char *const words[] = { "yes", "true", "1", "on", "no", "false", "0", "off" };

	(void)state;
	assert_true(READ("demo", "--open"));
	assert_true(config.open);
	for (int i = 0; i < 8; i++) {
		setenv("SMARTLAB_OPEN", words[i], 1);
		assert_true(READ("demo"));
		assert_int_equal(config.open, i < 4);
		assert_true(READ("demo", "--open"));
		assert_true(config.open);
	}
	setenv("SMARTLAB_OPEN", "perhaps", 1);
	assert_false(READ("demo"));
}

static void a_clock_is_an_instant(void **state)
{
	int64_t instant;

	(void)state;
	assert_true(time_parse("2026-10-24T10:00:00+02:00", &instant));
	assert_true(READ("--clock", "2026-10-24T10:00:00+02:00"));
	assert_int_equal(config.clock, instant);
	assert_false(READ("--clock", "tomorrow"));
	setenv("SMARTLAB_CLOCK", "2026-10-24", 1); /* of which zone? */
	assert_false(READ("serve"));
}

static void what_is_no_option_is_refused(void **state)
{
	(void)state;
	assert_false(READ("--sotre", "x"));
	assert_false(READ("--store"));
	assert_false(READ("--config", "/nowhere/at/all"));
	assert_false(READ("1", "2", "3", "4", "5", "6", "7", "8", "9"));
	assert_true(READ("1", "2", "3", "4", "5", "6", "7", "8"));
	assert_false(READ("--mqtt", "1", "--mqtt", "2", "--mqtt", "3", "--mqtt", "4", "--mqtt", "5",
		"--mqtt", "6", "--mqtt", "7", "--mqtt", "8", "--mqtt", "9"));
}

static void a_line_of_the_file_may_be_as_long_as_a_key_needs(void **state)
{
	(void)state;
	char text[700], key[301];

	memset(key, 'K', 300);
	key[300] = '\0';
	snprintf(text, sizeof text, "listen = a\n# %s\n  mqtt = mqtts://app:%s@host/v3/+/#   ; ours\nstore = b\n", key, key);
	write_file(text);
	assert_true(read_words("serve", "--config", path, NULL));
	snprintf(text, sizeof text, "mqtts://app:%s@host/v3/+/#", key);
	assert_string_equal(config.mqtt[0], text);
	assert_null(config.mqtt[1]);
	assert_string_equal(config.listen, "a");
	assert_string_equal(config.store, "b");
	snprintf(text, sizeof text, "listen = a\nmqqt = %s\n", key);
	write_file(text);
	assert_false(read_words("serve", "--config", path, NULL));
}

static void assert_bad_file(const char *text)
{
	write_file(text);
	assert_false(READ("--config", path));
}

/* A line that is set in would else go on with the value above, and "listen" would quietly be lost. */
static void a_file_with_a_mistake_is_refused(void **state)
{
	(void)state;
	assert_bad_file("sotre = x\n");
	assert_bad_file("store\n");
	assert_bad_file("store = a\nstore = b\n");
	assert_bad_file("[serve]\n  store = a\n  listen = b\n");
	assert_bad_file("open = perhaps\n");
	assert_bad_file("clock = now\n");
}

/* A long address of a store is taken whole or not at all. */
static void a_long_line_is_not_cut(void **state)
{
	char text[1200], *value = text + 8;

	(void)state;
	for (size_t length = 100; length <= 1000; length += 100) {
		memcpy(text, "store = ", 8);
		memset(value, 'x', length);
		strcpy(value + length, "\n");
		write_file(text);
		if (READ("--config", path))
			assert_int_equal(strlen(config.store), length);
	}
	assert_true(strlen(value) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(words_and_options_come_in_any_order, begin, end),
		cmocka_unit_test_setup_teardown(what_is_said_first_counts, begin, end),
		cmocka_unit_test_setup_teardown(
			arguments_outrank_the_environment_and_that_the_file, begin, end),
		cmocka_unit_test_setup_teardown(a_list_comes_from_one_source, begin, end),
		cmocka_unit_test_setup_teardown(a_list_in_the_file_may_have_a_line_each, begin, end),
		cmocka_unit_test_setup_teardown(the_environment_may_name_the_file, begin, end),
		cmocka_unit_test_setup_teardown(a_line_of_the_file_may_be_as_long_as_a_key_needs, begin, end),
		cmocka_unit_test_setup_teardown(a_flag_is_yes_or_no, begin, end),
		cmocka_unit_test_setup_teardown(a_clock_is_an_instant, begin, end),
		cmocka_unit_test_setup_teardown(what_is_no_option_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(a_file_with_a_mistake_is_refused, begin, end),
		cmocka_unit_test_setup_teardown(a_long_line_is_not_cut, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
