// SPDX-License-Identifier: EUPL-1.2
/* What the code on a machine opens, for whoever stands before it. */
#include "app/base/text.h"
#include "app/machine.h"
#include "app/relay.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/views.h"

#include <string.h>

static const int lengths[] = { 30, 60, 120, 240 }; /* minutes that one may choose */

static const char *href_of(struct request *rq, const char *ending)
{
	return arena_print(&rq->work.arena, "/M/%s%s", rq->part[0], ending);
}

/* The rule's own sentence, where one said it; else the word's. */
static const char *sentence(struct request *rq, const struct denial *denial)
{
	if (denial->said)
		return reason_message(&rq->work.arena, denial->said, rq->language);
	return say(rq, arena_print(&rq->work.arena, "denied_%s", denial->code));
}

static void put_denials(struct request *rq, struct node *to, const struct machine *machine)
{
	struct node *list = put_list(to, "denials");

	for (int i = 0; i < machine->count; i++) {
		struct node *one = put_object(list, NULL);
		put_text(one, "code", machine->denials[i].code);
		put_text(one, "message", sentence(rq, &machine->denials[i]));
	}
}

static void put_own(struct request *rq, struct node *to, const struct booking *b)
{
	if (!b->id)
		return;
	struct node *one = put_object(to, "booking");
	put_text(one, "ref", b->ref);
	put_text(one, "href", booking_href(&rq->work.arena, b->ref, ""));
	put_time(one, "from", b->from);
	put_time(one, "until", b->until);
}

static void put_lengths(struct request *rq, const struct resource *r)
{
	struct node *list = put_list(rq->document, "lengths");

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		if (lengths[i] <= r->longest_minutes)
			put_number(put_object(list, NULL), "minutes", lengths[i]);
}

static void put_machine(struct request *rq, const struct machine *machine)
{
	const struct resource *r = &machine->resource;
	struct node *to = put_object(rq->document, "machine");

	put_text(to, "slug", r->slug);
	put_text(to, "name", r->name);
	put_word(to, "kind", r->kind);
	put_text(to, "location", r->location);
	put_text(to, "href", resource_href(&rq->work.arena, r->slug));
	put_word(to, "condition", r->condition);
	put_flag(to, "is_out", r->is_out);
}

static void put_choices(struct request *rq, struct machine *machine)
{
	const struct booking *b = &machine->booking;
	struct node *to = put_object(rq->document, "choices");
	bool ended = !strcmp(query_text(rq, "done"), "stop"); /* it is theirs until the minute is over */

	machine_judge(&rq->work, 0, machine);
	put_flag(to, "start", !machine->count);
	put_flag(to, "extend", b->id && b->from <= rq->work.now && !ended);
	put_flag(to, "stop", machine_may_end(&rq->work, machine) && !ended);
	put_flag(to, "walk_up", !machine->count && !b->id);
	put_denials(rq, rq->document, machine);
	put_own(rq, rq->document, b);
	put_lengths(rq, &machine->resource);
}

/* What becomes of its power. */
static void put_plug(struct request *rq, const struct resource *r)
{
	struct relay_now now;

	if (!relay_look(&rq->work, r->id, &now))
		return;
	struct node *to = put_object(rq->document, "plug");
	if (now.relay.known)
		put_word(to, "relay", now.relay.is ? "on" : "off");
	if (now.fate) {
		put_word(to, "fate", now.fate);
		put_flag(to, "on", now.on);
		put_flag(to, "is_late", now.is_late);
	}
	put_flag(to, "keeps", now.is_at_work && !now.fate && !strcmp(query_text(rq, "done"), "stop"));
	if (now.cut_at)
		put_time(to, "cut_at", now.cut_at);
}

/* ?done: what a form here has just done. */
static void put_done(struct request *rq)
{
	static const char *const words[] = { "start", "stop", "extend", "fault" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(query_text(rq, "done"), words[i]))
			put_word(rq->document, "done", words[i]);
}

void machine_show(struct request *rq)
{
	struct machine machine;

	if (!machine_find(&rq->work, rq->part[0], &machine))
		return;
	put_text(rq->document, "code", rq->part[0]);
	put_text(rq->document, "action", href_of(rq, ""));
	put_done(rq);
	put_machine(rq, &machine);
	if (!rq->work.person)
		return;
	put_choices(rq, &machine);
	put_plug(rq, &machine.resource);
}

/* ---- the forms ------------------------------------------------------------------------------- */

static struct machine_wish wish_of(struct request *rq)
{
	return (struct machine_wish){ .code = rq->part[0], .minutes = input_number(rq, "minutes", 0),
		.condition = input_text(rq, "condition"),
		.note = text_trim(&rq->work.arena, input_text(rq, "note")) };
}

/* A browser goes back to the machine's page, unless it is told why not. */
static void answer(struct request *rq, const struct machine *machine, const char *done)
{
	if (rq->work.reasons)
		return;
	if (rq->wants_page && !machine->count) {
		answer_done(rq, href_of(rq, arena_print(&rq->work.arena, "?done=%s", done)));
		return;
	}
	put_word(rq->document, "result", machine->count ? "denied" : "allowed");
	put_text(rq->document, "action", href_of(rq, ""));
	put_denials(rq, rq->document, machine);
	if (machine->count)
		put_text(rq->document, "code", machine->denials[0].code);
	if (machine->resource.id)
		put_machine(rq, machine);
	put_own(rq, rq->document, &machine->booking);
}

void machine_begin(struct request *rq)
{
	struct machine_wish wish = wish_of(rq);
	struct machine machine;

	machine_start(&rq->work, &wish, &machine);
	answer(rq, &machine, "start");
}

void machine_end(struct request *rq)
{
	struct machine_wish wish = wish_of(rq);
	struct machine machine = { 0 };

	machine_stop(&rq->work, &wish, &machine);
	answer(rq, &machine, "stop");
}

void machine_longer(struct request *rq)
{
	struct machine_wish wish = wish_of(rq);
	struct machine machine;

	machine_extend(&rq->work, &wish, &machine);
	answer(rq, &machine, "extend");
}

void machine_report(struct request *rq)
{
	struct machine_wish wish = wish_of(rq);
	struct machine machine = { 0 };

	machine_fault(&rq->work, &wish, &machine);
	answer(rq, &machine, "fault");
}
