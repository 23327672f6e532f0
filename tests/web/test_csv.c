// SPDX-License-Identifier: EUPL-1.2
#include "web/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void a_cell_is_quoted_as_rfc_4180_says_and_never_begins_a_formula(void **state)
{
	(void)state;
	static const char *const cells[] = { "plain", "with, comma", "with \"quote\"", "two\nlines", "",
		"=1+1", "+49 3774", "-5", "-2+3", "@SUM(A1)", "\tx", "Günther", NULL };
	struct buffer to = { 0 };

	csv_row(&to, cells);
	assert_string_equal(to.bytes, "plain,\"with, comma\",\"with \"\"quote\"\"\",\"two\nlines\",,"
		"\"'=1+1\",\"'+49 3774\",-5,\"'-2+3\",\"'@SUM(A1)\",\"'\tx\",Günther\r\n");
	buffer_clear(&to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cell_is_quoted_as_rfc_4180_says_and_never_begins_a_formula),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
