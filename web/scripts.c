// SPDX-License-Identifier: EUPL-1.2
/* Codecs in JavaScript: staff paste one, say what its output means, and give examples that must come out right. */
#include "app/script.h"

#include "app/base/text.h"
#include "web/handlers.h"
#include "web/request.h"

#include <string.h>

static void put_script(struct node *to, const struct script *s)
{
	put_text(to, "model", s->model);
	put_text(to, "title", s->title);
	put_text(to, "code", s->code);
	put_text(to, "mapping", s->mapping);
	put_text(to, "examples", s->examples);
	put_text(to, "orders", s->orders);
	put_text(to, "told", s->told);
	put_text(to, "variables", s->variables);
}

static void put_row(struct node *to, const struct script *s)
{
	put_text(to, "model", s->model);
	put_text(to, "title", s->title);
	put_time(to, "updated", s->updated);
	put_number(to, "waiting", s->waiting);
	put_number(to, "failed", s->failed);
	put_text(to, "why", s->failed ? s->why : NULL);
	put_print(to, "href", "/admin/codecs/%s", s->model);
}

static const char *field(struct request *rq, const char *name)
{
	return text_trim(&rq->work.arena, input_text(rq, name));
}

static struct script typed(struct request *rq)
{
	return (struct script){ .model = rq->part[0] ? rq->part[0] : field(rq, "model"), .title = field(rq, "title"),
		.code = field(rq, "code"), .mapping = field(rq, "mapping"), .examples = field(rq, "examples"),
		.orders = field(rq, "orders"), .variables = field(rq, "variables"), .told = "" };
}

/* What a new one begins with, so that nobody has to look the form up. */
static void begin(struct script *s)
{
	if (*s->code || *s->mapping || *s->examples)
		return;
	s->code = "function decodeUplink({ bytes, fPort, recvTime, variables }) {\n"
		"  return { data: { power: bytes[0] * 256 + bytes[1], on: bytes[2] === 1 } };\n}";
	s->mapping = "watts /power\nrelay /on";
	s->examples = "1 007801 {\"power\":120,\"on\":true}";
	s->orders = "";
}

static void put_quantities(struct request *rq)
{
	struct node *list = put_list(rq->document, "quantities");

	for (int i = 1; i < QUANTITIES; i++)
		put_text(put_object(list, NULL), "quantity", quantity_words[i]);
}

void scripts_show(struct request *rq)
{
	struct script *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SCRIPTS), form = typed(rq);
	int count = script_list(&rq->work, list, MOST_SCRIPTS);
	struct node *to = put_list(rq->document, "codecs");

	for (int i = 0; i < count; i++)
		put_row(put_object(to, NULL), &list[i]);
	if (!rq->wants_page)
		return;
	begin(&form);
	put_script(put_object(rq->document, "script"), &form);
	put_quantities(rq);
}

/* After a refused change the form is as it was typed. */
void script_show(struct request *rq)
{
	struct script script, form = typed(rq);

	if (!script_find(&rq->work, rq->part[0], &script)) {
		answer_missing(rq);
		return;
	}
	put_text(rq->document, "model", script.model);
	if (*form.code)
		form.told = script.told;
	put_script(put_object(rq->document, "script"), *form.code ? &form : &script);
	put_quantities(rq);
}

/* What the step before the write found; NULL: nothing wrong. */
struct trial {
	const char *example, *order, *told;
};

/* Outside of any work: the examples and orders take a moment, or a second each. */
void script_prepare(struct request *rq)
{
	struct trial *trial = arena_alloc(&rq->ex->arena, sizeof *trial);
	struct script_runner *runner = rq->work.lab->runner;
	struct script script = typed(rq);
	const char *wrong = script_try(runner, &rq->work.arena, &script);

	*trial = (struct trial){ .example = arena_text(&rq->ex->arena, wrong) };
	if (!wrong)
		trial->order = arena_text(&rq->ex->arena, script_try_orders(runner, &rq->work.arena, &script));
	trial->told = arena_text(&rq->ex->arena, script.told);
	rq->prepared = trial;
}

static void save(struct request *rq, struct script *script)
{
	const struct trial *trial = rq->prepared;

	script->told = trial->told;
	if (trial->example)
		reason_add_detail(&rq->work, EXAMPLE_WRONG, "examples", trial->example);
	if (trial->order)
		reason_add_detail(&rq->work, ORDER_WRONG, "orders", trial->order);
	script_save(&rq->work, script);
}

void script_create(struct request *rq)
{
	struct script script = typed(rq);

	save(rq, &script);
	answer_made(rq, arena_print(&rq->work.arena, "/admin/codecs/%s", script.model));
}

void script_change(struct request *rq)
{
	struct script script = typed(rq), old;

	if (!script_find(&rq->work, rq->part[0], &old)) {
		answer_missing(rq);
		return;
	}
	script.id = old.id;
	save(rq, &script);
	answer_done(rq, arena_print(&rq->work.arena, "/admin/codecs/%s", script.model));
}
