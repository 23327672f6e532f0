// SPDX-License-Identifier: EUPL-1.2
/* Any bytes as a text of staff: what comes out has no script, no picture, no HTML of theirs and no unsafe link. */
#include "web/markup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const never[] = { "<script", "<img", "<iframe", "<style", "href=\"javascript:", "href=\"data:",
	"<h1", NULL };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buffer html = { 0 };

	markup_html((const char *)data, size, &html);
	for (const char *const *bad = never; html.bytes && *bad; bad++)
		if (strstr(html.bytes, *bad))
			abort();
	buffer_clear(&html);
	return 0;
}
