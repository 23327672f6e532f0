// SPDX-License-Identifier: EUPL-1.2
#include "web/language.h"

#include "app/base/embed.h"
#include "app/base/json.h"
#include "app/base/log.h"
#include "app/base/text.h"
#include "web/template.h"

#include <stdlib.h>
#include <string.h>

struct languages {
	struct arena arena;
	const struct node *catalogue[LANGUAGES];
	bool wrong;
};

static const char *const codes[LANGUAGES] = { [GERMAN] = "de", [ENGLISH] = "en" };

static const struct node *load(struct languages *l, enum language language)
{
	const char *name = arena_print(&l->arena, "%s.json", codes[language]), *why = "";
	const struct embedded *file = embedded_find(embedded_languages, name);
	struct node *catalogue = file ? json_parse(&l->arena, file->bytes, file->size, &why) : NULL;

	if (catalogue && catalogue->kind == NODE_OBJECT)
		return catalogue;
	log_line(LOG_FAULT, "language %s: %s", name, file ? why : "is missing");
	l->wrong = true;
	return document_new(&l->arena);
}

static void compare(struct languages *l, enum language one, enum language other)
{
	for (const struct node *n = l->catalogue[one]->first; n; n = n->next)
		if (!node_text(l->catalogue[other], n->name)) {
			log_line(LOG_FAULT, "language %s: \"%s\" is missing", codes[other], n->name);
			l->wrong = true;
		}
}

static void check_name(void *about, const char *name, const char *file, int line)
{
	struct languages *l = about;

	if (!text_starts(name, "say.") || node_text(l->catalogue[GERMAN], name + 4))
		return;
	log_line(LOG_FAULT, "%s:%d: no language has \"%s\"", file, line, name + 4);
	l->wrong = true;
}

static void check_templates(struct languages *l, const struct templates *templates)
{
	for (const struct embedded *file = embedded_templates; file->name; file++) {
		const char *dot = strrchr(file->name, '.');
		size_t size = dot ? (size_t)(dot - file->name) : strlen(file->name);
		const struct template *t = template_named(templates,
			arena_bytes(&l->arena, file->name, size));
		if (t)
			template_names(t, check_name, l);
	}
}

struct languages *languages_load(const struct templates *templates)
{
	struct languages *l = calloc(1, sizeof *l);

	if (!l)
		abort();
	for (enum language each = 0; each < LANGUAGES; each++)
		l->catalogue[each] = load(l, each);
	compare(l, GERMAN, ENGLISH);
	compare(l, ENGLISH, GERMAN);
	check_templates(l, templates);
	if (!l->wrong)
		return l;
	languages_free(l);
	return NULL;
}

void languages_free(struct languages *l)
{
	if (l)
		arena_clear(&l->arena);
	free(l);
}

const struct node *language_catalogue(const struct languages *l, enum language language)
{
	return l->catalogue[language];
}

const char *language_code(enum language language)
{
	return codes[language];
}

enum language language_named(const char *code)
{
	return !strcmp(code, "en") ? ENGLISH : GERMAN;
}

/* The weight of one range of the header in thousandths; *language is -1 for those we do not speak. */
static int weigh(const char *range, size_t size, int *language)
{
	const char *q = memchr(range, ';', size);
	size_t tag = q ? (size_t)(q - range) : size;
	int weight = 1000;

	*language = -1;
	if (tag >= 2 && (tag == 2 || range[2] == '-' || range[2] == ' '))
		for (int l = 0; l < LANGUAGES; l++)
			if ((range[0] | 32) == codes[l][0] && (range[1] | 32) == codes[l][1])
				*language = l;
	if (q) {
		q += 1 + strspn(q + 1, " ");
		weight = q[0] == 'q' && q[1] == '=' ? (int)(strtod(q + 2, NULL) * 1000) : 1000;
	}
	return weight;
}

enum language language_accepted(const char *header)
{
	int best = 0, chosen = GERMAN;

	while (header && *header) {
		header += strspn(header, " ,\t");
		size_t size = strcspn(header, ",");
		int language, weight = weigh(header, size, &language);
		if (language >= 0 && weight > best) {
			best = weight;
			chosen = language;
		}
		header += size;
	}
	return (enum language)chosen;
}
