// SPDX-License-Identifier: EUPL-1.2
/* Safety introductions: who has one, until when; staff grant and withdraw them. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/qualification.h"
#include "app/resource.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/views.h"

enum { MOST = 500 };

static void put_qualification(struct request *rq, struct node *to, const struct qualification *q)
{
	struct node *person = put_object(to, "person"), *resource = put_object(to, "resource");

	put_text(person, "name", q->person_name);
	put_text(person, "email", q->person_email);
	put_number(person, "id", q->person);
	put_text(resource, "slug", q->resource_slug);
	put_text(resource, "name", q->resource_name);
	put_number(resource, "id", q->resource);
	put_time(to, "granted", q->granted);
	put_time(to, "expires", q->expires - 1); /* the last moment it holds: the day people know */
	put_flag(to, "is_over", q->expires <= rq->work.now);
}

static int64_t resource_asked(struct request *rq)
{
	struct resource r = { 0 };

	if (*query_text(rq, "resource") && !resource_by_slug(&rq->work, query_text(rq, "resource"), &r))
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
	return r.id;
}

static void put_choices(struct request *rq)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	struct node *to = put_list(rq->document, "resources");

	for (int i = 0; i < count; i++)
		if (list[i].resource.needs_introduction)
			put_resource_link(rq, put_object(to, NULL), &list[i].resource);
}

void qualifications_show(struct request *rq)
{
	struct qualification *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	struct qualification_filter filter = { .resource = resource_asked(rq) };
	int count = qualification_list(&rq->work, &filter, list, MOST);
	struct node *to = put_list(rq->document, "qualifications");

	for (int i = 0; i < count; i++)
		put_qualification(rq, put_object(to, NULL), &list[i]);
	put_choices(rq);
}

void qualification_create(struct request *rq)
{
	const char *until = input_text(rq, "until");
	int day = 0;

	if (*until && !date_parse(until, &day))
		reason_add(&rq->work, NOT_A_TIME, "until");
	qualification_grant(&rq->work, input_text(rq, "person"), input_text(rq, "resource"), day);
	answer_done(rq, "/admin/qualifications");
}

void qualification_delete(struct request *rq)
{
	qualification_withdraw(&rq->work, part_number(rq, 0), part_number(rq, 1));
	answer_done(rq, "/admin/qualifications");
}
