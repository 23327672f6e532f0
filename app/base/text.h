// SPDX-License-Identifier: EUPL-1.2
/* Text from outside: is it fit to keep? And the encodings that are text. */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Valid UTF-8 (RFC 3629) without C0 controls other than tab, carriage return and line feed, and without DEL. */
bool text_is_clean(const char *text, size_t size);
/* How many bytes the UTF-8 sequence at the start has; 0 if it is none, or size is 0. */
size_t text_sequence(const char *text, size_t size);
size_t text_letters(const char *text); /* code points */
/* A copy without white space at both ends, CR LF and CR made LF. */
char *text_trim(struct arena *arena, const char *text);
bool text_is_slug(const char *text); /* [a-z0-9-]+, at most 63 */
bool text_is_email(const char *text); /* one @, no white space, at most 254: enough to try a delivery */
bool text_number(const char *text, int64_t *number); /* decimal, the whole text */
bool text_starts(const char *text, const char *with);
char *text_in_groups(struct arena *arena, const char *text, size_t letters); /* so many, a space: as one types it */
const char *text_fill(struct arena *arena, const char *text, const char *detail); /* the detail, or "", for {} */

/* Lower-case hexadecimal; parsing takes both cases, an even number of digits, at most most bytes. */
int hex_digit(char c); /* 0 to 15, or -1 */
char *hex_print(struct arena *arena, const void *bytes, size_t size);
bool hex_parse(const char *text, uint8_t *bytes, size_t most, size_t *size);

/* Base32 of RFC 4648, upper case, no padding. Parsing accepts that one spelling only: no lower case, no padding, the
 * spare bits zero. */
char *base32_print(struct arena *arena, const void *bytes, size_t size);
bool base32_parse(const char *text, size_t length, uint8_t *bytes, size_t most, size_t *size);

#endif
