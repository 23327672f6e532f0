// SPDX-License-Identifier: EUPL-1.2
/* All resources side by side, like the chart on a wall. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "web/handlers.h"
#include "web/views.h"

enum { MOST_TOGETHER = 7 };

static const char *day_href(struct request *rq, int day)
{
	char date[TIME_TEXT];

	date_print(day, date);
	return arena_print(&rq->work.arena, "/timetable?from=%s", date);
}

static void put_links(struct request *rq, int day)
{
	put_time(rq->document, "day", zone_instant(day, 0));
	put_text(rq->document, "previous", day_href(rq, day - 1));
	put_text(rq->document, "next", day_href(rq, day + 1));
}

static void put_columns(struct request *rq, const struct timetable *t)
{
	struct node *list = put_list(rq->document, "columns");

	for (int row = 0; row < t->rows; row++)
		put_print(put_object(list, NULL), "time", "%02d:%02d",
			(t->from_minute + row * t->slot_minutes) / 60,
			(t->from_minute + row * t->slot_minutes) % 60);
}

static void put_slots(struct request *rq, struct node *to, const struct resource *r, const struct timetable *t)
{
	struct node *slots = put_list(to, "slots");

	for (int i = 0; i < t->days * t->rows; i++) {
		struct node *one = put_object(slots, NULL);
		put_time(one, "from", t->slots[i].from);
		put_time(one, "until", t->slots[i].until);
		put_word(one, "status", slot_word(t->slots[i].status));
		if (rq->wants_page)
			put_text(one, "href", slot_href(rq, r, &t->slots[i]));
	}
}

static bool days_asked(struct request *rq, struct days *days)
{
	int64_t count = 1;

	days->first = zone_day(rq->work.now);
	if (*query_text(rq, "from") && !date_parse(query_text(rq, "from"), &days->first))
		reason_add(&rq->work, NOT_A_TIME, "from");
	if (*query_text(rq, "days") && (!text_number(query_text(rq, "days"), &count) || count < 1 ||
	    count > MOST_TOGETHER))
		reason_add(&rq->work, NOT_A_NUMBER, "days");
	days->count = rq->wants_page ? 1 : (int)count;
	return !rq->work.reasons;
}

void timetable_show(struct request *rq)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	struct timetable *all = arena_alloc(&rq->work.arena, sizeof *all * MOST_RESOURCES);
	struct grouping grouping = { .groups = put_list(rq->document, "groups") };
	struct days days;

	if (!days_asked(rq, &days))
		return;
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	put_links(rq, days.first);
	if (!resource_timetables(&rq->work, list, count, &days, all) || !count)
		return;
	put_columns(rq, &all[0]);
	for (int i = 0; i < count; i++) {
		struct node *one = group_add(&grouping, list[i].resource.kind);
		put_resource_link(rq, one, &list[i].resource);
		put_slots(rq, one, &list[i].resource, &all[i]);
	}
}
