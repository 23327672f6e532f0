// SPDX-License-Identifier: EUPL-1.2
/* All resources side by side, like the chart on a wall. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "web/handlers.h"
#include "web/plan.h"
#include "web/slots.h"
#include "web/views.h"
#include "web/weeks.h"

#include <stdlib.h>

enum { HOUR = 3600, MOST_SOON = 5 };

/* ---- for programs ---------------------------------------------------------------------------- */

static void put_slots(struct node *to, const struct timetable *t)
{
	struct node *slots = put_list(to, "slots");

	for (int i = 0; i < t->days * t->rows; i++) {
		struct node *one = put_object(slots, NULL);
		put_time(one, "from", t->slots[i].from);
		put_time(one, "until", t->slots[i].until);
		put_word(one, "status", slot_word(t->slots[i].status));
	}
}

/* ---- a day as a chart ------------------------------------------------------------------------ */

/* Each column says its hour, and where a booking from there would end, for the names of its links. */
static void put_columns(struct request *rq, const struct plan *plan)
{
	struct node *list = put_list(rq->document, "columns");
	const struct timetable *t = &plan->tables[0];

	for (int row = 0; row < t->rows; row++) {
		const struct slot *slot = &t->slots[row];
		struct node *one = put_object(list, NULL);
		put_number(one, "column", row);
		put_text(one, "time", slot_clock(rq, slot->from));
		put_text(one, "end", slot_clock(rq, slot->until + (plan->hours - 1) * HOUR));
		if (slot->from <= rq->work.now && rq->work.now < slot->until)
			put_number(one, "quarter", (rq->work.now - slot->from) * 4 / HOUR + 1);
	}
}

static void put_free_hour(struct request *rq, struct node *cell, const struct plan *plan, int i, int row)
{
	const struct timetable *t = &plan->tables[i];
	struct slot slot = t->slots[row];

	put_word(cell, "status", slot_word(SLOT_FREE));
	put_text(cell, "hour", slot_clock(rq, slot.from));
	if (plan_run(t, row) < plan->hours)
		return;
	slot.until = t->slots[row + plan->hours - 1].until;
	put_number(cell, "column", row);
	put_text(cell, "book", slot_href(rq, &plan->list[i].resource, &slot));
}

static void put_cells(struct request *rq, struct node *to, const struct plan *plan, int i)
{
	struct node *cells = put_list(to, "cells");
	const struct timetable *t = &plan->tables[i];

	for (int row = 0, together; row < t->rows; row += together) {
		struct node *cell = put_object(cells, NULL);
		together = slots_together(&t->slots[row], t->rows - row);
		if (together > 1)
			put_number(cell, "span", together);
		if (t->slots[row].status == SLOT_FREE)
			put_free_hour(rq, cell, plan, i, row);
		else
			put_slots_together(rq, cell, &plan->list[i].resource, &t->slots[row], together);
	}
}

/* ---- what is free next ----------------------------------------------------------------------- */

struct soon {
	const struct resource *resource;
	const struct slot *slot;
	int run;
};

static int by_time(const void *a, const void *b)
{
	const struct soon *one = a, *other = b;

	if (one->slot->from != other->slot->from)
		return one->slot->from < other->slot->from ? -1 : 1;
	return other->run - one->run;
}

static int find_soon(const struct plan *plan, struct soon *list)
{
	int count = 0;

	for (int i = 0; i < plan->count; i++) {
		const struct timetable *t = &plan->tables[i];
		int row = 0;
		while (row < t->rows && plan_run(t, row) < plan->hours)
			row++;
		if (row < t->rows && plan->list[i].resource.bookable)
			list[count++] = (struct soon){ &plan->list[i].resource, &t->slots[row], plan_run(t, row) };
	}
	return count;
}

static void put_soon(struct request *rq, const struct plan *plan)
{
	struct soon *list = arena_alloc(&rq->work.arena, sizeof *list * (size_t)(plan->count + 1));
	struct node *to = put_list(rq->document, "soon");
	int count = find_soon(plan, list);

	qsort(list, (size_t)count, sizeof *list, by_time);
	for (int i = 0; i < count && i < MOST_SOON; i++) {
		struct node *one = put_object(to, NULL);
		const struct slot *slot = list[i].slot;
		put_text(one, "name", list[i].resource->name);
		put_time(one, "from", slot->from);
		put_time(one, "until", slot[list[i].run - 1].until);
		put_flag(one, "is_now", slot->from <= rq->work.now);
		put_text(one, "href", booking_new_href(&rq->work.arena, list[i].resource->slug, slot->from,
			slot[plan->hours - 1].until));
	}
}

/* ---- the page -------------------------------------------------------------------------------- */

static void put_rows(struct request *rq, const struct plan *plan)
{
	struct grouping grouping = { .groups = put_list(rq->document, "groups") };

	for (int i = 0; i < plan->count; i++) {
		struct node *one = group_add(&grouping, plan->list[i].resource.kind);
		put_number(one, "row", i);
		put_resource_link(rq, one, &plan->list[i].resource);
		if (rq->wants_page)
			put_cells(rq, one, plan, i);
		else
			put_slots(one, &plan->tables[i]);
	}
}

static void put_day(struct request *rq, const struct plan *plan)
{
	if (rq->wants_page && plan->count) {
		put_columns(rq, plan);
		put_soon(rq, plan);
	}
	put_rows(rq, plan);
}

void timetable_show(struct request *rq)
{
	struct plan plan;

	if (!plan_read(rq, &plan))
		return;
	plan_fill(rq, &plan);
	if (rq->wants_page && plan.view == PLAN_WEEK)
		put_week_of_all(rq, &plan);
	else if (rq->wants_page && plan.view == PLAN_MONTH)
		put_month(rq, &plan);
	else
		put_day(rq, &plan);
}
