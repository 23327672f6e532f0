// SPDX-License-Identifier: EUPL-1.2
/* What staff have to decide, and what happens without them. */
#include "app/approval.h"
#include "app/base/time.h"
#include "app/no_show.h"
#include "app/timer.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>

enum { MOST_TIMERS = 100, MOST_NEIGHBOURS = 20 };

/* The rules that it breaks by now: the page says so before staff decide. */
static void put_conflicts(struct request *rq, struct node *to, const struct booking *b)
{
	struct node *list = put_list(to, "conflicts");

	for (const struct said *said = approval_conflicts(&rq->work, b); said; said = said->next) {
		struct node *one = put_object(list, NULL);
		put_text(one, "code", reason_code(said->code));
		put_text(one, "message", reason_message(&rq->work.arena, said, rq->language));
	}
}

/* Who else has it that day. */
static void put_neighbours(struct request *rq, struct node *to, const struct booking *b)
{
	struct booking list[MOST_NEIGHBOURS];
	int day = zone_day(b->from);
	struct booking_filter filter = { .resource_slug = b->resource_slug, .from = zone_instant(day, 0),
		.until = zone_instant(day + 1, 0) };
	int count = booking_list(&rq->work, &filter, list, MOST_NEIGHBOURS);
	struct node *neighbours = put_list(to, "neighbours");

	for (int i = 0; i < count; i++) {
		if (list[i].id == b->id || (strcmp(list[i].status, "confirmed") && strcmp(list[i].status, "requested")))
			continue;
		struct node *one = put_object(neighbours, NULL);
		put_time(one, "from", list[i].from);
		put_time(one, "until", list[i].until);
		put_text(one, "who", list[i].person_name);
	}
}

static void put_queue(struct request *rq, const char *name,
	int (*queue)(struct work *work, struct booking *list, int most))
{
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_QUEUE);
	int count = queue(&rq->work, list, MOST_QUEUE);
	struct node *to = put_list(rq->document, name);

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_booking(rq, one, &list[i]);
		put_record(rq, one, &list[i]);
		put_conflicts(rq, one, &list[i]);
		put_neighbours(rq, one, &list[i]);
	}
}

void approvals_show(struct request *rq)
{
	put_queue(rq, "requests", approval_queue);
	put_queue(rq, "objections", no_show_objections);
}

void timers_show(struct request *rq)
{
	struct timer_row list[MOST_TIMERS];
	int count = timer_list(&rq->work, list, MOST_TIMERS);
	struct node *to = put_list(rq->document, "timers");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_word(one, "timer", list[i].name);
		put_time(one, "last_run", list[i].last_run);
		put_number(one, "done", list[i].last_done);
	}
}
