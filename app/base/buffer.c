// SPDX-License-Identifier: EUPL-1.2
#include "app/base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIKELY = 128 }; /* bytes for which printing is tried at once, without counting them first */

static void need(struct buffer *buffer, size_t more)
{
	size_t least = buffer->size + more + 1;

	if (least <= buffer->room)
		return;
	size_t room = buffer->room ? buffer->room * 2 : 512;
	if (room < least)
		room = least;
	buffer->bytes = realloc(buffer->bytes, room);
	if (!buffer->bytes)
		abort();
	buffer->room = room;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
	if (!size)
		return;
	need(buffer, size);
	memcpy(buffer->bytes + buffer->size, bytes, size);
	buffer->size += size;
	buffer->bytes[buffer->size] = 0;
}

char *buffer_room(struct buffer *buffer, size_t size)
{
	need(buffer, size);
	return buffer->bytes + buffer->size;
}

void buffer_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
	va_list ap, again;

	need(buffer, LIKELY);
	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(buffer->bytes + buffer->size, LIKELY, format, ap);
	if (n < 0)
		abort();
	if (n >= LIKELY) {
		need(buffer, (size_t)n);
		vsnprintf(buffer->bytes + buffer->size, (size_t)n + 1, format, again);
	}
	va_end(again);
	va_end(ap);
	buffer->size += (size_t)n;
}

void buffer_clear(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer){ 0 };
}
