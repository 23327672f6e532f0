// SPDX-License-Identifier: EUPL-1.2
#include "app/plate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void the_standard_label_tells_all(void **state)
{
	(void)state;
	struct plate plate;

	assert_true(plate_parse("LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:CAF2C",
		&plate));
	assert_true(plate.is_standard);
	assert_string_equal(plate.join_eui, "1122334455667788");
	assert_string_equal(plate.eui, "aabbccddeeff0011");
	assert_string_equal(plate.vendor, "aabb");
	assert_string_equal(plate.serial, "YYWWNNNNNN");
}

static void expect_eui(const char *text)
{
	struct plate plate;

	assert_true(plate_parse(text, &plate));
	assert_string_equal(plate.eui, "24e124148b000001");
}

static void one_dev_eui_is_found_however_it_is_written(void **state)
{
	(void)state;
	expect_eui("24E124148B000001");
	expect_eui(" 24e124148b000001 ");
	expect_eui("24-E1-24-14-8B-00-00-01");
	expect_eui("24:e1:24:14:8b:00:00:01");
	expect_eui("DevEUI:24E124148B000001,SN:6445C32");
	expect_eui("https://example.org/p?eui=24E124148B000001");
	expect_eui("LW:D0:70B3D52DD3000001:24E124148B000001:00240001");
	expect_eui("24E124148B000001 24e124148b000001");
}

static void a_named_dev_eui_is_told_from_its_neighbours(void **state)
{
	(void)state;
	expect_eui("AppEUI:70B3D52DD3000001 DevEUI:24E124148B000001");
	expect_eui("DEV EUI=24E124148B000001;APP EUI=70B3D52DD3000001;APP KEY=00112233445566778899AABBCCDDEEFF");
	expect_eui("{\"join_eui\":\"70B3D52DD3000001\",\"dev_eui\":\"24E124148B000001\"}");
	expect_eui("the device has DevEUI 24-E1-24-14-8B-00-00-01, 70B3D52DD3000001");
}

static void what_names_none_or_two_is_none(void **state)
{
	(void)state;
	struct plate plate;
	static const char *const wrong[] = { "", "hello", "24E124148B00001", "24E124148B0000012", "LW:D0:",
		"70B3D52DD3000001 24E124148B000001", "24E124148B00000G", "DevEUI: 70B3D52DD30000", "x24E124148B000001" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(plate_parse(wrong[i], &plate));
	char long_one[400];
	memset(long_one, ' ', sizeof long_one);
	strcpy(long_one + 380, "24E124148B000001");
	assert_false(plate_parse(long_one, &plate));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_standard_label_tells_all),
		cmocka_unit_test(one_dev_eui_is_found_however_it_is_written),
		cmocka_unit_test(a_named_dev_eui_is_told_from_its_neighbours),
		cmocka_unit_test(what_names_none_or_two_is_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
