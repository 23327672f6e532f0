// SPDX-License-Identifier: EUPL-1.2
/* What a script returned, behind a mapping: text up to the first NUL is the mapping, the rest is JSON. */
#include "app/script.h"

#include "app/base/pointer.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	const uint8_t *nul = memchr(data, 0, size);
	size_t first = nul ? (size_t)(nul - data) : size;
	const char *mapping = arena_bytes(&arena, data, first);
	const char *json = arena_bytes(&arena, data + first, size - first), *why = NULL;
	struct decoded decoded;

	pointer_is_valid(mapping);
	if (first < size)
		json++;
	if (strlen(mapping) <= MOST_MAPPING && script_map(&arena, mapping, json, &decoded, &why) == !!why)
		abort();
	struct downlink downlink = { 0 };
	if (script_bytes(&arena, json, 1, &downlink, &why) && (!downlink.size || !downlink.port))
		abort();
	arena_clear(&arena);
	return 0;
}
