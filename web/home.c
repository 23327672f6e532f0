// SPDX-License-Identifier: EUPL-1.2
/* The lab now. */
#include "web/handlers.h"
#include "web/views.h"

enum { MINE = 3 };

static void put_mine(struct request *rq)
{
	struct booking mine[MINE];
	struct booking_filter filter = { .person = rq->work.person->id, .from = rq->work.now };
	int count = booking_list(&rq->work, &filter, mine, MINE);
	struct node *list = put_list(rq->document, "mine");

	for (int i = 0; i < count; i++)
		if (booking_is_changeable(&rq->work, &mine[i]))
			put_booking(rq, put_object(list, NULL), &mine[i]);
}

/* Fills groups, and says how many are free; *total is all of them. */
static int put_groups(struct request *rq, int *total)
{
	struct work *work = &rq->work;
	struct resource_now *list = arena_alloc(&work->arena, sizeof *list * MOST_RESOURCES);
	struct grouping grouping = { .groups = put_list(rq->document, "groups") };
	struct all_hours hours;
	struct plugs plugs;
	int free_count = 0;

	plugs_read(work, &plugs);
	hours_read_all(work, &hours);
	*total = resource_list(work, list, MOST_RESOURCES);
	for (int i = 0; i < *total; i++) {
		struct node *one = group_add(&grouping, list[i].resource.kind);
		if (!put_resource(rq, one, &list[i], plug_of(&plugs, list[i].resource.id)))
			continue;
		put_book(rq, one, &list[i], &hours);
		free_count++;
	}
	return free_count;
}

void home_show(struct request *rq)
{
	int total, free;

	put_time(rq->document, "now", rq->work.now);
	free = put_groups(rq, &total);
	put_number(rq->document, "free_count", free);
	put_number(rq->document, "busy_count", total - free);
	put_number(rq->document, "total_count", total);
	put_flag(rq->document, "none_free", !free);
	put_flag(rq->document, "none_busy", free == total);
	if (rq->work.person)
		put_mine(rq);
}

void resources_list(struct request *rq)
{
	int total;

	if (rq->wants_page) {
		put_groups(rq, &total);
		return;
	}
	struct plugs plugs;
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	struct node *resources = put_list(rq->document, "resources");

	plugs_read(&rq->work, &plugs);
	total = resource_list(&rq->work, list, MOST_RESOURCES);
	for (int i = 0; i < total; i++)
		put_resource(rq, put_object(resources, NULL), &list[i],
			plug_of(&plugs, list[i].resource.id));
}
