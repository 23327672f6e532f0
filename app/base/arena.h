// SPDX-License-Identifier: EUPL-1.2
/* Memory that lives as long as one piece of work, and is freed all at once. */
#ifndef ARENA_H
#define ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena {
	struct block *blocks;
};

/* Aligned for any type and zeroed; never NULL: out of memory ends the program. */
void *arena_alloc(struct arena *arena, size_t size);
/* The same, but whatever was there: for long lists of which the store fills the first part. */
void *arena_room(struct arena *arena, size_t size);
char *arena_text(struct arena *arena, const char *text);               /* NULL stays NULL */
char *arena_bytes(struct arena *arena, const void *bytes, size_t size); /* plus a NUL */
char *arena_print(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprint(struct arena *arena, const char *format, va_list ap)
	__attribute__((format(printf, 2, 0)));
void arena_clear(struct arena *arena);

#endif
