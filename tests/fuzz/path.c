// SPDX-License-Identifier: EUPL-1.2
/* The guard: the first line is a request's target, each other one a header. What it lets through
 * must be as it promises. */
#include "app/base/text.h"
#include "web/address.h"
#include "web/guard.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge_target(struct arena *arena, const char *raw)
{
	struct target target;

	if (guard_target(arena, raw, &target))
		return;
	assert(*target.path == '/' && text_is_clean(target.path, strlen(target.path)));
	assert(!strstr(target.path, "//") && !strstr(target.path, "/../") &&
		!strchr(target.path, '\\'));
	assert(strlen(target.path) <= strlen(raw) && strlen(target.query) <= strlen(raw));
}

static int split(char *text, struct header *headers)
{
	int count = 0;

	while (count < HEADERS && (text = strchr(text, '\n'))) {
		*text++ = 0;
		char *colon = text + strcspn(text, ":\n");
		if (*colon != ':')
			continue;
		*colon++ = 0;
		headers[count++] = (struct header){ text, colon };
		text = colon;
	}
	return count;
}

static void judge_headers(struct arena *arena, struct header *headers, int count)
{
	struct network proxies = { .bits = 0 };
	struct address peer = { { 0 } };

	for (int i = 0; i < count; i++)
		address_behind(&proxies, 1, peer, headers[i].value);
	if (guard_headers(headers, count, count % 2))
		return;
	int kept = guard_tidy(arena, headers, count);
	assert(kept <= count);
	for (int i = 0; i < kept; i++)
		for (int j = 0; j < i; j++)
			assert(strcmp(headers[i].name, headers[j].name));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { NULL };
	struct header headers[HEADERS];
	char *text = arena_bytes(&arena, data, size);
	int count = split(text, headers);

	judge_target(&arena, text);
	judge_headers(&arena, headers, count);
	arena_clear(&arena);
	return 0;
}
