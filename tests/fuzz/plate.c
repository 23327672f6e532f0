// SPDX-License-Identifier: EUPL-1.2
/* What a camera reads from a label, or somebody types: anything. What is found is a DevEUI that stands in it. */
#include "app/plate.h"

#include "app/base/text.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	struct plate plate, again;

	if (!text)
		abort();
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	if (plate_parse(text, &plate) && (strlen(plate.eui) != 16 || !plate_parse(plate.eui, &again) ||
		strcmp(plate.eui, again.eui) != 0))
		abort();
	free(text);
	return 0;
}
