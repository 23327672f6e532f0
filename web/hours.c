// SPDX-License-Identifier: EUPL-1.2
/* Openings, closures and holidays, for staff. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/holiday.h"
#include "app/hours.h"
#include "app/resource.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/views.h"
#include "web/workshops.h"

#include <string.h>

enum { MOST = 200, MOST_LISTED = 200, AHEAD_DAYS = 400 };


/* ---- the page -------------------------------------------------------------------------------- */

static void put_resources(struct request *rq)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	struct node *to = put_list(rq->document, "resources");

	for (int i = 0; i < count; i++)
		put_resource_link(rq, put_object(to, NULL), &list[i].resource);
}

static void put_closures(struct request *rq)
{
	struct closure *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	int count = closure_list(&rq->work, list, MOST);
	struct node *to = put_list(rq->document, "closures");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_number(one, "id", list[i].id);
		put_word(one, "kind", list[i].kind);
		put_text(one, "reason", list[i].reason);
		put_time(one, "from", list[i].from);
		put_time(one, "until", list[i].until);
		if (list[i].resource) {
			struct node *resource = put_object(one, "resource");
			put_text(resource, "slug", list[i].resource_slug);
			put_text(resource, "name", list[i].resource_name);
		}
	}
}

static void put_clock(struct node *to, const char *name, int minute)
{
	put_print(to, name, "%02d:%02d", minute / 60, minute % 60);
}

static void put_opening(struct request *rq, struct node *to, const struct opening *o)
{
	struct resource resource;

	put_number(to, "id", o->id);
	put_word(to, "weekday", weekday_words[o->weekday]);
	put_clock(to, "from", o->from_minute);
	put_clock(to, "until", o->until_minute);
	if (o->valid_from)
		put_time(to, "valid_from", zone_instant(o->valid_from, 0));
	if (o->valid_until)
		put_time(to, "valid_until", zone_instant(o->valid_until, 0));
	if (o->resource && resource_by_id(&rq->work, o->resource, &resource))
		put_resource_link(rq, put_object(to, "resource"), &resource);
}

static void put_openings(struct request *rq)
{
	struct opening *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	int count = opening_list(&rq->work, list, MOST);
	struct node *to = put_list(rq->document, "openings"), *days = put_list(rq->document, "weekdays");

	for (int i = 0; i < count; i++)
		put_opening(rq, put_object(to, NULL), &list[i]);
	for (int day = 1; day <= 7; day++) {
		struct node *one = put_object(days, NULL);
		put_number(one, "number", day);
		put_word(one, "weekday", weekday_words[day]);
	}
	put_flag(rq->document, "keeps_holidays", setting_is_on(&rq->work, "keeps_holidays", true));
}

static struct node *put_holiday(struct node *to, const char *name, int first, int last)
{
	struct node *one = put_object(to, NULL);

	put_text(one, "name", name);
	put_time(one, "first", zone_instant(first, 0));
	if (last > first)
		put_time(one, "last", zone_instant(last, 0));
	return one;
}

/* Public holidays and those of schools, in the order of their days. */
static void put_holidays(struct request *rq)
{
	struct holiday *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	int today = zone_day(rq->work.now), next = 0;
	int count = holiday_list(&rq->work, today, list, MOST);
	struct node *to = put_list(rq->document, "holidays");

	for (int day = today; day < today + AHEAD_DAYS; day++) {
		const char *name = holiday_public(day, rq->language);
		if (name)
			put_holiday(to, name, day, day);
		for (; next < count && list[next].first_day <= day; next++) {
			struct node *one = put_holiday(to, list[next].name, list[next].first_day,
				list[next].last_day);
			put_number(one, "id", list[next].id);
			put_text(one, "organisation", list[next].organisation_name);
		}
	}
}

void hours_show(struct request *rq)
{
	put_resources(rq);
	put_closures(rq);
	put_openings(rq);
	put_holidays(rq);
	put_month_of_hours(rq);
}

/* ---- openings -------------------------------------------------------------------------------- */

static int64_t resource_asked(struct request *rq, const char *slug)
{
	struct resource resource = { 0 };

	if (*slug && !resource_by_slug(&rq->work, slug, &resource))
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
	return resource.id;
}

static int clock_asked(struct request *rq, const char *name)
{
	int minute = 0;

	if (!clock_parse(input_text(rq, name), &minute))
		reason_add(&rq->work, NOT_A_TIME, name);
	return minute;
}

static int day_typed(struct request *rq, const char *name)
{
	const char *text = input_text(rq, name);
	int day = 0;

	if (*text && !date_parse(text, &day))
		reason_add(&rq->work, NOT_A_TIME, name);
	return day;
}

void opening_create(struct request *rq)
{
	int64_t weekday = input_number(rq, "weekday", 0);
	struct opening opening = { .resource = resource_asked(rq, input_text(rq, "resource")),
		.from_minute = clock_asked(rq, "from"), .until_minute = clock_asked(rq, "until"),
		.valid_from = day_typed(rq, "valid_from"), .valid_until = day_typed(rq, "valid_until") };

	if (weekday < 1 || weekday > 7)
		reason_add(&rq->work, NOT_A_NUMBER, "weekday");
	opening.weekday = (int)weekday;
	if (!rq->work.reasons)
		opening_add(&rq->work, &opening);
	answer_done(rq, "/admin/hours#openings");
}

void opening_delete(struct request *rq)
{
	opening_remove(&rq->work, part_number(rq, 0));
	answer_done(rq, "/admin/hours#openings");
}

/* ---- closures -------------------------------------------------------------------------------- */

static bool is_kind(const char *kind)
{
	return !strcmp(kind, "closed") || !strcmp(kind, "maintenance") || !strcmp(kind, "event");
}

/* What it would hit, before anybody saves it: a GET that changes nothing. */
void closure_new(struct request *rq)
{
	static const char *const names[] = { "from", "until", "resource", "kind", "reason" };
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_LISTED);
	struct node *typed = put_object(rq->document, "typed");
	struct closure closure = { .resource = resource_asked(rq, query_text(rq, "resource")) };
	struct resource resource;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		put_text(typed, names[i], query_text(rq, names[i]));
	if (!time_typed(query_text(rq, "from"), &closure.from))
		reason_add(&rq->work, NOT_A_TIME, "from");
	if (!time_typed(query_text(rq, "until"), &closure.until))
		reason_add(&rq->work, NOT_A_TIME, "until");
	put_text(rq->document, "reason", query_text(rq, "reason"));
	put_time(rq->document, "from", closure.from);
	put_time(rq->document, "until", closure.until);
	put_flag(rq->document, "is_staff", true);
	if (closure.resource && resource_by_id(&rq->work, closure.resource, &resource))
		put_resource_link(rq, put_object(rq->document, "resource"), &resource);
	int count = closure_affected(&rq->work, &closure, list, MOST_LISTED);
	struct node *to = put_list(rq->document, "bookings");
	for (int i = 0; i < count; i++)
		if (!list[i].workshop)
			put_booking(rq, put_object(to, NULL), &list[i]);
	put_workshops_hit(rq, rq->document, list, count);
}

void closure_create(struct request *rq)
{
	struct closure closure = { .resource = resource_asked(rq, input_text(rq, "resource")),
		.from = input_time(rq, "from"), .until = input_time(rq, "until"),
		.kind = *input_text(rq, "kind") ? input_text(rq, "kind") : "closed",
		.reason = text_trim(&rq->work.arena, input_text(rq, "reason")) };

	if (!is_kind(closure.kind))
		reason_add_detail(&rq->work, BAD_INPUT, "kind", closure.kind);
	if (!rq->work.reasons)
		closure_add(&rq->work, &closure);
	if (rq->work.reasons)
		return;
	put_number(rq->document, "id", closure.id);
	answer_made(rq, "/admin/hours");
}

void closure_delete(struct request *rq)
{
	closure_remove(&rq->work, part_number(rq, 0));
	answer_done(rq, "/admin/hours");
}

/* ---- holidays -------------------------------------------------------------------------------- */

void holidays_keep(struct request *rq)
{
	setting_turn(&rq->work, "keeps_holidays", input_number(rq, "keep", 1) != 0);
	answer_done(rq, "/admin/hours#openings");
}

void holidays_import(struct request *rq)
{
	const char *ics = input_text(rq, "ics"), *why = NULL;
	int added = holiday_import(&rq->work, ics, strlen(ics), &why);

	if (added < 0)
		reason_add_detail(&rq->work, BAD_INPUT, "ics", why);
	put_number(rq->document, "added", added);
	answer_made(rq, "/admin/hours#holidays");
}

void holiday_delete(struct request *rq)
{
	holiday_remove(&rq->work, part_number(rq, 0));
	answer_done(rq, "/admin/hours#holidays");
}
