// SPDX-License-Identifier: EUPL-1.2
#include "web/qr.h"

#include <assert.h>
#include <png.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

/* In modules, but for the bytes of a row; version 40 has 177 modules. */
enum { QUIET = 4, WIDEST = 177 + 2 * QUIET, ROW = WIDEST * QR_PIXELS / 8 };

static QRcode *encode(const char *text)
{
	/* Otherwise lower case would be made upper case, and read back wrong. */
	return QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
}

static bool is_dark(const QRcode *code, int x, int y)
{
	return code->data[y * code->width + x] & 1;
}

/* Each run of dark modules in a row is a closed box of one path: no seams, whatever the scale. */
static void draw_row(const QRcode *code, int y, struct buffer *to)
{
	for (int x = 0, from; x < code->width; x++) {
		for (from = x; x < code->width && is_dark(code, x, y); x++)
			;
		int run = x - from;
		if (run)
			buffer_print(to, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, run, run);
	}
}

bool qr_svg(const char *text, struct buffer *to)
{
	QRcode *code = encode(text);

	if (!code)
		return false;
	int across = code->width + 2 * QUIET;
	buffer_print(to,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\""
		" shape-rendering=\"crispEdges\"><title>QR-Code</title>"
		"<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
		across, across, across, across);
	for (int y = 0; y < code->width; y++)
		draw_row(code, y, to);
	buffer_text(to, "\"/></svg>\n");
	QRcode_free(code);
	return true;
}

static void fail(png_struct *png, const char *why)
{
	(void)png;
	(void)why;
	abort(); /* writing a valid picture to memory fails for want of memory only */
}

static void append(png_struct *png, png_byte *bytes, size_t size)
{
	buffer_add(png_get_io_ptr(png), bytes, size);
}

/* One bit a pixel, 1 is white; y outside the code is the quiet zone. */
static void fill_row(const QRcode *code, int y, int module_pixels, png_byte *row)
{
	int pixels = y >= 0 && y < code->width ? code->width * module_pixels : 0;

	memset(row, 0xff, ROW);
	for (int i = 0; i < pixels; i++) {
		int at = i + QUIET * module_pixels;
		if (is_dark(code, i / module_pixels, y))
			row[at / 8] &= (png_byte)~(0x80 >> at % 8);
	}
}

static void write_rows(png_struct *png, const QRcode *code, int module_pixels)
{
	png_byte row[ROW];

	for (int y = -QUIET; y < code->width + QUIET; y++) {
		fill_row(code, y, module_pixels, row);
		for (int line = 0; line < module_pixels; line++)
			png_write_row(png, row);
	}
}

bool qr_png(const char *text, int module_pixels, struct buffer *to)
{
	assert(module_pixels >= 1 && module_pixels <= QR_PIXELS);
	QRcode *code = encode(text);
	if (!code)
		return false;
	png_uint_32 across = (png_uint_32)((code->width + 2 * QUIET) * module_pixels);
	png_struct *png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, NULL);
	png_info *info = png ? png_create_info_struct(png) : NULL;
	if (!info)
		abort();
	png_set_write_fn(png, to, append, NULL);
	png_set_IHDR(png, info, across, across, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
		PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	write_rows(png, code, module_pixels);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	QRcode_free(code);
	return true;
}
