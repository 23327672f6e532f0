// SPDX-License-Identifier: EUPL-1.2
#include "web/plan.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/qualification.h"
#include "web/form.h"
#include "web/views.h"

#include <string.h>

enum { WEEK = 7, MOST_KINDS = 16, MOST_HOURS = 12, MOST_QUALIFICATIONS = 500 };

static const char *const view_words[PLAN_VIEWS] = { "day", "week", "month" };

/* ---- what is asked --------------------------------------------------------------------------- */

static int monday_of(int day)
{
	return day - weekday_of(day) + 1;
}

/* Whole weeks, so that a month is a table. */
static struct days days_of(enum plan_view view, int day)
{
	struct date date = date_of(day);
	int first = monday_of(day_of((struct date){ date.year, date.month, 1 }));
	int next = day_of((struct date){ date.year + date.month / 12, date.month % 12 + 1, 1 });

	if (view == PLAN_MONTH)
		return (struct days){ first, (next - first + WEEK - 1) / WEEK * WEEK };
	if (view == PLAN_WEEK)
		return (struct days){ monday_of(day), WEEK };
	return (struct days){ day, 1 };
}

static enum plan_view view_named(const char *word)
{
	for (enum plan_view view = PLAN_DAY; view < PLAN_VIEWS; view++)
		if (!strcmp(view_words[view], word))
			return view;
	return PLAN_DAY;
}

/* A program says days instead of a view. */
static void read_count(struct request *rq, struct plan *plan)
{
	int64_t count = 1;

	if (!text_number(query_text(rq, "days"), &count) || count < 1 || count > WEEK)
		reason_add(&rq->work, NOT_A_NUMBER, "days");
	plan->days = (struct days){ plan->day, (int)count };
}

bool plan_read(struct request *rq, struct plan *plan)
{
	const char *from = query_text(rq, "from"), *hours = query_text(rq, "hours");
	int64_t number = 1;

	*plan = (struct plan){ .view = view_named(query_text(rq, "view")), .day = zone_day(rq->work.now),
		.kind = query_text(rq, "kind"), .slug = query_text(rq, "resource"),
		.mine = *query_text(rq, "mine") && rq->work.person };
	if (*from && !date_parse(from, &plan->day))
		reason_add(&rq->work, NOT_A_TIME, "from");
	if (*hours && (!text_number(hours, &number) || number < 1 || number > MOST_HOURS))
		reason_add(&rq->work, NOT_A_NUMBER, "hours");
	plan->hours = (int)number;
	plan->days = days_of(plan->view, plan->day);
	if (!rq->wants_page && *query_text(rq, "days"))
		read_count(rq, plan);
	return !rq->work.reasons;
}

/* ---- what is shown --------------------------------------------------------------------------- */

/* What I have been introduced to. */
struct introductions {
	int count;
	struct qualification list[MOST_QUALIFICATIONS];
};

static const struct introductions *read_introductions(struct request *rq, const struct plan *plan)
{
	struct introductions *mine = arena_alloc(&rq->work.arena, sizeof *mine);

	if (plan->mine)
		mine->count = qualification_list(&rq->work,
			&(struct qualification_filter){ .person = rq->work.person->id }, mine->list,
			MOST_QUALIFICATIONS);
	return mine;
}

static bool is_introduced(const struct introductions *mine, const struct resource *r, int64_t now)
{
	for (int i = 0; i < mine->count; i++)
		if (mine->list[i].resource == r->id && mine->list[i].expires > now)
			return true;
	return !r->needs_introduction;
}

int plan_run(const struct timetable *t, int slot)
{
	int run = 0;

	while (slot + run < (slot / t->rows + 1) * t->rows && t->slots[slot + run].status == SLOT_FREE)
		run++;
	return run;
}

static bool is_free_for(const struct timetable *t, int hours)
{
	for (int i = 0; i < t->days * t->rows; i++)
		if (plan_run(t, i) >= hours)
			return true;
	return false;
}

static bool is_wanted(const struct plan *plan, const struct introductions *mine, int i, int64_t now)
{
	const struct resource *r = &plan->list[i].resource;

	return (!*plan->kind || !strcmp(plan->kind, r->kind)) &&
		(!*plan->slug || !strcmp(plan->slug, r->slug)) &&
		(!plan->mine || (r->bookable && is_introduced(mine, r, now))) &&
		(plan->hours == 1 || (r->bookable && is_free_for(&plan->tables[i], plan->hours)));
}

void plan_fill(struct request *rq, struct plan *plan)
{
	struct work *work = &rq->work;
	const struct introductions *mine = read_introductions(rq, plan);
	int count, kept = 0;

	plan->list = arena_room(&work->arena, sizeof *plan->list * MOST_RESOURCES);
	plan->tables = arena_room(&work->arena, sizeof *plan->tables * MOST_RESOURCES);
	count = resource_list(work, plan->list, MOST_RESOURCES);
	if (rq->wants_page)
		put_plan(rq, &(struct plan){ .view = plan->view, .day = plan->day, .days = plan->days,
			.kind = plan->kind, .slug = plan->slug, .hours = plan->hours, .mine = plan->mine,
			.count = count, .list = plan->list });
	if (!resource_timetables(work, plan->list, count, &plan->days, plan->tables))
		count = 0;
	for (int i = 0; i < count; i++)
		if (is_wanted(plan, mine, i, work->now)) {
			plan->list[kept] = plan->list[i];
			plan->tables[kept++] = plan->tables[i];
		}
	plan->count = kept;
}

/* ---- links and filters ----------------------------------------------------------------------- */

const char *plan_href(struct request *rq, const struct plan *plan, enum plan_view view, int day)
{
	struct buffer href = { 0 };
	char date[TIME_TEXT];

	date_print(day, date);
	buffer_print(&href, "/timetable?from=%s", date);
	if (view != PLAN_DAY)
		buffer_print(&href, "&view=%s", view_words[view]);
	if (*plan->kind) {
		buffer_print(&href, "&kind=");
		percent_encode(&href, plan->kind);
	}
	if (*plan->slug) {
		buffer_print(&href, "&resource=");
		percent_encode(&href, plan->slug);
	}
	if (plan->hours > 1)
		buffer_print(&href, "&hours=%d", plan->hours);
	if (plan->mine)
		buffer_print(&href, "&mine=1");
	const char *text = arena_text(&rq->work.arena, href.bytes);
	buffer_clear(&href);
	return text;
}

/* The week of one resource is a table of hours on its own page. */
static const char *week_of_one(struct request *rq, const struct plan *plan)
{
	char date[TIME_TEXT];

	date_print(plan->day, date);
	return arena_print(&rq->work.arena, "%s?from=%s#week", resource_href(&rq->work.arena, plan->slug), date);
}

static void put_views(struct request *rq, struct node *to, const struct plan *plan)
{
	struct node *list = put_list(to, "views");

	for (enum plan_view view = PLAN_DAY; view < PLAN_VIEWS; view++) {
		struct node *one = put_object(list, NULL);
		put_text(one, "label", say(rq, arena_print(&rq->work.arena, "view_%s", view_words[view])));
		put_text(one, "href", *plan->slug && view == PLAN_WEEK ? week_of_one(rq, plan)
			: plan_href(rq, plan, view, plan->day));
		put_flag(one, "is_current", view == plan->view);
	}
	put_text(to, "view", plan->view == PLAN_DAY ? NULL : view_words[plan->view]);
	put_flag(to, arena_print(&rq->work.arena, "is_%s", view_words[plan->view]), true);
}

/* The days of the week around it, so that one need not type a date. */
static void put_days(struct request *rq, struct node *to, const struct plan *plan)
{
	struct node *list = put_list(to, "days");
	int monday = monday_of(plan->day), today = zone_day(rq->work.now);

	for (int day = monday; day < monday + WEEK; day++) {
		struct node *one = put_object(list, NULL);
		put_time(one, "day", zone_instant(day, 0));
		put_text(one, "href", plan_href(rq, plan, PLAN_DAY, day));
		put_flag(one, "is_current", plan->view == PLAN_DAY && day == plan->day);
		put_flag(one, "is_today", day == today);
	}
}

static int stepped(const struct plan *plan, int step)
{
	struct date date = date_of(plan->day);
	int month = date.year * 12 + date.month - 1 + step;

	if (plan->view == PLAN_MONTH)
		return day_of((struct date){ month / 12, month % 12 + 1, 1 });
	return plan->day + step * (plan->view == PLAN_WEEK ? WEEK : 1);
}

static void put_steps(struct request *rq, struct node *to, const struct plan *plan)
{
	put_text(to, "previous", plan_href(rq, plan, plan->view, stepped(plan, -1)));
	put_text(to, "today", plan_href(rq, plan, plan->view, zone_day(rq->work.now)));
	put_text(to, "next", plan_href(rq, plan, plan->view, stepped(plan, 1)));
}

static void put_kinds(struct node *to, const struct plan *plan)
{
	struct node *list = put_list(to, "kinds");
	const char *seen[MOST_KINDS];
	int count = 0;

	for (int i = 0; i < plan->count && count < MOST_KINDS; i++) {
		const char *kind = plan->list[i].resource.kind;
		bool known = false;
		for (int k = 0; k < count; k++)
			known |= !strcmp(seen[k], kind);
		if (known)
			continue;
		seen[count++] = kind;
		struct node *one = put_object(list, NULL);
		put_word(one, "kind", kind);
		put_flag(one, "selected", !strcmp(kind, plan->kind));
	}
}

static void put_lengths(struct node *to, const struct plan *plan)
{
	static const int lengths[] = { 1, 2, 3, 4, 6, 8 };
	struct node *list = put_list(to, "lengths");

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct node *one = put_object(list, NULL);
		put_number(one, "hours", lengths[i]);
		put_flag(one, "selected", lengths[i] == plan->hours);
	}
}

void put_plan(struct request *rq, const struct plan *plan)
{
	struct node *to = put_object(rq->document, "plan");

	put_time(to, "day", zone_instant(plan->day, 0));
	put_time(to, "first", zone_instant(plan->days.first, 0));
	put_time(to, "last", zone_instant(plan->days.first + plan->days.count - 1, 0));
	put_number(to, "number", week_of(plan->day));
	put_views(rq, to, plan);
	put_days(rq, to, plan);
	put_steps(rq, to, plan);
	put_kinds(to, plan);
	put_lengths(to, plan);
	put_flag(to, "mine", plan->mine);
	put_flag(to, "is_filtered", *plan->kind || plan->hours > 1 || plan->mine);
	for (int i = 0; i < plan->count && *plan->slug; i++)
		if (!strcmp(plan->list[i].resource.slug, plan->slug))
			put_resource_link(rq, put_object(to, "resource"), &plan->list[i].resource);
	put_text(to, "all", *plan->slug ? plan_href(rq, &(struct plan){ .kind = "", .slug = "" }, plan->view, plan->day) : NULL);
}
