// SPDX-License-Identifier: EUPL-1.2
/* The lab now. */
#include "app/base/time.h"
#include "web/handlers.h"
#include "web/notices.h"
#include "web/now.h"

#include <string.h>

enum { MINE = 3 };

/* With the way to its code, if it has one. */
static void put_mine(struct request *rq)
{
	struct booking mine[MINE];
	struct booking_filter filter = { .person = rq->work.person->id, .from = rq->work.now };
	int count = booking_list(&rq->work, &filter, mine, MINE);
	struct node *list = put_list(rq->document, "mine");

	for (int i = 0; i < count; i++) {
		if (!booking_is_changeable(&rq->work, &mine[i]))
			continue;
		struct node *one = put_object(list, NULL);
		put_booking(rq, one, &mine[i]);
		put_flag(one, "is_today", zone_day(mine[i].from) == zone_day(rq->work.now));
		if (!strcmp(mine[i].status, "confirmed"))
			put_text(one, "pass", booking_href(&rq->work.arena, mine[i].ref, "/pass"));
	}
}

static bool is_first_of_kind(const struct now *now, int at)
{
	for (int i = 0; i < at; i++)
		if (!strcmp(now->rows[i].resource.resource.kind, now->rows[at].resource.resource.kind))
			return false;
	return true;
}

static int free_of_kind(const struct now *now, const char *kind)
{
	int count = 0;

	for (int i = 0; i < now->count; i++)
		count += !strcmp(now->rows[i].resource.resource.kind, kind) &&
			!strcmp(now->rows[i].status, "free");
	return count;
}

/* All kinds there are, with how many are free. */
static void put_filter(struct request *rq, const struct now *now, const char *wanted)
{
	struct node *filter = put_object(rq->document, "filter"), *list = put_list(filter, "kinds");

	put_text(filter, "chosen", wanted);
	for (int i = 0; i < now->count; i++) {
		const char *kind = now->rows[i].resource.resource.kind;
		if (!is_first_of_kind(now, i))
			continue;
		struct node *one = put_object(list, NULL);
		put_word(one, "kind", kind);
		put_number(one, "free_count", free_of_kind(now, kind));
		put_flag(one, "is_chosen", !strcmp(kind, wanted));
	}
}

void home_show(struct request *rq)
{
	const char *kind = query_text(rq, "kind");
	struct now now;

	now_read(&rq->work, &now);
	put_time(rq->document, "now", rq->work.now);
	put_lab_hours(rq, &now.lab);
	put_number(rq->document, "free_count", now.free_count);
	put_number(rq->document, "busy_count", now.count - now.free_count);
	put_number(rq->document, "total_count", now.count);
	put_filter(rq, &now, kind);
	put_now_groups(rq, &now, kind);
	put_notices(rq, false);
	put_workshops_today(rq);
	if (rq->work.person)
		put_mine(rq);
}

void resources_list(struct request *rq)
{
	struct grouping grouping = { 0 };
	struct node *list = NULL;
	struct now now;

	now_read(&rq->work, &now);
	if (rq->wants_page)
		grouping.groups = put_list(rq->document, "groups");
	else
		list = put_list(rq->document, "resources");
	for (int i = 0; i < now.count; i++)
		put_now_row(rq, list ? put_object(list, NULL)
			: group_add(&grouping, now.rows[i].resource.resource.kind), &now.rows[i]);
}
