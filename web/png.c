// SPDX-License-Identifier: EUPL-1.2
#include "web/pixels.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing --------------------------------------------------------------------------------- */

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

static void write_rows(png_struct *png, const struct png_bits *bits)
{
	png_byte *row = malloc((size_t)(bits->across + 7) / 8);

	if (!row)
		abort();
	for (int y = 0; y < bits->across; y++) {
		bits->fill(bits->about, y, row);
		png_write_row(png, row);
	}
	free(row);
}

void png_print(const struct png_bits *bits, struct buffer *to)
{
	png_uint_32 across = (png_uint_32)bits->across;
	png_struct *png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, NULL);
	png_info *info = png ? png_create_info_struct(png) : NULL;

	if (!info)
		abort();
	png_set_write_fn(png, to, append, NULL);
	png_set_IHDR(png, info, across, across, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
		PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_write_info(png, info);
	write_rows(png, bits);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool read_pixels(png_image *image, struct pixels *to)
{
	png_color white = { 255, 255, 255 };

	if (image->width > MOST_ACROSS || image->height > MOST_ACROSS ||
	    (int64_t)image->width * image->height > MOST_PIXELS)
		return false;
	image->format = PNG_FORMAT_RGB;
	*to = (struct pixels){ (int)image->width, (int)image->height, malloc(PNG_IMAGE_SIZE(*image)) };
	if (!to->rgb)
		abort();
	return png_image_finish_read(image, &white, to->rgb, 0, NULL);
}

bool png_read(const void *bytes, size_t size, struct pixels *to)
{
	png_image image = { .version = PNG_IMAGE_VERSION };

	*to = (struct pixels){ 0 };
	bool reads = png_image_begin_read_from_memory(&image, bytes, size) && read_pixels(&image, to);
	if (!reads)
		pixels_free(to);
	png_image_free(&image);
	return reads;
}
