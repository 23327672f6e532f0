// SPDX-License-Identifier: EUPL-1.2
/* A month of the house as a calendar: when it is open, and why not. */
#include "app/base/time.h"
#include "app/holiday.h"
#include "app/hours.h"
#include "web/views.h"


enum { WEEK = 7, MOST = 200 };

/* All that is needed for any day of it, read once. */
struct month {
	int first, last, today; /* local days; last is the first of the next month */
	int openings, closures, holidays;
	struct opening *opening;
	struct closure *closure;
	struct holiday *holiday;
	bool keeps_holidays;
};

static int next_first(struct date date, int months)
{
	int month = date.month - 1 + months + 12 * 100;

	return day_of((struct date){ date.year - 100 + month / 12, month % 12 + 1, 1 });
}

/* ?month=2026-11. False: it is none. */
static bool read_month(struct request *rq, struct month *m)
{
	const char *asked = query_text(rq, "month");
	int day = m->today = zone_day(rq->work.now);

	if (*asked && !date_parse(arena_print(&rq->work.arena, "%s-01", asked), &day)) {
		reason_add(&rq->work, NOT_A_TIME, "month");
		return false;
	}
	m->first = next_first(date_of(day), 0);
	m->last = next_first(date_of(day), 1);
	return true;
}

static void read_days(struct request *rq, struct month *m)
{
	struct arena *arena = &rq->work.arena;

	m->opening = arena_alloc(arena, sizeof *m->opening * MOST);
	m->closure = arena_alloc(arena, sizeof *m->closure * MOST);
	m->holiday = arena_alloc(arena, sizeof *m->holiday * MOST);
	m->openings = opening_list(&rq->work, m->opening, MOST);
	m->closures = closure_list_since(&rq->work, zone_instant(m->first - WEEK, 0), m->closure, MOST);
	m->holidays = holiday_list(&rq->work, m->first - WEEK, m->holiday, MOST);
	m->keeps_holidays = setting_is_on(&rq->work, "keeps_holidays", true);
}

/* The lab's own hours; those of single resources stand in the table below. */
static void put_open(struct node *to, const struct month *m, int day)
{
	struct node *list = put_list(to, "open");

	for (int i = 0; i < m->openings; i++) {
		const struct opening *o = &m->opening[i];
		if (o->resource || o->weekday != weekday_of(day) || (o->valid_from && day < o->valid_from) ||
		    (o->valid_until && day >= o->valid_until))
			continue;
		put_print(put_object(list, NULL), "hours", "%02d:%02d–%02d:%02d", o->from_minute / 60,
			o->from_minute % 60, o->until_minute / 60, o->until_minute % 60);
	}
}

/* True: the whole lab is closed all day. */
static bool put_closures(struct node *to, const struct month *m, int day)
{
	struct node *list = put_list(to, "closures");
	int64_t from = zone_instant(day, 0), until = zone_instant(day + 1, 0);
	bool all = false;

	for (int i = 0; i < m->closures; i++) {
		const struct closure *c = &m->closure[i];
		if (c->until <= from || c->from >= until)
			continue;
		struct node *one = put_object(list, NULL);
		put_text(one, "reason", c->reason);
		put_text(one, "of", c->resource_name ? c->resource_name : "");
		all = all || (!c->resource && c->from <= from && c->until >= until);
	}
	return all;
}

static void put_school(struct node *to, const struct month *m, int day)
{
	struct node *list = put_list(to, "schools");

	for (int i = 0; i < m->holidays; i++)
		if (m->holiday[i].first_day <= day && day <= m->holiday[i].last_day)
			put_text(put_object(list, NULL), "name", m->holiday[i].name);
}

static void put_day(struct request *rq, struct node *to, const struct month *m, int day)
{
	const char *holiday = holiday_public(day, rq->language);
	char text[TIME_TEXT];
	struct date date = date_of(day);

	date_print(day, text);
	put_time(to, "date", zone_instant(day, 0));
	put_number(to, "number", date.day);
	put_flag(to, "is_other", day < m->first || day >= m->last);
	put_flag(to, "is_today", day == m->today);
	put_text(to, "holiday", holiday ? holiday : "");
	put_school(to, m, day);
	bool shut = put_closures(to, m, day) || (holiday && m->keeps_holidays);
	put_flag(to, "is_shut", shut);
	if (!shut)
		put_open(to, m, day);
	put_flag(to, "can_close", day >= m->today);
	put_print(to, "close", "/admin/hours?month=%04d-%02d&day=%s#closure-new", date.year, date.month, text);
}

static void put_links(struct node *to, const struct month *m)
{
	struct date before = date_of(next_first(date_of(m->first), -1)), after = date_of(m->last);

	put_print(to, "previous", "/admin/hours?month=%04d-%02d", before.year, before.month);
	put_print(to, "next", "/admin/hours?month=%04d-%02d", after.year, after.month);
}

/* A closure of a day that was chosen, for the form. */
static void put_chosen(struct request *rq)
{
	const char *asked = query_text(rq, "day");
	struct node *form = put_object(rq->document, "closing");
	int day;

	if (!*asked || !date_parse(asked, &day))
		return;
	put_input_time(form, "from", zone_instant(day, 0), "");
	put_input_time(form, "until", zone_instant(day + 1, 0), "");
	put_time(form, "day", zone_instant(day, 0));
}

void put_month_of_hours(struct request *rq)
{
	struct month m;
	struct node *to, *weeks;

	if (!read_month(rq, &m))
		return;
	read_days(rq, &m);
	to = put_object(rq->document, "month");
	put_time(to, "from", zone_instant(m.first, 0));
	put_links(to, &m);
	weeks = put_list(to, "weeks");
	for (int day = m.first - weekday_of(m.first) + 1; day < m.last; day += WEEK) {
		struct node *week = put_object(weeks, NULL), *days = put_list(week, "days");
		put_number(week, "number", week_of(day));
		for (int i = 0; i < WEEK; i++)
			put_day(rq, put_object(days, NULL), &m, day + i);
	}
	put_chosen(rq);
}
