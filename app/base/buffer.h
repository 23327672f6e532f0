// SPDX-License-Identifier: EUPL-1.2
/* Text that grows: pages, JSON, calendars. Its bytes come from malloc, so that a response can take them. */
#ifndef BUFFER_H
#define BUFFER_H

#include <stddef.h>

/* Zeroed is empty. While size is not 0, bytes[size] is a NUL. */
struct buffer {
	char *bytes;
	size_t size, room;
};

void buffer_add(struct buffer *buffer, const void *bytes, size_t size);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_print(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buffer_grow(struct buffer *buffer, size_t size);
/* Room for that many bytes at the end; who writes there adds to size, and a NUL behind it. */
static inline char *buffer_room(struct buffer *buffer, size_t size)
{
	if (buffer->room - buffer->size <= size)
		buffer_grow(buffer, size);
	return buffer->bytes + buffer->size;
}
static inline void buffer_letter(struct buffer *buffer, char letter)
{
	char *to = buffer_room(buffer, 1);

	to[0] = letter;
	to[1] = 0;
	buffer->size++;
}
void buffer_clear(struct buffer *buffer); /* frees; NULL bytes are fine */

#endif
