// SPDX-License-Identifier: EUPL-1.2
/* The codecs of the devices we know: pure functions, as struct codec wants them, one file a vendor. */
#ifndef CODEC_H
#define CODEC_H

#include "app/source.h"

#include <stdio.h>

bool milesight_plug_decode(const uint8_t *bytes, size_t size, unsigned port,
	struct reading *reading, const char **why);
bool milesight_ws52x_recognise(const uint8_t *bytes, size_t size, unsigned port);
bool milesight_ws51x_recognise(const uint8_t *bytes, size_t size, unsigned port);

bool netvox_plug_decode(const uint8_t *bytes, size_t size, unsigned port,
	struct reading *reading, const char **why);
bool netvox_r809a_recognise(const uint8_t *bytes, size_t size, unsigned port);
bool netvox_r816b_recognise(const uint8_t *bytes, size_t size, unsigned port);

/* `smartlab decode MODEL HEX`: one line of JSON to out, or a sentence to standard error. Returns the exit status. */
int decode_print(const char *model, const char *hex, FILE *out);

#endif
