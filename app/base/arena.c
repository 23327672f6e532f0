// SPDX-License-Identifier: EUPL-1.2
#include "app/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 4096 - 64 }; /* a page, less what malloc and the block's head take */

struct block {
	struct block *next;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

static struct block *grow(struct arena *arena, size_t size)
{
	size_t room = size > BLOCK ? size : BLOCK;
	struct block *b = malloc(sizeof *b + room);

	if (!b)
		abort(); /* a work that cannot have 4 KiB is past saving */
	*b = (struct block){ .next = arena->blocks, .size = room };
	return arena->blocks = b;
}

void *arena_room(struct arena *arena, size_t size)
{
	struct block *b = arena->blocks;

	if (size > SIZE_MAX / 2)
		abort();
	size = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (!b || b->size - b->used < size)
		b = grow(arena, size);
	void *p = b->bytes + b->used;
	b->used += size;
	return p;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(arena_room(arena, size), 0, size);
}

char *arena_bytes(struct arena *arena, const void *bytes, size_t size)
{
	char *copy = arena_room(arena, size + 1);

	if (size)
		memcpy(copy, bytes, size);
	copy[size] = 0;
	return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
	return text ? arena_bytes(arena, text, strlen(text)) : NULL;
}

char *arena_vprint(struct arena *arena, const char *format, va_list ap)
{
	char likely[128], *text; /* most is short: then it need not be printed twice */
	va_list again;

	va_copy(again, ap);
	int n = vsnprintf(likely, sizeof likely, format, ap);
	if (n < 0)
		abort();
	if ((size_t)n < sizeof likely) {
		text = arena_bytes(arena, likely, (size_t)n);
	} else {
		text = arena_alloc(arena, (size_t)n + 1);
		vsnprintf(text, (size_t)n + 1, format, again);
	}
	va_end(again);
	return text;
}

char *arena_print(struct arena *arena, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	char *text = arena_vprint(arena, format, ap);
	va_end(ap);
	return text;
}

void arena_clear(struct arena *arena)
{
	for (struct block *b = arena->blocks, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	arena->blocks = NULL;
}
