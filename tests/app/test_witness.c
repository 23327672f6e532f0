// SPDX-License-Identifier: EUPL-1.2
#include "app/witness.h"

#include "tests/app/fixture.h"

/* All 27: scan, list, plug, each silent, used, unused; then what they say together, and ! if they contradict. */
static const char *const table[3][3][3] = {
	{ { "open", "used", "unused" }, { "used", "used", "used!" }, { "unused", "used!", "unused" } },
	{ { "used", "used", "used!" }, { "used", "used", "used!" }, { "used!", "used!", "unused!" } },
	{ { "unused", "used!", "unused" }, { "used!", "used!", "unused!" }, { "unused", "unused!", "unused" } },
};

static const char *written(struct finding finding)
{
	static const char *const words[3][2] = { { "open", "open!" }, { "used", "used!" },
		{ "unused", "unused!" } };

	return words[finding.verdict][finding.contradicts];
}

static void three_witnesses_decide_together(void **state)
{
	(void)state;
	for (int scan = 0; scan < 3; scan++)
		for (int list = 0; list < 3; list++)
			for (int plug = 0; plug < 3; plug++)
				assert_string_equal(table[scan][list][plug],
					written(witness_decide((struct witnesses){ scan, list, plug })));
}

static struct witnesses heard(struct testimony t)
{
	t.status = t.status ? t.status : "confirmed";
	t.from = 1000;
	t.until = 2000;
	return witness_hear(&t);
}

static void each_says_only_what_it_knows(void **state)
{
	(void)state;
	assert_int_equal(heard((struct testimony){ .scans = 1 }).scan, SAYS_USED);
	assert_int_equal(heard((struct testimony){ .starts = 1 }).scan, SAYS_USED);
	assert_int_equal(heard((struct testimony){ 0 }).scan, SILENT);
	assert_int_equal(heard((struct testimony){ .checked_in = 1100 }).list, SAYS_USED);
	assert_int_equal(heard((struct testimony){ .checked_in = 1100, .scans = 1 }).list, SILENT);
	assert_int_equal(heard((struct testimony){ .status = "no_show" }).list, SAYS_UNUSED);
	assert_int_equal(heard((struct testimony){ .runs = 1, .measured = true }).plug, SAYS_USED);
	assert_int_equal(heard((struct testimony){ .measured = true }).plug, SAYS_UNUSED);
	assert_int_equal(heard((struct testimony){ 0 }).plug, SILENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_witnesses_decide_together),
		cmocka_unit_test(each_says_only_what_it_knows),
	};

	(void)open_lab;
	(void)close_lab;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
