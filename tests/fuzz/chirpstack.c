// SPDX-License-Identifier: EUPL-1.2
/* Any text as an uplink of ChirpStack. What is read must keep the promises of struct frame. */
#include "app/source.h"

#include "app/base/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_sound(const struct frame *frame)
{
	uint8_t eui[FRAME_EUI / 2];
	size_t read;

	return hex_parse(frame->eui, eui, sizeof eui, &read) && read == sizeof eui &&
		strlen(frame->session) <= FRAME_EUI && frame->size <= FRAME_BYTES &&
		frame->counter >= 0 && frame->counter <= UINT32_MAX && frame->port <= UINT8_MAX &&
		frame->spreading_factor >= 0 && frame->spreading_factor <= 12 &&
		(!frame->name || text_is_clean(frame->name, strlen(frame->name)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct frame frame;
	const char *why;
	bool read = sources[0].read(&arena, "up", (const char *)data, size, &frame, &why);

	if (read ? why || !is_sound(&frame) : !why)
		abort();
	arena_clear(&arena);
	return 0;
}
