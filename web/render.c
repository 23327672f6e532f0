// SPDX-License-Identifier: EUPL-1.2
#include "app/base/arena.h"
#include "app/base/document.h"
#include "web/template.h"
#include "web/template_step.h"

#include <string.h>

/* A partial may call itself, and nested lists may be billions of steps. No page needs as much. */
enum { PARTIALS = 32, STEPS = 4 << 20, OUTPUT = 16 << 20 };

struct scope {
	const struct scope *outer;
	const struct node *node;
};

struct indent {
	const struct indent *outer;
	const char *text;
	size_t size;
};

struct render {
	struct template_view view;
	struct buffer *to;
	size_t steps, begin; /* so far; where our output begins */
	bool is_cut;
};

/* Where one template is being rendered. */
struct place {
	const struct template *t;
	const struct scope *scope;
	const struct indent *indent; /* NULL: none, which is the rule */
	int partials;
};

static int64_t count(const struct node *list)
{
	int64_t elements = 0;

	for (const struct node *element = list->first; element; element = element->next)
		elements++;
	return elements;
}

/* A heading stands once above a list, and only if there is something in it. */
static const struct node *list_member(const struct node *list, const char *name, struct node *spare)
{
	if (!strcmp(name, "some"))
		*spare = (struct node){ .kind = NODE_FLAG, .flag = list->first != NULL };
	else if (!strcmp(name, "count"))
		*spare = (struct node){ .kind = NODE_NUMBER, .number = count(list) };
	else
		return NULL;
	return spare;
}

/* spare: where what is made rather than found becomes a node. */
static const struct node *member(const struct render *r, const struct node *of, const char *name,
	struct node *spare)
{
	const char *text;

	switch (of ? of->kind : NODE_NOTHING) {
	case NODE_OBJECT:
		return node_member(of, name);
	case NODE_LIST:
		return list_member(of, name, spare);
	case NODE_TIME:
	case NODE_WORD:
	case NODE_NUMBER:
	case NODE_REAL:
		if (!r->view.member)
			return NULL;
		text = r->view.member(r->view.about, r->view.arena, of, name);
		*spare = (struct node){ .kind = NODE_TEXT, .text = text };
		return text ? spare : NULL;
	default:
		return NULL;
	}
}

/* The first part of a name is looked for outwards, the others only inside what it found. */
static const struct node *look(const struct render *r, const struct scope *scope,
	const struct step *step, struct node *spare)
{
	const char *const *part = step->parts;
	const struct node *node = NULL;

	if (!*part)
		return scope ? scope->node : NULL;
	for (; scope && !node; scope = scope->outer)
		node = member(r, scope->node, *part, spare);
	while (node && *++part)
		node = member(r, node, *part, spare);
	return node;
}

/* The specification says false and the empty list; that an empty text is false is ours. */
static bool is_true(const struct node *node)
{
	switch (node ? node->kind : NODE_NOTHING) {
	case NODE_NOTHING:
		return false;
	case NODE_FLAG:
		return node->flag;
	case NODE_LIST:
		return node->first != NULL;
	case NODE_TEXT:
	case NODE_WORD:
		return *node->text;
	default:
		return true;
	}
}

/* Fit for an element's text and for an attribute in either kind of quotes. */
static void print_escaped(const char *text, struct buffer *to)
{
	for (;;) {
		size_t plain = strcspn(text, "&<>\"'");
		buffer_add(to, text, plain);
		text += plain;
		switch (*text++) {
		case '&':
			buffer_add(to, "&amp;", 5);
			break;
		case '<':
			buffer_add(to, "&lt;", 4);
			break;
		case '>':
			buffer_add(to, "&gt;", 4);
			break;
		case '"':
			buffer_add(to, "&quot;", 6);
			break;
		case '\'':
			buffer_add(to, "&#39;", 5);
			break;
		default:
			return;
		}
	}
}

static void print_value(const struct render *r, const struct step *step, const struct node *node)
{
	bool is_text = node && (node->kind == NODE_TEXT || node->kind == NODE_WORD);

	if (is_text && step->kind == STEP_ESCAPED)
		print_escaped(node->text, r->to);
	else if (node)
		node_print(node, r->to);
}

static void print_indent(const struct render *r, const struct indent *indent)
{
	if (!indent)
		return;
	print_indent(r, indent->outer);
	buffer_add(r->to, indent->text, indent->size);
}

static void print_text(const struct render *r, const struct step *step, const struct indent *indent)
{
	const char *at = step->text, *end = at + step->size;
	bool begins_line = step->begins_line;

	if (!indent) {
		buffer_add(r->to, at, step->size);
		return;
	}
	do {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline ? newline + 1 : end;
		if (begins_line)
			print_indent(r, indent);
		buffer_add(r->to, at, (size_t)(next - at));
		at = next;
		begins_line = true;
	} while (at < end);
}

static void run(struct render *r, const struct place *place, size_t from, size_t until);

static bool may_go_on(struct render *r)
{
	if (++r->steps > STEPS || r->to->size - r->begin > OUTPUT)
		r->is_cut = true;
	return !r->is_cut;
}

/* Scopes live on the stack of C, so that rendering allocates nothing but its output. */
static void run_body(struct render *r, const struct place *place, const struct step *step,
	const struct node *node)
{
	struct scope inner = { place->scope, node };
	struct place body = *place;

	body.scope = &inner;
	if (may_go_on(r))
		run(r, &body, (size_t)(step - place->t->steps) + 1, step->next);
}

static void run_section(struct render *r, const struct place *place, const struct step *step)
{
	struct node spare;
	const struct node *node = look(r, place->scope, step, &spare);

	if (step->kind == STEP_INVERTED) {
		if (!is_true(node)) /* what is missing becomes no context */
			run(r, place, (size_t)(step - place->t->steps) + 1, step->next);
	} else if (node && node->kind == NODE_LIST) {
		for (const struct node *element = node->first; element && !r->is_cut;
			element = element->next)
			run_body(r, place, step, element);
	} else if (is_true(node)) {
		run_body(r, place, step, node);
	}
}

/* A partial with a line for itself is indented as that line is; one among other things is not. */
static void run_partial(struct render *r, const struct place *place, const struct step *step)
{
	struct indent deeper = { place->indent, step->text, step->size };
	struct place inner = { step->partial, place->scope, NULL, place->partials + 1 };

	if (step->begins_line)
		inner.indent = step->size ? &deeper : place->indent;
	if (inner.partials > PARTIALS)
		r->is_cut = true;
	else
		run(r, &inner, 0, inner.t->count);
}

static void run(struct render *r, const struct place *place, size_t from, size_t until)
{
	const struct step *steps = place->t->steps;
	struct node spare;

	for (size_t i = from; i < until && may_go_on(r); i = steps[i].next) {
		const struct step *step = &steps[i];
		switch (step->kind) {
		case STEP_TEXT:
			print_text(r, step, place->indent);
			break;
		case STEP_ESCAPED:
		case STEP_RAW:
			print_value(r, step, look(r, place->scope, step, &spare));
			break;
		case STEP_SECTION:
		case STEP_INVERTED:
			run_section(r, place, step);
			break;
		case STEP_PARTIAL:
			run_partial(r, place, step);
			break;
		}
	}
}

bool template_render(const struct template *t, const struct node *const *stack, size_t depth,
	struct template_view view, struct buffer *to)
{
	struct render r = { .view = view, .to = to, .begin = to->size };
	struct scope *scopes = arena_alloc(view.arena, depth * sizeof *scopes);
	struct place place = { .t = t };

	for (size_t i = 0; i < depth; i++) {
		scopes[i] = (struct scope){ place.scope, stack[i] };
		place.scope = &scopes[i];
	}
	run(&r, &place, 0, t->count);
	return !r.is_cut;
}
