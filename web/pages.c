// SPDX-License-Identifier: EUPL-1.2
/* Accessibility statement, imprint and privacy: shown to everybody, edited by staff with preview and versions. */
#include "app/base/embed.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/page.h"
#include "web/handlers.h"
#include "web/language.h"
#include "web/markup.h"
#include "web/request.h"

#include <string.h>

enum { MOST_VERSIONS = 50 };

/* The text that comes with the program: web/pages/imprint.de.md. */
static const char *usual(struct request *rq, const struct page *page)
{
	const struct embedded *file = embedded_find(embedded_pages,
		arena_print(&rq->work.arena, "%s.%s.md", page->name, page->language));

	return file ? file->bytes : "";
}

static const char *text_of(struct request *rq, const struct page *page)
{
	return *page->body ? page->body : usual(rq, page);
}

static void put_html(struct request *rq, const char *name, const char *text)
{
	const char *filled = page_fill(&rq->work, text, say(rq, "fact_missing"));
	struct buffer html = { 0 };

	markup_html(filled, strlen(filled), &html);
	put_text(rq->document, name, html.bytes);
	buffer_clear(&html);
}

void page_show(struct request *rq)
{
	struct page page;

	page_read(&rq->work, rq->ex->path + 1, language_code(rq->language), &page);
	put_word(rq->document, "page_name", page.name);
	put_text(rq->document, "language", page.language);
	if (page.saved)
		put_time(rq->document, "saved", page.saved);
	if (rq->wants_page)
		put_html(rq, "html", text_of(rq, &page));
	else
		put_text(rq->document, "text", page_fill(&rq->work, text_of(rq, &page), say(rq, "fact_missing")));
}

/* ---- for staff ------------------------------------------------------------------------------- */

static void put_facts(struct request *rq)
{
	struct node *list = put_list(rq->document, "facts");

	for (const char *const *name = page_facts; *name; name++) {
		const char *value = page_fact(&rq->work, *name);
		struct node *one = put_object(list, NULL);
		put_word(one, "fact", *name);
		put_text(one, "value", value);
		put_flag(one, "is_missing", !*value);
	}
}

void pages_list(struct request *rq)
{
	struct node *list = put_list(rq->document, "pages");

	for (const char *const *name = page_names; *name; name++)
		for (enum language each = 0; each < LANGUAGES; each++) {
			struct node *one = put_object(list, NULL);
			struct page page;
			page_read(&rq->work, *name, language_code(each), &page);
			put_word(one, "page_name", *name);
			put_word(one, "page_language", page.language);
			put_print(one, "href", "/admin/pages/%s?language=%s", *name, page.language);
			if (!page.id)
				continue;
			put_time(one, "saved", page.saved);
			put_text(one, "saver", page.saver);
		}
	put_facts(rq);
}

void facts_save(struct request *rq)
{
	for (const char *const *name = page_facts; *name; name++)
		if (input_has(rq, *name))
			page_set_fact(&rq->work, *name, text_trim(&rq->work.arena, input_text(rq, *name)));
	answer_done(rq, "/admin/pages");
}

static bool is_asked(struct request *rq, const char *language)
{
	if (page_is_known(rq->part[0]) && (!strcmp(language, "de") || !strcmp(language, "en")))
		return true;
	answer_missing(rq);
	return false;
}

static const char *language_asked(struct request *rq)
{
	if (*input_text(rq, "language"))
		return input_text(rq, "language");
	return *query_text(rq, "language") ? query_text(rq, "language") : language_code(rq->language);
}

static void put_versions(struct request *rq, const struct page *page)
{
	struct page *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_VERSIONS);
	int count = page_versions(&rq->work, page->name, page->language, list, MOST_VERSIONS);
	struct node *to = put_list(rq->document, "versions");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_number(one, "id", list[i].id);
		put_time(one, "saved", list[i].saved);
		put_text(one, "saver", list[i].saver);
		put_flag(one, "is_usual", !*list[i].body);
		put_flag(one, "is_newest", i == 0);
	}
}

/* The form: with the newest text, with an old version's, or with what was typed. */
static void put_form(struct request *rq, const struct page *newest, const char *text)
{
	put_word(rq->document, "page_name", newest->name);
	put_word(rq->document, "page_language", newest->language);
	put_number(rq->document, "read", newest->id);
	put_text(rq->document, "text", text);
	put_print(rq->document, "show", "/%s", newest->name);
	put_versions(rq, newest);
	if (rq->wants_page)
		put_html(rq, "html", text);
}

void page_edit(struct request *rq)
{
	const char *language = language_asked(rq), *typed = input_text(rq, "text");
	struct page newest, old;
	int64_t version = 0;

	if (!is_asked(rq, language))
		return;
	page_read(&rq->work, rq->part[0], language, &newest);
	text_number(query_text(rq, "version"), &version);
	if (*typed)
		put_form(rq, &newest, typed);
	else if (version && page_version(&rq->work, version, &old) && !strcmp(old.name, newest.name))
		put_form(rq, &newest, text_of(rq, &old));
	else
		put_form(rq, &newest, text_of(rq, &newest));
}

/* Saves, or only shows how it would look. */
void page_change(struct request *rq)
{
	const char *language = language_asked(rq);
	struct page page = { .name = rq->part[0], .language = language,
		.body = text_trim(&rq->work.arena, input_text(rq, "text")) };

	if (!is_asked(rq, language))
		return;
	if (input_number(rq, "preview", 0)) {
		page_edit(rq);
		put_flag(rq->document, "is_preview", true);
		return;
	}
	page_save(&rq->work, &page, input_number(rq, "read", 0));
	answer_done(rq, arena_print(&rq->work.arena, "/admin/pages/%s?language=%s", page.name, language));
}

void page_back(struct request *rq)
{
	page_restore(&rq->work, part_number(rq, 1));
	answer_done(rq, arena_print(&rq->work.arena, "/admin/pages/%s?language=%s", rq->part[0],
		language_asked(rq)));
}
