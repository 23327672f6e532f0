// SPDX-License-Identifier: EUPL-1.2
/* Any bytes through every codec: the first byte is the port. */
#include "app/source.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size || size > FRAME_BYTES)
		return 0;
	struct frame frame = { .port = data[0], .size = size - 1 };
	memcpy(frame.bytes, data + 1, frame.size);
	for (const struct codec *codec = codecs; codec->model; codec++) {
		struct decoded decoded;
		const char *why = NULL;
		bool ok = codec->decode(data + 1, size - 1, data[0], &decoded, &why);
		if (ok != !why || (codec->recognise && codec->recognise(codec->model, data + 1, size - 1, data[0]) &&
		    codec->decode != codec_guess(codecs, &frame)->decode))
			abort();
	}
	return 0;
}
