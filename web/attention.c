// SPDX-License-Identifier: EUPL-1.2
#include "web/attention.h"

#include "app/approval.h"
#include "app/delivery.h"
#include "app/machine.h"
#include "app/no_show.h"
#include "web/views.h"

#include <string.h>

static int64_t count_queue(struct request *rq, int (*queue)(struct work *, struct booking *, int))
{
	struct booking *list = arena_room(&rq->work.arena, sizeof *list * MOST_QUEUE);

	return queue(&rq->work, list, MOST_QUEUE);
}

static int64_t count_requests(struct request *rq)
{
	return count_queue(rq, approval_queue);
}

static int64_t count_objections(struct request *rq)
{
	return count_queue(rq, no_show_objections);
}

static int64_t count_stuck(struct request *rq)
{
	return delivery_count(&rq->work, "failed") + delivery_count(&rq->work, "unknown");
}

static int64_t count_faults(struct request *rq)
{
	struct fault *list = arena_room(&rq->work.arena, sizeof *list * MOST_QUEUE);

	return fault_list(&rq->work, 0, list, MOST_QUEUE);
}

static int64_t count_silent(struct request *rq)
{
	struct plugs plugs;
	int64_t silent = 0;

	plugs_read(&rq->work, &plugs);
	for (int i = 0; i < plugs.count; i++)
		silent += use_of(&plugs.list[i], rq->work.now).use == USE_UNKNOWN;
	return silent;
}

static const struct {
	const char *name; /* its text is attention_NAME */
	int64_t (*count)(struct request *rq);
	const char *href;
} table[] = {
	{ "requests", count_requests, "/admin/approvals" },
	{ "objections", count_objections, "/admin/approvals#objections" },
	{ "faults", count_faults, "/admin/faults" },
	{ "messages", count_stuck, "/admin/messages" },
	{ "plugs", count_silent, "/devices" },
	{ "witnesses", witnesses_count, "/admin/witnesses" },
};

void put_attention(struct request *rq)
{
	struct node *list = put_list(rq->document, "attention");
	int64_t total = 0;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int64_t count = table[i].count(rq);
		if (!count)
			continue;
		struct node *one = put_object(list, NULL);
		put_word(one, "attention", table[i].name);
		put_number(one, "count", count);
		put_text(one, "href", table[i].href);
		total += count;
	}
	put_number(rq->document, "attention_total", total);
}

int64_t attention_count(const struct request *rq, const char *name)
{
	const struct node *list = node_member(rq->document, "attention");

	for (const struct node *one = list ? list->first : NULL; one; one = one->next)
		if (!strcmp(node_text(one, "attention"), name))
			return node_number(one, "count", 0);
	return 0;
}
