// SPDX-License-Identifier: EUPL-1.2
/* The one thing of a JPEG's EXIF (CIPA DC-008) that is looked at: how the camera was held. */
#include "web/pixels.h"

#include <string.h>

enum { MARKER_APP1 = 0xe1, MARKER_SCAN = 0xda, TAG_ORIENTATION = 0x0112, ENTRY = 12, TIFF_HEAD = 8 };

/* Some bytes of a TIFF in its own order; what lies outside is 0. */
struct tiff {
	const uint8_t *bytes;
	size_t size;
	bool big_endian;
};

static unsigned number(const struct tiff *t, size_t from, int digits)
{
	unsigned n = 0;

	if (from > t->size || t->size - from < (size_t)digits)
		return 0;
	for (int i = 0; i < digits; i++)
		n = n << 8 | t->bytes[from + (size_t)(t->big_endian ? i : digits - 1 - i)];
	return n;
}

static int in_directory(const struct tiff *t)
{
	size_t at = number(t, 4, 4);
	unsigned count = number(t, at, 2);

	for (unsigned i = 0; i < count; i++)
		if (number(t, at + 2 + (size_t)i * ENTRY, 2) == TAG_ORIENTATION) {
			unsigned is = number(t, at + 2 + (size_t)i * ENTRY + TIFF_HEAD, 2);
			return is >= 1 && is <= 8 ? (int)is : 1;
		}
	return 1;
}

static int in_segment(const uint8_t *bytes, size_t size)
{
	static const char head[] = "Exif\0"; /* and its own NUL */

	if (size < sizeof head + TIFF_HEAD || memcmp(bytes, head, sizeof head) != 0)
		return 0;
	struct tiff t = { bytes + sizeof head, size - sizeof head, bytes[sizeof head] == 'M' };
	return in_directory(&t);
}

int exif_orientation(const uint8_t *jpeg, size_t size)
{
	size_t at = 2;

	while (at < size && size - at > 4 && jpeg[at] == 0xff && jpeg[at + 1] != MARKER_SCAN) {
		size_t length = (size_t)jpeg[at + 2] << 8 | jpeg[at + 3];
		if (length < 2 || length > size - at - 2)
			break;
		int is = jpeg[at + 1] == MARKER_APP1 ? in_segment(jpeg + at + 4, length - 2) : 0;
		if (is)
			return is;
		at += 2 + length;
	}
	return 1;
}
