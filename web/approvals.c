// SPDX-License-Identifier: EUPL-1.2
/* What staff have to decide, and what happens without them. */
#include "app/approval.h"
#include "app/no_show.h"
#include "app/timer.h"
#include "web/handlers.h"
#include "web/views.h"

enum { MOST_TIMERS = 100 };

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
