// SPDX-License-Identifier: EUPL-1.2
#include "hw/outbox.h"

#include "app/base/log.h"
#include "app/lab.h"
#include "app/script.h"
#include "hw/downlink.h"
#include "hw/mqtt.h"

#include <string.h>

enum { MOST_ORDERS = 20 /* sent in one go */ };

struct round {
	struct lab *lab;
	struct relay_link link;
	bool some;
	struct relay_order order;
};

static void glance(struct work *work, void *about)
{
	struct round *round = about;

	round->some = relay_is_due(work, &round->link);
}

static void take_order(struct work *work, void *about)
{
	struct round *round = about;

	round->some = relay_next(work, &round->link, &round->order);
}

static bool ask(struct round *round, struct work *work)
{
	*work = (struct work){ .lab = round->lab, .kind = work->kind, .job = work->job, .about = round };
	return work_do(work) == WORK_DONE && round->some;
}

static void give_up(struct work *work, void *about)
{
	relay_end(work, &((struct round *)about)->order.wish, "failed");
}

/* By the codec that staff pasted; what it cannot say is no order. */
static bool encode(struct arena *arena, struct round *round)
{
	struct relay_order *order = &round->order;
	struct work fail = { .lab = round->lab, .kind = WRITE, .job = give_up, .about = round };
	const char *why;

	if (!order->script || script_encode(round->lab->runner, arena, order->script, order->device.eui, &order->what,
		    &order->downlink, &why))
		return true;
	log_line(LOG_WARN, "codec %s, order for %s: %s", order->script->model, order->device.eui, why);
	work_do(&fail);
	arena_clear(&fail.arena);
	return false;
}

static void publish(struct link *link, struct arena *arena, struct round *round)
{
	struct message message;
	int qos = strcmp(round->link.network, "tts") != 0; /* The Things Stack knows QoS 0 only */

	if (encode(arena, round) && downlink_write(arena, &round->order, &message))
		link_publish(link, message.topic, message.json, qos);
}

void outbox_send(struct lab *lab, struct link *link, const struct relay_link *to)
{
	struct round round = { .lab = lab, .link = *to };
	struct work look = { .kind = READ, .job = glance }, take = { .kind = WRITE, .job = take_order };
	bool due = ask(&round, &look);

	arena_clear(&look.arena);
	for (int i = 0; due && i < MOST_ORDERS; i++) {
		if ((due = ask(&round, &take)))
			publish(link, &take.arena, &round);
		arena_clear(&take.arena);
	}
}
