// SPDX-License-Identifier: EUPL-1.2
#include "web/template.h"
#include "app/base/arena.h"
#include "app/base/buffer.h"
#include "app/base/embed.h"
#include "web/template_step.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES = 256 << 10, NESTING = 64, PARTS = 8 };

struct templates {
	struct arena arena;
	struct template *all;
	size_t count;
};

struct parser {
	struct templates *set;
	struct template *into;
	const char *begin, *at, *end;
	int line;
	size_t room;          /* for steps */
	size_t open[NESTING]; /* sections that are not closed yet */
	size_t depth;
	char *why; /* not NULL: stop */
};

struct tag {
	char kind; /* one of ! # ^ / > & { or 0 for a plain one */
	const char *from, *until;
	const char *name;
	size_t size;
	/* From where to where it is taken out: a tag that is alone takes its line with it. */
	bool is_alone;
	const char *cut_from, *cut_until;
};

static void __attribute__((format(printf, 2, 3))) fail(struct parser *p, const char *format, ...)
{
	struct buffer why = { 0 };
	va_list ap;

	va_start(ap, format);
	buffer_print(&why, "%s, line %d: ", p->into->file, p->line);
	buffer_text(&why, arena_vprint(&p->set->arena, format, ap));
	va_end(ap);
	p->why = why.bytes;
}

/* Some dozens of names, and asked by handlers once an answer: a walk is quick enough. */
static const struct template *find(const struct templates *set, const char *name, size_t size)
{
	for (size_t i = 0; i < set->count; i++)
		if (strlen(set->all[i].name) == size && !memcmp(set->all[i].name, name, size))
			return &set->all[i];
	return NULL;
}

/* memmem() is not in POSIX.1-2008. */
static const char *search(const char *at, const char *end, const char *what)
{
	size_t size = strlen(what);

	for (; (at = memchr(at, *what, (size_t)(end - at))); at++) {
		if ((size_t)(end - at) < size)
			return NULL;
		if (!memcmp(at, what, size))
			return at;
	}
	return NULL;
}

static void advance(struct parser *p, const char *to)
{
	while ((p->at = memchr(p->at, '\n', (size_t)(to - p->at)))) {
		p->line++;
		p->at++;
	}
	p->at = to;
}

static struct step *add(struct parser *p, enum step_kind kind)
{
	struct template *t = p->into;

	if (t->count == p->room) {
		p->room = p->room ? p->room * 2 : 16;
		t->steps = realloc(t->steps, p->room * sizeof *t->steps);
		if (!t->steps)
			abort();
	}
	struct step *step = &t->steps[t->count++];
	*step = (struct step){ .kind = kind, .line = p->line, .next = t->count };
	return step;
}

static bool begins_line(const struct parser *p, const char *at)
{
	return at == p->begin || at[-1] == '\n';
}

static void add_text(struct parser *p, const char *from, const char *until)
{
	struct step *step = add(p, STEP_TEXT);

	step->text = from;
	step->size = (size_t)(until - from);
	step->begins_line = begins_line(p, from);
}

/* Where a tag begins a line that stays, a text of no bytes keeps the place where an indented
 * partial is indented. */
static void add_text_before(struct parser *p, const struct tag *tag)
{
	if (tag->cut_from > p->at)
		add_text(p, p->at, tag->cut_from);
	if (!tag->is_alone && begins_line(p, tag->from))
		add_text(p, tag->from, tag->from);
}

/* Cuts the name at its dots. False: it is none. */
static bool split(struct parser *p, struct step *step, const char *name, size_t size)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
	const char **parts = arena_alloc(&p->set->arena, (PARTS + 1) * sizeof *parts);
	char *at = arena_bytes(&p->set->arena, name, size);

	step->name = arena_bytes(&p->set->arena, name, size);
	step->parts = parts;
	if (size == 1 && *name == '.')
		return true;
	for (int i = 0; i < PARTS; i++) {
		size_t length = strspn(at, letters);
		parts[i] = at;
		at += length;
		if (!length || !*at)
			return length && strlen(step->name) == size;
		if (*at != '.')
			return false;
		*at++ = 0;
	}
	return false;
}

static void add_name(struct parser *p, enum step_kind kind, const struct tag *tag)
{
	if (!split(p, add(p, kind), tag->name, tag->size))
		fail(p, "{{%.*s}} is no name.", (int)tag->size, tag->name);
}

/* Templates have their names before the first is compiled, so that partials may call each other. */
static void add_partial(struct parser *p, const struct tag *tag)
{
	struct step *step = add(p, STEP_PARTIAL);

	step->partial = find(p->set, tag->name, tag->size);
	step->begins_line = tag->is_alone;
	step->text = tag->cut_from;
	step->size = (size_t)(tag->from - tag->cut_from);
	if (!step->partial)
		fail(p, "There is no partial \"%.*s\".", (int)tag->size, tag->name);
}

/* Bounded, since rendering recurses once a section. */
static void open_section(struct parser *p, enum step_kind kind, const struct tag *tag)
{
	if (p->depth == NESTING) {
		fail(p, "More than %d sections in each other.", NESTING);
		return;
	}
	p->open[p->depth++] = p->into->count;
	add_name(p, kind, tag);
}

static void close_section(struct parser *p, const struct tag *tag)
{
	struct step *step = p->depth ? &p->into->steps[p->open[p->depth - 1]] : NULL;

	if (!step) {
		fail(p, "{{/%.*s}} closes nothing.", (int)tag->size, tag->name);
	} else if (strlen(step->name) != tag->size || memcmp(step->name, tag->name, tag->size)) {
		fail(p, "{{/%.*s}} does not close the \"%s\" of line %d.", (int)tag->size,
			tag->name, step->name, step->line);
	} else {
		step->next = p->into->count;
		p->depth--;
	}
}

static void add_tag(struct parser *p, const struct tag *tag)
{
	switch (tag->kind) {
	case '!':
		break;
	case '#':
		open_section(p, STEP_SECTION, tag);
		break;
	case '^':
		open_section(p, STEP_INVERTED, tag);
		break;
	case '/':
		close_section(p, tag);
		break;
	case '>':
		add_partial(p, tag);
		break;
	case '&':
	case '{':
		add_name(p, STEP_RAW, tag);
		break;
	default:
		add_name(p, STEP_ESCAPED, tag);
	}
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void trim(struct tag *tag, const char *end)
{
	while (tag->name < end && is_space(*tag->name))
		tag->name++;
	while (tag->name < end && is_space(end[-1]))
		end--;
	tag->size = (size_t)(end - tag->name);
}

/* The specification: a tag that prints nothing and has its line for itself leaves no line. */
static void stand_alone(const struct parser *p, struct tag *tag)
{
	const char *from = tag->from, *until = tag->until;

	tag->cut_from = from;
	tag->cut_until = until;
	while (from > p->begin && (from[-1] == ' ' || from[-1] == '\t'))
		from--;
	while (until < p->end && (*until == ' ' || *until == '\t'))
		until++;
	until += p->end - until >= 2 && *until == '\r' && until[1] == '\n';
	if ((from > p->begin && from[-1] != '\n') || (until < p->end && *until != '\n'))
		return;
	tag->is_alone = true;
	tag->cut_from = from;
	tag->cut_until = until + (until < p->end);
}

static bool read_tag(struct parser *p, struct tag *tag)
{
	const char *from = search(p->at, p->end, "{{");

	if (!from)
		return false;
	*tag = (struct tag){ .from = from, .name = from + 2, .cut_from = from };
	if (tag->name < p->end && *tag->name && strchr("!#^/>&{", *tag->name))
		tag->kind = *tag->name++;
	const char *close = tag->kind == '{' ? "}}}" : "}}";
	const char *end = search(tag->name, p->end, close);
	if (!end) {
		advance(p, from);
		fail(p, "A tag is not closed.");
		return false;
	}
	tag->until = tag->cut_until = end + strlen(close);
	trim(tag, end);
	if (tag->kind && tag->kind != '&' && tag->kind != '{')
		stand_alone(p, tag);
	return true;
}

static void parse(struct parser *p)
{
	struct tag tag;

	while (!p->why && read_tag(p, &tag)) {
		add_text_before(p, &tag);
		advance(p, tag.from);
		add_tag(p, &tag);
		advance(p, tag.cut_until);
	}
	if (p->why)
		return;
	if (p->at < p->end)
		add_text(p, p->at, p->end);
	if (p->depth) {
		const struct step *step = &p->into->steps[p->open[p->depth - 1]];
		p->line = step->line;
		fail(p, "The section \"%s\" is not closed.", step->name);
	}
}

static char *compile(struct templates *set, struct template *t, const struct embedded *file)
{
	const char *begin = file->bytes;
	struct parser p = { set, t, begin, begin, begin + file->size, .line = 1 };

	if (find(set, t->name, strlen(t->name)) != t)
		fail(&p, "There is a template \"%s\" already.", t->name);
	else if (file->size > BYTES)
		fail(&p, "More than 256 KiB.");
	else
		parse(&p);
	return p.why;
}

struct templates *templates_compile(const struct embedded *files, char **why)
{
	struct templates *set = calloc(1, sizeof *set);

	if (!set)
		abort();
	while (files[set->count].name)
		set->count++;
	set->all = arena_alloc(&set->arena, set->count * sizeof *set->all);
	for (size_t i = 0; i < set->count; i++) {
		set->all[i].file = files[i].name;
		size_t size = strcspn(files[i].name, ".");
		set->all[i].name = arena_bytes(&set->arena, files[i].name, size);
	}
	*why = NULL;
	for (size_t i = 0; i < set->count && !*why; i++)
		*why = compile(set, &set->all[i], &files[i]);
	if (!*why)
		return set;
	templates_free(set);
	return NULL;
}

void templates_free(struct templates *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < set->count; i++)
		free(set->all[i].steps);
	arena_clear(&set->arena);
	free(set);
}

const struct template *template_named(const struct templates *set, const char *name)
{
	return find(set, name, strlen(name));
}

void template_names(const struct template *t,
	void (*each)(void *about, const char *dotted_name, const char *file, int line), void *about)
{
	for (const struct step *step = t->steps; step < t->steps + t->count; step++)
		if (step->name)
			each(about, step->name, t->file, step->line);
}
