// SPDX-License-Identifier: EUPL-1.2
/*
 * Is a request one that every reader of HTTP understands alike? What is not is refused before
 * anybody acts on it, so that no proxy before us and we ourselves can disagree (RFC 9112
 * section 11.2). Pure functions of what a library parsed, stricter than any of them.
 *
 * A why is NULL, or a static sentence for a 400.
 */
#ifndef GUARD_H
#define GUARD_H

#include "web/server.h"

struct target {
	const char *path;  /* percent-decoded once, clean UTF-8, begins with / */
	const char *query; /* raw, never NULL */
};

const char *guard_method(
	const char *method); /* the same word as static text; NULL: we do not know it */
const char *guard_target(struct arena *arena, const char *raw, struct target *target);
/* Names in lower case. */
const char *guard_headers(const struct header *headers, int count, bool is_http_1_0);
/* Values lose the white space at their end, headers that came several times become one list (RFC
 * 9110 sections 5.5, 5.3); the new count. */
int guard_tidy(struct arena *arena, struct header *headers, int count);

#endif
