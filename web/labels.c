// SPDX-License-Identifier: EUPL-1.2
/* For staff: the labels to print, what was wanted of the machines, and what is out of order. */
#include "app/base/text.h"
#include "app/machine.h"
#include "web/handlers.h"
#include "web/qr.h"
#include "web/request.h"
#include "web/views.h"
#include "web/workshops.h"

#include <string.h>

enum { MOST_EVENTS = 200, MOST_FAULTS = 100, MOST_HITS = 50, GROUP = 4 };

/* ---- labels ---------------------------------------------------------------------------------- */

/* In capitals, since that makes a smaller code. */
static const char *address_of(struct request *rq, const char *code)
{
	char *address = arena_print(&rq->work.arena, "%s/M/%s", rq->work.lab->url, code);

	for (char *c = address; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return address;
}

static void put_label(struct request *rq, struct node *to, const struct label *label)
{
	struct arena *arena = &rq->work.arena;

	put_text(to, "slug", label->slug);
	put_text(to, "name", label->name);
	put_text(to, "location", label->location);
	if (!label->code)
		return;
	put_text(to, "code", label->code);
	put_print(to, "code_text", "%.4s %.4s %.4s %.4s", label->code, label->code + GROUP,
		label->code + 2 * GROUP, label->code + 3 * GROUP);
	put_text(to, "href", arena_print(arena, "/M/%s", label->code));
	put_text(to, "svg", arena_print(arena, "/admin/labels/%s.svg", label->slug));
	put_time(to, "made", label->made);
}

/* ?only=slug: that one. */
void labels_show(struct request *rq)
{
	struct label *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = machine_labels(&rq->work, list, MOST_RESOURCES), printed = 0;
	struct node *to = put_list(rq->document, "labels");
	const char *only = query_text(rq, "only");

	for (int i = 0; i < count; i++) {
		if (*only && strcmp(only, list[i].slug) != 0)
			continue;
		put_label(rq, put_object(to, NULL), &list[i]);
		printed += list[i].code != NULL;
	}
	put_number(rq->document, "printed", printed);
	put_flag(rq->document, "has_codes", printed);
}

static const struct label *label_named(struct request *rq, const char *slug)
{
	struct label *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = machine_labels(&rq->work, list, MOST_RESOURCES);

	for (int i = 0; i < count; i++)
		if (!strcmp(list[i].slug, slug) && list[i].code)
			return &list[i];
	return NULL;
}

void label_svg(struct request *rq)
{
	const struct label *label = label_named(rq, rq->part[0]);

	if (!label)
		answer_missing(rq);
	else if (qr_svg(address_of(rq, label->code), &rq->body))
		answer_download(rq, "image/svg+xml", NULL);
}

/* Without a name: a code for all that have none yet. */
void labels_make(struct request *rq)
{
	struct label *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	const char *slug = input_text(rq, "resource");
	int count = machine_labels(&rq->work, list, MOST_RESOURCES);

	if (*slug)
		machine_code_make(&rq->work, slug);
	for (int i = 0; i < count && !*slug; i++)
		if (!list[i].code)
			machine_code_make(&rq->work, list[i].slug);
	if (!rq->work.reasons)
		answer_done(rq, "/admin/labels");
}

/* ---- what was wanted ------------------------------------------------------------------------- */

static void put_denied(struct request *rq, struct node *to, const char *codes)
{
	struct node *list = put_list(to, "denied");

	while (*codes) {
		size_t size = strcspn(codes, " ");
		struct node *one = put_object(list, NULL);
		const char *code = arena_bytes(&rq->work.arena, codes, size);
		put_text(one, "code", code);
		put_text(one, "message", say(rq, arena_print(&rq->work.arena, "denied_%s", code)));
		codes += size + (codes[size] == ' ');
	}
}

static void put_event(struct request *rq, struct node *to, const struct machine_event *e)
{
	put_time(to, "at", e->at);
	put_word(to, "wanted", e->verb);
	put_text(to, "person", e->person_name);
	if (e->resource_name) {
		struct node *resource = put_object(to, "resource");
		put_text(resource, "name", e->resource_name);
		put_text(resource, "href", resource_href(&rq->work.arena, e->resource_slug));
	}
	if (e->booking_ref)
		put_text(to, "booking", booking_href(&rq->work.arena, e->booking_ref, ""));
	if (e->condition)
		put_word(to, "condition", e->condition);
	put_word(to, "result", e->denied ? "denied" : "allowed");
	if (e->denied)
		put_denied(rq, to, e->denied);
}

/* ?denied=1: only those. */
void machine_events_show(struct request *rq)
{
	struct machine_event *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_EVENTS);
	bool denied = *query_text(rq, "denied");
	int count = machine_events(&rq->work, denied, list, MOST_EVENTS);
	struct node *to = put_list(rq->document, "events");

	put_flag(rq->document, "only_denied", denied);
	for (int i = 0; i < count; i++)
		put_event(rq, put_object(to, NULL), &list[i]);
}

/* ---- faults ---------------------------------------------------------------------------------- */

static void put_hits(struct request *rq, struct node *to, int64_t resource)
{
	struct booking list[MOST_HITS];
	struct node *hits = put_list(to, "bookings");
	int count = fault_hits(&rq->work, resource, list, MOST_HITS);

	put_workshops_hit(rq, to, list, count);
	for (int i = 0; i < count; i++) {
		if (list[i].workshop)
			continue;
		struct node *one = put_object(hits, NULL);
		put_text(one, "ref", list[i].ref);
		put_text(one, "href", booking_href(&rq->work.arena, list[i].ref, ""));
		put_text(one, "person", list[i].person_name);
		put_time(one, "from", list[i].from);
		put_time(one, "until", list[i].until);
	}
}

static void put_fault(struct request *rq, struct node *to, const struct fault *fault)
{
	put_number(to, "id", fault->id);
	put_time(to, "at", fault->at);
	put_word(to, "condition", fault->condition);
	put_text(to, "note", fault->note);
	put_text(to, "person", fault->person_name);
	put_flag(to, "takes_out", fault->takes_out);
	struct node *resource = put_object(to, "resource");
	put_text(resource, "name", fault->resource_name);
	put_text(resource, "slug", fault->resource_slug);
	put_text(resource, "href", resource_href(&rq->work.arena, fault->resource_slug));
	if (fault->takes_out)
		put_hits(rq, to, fault->resource);
}

void put_faults(struct request *rq, int64_t resource)
{
	struct fault *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_FAULTS);
	int count = fault_list(&rq->work, resource, list, MOST_FAULTS);
	struct node *to = put_list(rq->document, "faults");

	for (int i = 0; i < count; i++)
		put_fault(rq, put_object(to, NULL), &list[i]);
}

void faults_show(struct request *rq)
{
	put_faults(rq, 0);
}

void fault_done(struct request *rq)
{
	struct fault fault;

	fault_clear(&rq->work, part_number(rq, 0), text_trim(&rq->work.arena, input_text(rq, "remedy")), &fault);
	if (!rq->work.reasons)
		answer_done(rq, resource_href(&rq->work.arena, fault.resource_slug));
}
