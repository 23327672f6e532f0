// SPDX-License-Identifier: EUPL-1.2
/* Any bytes as a picture, by each reader; what was read must be what it says, and can be turned, shrunk and printed. */
#include "web/pixels.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(bool reads, struct pixels *p)
{
	struct buffer made = { 0 };

	if (reads != (p->rgb != NULL))
		abort();
	if (reads && p->width * (int64_t)p->height < 1000 * 1000) {
		for (int orientation = 1; orientation <= 8; orientation++)
			pixels_turn(p, orientation);
		pixels_shrink(p, 16);
		if (p->width > 16 || p->height > 16 || p->width < 1 || p->height < 1 || !webp_print(p, 50, &made))
			abort();
	}
	buffer_clear(&made);
	pixels_free(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pixels pixels;
	int orientation = exif_orientation(data, size);

	if (orientation < 1 || orientation > 8)
		abort();
	use(jpeg_read(data, size, &pixels), &pixels);
	use(png_read(data, size, &pixels), &pixels);
	use(webp_read(data, size, &pixels), &pixels);
	return 0;
}
