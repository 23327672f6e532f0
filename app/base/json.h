// SPDX-License-Identifier: EUPL-1.2
/* JSON that others send, read into a document. What we answer is printed by app/base/document.h. */
#ifndef JSON_H
#define JSON_H

#include <stddef.h>

struct arena;
struct node;

/* A strict reading of RFC 8259: one value of any kind, no member twice, no NUL in a text, integers
 * of 64 bits, at most 256 KiB, 32 levels, and 2000 members in an object. The nodes live in the
 * arena. NULL: *why is a sentence, static or in the arena. */
struct node *json_parse(struct arena *arena, const char *text, size_t size, const char **why);

#endif
