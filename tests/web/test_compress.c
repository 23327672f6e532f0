// SPDX-License-Identifier: EUPL-1.2
#include "web/compress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <cmocka.h>

enum { SIZE = 100000 };

static char *page(void)
{
	char *text = malloc(SIZE);

	assert_non_null(text);
	for (int i = 0; i < SIZE; i++)
		text[i] = "<td>frei</td>\n"[i % 14];
	return text;
}

static void a_page_becomes_small_and_comes_back(void **state)
{
	char *text = page(), *small, back[SIZE];
	size_t size;
	z_stream stream = { 0 };

	(void)state;
	assert_true(compress_gzip(text, SIZE, 6, &small, &size));
	assert_true(size < SIZE / 50);
	/* RFC 1952: deflate, no name, no time */
	assert_memory_equal(small, "\x1f\x8b\x08\0\0\0\0\0", 8);
	stream.next_in = (Bytef *)small, stream.avail_in = (uInt)size;
	stream.next_out = (Bytef *)back, stream.avail_out = SIZE;
	assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_int_equal(stream.total_out, SIZE);
	assert_memory_equal(back, text, SIZE);
	inflateEnd(&stream);
	free(small);
	free(text);
}

static void the_same_bytes_give_the_same(void **state)
{
	char *text = page(), *one, *two;
	size_t size[2];

	(void)state;
	assert_true(compress_gzip(text, SIZE, 9, &one, &size[0]));
	assert_true(compress_gzip(text, SIZE, 9, &two, &size[1]));
	assert_int_equal(size[0], size[1]);
	assert_memory_equal(one, two, size[0]);
	free(one);
	free(two);
	free(text);
}

static void what_would_not_become_smaller_stays(void **state)
{
	char *small;
	size_t size;

	(void)state;
	assert_false(compress_gzip("", 0, 6, &small, &size));
	assert_false(compress_gzip("frei", 4, 6, &small, &size));
}

static void gzip_is_taken_where_it_is_named(void **state)
{
	(void)state;
	assert_true(accepts_gzip("gzip"));
	assert_true(accepts_gzip("br, gzip;q=0.8, identity"));
	assert_true(accepts_gzip("deflate , GZIP"));
	assert_true(accepts_gzip("x-gzip"));
	assert_true(accepts_gzip("*"));
	assert_true(accepts_gzip("gzip ; q=0.001"));
	assert_true(accepts_gzip(", ,gzip;q=1.000"));
	assert_true(accepts_gzip("*;q=0, gzip"));
}

static void gzip_is_not_sent_to_who_refuses_it(void **state)
{
	(void)state;
	assert_false(accepts_gzip(NULL));
	assert_false(accepts_gzip(""));
	assert_false(accepts_gzip("br, identity"));
	assert_false(accepts_gzip("gzip;q=0"));
	assert_false(accepts_gzip("gzip; Q=0.000 , br"));
	assert_false(accepts_gzip("*;q=0"));
	assert_false(accepts_gzip("gzip;q=0, *"));
	assert_false(accepts_gzip("gzipped, agzip"));
	assert_false(accepts_gzip("gzip;q="));
	assert_false(accepts_gzip("gzip;level=1;q=0"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_becomes_small_and_comes_back),
		cmocka_unit_test(the_same_bytes_give_the_same),
		cmocka_unit_test(what_would_not_become_smaller_stays),
		cmocka_unit_test(gzip_is_taken_where_it_is_named),
		cmocka_unit_test(gzip_is_not_sent_to_who_refuses_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
