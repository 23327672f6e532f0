// SPDX-License-Identifier: EUPL-1.2
#include "web/pixels.h"

#include <stdlib.h>
#include <string.h>
#include <webp/decode.h>
#include <webp/encode.h>

bool webp_read(const void *bytes, size_t size, struct pixels *to)
{
	WebPBitstreamFeatures features;

	*to = (struct pixels){ 0 };
	if (WebPGetFeatures(bytes, size, &features) != VP8_STATUS_OK || features.has_animation ||
	    features.width > MOST_ACROSS || features.height > MOST_ACROSS ||
	    (int64_t)features.width * features.height > MOST_PIXELS)
		return false;
	size_t room = (size_t)features.width * (size_t)features.height * 3;
	*to = (struct pixels){ features.width, features.height, malloc(room) };
	if (!to->rgb)
		abort();
	bool reads = WebPDecodeRGBInto(bytes, size, to->rgb, room, features.width * 3);
	if (!reads)
		pixels_free(to);
	return reads;
}

bool webp_print(const struct pixels *p, int quality, struct buffer *to)
{
	uint8_t *made = NULL;
	size_t size = WebPEncodeRGB(p->rgb, p->width, p->height, p->width * 3, (float)quality, &made);

	if (size)
		buffer_add(to, made, size);
	WebPFree(made);
	return size;
}
