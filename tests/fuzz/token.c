// SPDX-License-Identifier: EUPL-1.2
/* What a scanner sends as a token: anything. What is taken for one must be its only spelling. */
#include "app/pass.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_spelling(const char *text, const struct token *token)
{
	struct arena arena = { 0 };
	const char *printed = pass_token(&arena, &(struct pass){ .token = *token });
	const char *address = pass_url(&arena, "https://lab.example", printed);
	struct token again;

	if (strcmp(printed, token_text(text)) != 0 ||
	    token_read(address, "https://lab.example", &again) != TOKEN_READ)
		abort();
	arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	struct token token;

	if (!text)
		abort();
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	if (token_read(text, "https://lab.example", &token) != TOKEN_MALFORMED)
		check_spelling(text, &token);
	free(text);
	return 0;
}
