// SPDX-License-Identifier: EUPL-1.2
/* Waiting for a time that is taken. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/waiting.h"
#include "web/handlers.h"
#include "web/views.h"

static struct wish wish_of(struct request *rq)
{
	return (struct wish){ .resource = input_text(rq, "resource"), .kind = "", .person = "",
		.from = input_time(rq, "from"), .until = input_time(rq, "until"),
		.purpose = text_trim(&rq->work.arena, input_text(rq, "purpose")),
		.participants = input_number(rq, "participants", 1),
		.organisation = input_text(rq, "organisation") };
}

static void put_waiting(struct request *rq, struct node *to, const struct waiting *w)
{
	struct node *resource = put_object(to, "resource");

	put_number(to, "id", w->id);
	put_text(resource, "slug", w->resource_slug);
	put_text(resource, "name", w->resource_name);
	put_text(resource, "href", resource_href(&rq->work.arena, w->resource_slug));
	put_time(to, "from", w->from);
	put_time(to, "until", w->until);
	put_time(to, "since", w->created);
}

void put_waitings(struct request *rq)
{
	struct waiting list[MOST_WAITING];
	int count = waiting_list(&rq->work, list, MOST_WAITING);
	struct node *to = put_list(rq->document, "waiting");

	for (int i = 0; i < count; i++)
		put_waiting(rq, put_object(to, NULL), &list[i]);
}

/* What a refused wish for a taken time may be turned into with one button. */
void put_wait(struct request *rq, const struct wish *wish)
{
	if (!waiting_may(&rq->work, wish))
		return;
	struct node *to = put_object(rq->document, "wait");
	put_text(to, "resource", wish->resource);
	put_time(to, "from", wish->from);
	put_time(to, "until", wish->until);
	put_text(to, "purpose", wish->purpose);
	put_number(to, "participants", wish->participants);
	put_text(to, "organisation", wish->organisation);
}

/* ---- its own page ---------------------------------------------------------------------------- */

static void put_form(struct request *rq, const char *slug, int64_t from, int64_t until)
{
	struct node *form = put_object(rq->document, "form");
	struct resource r;

	put_input_time(form, "from", from, input_text(rq, "from"));
	put_input_time(form, "until", until, input_text(rq, "until"));
	put_text(form, "purpose", input_text(rq, "purpose"));
	put_number(form, "participants", input_number(rq, "participants", 1));
	put_organisations(rq, input_text(rq, "organisation"));
	if (!resource_by_slug(&rq->work, slug, &r)) {
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
		return;
	}
	struct node *resource = put_object(rq->document, "resource");
	put_resource_link(rq, resource, &r);
	put_policy(rq, resource, &r);
}

void waiting_new(struct request *rq)
{
	int64_t from = 0, until = 0;

	time_parse(query_text(rq, "from"), &from);
	time_parse(query_text(rq, "until"), &until);
	put_form(rq, query_text(rq, "resource"), from, until);
}

void waiting_create(struct request *rq)
{
	struct wish wish = wish_of(rq);
	struct waiting w;

	waiting_join(&rq->work, &wish, &w);
	if (rq->work.reasons)
		return;
	put_waiting(rq, rq->document, &w);
	answer_made(rq, "/bookings#waiting");
}

void waiting_create_refused(struct request *rq)
{
	if (rq->wants_page)
		put_form(rq, input_text(rq, "resource"), input_time(rq, "from"), input_time(rq, "until"));
}

void waiting_delete(struct request *rq)
{
	int64_t id = part_number(rq, 0);

	waiting_leave(&rq->work, id);
	if (!rq->work.reasons)
		answer_done(rq, "/bookings");
}
