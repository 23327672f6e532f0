// SPDX-License-Identifier: EUPL-1.2
/* Any bytes as the template "page", with a partial beside it that may be called, over one document
 * of all kinds. */
#include "app/base/document.h"
#include "app/base/embed.h"
#include "web/template.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *member(
	void *about, struct arena *arena, const struct node *node, const char *name)
{
	(void)about;
	return *name == 'n' ? NULL : arena_print(arena, "%d<%s>", node->kind, name);
}

static const struct node *everything(struct arena *arena)
{
	struct node *doc = document_new(arena);

	put_text(doc, "a", "<\"'&>\n");
	put_text(doc, "e", "");
	put_time(doc, "t", 1795438800);
	put_word(doc, "w", "busy");
	put_real(doc, "r", 0.5);
	put_flag(doc, "f", false);
	put_nothing(doc, "z");
	struct node *list = put_list(put_object(doc, "o"), "l");
	put_number(list, NULL, 1);
	put_text(put_object(list, NULL), "a", "2");
	put_list(list, NULL);
	return doc;
}

static void ignore(void *about, const char *name, const char *file, int line)
{
	(void)about, (void)name, (void)file, (void)line;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct embedded files[] = { { "page.html", (const char *)data, size },
		{ "part.html", "{{#o}}\n {{>page}}\n{{/o}}", 23 }, { 0 } };
	struct arena arena = { 0 };
	struct buffer out = { 0 };
	const struct node *stack[] = { NULL, everything(&arena) };
	char *why;
	struct templates *set = templates_compile(files, &why);

	if (set) {
		const struct template *page = template_named(set, "page");
		template_names(page, ignore, NULL);
		template_render(
			page, stack, 2, (struct template_view){ member, NULL, &arena }, &out);
	} else if (!why) {
		abort();
	}
	free(why);
	templates_free(set);
	buffer_clear(&out);
	arena_clear(&arena);
	return 0;
}
