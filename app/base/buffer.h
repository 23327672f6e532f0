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
/* Room for that many bytes at the end; who writes there adds to size, and a NUL behind it. */
char *buffer_room(struct buffer *buffer, size_t size);
void buffer_clear(struct buffer *buffer); /* frees; NULL bytes are fine */

#endif
