// SPDX-License-Identifier: EUPL-1.2
/* Many days at once: of a week a strip for each resource and day, of a month how much is free each day. */
#include "web/weeks.h"

#include "app/base/time.h"
#include "web/plan.h"
#include "web/views.h"

#include <string.h>

enum { WEEK = 7, PERCENT = 100 };

/* Hours of one day, by what they are. */
struct tally {
	int free, open;
};

static void tally(const struct timetable *t, int day, struct tally *sum)
{
	for (int i = day * t->rows; i < (day + 1) * t->rows; i++) {
		sum->free += t->slots[i].status == SLOT_FREE;
		sum->open += t->slots[i].status != SLOT_CLOSED;
	}
}

static const char *day_href(struct request *rq, const struct plan *plan, const char *slug, int day)
{
	struct plan there = *plan;

	there.slug = slug;
	return plan_href(rq, &there, PLAN_DAY, day);
}

/* ---- a week ---------------------------------------------------------------------------------- */

/* The hours of one kind as a path of unit squares; style attributes are forbidden, and a table of hours would be long. */
static void put_path(struct node *to, const char *name, const struct timetable *t, int day, enum slot_status status)
{
	struct buffer path = { 0 };

	for (int row = 0, next; row < t->rows; row = next) {
		const struct slot *slots = &t->slots[day * t->rows];
		for (next = row + 1; next < t->rows && slots[next].status == slots[row].status;)
			next++;
		if (slots[row].status == status)
			buffer_print(&path, "M%d 0h%dv1h-%dz", row, next - row, next - row);
	}
	put_text(to, name, path.size ? path.bytes : NULL);
	buffer_clear(&path);
}

static void put_strips(struct request *rq, struct node *to, const struct plan *plan, int i)
{
	const struct timetable *t = &plan->tables[i];
	struct node *list = put_list(to, "strips");

	for (int day = 0; day < t->days; day++) {
		struct node *one = put_object(list, NULL);
		struct tally sum = { 0 };
		tally(t, day, &sum);
		put_number(one, "column", day);
		put_time(one, "weekday", zone_instant(plan->days.first + day, 0));
		put_number(one, "free", sum.free);
		put_flag(one, "is_open", sum.open);
		put_flag(one, "is_past", plan->days.first + day < zone_day(rq->work.now));
		put_flag(one, "is_full", !sum.free);
		put_path(one, "free_path", t, day, SLOT_FREE);
		put_path(one, "busy_path", t, day, SLOT_BUSY);
		put_path(one, "mine_path", t, day, SLOT_MINE);
		put_text(one, "act", day_href(rq, plan, plan->list[i].resource.slug, plan->days.first + day));
	}
}

void put_week_of_all(struct request *rq, const struct plan *plan)
{
	struct grouping grouping = { .groups = put_list(rq->document, "groups") };
	struct node *columns = put_list(rq->document, "columns");

	for (int day = 0; day < plan->days.count && plan->count; day++) {
		struct node *one = put_object(columns, NULL);
		put_number(one, "column", day);
		put_time(one, "day", zone_instant(plan->days.first + day, 0));
		put_text(one, "act", day_href(rq, plan, plan->slug, plan->days.first + day));
		put_flag(one, "is_today", plan->days.first + day == zone_day(rq->work.now));
	}
	if (plan->count)
		put_number(rq->document, "hours_shown", plan->tables[0].rows);
	for (int i = 0; i < plan->count; i++) {
		struct node *one = group_add(&grouping, plan->list[i].resource.kind);
		put_number(one, "row", i);
		put_resource_link(rq, one, &plan->list[i].resource);
		put_strips(rq, one, plan, i);
	}
}

/* ---- a month --------------------------------------------------------------------------------- */

static void put_day(struct request *rq, struct node *to, const struct plan *plan, int index)
{
	int day = plan->days.first + index, today = zone_day(rq->work.now);
	struct tally sum = { 0 };

	for (int i = 0; i < plan->count; i++)
		tally(&plan->tables[i], index, &sum);
	put_time(to, "day", zone_instant(day, 0));
	put_number(to, "date", date_of(day).day);
	put_text(to, "act", day_href(rq, plan, plan->slug, day));
	put_flag(to, "is_today", day == today);
	put_flag(to, "is_other", date_of(day).month != date_of(plan->day).month);
	put_flag(to, "is_past", day < today);
	put_flag(to, "is_open", sum.open && day >= today);
	put_flag(to, "is_closed", !sum.open && day >= today);
	put_number(to, "percent", sum.open ? sum.free * PERCENT / sum.open : 0);
}

void put_month(struct request *rq, const struct plan *plan)
{
	struct node *weeks = put_list(rq->document, "weeks"), *days = NULL;

	for (int index = 0; index < plan->days.count && plan->count; index++) {
		if (index % WEEK == 0) {
			struct node *week = put_object(weeks, NULL);
			put_number(week, "number", week_of(plan->days.first + index));
			days = put_list(week, "dates");
		}
		put_day(rq, put_object(days, NULL), plan, index);
	}
	struct node *names = put_list(rq->document, "weekdays");
	for (int index = 0; index < WEEK; index++)
		put_time(put_object(names, NULL), "day", zone_instant(plan->days.first + index, 0));
}
