// SPDX-License-Identifier: EUPL-1.2
/* Any bytes as a form in parts; a file that is found lies within the body. */
#include "app/base/arena.h"
#include "web/multipart.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const types[] = { "multipart/form-data; boundary=xYz",
		"multipart/form-data; boundary=\"xYz\"; charset=utf-8", "multipart/form-data; boundary=",
		"multipart/form-data" };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct arena arena = { 0 };
		struct upload file;
		const char *why = NULL, *from = (const char *)data;
		const struct node *form = multipart_parse(&arena,
			&(struct multipart){ types[i], { from, size }, "picture" }, &file, &why);
		if (!form != !!why)
			abort();
		if (form && file.bytes && (file.bytes < from || file.size > size - (size_t)(file.bytes - from)))
			abort();
		arena_clear(&arena);
	}
	return 0;
}
