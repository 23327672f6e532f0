// SPDX-License-Identifier: EUPL-1.2
/* Which route an address means. */
#include "web/web.h"

#include <string.h>

static bool matches(const char *pattern, const char *path, struct arena *arena, const char *part[static PARTS])
{
	int n = 0;

	memset(part, 0, sizeof *part * PARTS);
	while (*pattern) {
		if (*pattern != '{') {
			if (*path++ != *pattern++)
				return false;
			continue;
		}
		pattern = strchr(pattern, '}') + 1;
		const char *end = path; /* the shortest run up to what the pattern goes on with */
		while (*end && *end != '/' && *end != *pattern)
			end++;
		if (end == path || n == PARTS)
			return false;
		part[n++] = arena_bytes(arena, path, (size_t)(end - path));
		path = end;
	}
	return !*path;
}

const struct route *route_find(const char *method, const char *path, struct arena *arena,
	const char *part[static PARTS])
{
	const char *wanted = !strcmp(method, "HEAD") ? "GET" : method;

	for (const struct route *r = routes; r->method; r++)
		if (!strcmp(r->method, wanted) && matches(r->path, path, arena, part))
			return r;
	return NULL;
}

const char *route_methods(const char *path, struct arena *arena)
{
	const char *part[PARTS], *methods = NULL;

	for (const struct route *r = routes; r->method; r++)
		if (matches(r->path, path, arena, part))
			methods = methods ? arena_print(arena, "%s, %s", methods, r->method)
				: arena_print(arena, "%s%s", r->method,
					!strcmp(r->method, "GET") ? ", HEAD" : "");
	return methods ? arena_print(arena, "%s, OPTIONS", methods) : NULL;
}
