// SPDX-License-Identifier: EUPL-1.2
/* What a browser's form sends, in a body or after the question mark of an address. */
#ifndef FORM_H
#define FORM_H

#include <stddef.h>

struct arena;
struct buffer;
struct node;

/* application/x-www-form-urlencoded (WHATWG URL standard, section 5.1) as an object of texts; of a
 * repeated name the last counts. Stricter than the standard: broken percent escapes, malformed
 * UTF-8 and controls are errors, as are more than 64 KiB or 300 fields. NULL: *why is a static
 * sentence. */
struct node *form_parse(struct arena *arena, const char *body, size_t size, const char **why);

/* For a name or value in an address: all but RFC 3986's unreserved letters as %XX. */
void percent_encode(struct buffer *to, const char *text);

#endif
