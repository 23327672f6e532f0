// SPDX-License-Identifier: EUPL-1.2
#include "web/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int clear(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static void path_is(const char *raw, const char *path, const char *query)
{
	struct target target;
	const char *why = guard_target(&arena, raw, &target);

	if (why)
		fail_msg("%s: %s", raw, why);
	assert_string_equal(target.path, path);
	assert_string_equal(target.query, query);
}

static void a_path_is_decoded_once(void **state)
{
	(void)state;
	path_is("/", "/", "");
	path_is("/a/b/", "/a/b/", "");
	path_is("/a%20b", "/a b", "");
	path_is("/%C3%bc", "/\xc3\xbc", "");
	path_is("/%2541", "/%41", "");
	path_is("/a..b/...", "/a..b/...", "");
	path_is("/a+b", "/a+b", "");
}

static void a_query_stays_as_it_came(void **state)
{
	(void)state;
	path_is("/a?", "/a", "");
	path_is("/a?b=%00%2f//..", "/a", "b=%00%2f//..");
	path_is("/a?b?c", "/a", "b?c");
	path_is("/%3f?b", "/?", "b");
}

static void a_path_that_readers_resolve_differently_is_refused(void **state)
{
	static const char *const raw[] = { "", "a", "*", "?a", "http://lab/", "//", "//a", "/a//b",
		"/a//", "/.", "/..", "/./a", "/a/../b", "/a/..", "/%2e", "/%2E%2e/a", "/.%2e",
		"/a%2fb", "/a%2Fb", "/a\\b", "/a%5cb", "/a%5Cb", "/%00", "/a%00b", "/%0a", "/%0D",
		"/%1f", "/%7f", "/%", "/%4", "/%4g", "/%g4", "/% 4", "/%+4", "/a b", "/a\tb",
		"/a\x7f", "/\xc3\xbc", "/%ff", "/%c3", "/%c0%af", "/%ed%a0%80", "/%f5%80%80%80",
		"/a#b", "/a?b#c", "/a?b c", "/a?\x80" };
	struct target target;

	(void)state;
	for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
		if (!guard_target(&arena, raw[i], &target))
			fail_msg("%s became %s", raw[i], target.path);
}

static void methods_are_words_of_a_closed_list(void **state)
{
	(void)state;
	assert_string_equal(guard_method("GET"), "GET");
	assert_string_equal(guard_method("DELETE"), "DELETE");
	assert_null(guard_method("get"));
	assert_null(guard_method("TRACE"));
	assert_null(guard_method("GETS"));
	assert_null(guard_method(""));
}

/* A Host, and then pairs of name and value. */
static const char *judge(bool is_http_1_0, const char *const *pairs)
{
	struct header headers[HEADERS] = { { "host", "lab" } };
	int count = 1;

	for (; pairs[0]; pairs += 2)
		headers[count++] = (struct header){ pairs[0], pairs[1] };
	return guard_headers(headers, count, is_http_1_0);
}

#define ACCEPTED(...) assert_null(judge(false, (const char *const[]){ __VA_ARGS__, NULL }))
#define REFUSED(...) assert_non_null(judge(false, (const char *const[]){ __VA_ARGS__, NULL }))

static void names_are_tokens_and_values_have_no_controls(void **state)
{
	(void)state;
	ACCEPTED("x-!#$%&'*+.^_`|~0", "tab\there, \xc3\xbc and \xff");
	ACCEPTED("x", "");
	REFUSED("", "a");
	REFUSED("x y", "a");
	REFUSED("x(y)", "a");
	REFUSED("x\x80", "a");
	REFUSED("transfer-encoding ", "chunked");
	REFUSED("x", "a\rb");
	REFUSED("x", "a\nb");
	REFUSED("x", "a\x7f");
	REFUSED("x", "\x01");
}

static void only_lists_may_come_twice(void **state)
{
	(void)state;
	ACCEPTED("accept", "a", "accept", "b", "x-own", "a", "x-own", "a");
	REFUSED("cookie", "a", "x", "y", "cookie", "a");
	REFUSED("host", "lab");
	REFUSED("content-type", "a", "content-type", "a");
	REFUSED("authorization", "a", "authorization", "b");
	REFUSED("if-none-match", "a", "if-none-match", "b");
	REFUSED("origin", "a", "origin", "a");
}

static void the_length_of_a_body_has_one_answer(void **state)
{
	(void)state;
	ACCEPTED("content-length", "0");
	ACCEPTED("content-length", "999999999999999999");
	REFUSED("content-length", "1000000000000000000");
	REFUSED("content-length", "");
	REFUSED("content-length", "-1");
	REFUSED("content-length", "+1");
	REFUSED("content-length", "1 ");
	REFUSED("content-length", "1, 1");
	REFUSED("content-length", "0x1");
	ACCEPTED("transfer-encoding", "chunked");
	ACCEPTED("transfer-encoding", "CHUNKED");
	REFUSED("transfer-encoding", "identity");
	REFUSED("transfer-encoding", "chunked, chunked");
	REFUSED("transfer-encoding", "chunked ");
	REFUSED("transfer-encoding", "");
	REFUSED("transfer-encoding", "chunked", "content-length", "1");
	assert_non_null(judge(true, (const char *const[]){ "transfer-encoding", "chunked", NULL }));
	assert_null(judge(true, (const char *const[]){ "content-length", "1", NULL }));
}

static void a_host_is_a_name_or_an_address(void **state)
{
	static const char *const good[] = { "lab", "lab.example:8080", "127.0.0.1:80", "[::1]",
		"[2001:db8::1]:8080", "a_b-c", "lab:" };
	static const char *const bad[] = { "", " lab", "lab ", "a b", "a/b", "a@b", "a:b", "a:8:8",
		"[]", "[::1", "[::1]x", "[g]", "a,b", "a%41", ":80" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_null(guard_headers(&(struct header){ "host", good[i] }, 1, false));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (!guard_headers(&(struct header){ "host", bad[i] }, 1, true))
			fail_msg("the host %s was taken", bad[i]);
	assert_non_null(guard_headers(NULL, 0, false));
	assert_null(guard_headers(NULL, 0, true));
}

static void lists_are_joined_and_values_trimmed(void **state)
{
	struct header headers[] = { { "accept", "a \t" }, { "x", " " }, { "accept", "b" },
		{ "y", "c" }, { "accept", "d " } };

	(void)state;
	assert_int_equal(guard_tidy(&arena, headers, 5), 3);
	assert_string_equal(headers[0].value, "a, b, d");
	assert_string_equal(headers[1].value, "");
	assert_string_equal(headers[2].name, "y");
}

#define TEST(name) cmocka_unit_test_teardown(name, clear)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_path_is_decoded_once),
		TEST(a_query_stays_as_it_came),
		TEST(a_path_that_readers_resolve_differently_is_refused),
		TEST(methods_are_words_of_a_closed_list),
		TEST(names_are_tokens_and_values_have_no_controls),
		TEST(only_lists_may_come_twice),
		TEST(the_length_of_a_body_has_one_answer),
		TEST(a_host_is_a_name_or_an_address),
		TEST(lists_are_joined_and_values_trimmed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
