// SPDX-License-Identifier: EUPL-1.2
#include "web/pixels.h"

#include <stdlib.h>
#include <string.h>

enum { RGB = 3 };

static uint8_t *room(int width, int height)
{
	uint8_t *rgb = malloc((size_t)width * (size_t)height * RGB);

	if (!rgb)
		abort();
	return rgb;
}

static uint8_t *at(const struct pixels *p, int x, int y)
{
	return p->rgb + ((size_t)y * (size_t)p->width + (size_t)x) * RGB;
}

void pixels_free(struct pixels *p)
{
	free(p->rgb);
	*p = (struct pixels){ 0 };
}

/* From 5 on rows are columns; then mirrored as the table of the standard says. */
void pixels_turn(struct pixels *p, int orientation)
{
	bool swaps = orientation >= 5, right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
	bool down = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
	struct pixels turned = { swaps ? p->height : p->width, swaps ? p->width : p->height, NULL };

	if (orientation <= 1 || orientation > 8)
		return;
	turned.rgb = room(turned.width, turned.height);
	for (int y = 0; y < turned.height; y++)
		for (int x = 0; x < turned.width; x++) {
			int column = right ? turned.width - 1 - x : x, row = down ? turned.height - 1 - y : y;
			memcpy(at(&turned, x, y), swaps ? at(p, row, column) : at(p, column, row), RGB);
		}
	free(p->rgb);
	*p = turned;
}

/* One new pixel: the mean of the old ones in [x0, x1) × [y0, y1). */
static void mean(const struct pixels *p, const int x[2], const int y[2], uint8_t *to)
{
	uint64_t sum[RGB] = { 0 }, count = (uint64_t)(x[1] - x[0]) * (uint64_t)(y[1] - y[0]);

	for (int row = y[0]; row < y[1]; row++)
		for (int column = x[0]; column < x[1]; column++)
			for (int i = 0; i < RGB; i++)
				sum[i] += at(p, column, row)[i];
	for (int i = 0; i < RGB; i++)
		to[i] = (uint8_t)((sum[i] + count / 2) / count);
}

void pixels_shrink(struct pixels *p, int longest)
{
	int side = p->width > p->height ? p->width : p->height;
	struct pixels small = { (int)((int64_t)p->width * longest / side), (int)((int64_t)p->height * longest / side), NULL };

	if (side <= longest)
		return;
	small.width += !small.width;
	small.height += !small.height;
	small.rgb = room(small.width, small.height);
	for (int y = 0; y < small.height; y++)
		for (int x = 0; x < small.width; x++) {
			int across[2] = { (int)((int64_t)x * p->width / small.width), (int)((int64_t)(x + 1) * p->width / small.width) };
			int down[2] = { (int)((int64_t)y * p->height / small.height), (int)((int64_t)(y + 1) * p->height / small.height) };
			mean(p, across, down, at(&small, x, y));
		}
	free(p->rgb);
	*p = small;
}
