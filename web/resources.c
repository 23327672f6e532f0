// SPDX-License-Identifier: EUPL-1.2
/* One machine, room or workplace: its state, its week, its power. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "web/handlers.h"
#include "web/pictures.h"
#include "web/power.h"
#include "web/slots.h"
#include "web/views.h"

#include <string.h>

enum { WEEK = 7, FREE_DAYS = 7 };

static bool find(struct request *rq, struct resource_now *now)
{
	if (resource_now(&rq->work, rq->part[0], now))
		return true;
	reason_add(&rq->work, NO_SUCH_RESOURCE, NULL);
	return false;
}

/* ---- the week as a table --------------------------------------------------------------------- */

static const char *week_href(struct request *rq, const struct resource *r, int day)
{
	char date[TIME_TEXT];

	date_print(day, date);
	return arena_print(&rq->work.arena, "/resources/%s?from=%s", r->slug, date);
}

static const char *plan_of(struct request *rq, const struct resource *r, const char *view, int day)
{
	char date[TIME_TEXT];

	date_print(day, date);
	return arena_print(&rq->work.arena, "/timetable?from=%s&view=%s&resource=%s", date, view, r->slug);
}

static void put_links(struct request *rq, struct node *week, const struct resource *r, int first, int today)
{
	put_number(week, "number", week_of(first));
	put_time(week, "from", zone_instant(first, 0));
	put_time(week, "until", zone_instant(first + WEEK - 1, 0));
	if (first > today - WEEK)
		put_text(week, "previous", week_href(rq, r, first - WEEK));
	put_text(week, "day_href", plan_of(rq, r, "day", first > today ? first : today));
	put_text(week, "month_href", plan_of(rq, r, "month", first > today ? first : today));
	put_text(week, "today", resource_href(&rq->work.arena, r->slug));
	put_text(week, "next", week_href(rq, r, first + WEEK));
}

static void put_free_cell(struct request *rq, struct node *cell, const struct resource *r, const struct slot *slot)
{
	put_word(cell, "status", slot_word(SLOT_FREE));
	put_text(cell, "hour", slot_clock(rq, slot->from));
	put_time(cell, "day", zone_instant(slot->day, 0));
	put_time(cell, "begin", slot->from);
	put_time(cell, "end", slot->until);
	put_text(cell, "act", slot_href(rq, r, slot));
}

/* Cells that belong together are one, in the first of their rows. */
static void put_cell(struct request *rq, struct node *cells, const struct resource *r, const struct timetable *t,
	int at)
{
	int row = at % t->rows, together = slots_together(&t->slots[at], t->rows - row);

	if (row && slots_together(&t->slots[at - 1], 2) > 1)
		return;
	struct node *cell = put_object(cells, NULL);
	if (t->slots[at].status == SLOT_FREE) {
		put_free_cell(rq, cell, r, &t->slots[at]);
		return;
	}
	if (together > 1)
		put_number(cell, "span", together);
	put_time(cell, "day", zone_instant(t->slots[at].day, 0));
	put_slots_together(rq, cell, r, &t->slots[at], together);
}

static void put_week(struct request *rq, const struct resource *r, const struct timetable *t)
{
	struct node *week = put_object(rq->document, "week");
	int today = zone_day(rq->work.now);

	put_links(rq, week, r, t->first_day, today);
	struct node *days = put_list(week, "days");
	for (int i = 0; i < t->days; i++) {
		struct node *day = put_object(days, NULL);
		put_time(day, "day", zone_instant(t->first_day + i, 0));
		put_flag(day, "is_today", t->first_day + i == today);
	}
	struct node *rows = put_list(week, "rows");
	for (int row = 0; row < t->rows; row++) {
		struct node *one = put_object(rows, NULL);
		int minute = t->from_minute + row * t->slot_minutes;
		put_print(one, "time", "%02d:%02d", minute / 60, minute % 60);
		struct node *cells = put_list(one, "cells");
		for (int i = 0; i < t->days; i++)
			put_cell(rq, cells, r, t, i * t->rows + row);
	}
}

/* ---- the same as a list ---------------------------------------------------------------------- */

static bool put_free_day(struct request *rq, struct node *list, const struct resource *r,
	const struct slot *slots, int count, bool is_open)
{
	struct node *day = NULL, *free = NULL;

	for (int i = 0; i < count; i++) {
		if (slots[i].status != SLOT_FREE)
			continue;
		if (!day) {
			day = put_object(list, NULL);
			put_time(day, "day", zone_instant(slots[i].day, 0));
			put_flag(day, "is_open", is_open);
			free = put_list(day, "slots");
		}
		struct node *one = put_object(free, NULL);
		put_time(one, "from", slots[i].from);
		put_time(one, "until", slots[i].until);
		put_text(one, "href", slot_href(rq, r, &slots[i]));
	}
	return day;
}

static void put_free(struct request *rq, const struct resource *r, const struct timetable *t)
{
	struct node *list = put_list(rq->document, "free");
	bool none = true;

	for (int i = 0; i < t->days; i++)
		if (put_free_day(rq, list, r, t->slots + i * t->rows, t->rows, none))
			none = false;
}

/* ---- the page -------------------------------------------------------------------------------- */

static void put_relatives(struct request *rq, struct node *to, const struct resource *r)
{
	struct resource list[64];
	struct node *parts = put_list(to, "parts"), *wholes = put_list(to, "wholes");
	int count = resource_parts(&rq->work, r->id, list, 64);

	for (int i = 0; i < count; i++)
		put_resource_link(rq, put_object(parts, NULL), &list[i]);
	count = resource_wholes(&rq->work, r->id, list, 64);
	for (int i = 0; i < count; i++)
		put_resource_link(rq, put_object(wholes, NULL), &list[i]);
}

static void put_self(struct request *rq, struct resource_now *now, const struct device *plug)
{
	const struct resource *r = &now->resource;
	struct node *to = put_object(rq->document, "resource");
	struct outlook outlook;
	struct opportunity next = { 0 };

	outlook_read_one(&rq->work, r->id, &outlook);
	outlook_next(&outlook, now, &next);
	put_resource(rq, to, now, plug);
	put_next(rq, to, r, &next);
	put_policy(rq, to, r);
	put_relatives(rq, to, r);
	put_pictures(rq, to, r->id, NULL);
	put_introduction(rq, to, r);
	if (person_is_staff(rq->work.person))
		put_faults(rq, r->id);
	put_print(to, "feed", "/resources/%s.ics", r->slug);
	if (r->bookable)
		put_text(to, "book_href", booking_new_href(&rq->work.arena, r->slug, 0, 0));
	if (r->bookable)
		put_text(to, "wait_href", waiting_new_href(&rq->work.arena, r->slug, 0, 0));
}

/* ?from= any day: the week begins with its Monday. False: it is no date. */
static bool first_day(struct request *rq, int *day)
{
	const char *from = query_text(rq, "from");

	*day = zone_day(rq->work.now);
	if (*from && !date_parse(from, day)) {
		reason_add(&rq->work, NOT_A_TIME, "from");
		return false;
	}
	return true;
}

static struct timetable part_of(const struct timetable *whole, int first, int days)
{
	struct timetable part = *whole;

	part.first_day = first;
	part.days = days;
	if (part.slots)
		part.slots += (first - whole->first_day) * whole->rows;
	return part;
}

/* The table is of a week, from Monday on; the list of the days to come, or of that week if another is asked for. */
static void put_times(struct request *rq, const struct resource *r, int day)
{
	int monday = day - weekday_of(day) + 1, listed = *query_text(rq, "from") ? monday : day;
	struct timetable all;

	resource_timetable(&rq->work, r, monday, listed - monday + FREE_DAYS, &all);
	struct timetable week = part_of(&all, monday, WEEK), free = part_of(&all, listed, FREE_DAYS);
	put_week(rq, r, &week);
	put_free(rq, r, &free);
}

void resource_show(struct request *rq)
{
	struct resource_now now;
	struct device plug;
	int day;

	if (!find(rq, &now) || !first_day(rq, &day))
		return;
	bool has_plug = device_of_resource(&rq->work, now.resource.id, &plug);
	put_self(rq, &now, has_plug ? &plug : NULL);
	put_times(rq, &now.resource, day);
	if (has_plug)
		put_power(rq, &plug, power_page(&rq->work.arena, resource_href(&rq->work.arena, rq->part[0])),
			power_days(rq->work.now, 1));
}

static bool read_days(struct request *rq, int *days)
{
	int64_t number = WEEK;
	const char *text = query_text(rq, "days");

	if (*text && (!text_number(text, &number) || number < 1 || number > MOST_DAYS))
		reason_add(&rq->work, NOT_A_NUMBER, "days");
	*days = (int)number;
	return !rq->work.reasons;
}

void resource_timetable_show(struct request *rq)
{
	struct resource r;
	struct timetable t;
	int day, days;

	if (!resource_by_slug(&rq->work, rq->part[0], &r)) {
		reason_add(&rq->work, NO_SUCH_RESOURCE, NULL);
		return;
	}
	if (!first_day(rq, &day) || !read_days(rq, &days))
		return;
	resource_timetable(&rq->work, &r, day, days, &t);
	put_text(rq->document, "resource", r.slug);
	struct node *slots = put_list(rq->document, "slots");
	for (int i = 0; i < t.days * t.rows; i++) {
		struct node *one = put_object(slots, NULL);
		bool past = t.slots[i].status == SLOT_PAST;
		put_time(one, "from", t.slots[i].from);
		put_time(one, "until", t.slots[i].until);
		/* Programs know four words: what is over is not open. */
		put_word(one, "status", slot_word(past ? SLOT_CLOSED : t.slots[i].status));
		put_text(one, "ref", t.slots[i].ref);
	}
}
