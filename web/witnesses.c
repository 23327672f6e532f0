// SPDX-License-Identifier: EUPL-1.2
/* For staff: bookings of which the scan, the list and the plug say different things, and scans that the lab disagrees with. */
#include "app/witness.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/views.h"

static const char *const said_words[] = { "silent", "used", "unused" };
static const char *const verdicts[] = { "open", "used", "unused" };

static void put_witness(struct node *to, enum word says)
{
	put_word(to, "witness", said_words[says]);
	put_flag(to, "is_silent", says == SILENT);
	put_flag(to, "is_used", says == SAYS_USED);
}

static void put_contrary(struct request *rq, struct node *to, const struct contrary *c)
{
	const struct testimony *t = &c->testimony;

	put_text(to, "ref", t->ref);
	put_text(to, "href", booking_href(&rq->work.arena, t->ref, ""));
	put_text(to, "person", t->person);
	struct node *resource = put_object(to, "resource");
	put_text(resource, "name", t->resource_name);
	put_text(resource, "href", resource_href(&rq->work.arena, t->resource_slug));
	put_time(to, "from", t->from);
	put_time(to, "until", t->until);
	put_witness(put_object(to, "scan"), c->said.scan);
	put_witness(put_object(to, "list"), c->said.list);
	put_witness(put_object(to, "plug"), c->said.plug);
	put_word(to, "verdict", verdicts[c->finding.verdict]);
	put_print(to, "action", "/admin/witnesses/%s", t->ref);
}

static void put_late(struct request *rq, struct node *to, const struct late_scan *scan)
{
	put_time(to, "happened", scan->happened);
	put_time(to, "arrived", scan->arrived);
	put_word(to, "result", scan->result);
	put_word(to, "code", scan->judged);
	put_text(to, "point", scan->point);
	put_text(to, "by", scan->by);
	put_text(to, "person", scan->holder);
	put_text(to, "place", scan->resource_name);
	if (scan->ref)
		put_text(to, "href", booking_href(&rq->work.arena, scan->ref, ""));
}

void witnesses_show(struct request *rq)
{
	struct contrary *list = arena_room(&rq->work.arena, sizeof *list * MOST_CONTRARY);
	struct late_scan *late = arena_room(&rq->work.arena, sizeof *late * MOST_CONTRARY);
	int count = witness_contrary(&rq->work, list, MOST_CONTRARY);
	int late_count = witness_late(&rq->work, late, MOST_CONTRARY);
	struct node *bookings = put_list(rq->document, "contradictions"), *scans = put_list(rq->document, "late");

	for (int i = 0; i < count; i++)
		put_contrary(rq, put_object(bookings, NULL), &list[i]);
	for (int i = 0; i < late_count; i++)
		put_late(rq, put_object(scans, NULL), &late[i]);
}

void witness_settle(struct request *rq)
{
	int64_t used = input_number(rq, "used", -1);

	if (used != 0 && used != 1)
		reason_add_detail(&rq->work, BAD_INPUT, "used", input_text(rq, "used"));
	else
		witness_rule(&rq->work, rq->part[0], used);
	if (!rq->work.reasons)
		answer_done(rq, "/admin/witnesses");
}

int64_t witnesses_count(struct request *rq)
{
	struct contrary *list = arena_room(&rq->work.arena, sizeof *list * MOST_CONTRARY);
	struct late_scan *late = arena_room(&rq->work.arena, sizeof *late * MOST_CONTRARY);

	return witness_contrary(&rq->work, list, MOST_CONTRARY) + witness_late(&rq->work, late, MOST_CONTRARY);
}
