// SPDX-License-Identifier: EUPL-1.2
#include "web/qr.h"

#include "web/pixels.h"

#include <assert.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

enum { QUIET = 4 }; /* modules */

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

/* A code as it becomes a picture. */
struct drawing {
	const QRcode *code;
	int module_pixels;
};

/* Rows and columns outside the code are the quiet zone. */
static void fill_row(const void *about, int pixel_y, uint8_t *row)
{
	const struct drawing *d = about;
	int y = pixel_y / d->module_pixels - QUIET;
	int pixels = y >= 0 && y < d->code->width ? d->code->width * d->module_pixels : 0;

	memset(row, 0xff, ((size_t)(d->code->width + 2 * QUIET) * (size_t)d->module_pixels + 7) / 8);
	for (int i = 0; i < pixels; i++) {
		int at = i + QUIET * d->module_pixels;
		if (is_dark(d->code, i / d->module_pixels, y))
			row[at / 8] &= (uint8_t)~(0x80 >> at % 8);
	}
}

bool qr_png(const char *text, int module_pixels, struct buffer *to)
{
	assert(module_pixels >= 1 && module_pixels <= QR_PIXELS);
	struct drawing drawing = { encode(text), module_pixels };
	if (!drawing.code)
		return false;
	png_print(&(struct png_bits){ (drawing.code->width + 2 * QUIET) * module_pixels, fill_row, &drawing }, to);
	QRcode_free((QRcode *)(uintptr_t)drawing.code);
	return true;
}
