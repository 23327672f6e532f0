// SPDX-License-Identifier: EUPL-1.2
#include "web/pixels.h"

#include <stdlib.h>
#include <turbojpeg.h>

/* Decoding at an eighth of the size costs an eighth of the memory: no side needs more than twice what is kept. */
enum { ENOUGH = 3200 };

static void choose_scale(int *width, int *height)
{
	int count = 0, side = *width > *height ? *width : *height;
	tjscalingfactor *factors = tjGetScalingFactors(&count), best = { 1, 1 };

	for (int i = 0; i < count; i++)
		if (TJSCALED(side, factors[i]) >= ENOUGH && factors[i].num * best.denom < best.num * factors[i].denom)
			best = factors[i];
	*width = TJSCALED(*width, best);
	*height = TJSCALED(*height, best);
}

static bool read_head(tjhandle tj, const void *bytes, size_t size, struct pixels *to)
{
	int sampling, colours;

	if (tjDecompressHeader3(tj, bytes, size, &to->width, &to->height, &sampling, &colours) != 0 ||
	    to->width > MOST_ACROSS || to->height > MOST_ACROSS || to->width < 1 || to->height < 1)
		return false;
	choose_scale(&to->width, &to->height);
	return (int64_t)to->width * to->height <= MOST_PIXELS;
}

bool jpeg_read(const void *bytes, size_t size, struct pixels *to)
{
	tjhandle tj = tjInitDecompress();

	*to = (struct pixels){ 0 };
	bool reads = tj && read_head(tj, bytes, size, to);
	if (reads) {
		to->rgb = calloc((size_t)to->width * (size_t)to->height, 3);
		if (!to->rgb)
			abort();
		/* LIMITSCANS: a small file with thousands of scans would take minutes */
		reads = tjDecompress2(tj, bytes, size, to->rgb, to->width, 0, to->height, TJPF_RGB,
			TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT) == 0;
	}
	if (tj)
		tjDestroy(tj);
	if (!reads)
		pixels_free(to);
	else
		pixels_turn(to, exif_orientation(bytes, size));
	return reads;
}
