// SPDX-License-Identifier: EUPL-1.2
/* The examples of RFC 6901, section 5. */
#include "app/base/pointer.h"

#include "app/base/document.h"
#include "app/base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static const char JSON[] = "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,"
	"\"k\\\"l\":6,\" \":7,\"m~n\":8}";

static void the_examples_of_the_standard_point_where_it_says(void **state)
{
	static const char *const pointers[] = { "/", "/a~1b", "/c%d", "/e^f", "/g|h", "/i\\j", "/k\"l", "/ ", "/m~0n" };
	struct arena arena = { 0 };
	const char *why;
	const struct node *root = json_parse(&arena, JSON, sizeof JSON - 1, &why);

	(void)state;
	assert_ptr_equal(pointer_follow(root, ""), root);
	assert_int_equal(pointer_follow(root, "/foo")->kind, NODE_LIST);
	assert_string_equal(pointer_follow(root, "/foo/0")->text, "bar");
	assert_string_equal(pointer_follow(root, "/foo/1")->text, "baz");
	for (int i = 0; i < (int)(sizeof pointers / sizeof *pointers); i++) {
		assert_true(pointer_is_valid(pointers[i]));
		assert_int_equal(pointer_follow(root, pointers[i])->number, i);
	}
	arena_clear(&arena);
}

static void what_is_not_there_is_nothing(void **state)
{
	static const char *const pointers[] = { "/x", "/foo/2", "/foo/00", "/foo/-", "/foo/01", "/foo/0/x", "/foo/99999999",
		"/foo/-1", "/a/b" };
	struct arena arena = { 0 };
	const char *why;
	const struct node *root = json_parse(&arena, JSON, sizeof JSON - 1, &why);

	(void)state;
	for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++)
		assert_null(pointer_follow(root, pointers[i]));
	assert_null(pointer_follow(NULL, "/x"));
	arena_clear(&arena);
}

static void what_is_no_pointer_is_refused(void **state)
{
	char longest[300] = "";

	(void)state;
	memset(longest, '/', sizeof longest - 1);
	assert_true(pointer_is_valid(""));
	assert_false(pointer_is_valid("x"));
	assert_false(pointer_is_valid("/~2"));
	assert_false(pointer_is_valid("/a~"));
	assert_false(pointer_is_valid(longest));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_examples_of_the_standard_point_where_it_says),
		cmocka_unit_test(what_is_not_there_is_nothing),
		cmocka_unit_test(what_is_no_pointer_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
