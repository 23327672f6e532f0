// SPDX-License-Identifier: EUPL-1.2
/* Any bytes as a body, read both ways; what our own JSON says of it must read back as the same. */
#include "app/base/document.h"
#include "app/base/json.h"
#include "web/form.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct node *parser(struct arena *arena, const char *text, size_t size, const char **why);

static void reads_back(struct arena *arena, const struct node *root)
{
	struct buffer one = { 0 }, two = { 0 };
	const char *why = NULL;

	document_print(root, &one);
	const struct node *again = json_parse(arena, one.bytes, one.size, &why);
	if (again)
		document_print(again, &two);
	/* Escapes may make it too long to be read again; nothing else may. */
	if (again ? strcmp(one.bytes, two.bytes) != 0 : one.size <= 256 << 10)
		abort();
	buffer_clear(&one);
	buffer_clear(&two);
}

static void read_by(parser *parse, const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	const char *why = NULL;
	const struct node *root = parse(&arena, (const char *)data, size, &why);

	if (!root != !!why)
		abort();
	if (root)
		reads_back(&arena, root);
	arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_by(json_parse, data, size);
	read_by(form_parse, data, size);
	return 0;
}
