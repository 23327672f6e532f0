// SPDX-License-Identifier: EUPL-1.2
#include "web/compress.h"

#define ZLIB_CONST /* the input's pointer is const */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

enum { GZIP = 15 + 16 }; /* zlib's manual: the largest window, plus 16 for gzip's head and tail */

/* False if what comes out has no room in what went in. */
static bool deflate_all(z_stream *stream, const void *bytes, size_t size, char *out)
{
	stream->next_in = bytes;
	stream->avail_in = (uInt)size;
	stream->next_out = (Bytef *)out;
	stream->avail_out = (uInt)size;
	return deflate(stream, Z_FINISH) == Z_STREAM_END;
}

bool compress_gzip(const void *bytes, size_t size, int level, char **out, size_t *out_size)
{
	z_stream stream = { 0 };

	if (!size || size > UINT_MAX)
		return false;
	*out = malloc(size);
	if (!*out || deflateInit2(&stream, level, Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	bool is_smaller = deflate_all(&stream, bytes, size, *out);
	*out_size = stream.total_out;
	deflateEnd(&stream);
	if (!is_smaller) {
		free(*out);
		*out = NULL;
	}
	return is_smaller;
}

static const char *skip_space(const char *at)
{
	return at + strspn(at, " \t");
}

/* RFC 9110 section 12.4.2: 0 to 1, up to three decimals. Is it more than 0? */
static bool has_weight(const char *at, size_t size)
{
	for (const char *end = at + size; (at = memchr(at, ';', (size_t)(end - at)));) {
		at = skip_space(at + 1);
		if (end - at < 2 || (*at != 'q' && *at != 'Q') || at[1] != '=')
			continue;
		for (at += 2; at < end && (*at == '0' || *at == '.'); at++)
			;
		return at < end && *at >= '1' && *at <= '9';
	}
	return true;
}

bool accepts_gzip(const char *accept_encoding)
{
	enum { UNSAID, NO, YES } gzip = UNSAID, any = UNSAID;
	const char *at = accept_encoding ? accept_encoding : "";

	for (size_t size; at = skip_space(at), *at; at += size + (at[size] == ',')) {
		size = strcspn(at, ",");
		size_t name = strcspn(at, ",; \t");
		int said = has_weight(at, size) ? YES : NO;
		if (name == 1 && *at == '*')
			any = said;
		else if ((name == 4 && !strncasecmp(at, "gzip", name)) ||
			 (name == 6 && !strncasecmp(at, "x-gzip", name)))
			gzip = said;
	}
	return gzip == YES || (gzip == UNSAID && any == YES);
}
