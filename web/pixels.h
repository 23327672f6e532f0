// SPDX-License-Identifier: EUPL-1.2
/*
 * Pictures as pixels, and the readers and the writer of their formats; each knows one library. Whatever else a file
 * says, where it was taken, with what, by whom, ends here: only pixels come out.
 */
#ifndef PIXELS_H
#define PIXELS_H

#include "app/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum { MOST_ACROSS = 10000, MOST_PIXELS = 24 * 1000 * 1000 }; /* of a picture that is read: 72 MB while it is */

struct pixels {
	int width, height;
	uint8_t *rgb; /* width * height * 3, from malloc; NULL: none */
};

/* False: it is none, broken, or too large. */
bool jpeg_read(const void *bytes, size_t size, struct pixels *to); /* web/jpeg.c; turned as its EXIF says */
bool png_read(const void *bytes, size_t size, struct pixels *to);  /* web/png.c; transparent parts on white */
bool webp_read(const void *bytes, size_t size, struct pixels *to); /* web/webp.c; the first frame only if it does not move */
bool webp_print(const struct pixels *pixels, int quality, struct buffer *to);

/* A square of one bit a pixel, 1 is white, the highest bit first; fill is asked for each row from the top. Appends. */
struct png_bits {
	int across;
	void (*fill)(const void *about, int y, uint8_t *row);
	const void *about;
};
void png_print(const struct png_bits *bits, struct buffer *to);

/* web/exif.c, pure: how a JPEG's camera was held, 1 to 8 as EXIF 2.32, 4.6.4 A counts; 1 if it does not say. */
int exif_orientation(const uint8_t *jpeg, size_t size);

/* web/pixels.c */
void pixels_free(struct pixels *pixels);
void pixels_turn(struct pixels *pixels, int orientation);
/* No side longer than that; each new pixel is the mean of those it covers. */
void pixels_shrink(struct pixels *pixels, int longest);

#endif
