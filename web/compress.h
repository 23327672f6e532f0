// SPDX-License-Identifier: EUPL-1.2
/* Answers made smaller, for who takes them so. */
#ifndef COMPRESS_H
#define COMPRESS_H

#include <stdbool.h>
#include <stddef.h>

/* A gzip file (RFC 1952) without name and time, so that the same bytes always give the same. level
 * is 1 (fast) to 9 (small), *out is for free(). False: it would not become smaller, or is more than
 * zlib takes at once. */
bool compress_gzip(const void *bytes, size_t size, int level, char **out, size_t *out_size);

/* May the answer be gzip (RFC 9110 section 12.5.3)? NULL, no such header, is a no. */
bool accepts_gzip(const char *accept_encoding);

#endif
