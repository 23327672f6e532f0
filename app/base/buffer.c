// SPDX-License-Identifier: EUPL-1.2
#include "app/base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIKELY = 128 }; /* bytes for which printing is tried at once, without counting them first */

void buffer_grow(struct buffer *buffer, size_t size)
{
	size_t room = buffer->room ? buffer->room * 2 : 512, least = buffer->size + size + 1;

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
	memcpy(buffer_room(buffer, size), bytes, size);
	buffer->size += size;
	buffer->bytes[buffer->size] = 0;
}

void buffer_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(buffer_room(buffer, LIKELY), LIKELY, format, ap);
	if (n < 0)
		abort();
	if (n >= LIKELY)
		vsnprintf(buffer_room(buffer, (size_t)n), (size_t)n + 1, format, again);
	va_end(again);
	va_end(ap);
	buffer->size += (size_t)n;
}

void buffer_clear(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer){ 0 };
}
