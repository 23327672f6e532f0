// SPDX-License-Identifier: EUPL-1.2
#include "web/qr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { TOKEN = 138 };

/* As reference/calendar-qr-security.md section 1.5 has it: HTTPS://HOST/T#TOKEN. */
static const char *pass_of(const char *host)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	static char text[512];
	int size = snprintf(text, sizeof text - TOKEN, "HTTPS://%s/T#", host);

	for (int i = 0; i < TOKEN; i++)
		text[size++] = letters[(7 * i + i * i) % 32];
	text[size] = '\0';
	return text;
}

static int modules_of(const char *text)
{
	struct buffer svg = { 0 };
	int across = 0;

	assert_true(qr_svg(text, &svg));
	assert_int_equal(sscanf(strstr(svg.bytes, "viewBox"), "viewBox=\"0 0 %d", &across), 1);
	buffer_clear(&svg);
	return across - 8;
}

/* Section 1.3: version v has 17 + 4 v modules. */
static void codes_have_the_versions_that_the_table_measured(void **state)
{
	(void)state;
	assert_int_equal(modules_of(pass_of("LAB.EXAMPLE.ORG")), 17 + 4 * 7);
	assert_int_equal(modules_of(pass_of("LAB.SPEICHER-ZWOENITZ.DE")), 17 + 4 * 7);
	assert_int_equal(modules_of(strchr(pass_of("X"), '#') + 1), 17 + 4 * 6);
	assert_int_equal(modules_of("HTTPS://LAB.EXAMPLE.ORG/M/ABCDEFGHIJKLMNOP"), 17 + 4 * 3);
}

static void upper_case_makes_a_smaller_code_than_lower_case(void **state)
{
	(void)state;
	assert_true(modules_of("HTTPS://LAB.EXAMPLE.ORG/PASSES/0123456789ABCDEF0123456789") <
		    modules_of("https://lab.example.org/passes/0123456789abcdef0123456789"));
}

static void a_text_that_does_not_fit_appends_nothing(void **state)
{
	struct buffer to = { 0 };
	static char text[3393];

	(void)state;
	memset(text, 'A', sizeof text - 1);
	assert_false(qr_svg(text, &to));
	assert_false(qr_png(text, 4, &to));
	assert_false(qr_svg("", &to));
	assert_int_equal(to.size, 0);
	text[3391] = '\0';
	assert_true(qr_svg(text, &to));
	assert_true(qr_png(text, QR_PIXELS, &to));
	buffer_clear(&to);
}

static void the_svg_is_black_on_white_with_a_title_and_one_path(void **state)
{
	struct buffer svg = { 0 };

	(void)state;
	assert_true(qr_svg("A", &svg));
	assert_memory_equal(svg.bytes, "<svg ", 5);
	assert_non_null(strstr(svg.bytes, "viewBox=\"0 0 29 29\""));
	assert_non_null(strstr(svg.bytes, "shape-rendering=\"crispEdges\""));
	assert_non_null(strstr(svg.bytes, "<title>QR-Code</title>"));
	assert_non_null(strstr(svg.bytes, "<path fill=\"#fff\" d=\"M0 0h29v29H0z\"/>"
					  "<path d=\"M4 4h7v1h-7z"));
	buffer_clear(&svg);
}

static uint32_t big_endian(const char *bytes)
{
	const uint8_t *b = (const uint8_t *)bytes;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* PNG (ISO/IEC 15948) section 11.2.2: the header's chunk comes first. */
static void the_png_has_one_grey_bit_and_whole_pixels_a_module(void **state)
{
	struct buffer png = { 0 };

	(void)state;
	assert_true(qr_png("A", 8, &png));
	assert_memory_equal(png.bytes, "\x89PNG\r\n\x1a\n", 8);
	assert_int_equal(big_endian(png.bytes + 16), 29 * 8);
	assert_int_equal(big_endian(png.bytes + 20), 29 * 8);
	assert_int_equal(png.bytes[24], 1);
	assert_int_equal(png.bytes[25], 0);
	buffer_clear(&png);
}

/* ---- read back by a decoder that is not ours ---- */

static bool is_installed(const char *program)
{
	char command[128];

	snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", program);
	return system(command) == 0;
}

static void assert_reads_as(const char *command, const char *expected)
{
	char read_back[512] = "";
	FILE *from = popen(command, "r");

	assert_non_null(from);
	assert_non_null(fgets(read_back, sizeof read_back, from));
	assert_int_equal(pclose(from), 0);
	read_back[strcspn(read_back, "\n")] = '\0';
	assert_string_equal(read_back, expected);
}

static void keep(const struct buffer *buffer, char path[static 32])
{
	strcpy(path, "/tmp/test_qr.XXXXXX");
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, buffer->bytes, buffer->size), buffer->size);
	close(fd);
}

static void zbar_reads_the_text_back_from_the_png(void **state)
{
	(void)state;
	if (!is_installed("zbarimg")) {
		print_message("zbarimg is not installed: no code was read back\n");
		skip();
	}
	for (int pixels = 2; pixels <= QR_PIXELS; pixels += 6) {
		struct buffer png = { 0 };
		char path[32], command[128];

		assert_true(qr_png(pass_of("LAB.EXAMPLE.ORG"), pixels, &png));
		keep(&png, path);
		snprintf(command, sizeof command, "zbarimg -q --raw %s 2>/dev/null", path);
		assert_reads_as(command, pass_of("LAB.EXAMPLE.ORG"));
		unlink(path);
		buffer_clear(&png);
	}
}

static void zbar_reads_the_text_back_from_the_svg(void **state)
{
	struct buffer svg = { 0 };
	char path[32], command[160];

	(void)state;
	if (!is_installed("zbarimg") || !is_installed("rsvg-convert")) {
		print_message("zbarimg or rsvg-convert is not installed: no code was read back\n");
		skip();
	}
	assert_true(qr_svg(pass_of("LAB.EXAMPLE.ORG"), &svg));
	keep(&svg, path);
	snprintf(command, sizeof command,
		"rsvg-convert -w 424 %s | zbarimg -q --raw PNG:- 2>/dev/null", path);
	assert_reads_as(command, pass_of("LAB.EXAMPLE.ORG"));
	unlink(path);
	buffer_clear(&svg);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_have_the_versions_that_the_table_measured),
		cmocka_unit_test(upper_case_makes_a_smaller_code_than_lower_case),
		cmocka_unit_test(a_text_that_does_not_fit_appends_nothing),
		cmocka_unit_test(the_svg_is_black_on_white_with_a_title_and_one_path),
		cmocka_unit_test(the_png_has_one_grey_bit_and_whole_pixels_a_module),
		cmocka_unit_test(zbar_reads_the_text_back_from_the_png),
		cmocka_unit_test(zbar_reads_the_text_back_from_the_svg),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
