// SPDX-License-Identifier: EUPL-1.2
/* Any bytes as The Things Stack's JSON. */
#include "app/source.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct frame frame;
	const char *why = NULL;
	bool ok = source_find(sources, "tts")->read(&arena, "up", (const char *)data, size, &frame, &why);

	if (ok && (why || frame.size > FRAME_BYTES || strlen(frame.eui) != FRAME_EUI || !frame.session))
		abort();
	arena_clear(&arena);
	return 0;
}
