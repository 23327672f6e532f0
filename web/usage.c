// SPDX-License-Identifier: EUPL-1.2
/* How much the lab is used: pictures, the same as tables, and as a file. */
#include "app/base/time.h"
#include "app/usage.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>

enum { MINUTE = 60, HOUR_SECONDS = 3600, WEEK = 7, USUAL_WEEKS = 8, YEAR_WEEKS = 52, LEVELS = 5,
	LABELS = 7, /* below the weeks, so that they have room on a phone */
	WIDTH = 960, HEIGHT = 160, EDGE = 4 /* per cent: a label there would be cut off */ };

/* ---- what is asked --------------------------------------------------------------------------- */

static int monday_before(const struct request *rq, int weeks)
{
	int today = zone_day(rq->work.now);

	return today - weekday_of(today) + 1 - (weeks - 1) * WEEK;
}

/* Without dates the weeks up to today. */
static bool read(struct request *rq, struct usage_wish *wish, struct usage *usage)
{
	*wish = (struct usage_wish){ .first_day = date_asked(rq, "from", monday_before(rq, USUAL_WEEKS)),
		.last_day = date_asked(rq, "until", zone_day(rq->work.now)),
		.kind = query_text(rq, "kind"), .slug = query_text(rq, "resource") };
	if (!rq->work.reasons)
		usage_read(&rq->work, wish, usage);
	return !rq->work.reasons;
}

static const char *date(struct request *rq, int day)
{
	char *text = arena_alloc(&rq->work.arena, TIME_TEXT);

	date_print(day, text);
	return text;
}

/* The same choice for other days, or as a file. */
static const char *href(struct request *rq, const char *path, const struct usage_wish *wish)
{
	return arena_print(&rq->work.arena, "%s?from=%s&until=%s&kind=%s&resource=%s", path,
		date(rq, wish->first_day), date(rq, wish->last_day), wish->kind, wish->slug);
}

static bool has_kind(const struct node *kinds, const char *kind)
{
	const struct node *one = kinds->first;

	while (one && strcmp(node_text(one, "kind"), kind) != 0)
		one = one->next;
	return one;
}

static void put_choices(struct request *rq, struct node *filter, const struct usage_wish *wish)
{
	struct resource_now *all = arena_alloc(&rq->work.arena, sizeof *all * MOST_RESOURCES);
	int count = resource_list(&rq->work, all, MOST_RESOURCES);
	struct node *kinds = put_list(filter, "kinds"), *resources = put_list(filter, "resources");

	for (int i = 0; i < count; i++) {
		const struct resource *r = &all[i].resource;
		struct node *one = put_object(resources, NULL);
		put_resource_link(rq, one, r);
		put_flag(one, "is_chosen", !strcmp(r->slug, wish->slug));
		if (has_kind(kinds, r->kind))
			continue;
		one = put_object(kinds, NULL);
		put_word(one, "kind", r->kind);
		put_flag(one, "is_chosen", !strcmp(r->kind, wish->kind));
	}
}

static void put_periods(struct request *rq, struct node *filter, const struct usage_wish *wish)
{
	static const int weeks[] = { 4, USUAL_WEEKS, 26, YEAR_WEEKS };
	struct node *list = put_list(filter, "periods");
	struct usage_wish other = *wish;

	other.last_day = zone_day(rq->work.now);
	for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
		struct node *one = put_object(list, NULL);
		other.first_day = monday_before(rq, weeks[i]);
		put_number(one, "weeks", weeks[i]);
		put_text(one, "href", href(rq, "/usage", &other));
		put_flag(one, "is_chosen", other.first_day == wish->first_day &&
			other.last_day == wish->last_day);
	}
}

static void put_filter(struct request *rq, const struct usage_wish *wish)
{
	struct node *filter = put_object(rq->document, "filter");

	put_text(filter, "from", date(rq, wish->first_day));
	put_text(filter, "until", date(rq, wish->last_day));
	put_text(filter, "kind", wish->kind);
	put_text(filter, "resource", wish->slug);
	if (!rq->wants_page)
		return;
	put_choices(rq, filter, wish);
	put_periods(rq, filter, wish);
	put_text(filter, "table", href(rq, "/usage.csv", wish));
}

/* ---- what is shown --------------------------------------------------------------------------- */

static void put_hours(struct request *rq, struct node *to, const char *name, int64_t seconds)
{
	put_number(to, arena_print(&rq->work.arena, "%s_minutes", name), seconds / MINUTE);
	if (rq->wants_page)
		put_real(to, arena_print(&rq->work.arena, "%s_hours", name), (double)seconds / HOUR_SECONDS);
}

static void put_use(struct request *rq, struct node *to, const struct amount *use)
{
	put_hours(rq, to, "booked", use->booked);
	put_hours(rq, to, "used", use->used);
}

static void put_tally(struct node *to, const struct tally *tally)
{
	put_number(to, "bookings", tally->bookings);
	put_number(to, "no_shows", tally->no_shows);
	put_number(to, "cancelled_late", tally->cancelled_late);
}

static int64_t most_of(const struct usage *u)
{
	int64_t most = HOUR_SECONDS;

	for (int i = 0; i < u->week_count; i++) {
		most = u->weeks[i].booked > most ? u->weeks[i].booked : most;
		most = u->weeks[i].used > most ? u->weeks[i].used : most;
	}
	return most;
}

/* Two bars side by side in each week's share of the width, with air between the weeks. */
static void put_bars(struct node *one, const struct usage *u, int i, int64_t most)
{
	int left = i * WIDTH / u->week_count, room = (i + 1) * WIDTH / u->week_count - left;
	int wide = room * 2 / 5, air = room / 10;
	int booked = (int)(u->weeks[i].booked * HEIGHT / most), used = (int)(u->weeks[i].used * HEIGHT / most);

	put_number(one, "bar_width", wide > 0 ? wide : 1);
	put_number(one, "booked_x", left + air);
	put_number(one, "booked_y", HEIGHT - booked);
	put_number(one, "booked_height", booked);
	put_number(one, "used_x", left + air + wide);
	put_number(one, "used_y", HEIGHT - used);
	put_number(one, "used_height", used);
}

static void put_label(struct node *one, const struct usage *u, int i)
{
	int percent = (2 * i + 1) * 50 / u->week_count, each = (u->week_count + LABELS - 1) / LABELS;

	if (i % each == 0 && percent >= EDGE && percent <= 100 - EDGE)
		put_number(one, "percent", percent);
}

static void put_weeks(struct request *rq, const struct usage *u)
{
	struct node *list = put_list(rq->document, "weeks");
	int64_t most = most_of(u);

	for (int i = 0; i < u->week_count; i++) {
		struct node *one = put_object(list, NULL);
		int monday = u->first_monday + i * WEEK;
		put_time(one, "from", zone_instant(monday, 0));
		put_number(one, "number", week_of(monday));
		put_use(rq, one, &u->weeks[i]);
		if (!rq->wants_page)
			continue;
		put_bars(one, u, i, most);
		put_label(one, u, i);
	}
	if (rq->wants_page)
		put_number(rq->document, "most_hours", (most + HOUR_SECONDS - 1) / HOUR_SECONDS);
}

/* How many are booked at that hour of the week, on average; hundredths, so that one table has one scale. */
static int64_t mean_of(const struct usage *u, int weekday, int hour)
{
	int days = u->days[weekday] ? u->days[weekday] : 1;

	return u->hours[weekday][hour].booked * 100 / days / HOUR_SECONDS;
}

/* Of the day, the hours from the first to the last in which anything was ever booked. */
static void find_hours(const struct usage *u, int *first, int *last)
{
	*first = HOURS;
	*last = -1;
	for (int hour = 0; hour < HOURS; hour++)
		for (int day = 0; day < WEEKDAYS; day++)
			if (u->hours[day][hour].booked) {
				*first = hour < *first ? hour : *first;
				*last = hour;
			}
}

static int64_t busiest(const struct usage *u)
{
	int64_t most = 1;

	for (int day = 0; day < WEEKDAYS; day++)
		for (int hour = 0; hour < HOURS; hour++)
			most = mean_of(u, day, hour) > most ? mean_of(u, day, hour) : most;
	return most;
}

static void put_heat(struct request *rq, const struct usage *u)
{
	struct node *heads = put_list(rq->document, "hours"), *days = put_list(rq->document, "weekdays");
	int64_t most = busiest(u);
	int first, last;

	find_hours(u, &first, &last);
	for (int hour = first; hour <= last; hour++)
		put_number(put_object(heads, NULL), "hour", hour);
	for (int day = 0; day < WEEKDAYS; day++) {
		struct node *one = put_object(days, NULL), *cells = put_list(one, "cells");
		put_word(one, "weekday", weekday_words[day + 1]);
		for (int hour = first; hour <= last; hour++) {
			struct node *cell = put_object(cells, NULL);
			int64_t mean = mean_of(u, day, hour);
			put_number(cell, "hour", hour);
			put_real(cell, "mean", (double)mean / 100);
			put_number(cell, "level", (mean * LEVELS + most - 1) / most);
		}
	}
}

static void put_resources(struct request *rq, const struct usage *u)
{
	struct node *list = put_list(rq->document, "resources");
	int64_t most = 1;

	for (int i = 0; i < u->count; i++) {
		most = u->list[i].amount.booked > most ? u->list[i].amount.booked : most;
		most = u->list[i].amount.used > most ? u->list[i].amount.used : most;
	}
	for (int i = 0; i < u->count; i++) {
		const struct resource_use *row = &u->list[i];
		struct node *one = put_object(list, NULL);
		put_resource_link(rq, one, row->resource);
		put_word(one, "kind", row->resource->kind);
		put_tally(one, &row->tally);
		put_hours(rq, one, "booked", row->amount.booked);
		put_number(one, "booked_percent", row->amount.booked * 100 / most);
		if (!row->has_plug)
			continue;
		put_flag(one, "has_plug", true);
		put_hours(rq, one, "used", row->amount.used);
		put_number(one, "used_percent", row->amount.used * 100 / most);
	}
}

static void put_total(struct request *rq, const struct usage *u)
{
	struct node *total = put_object(rq->document, "total");

	put_tally(total, &u->tally);
	put_use(rq, total, &u->total);
	put_hours(rq, total, "measurable", u->measured.booked);
	if (u->measured.booked)
		put_number(total, "percent", u->measured.used * 100 / u->measured.booked);
}

void usage_show(struct request *rq)
{
	struct usage *u = arena_alloc(&rq->work.arena, sizeof *u);
	struct usage_wish wish;

	if (!read(rq, &wish, u))
		return;
	put_time(rq->document, "from", u->from);
	put_time(rq->document, "until", u->until);
	put_time(rq->document, "last", zone_instant(wish.last_day, 0));
	put_filter(rq, &wish);
	put_total(rq, u);
	put_weeks(rq, u);
	put_heat(rq, u);
	put_resources(rq, u);
}

/* ---- as a file ------------------------------------------------------------------------------- */

static const char *number(struct request *rq, int64_t n)
{
	return arena_print(&rq->work.arena, "%lld", (long long)n);
}

void usage_table(struct request *rq)
{
	static const char *const head[] = { "resource", "name", "kind", "from", "until", "bookings",
		"booked_minutes", "used_minutes", "no_shows", "cancelled_late", NULL };
	struct usage *u = arena_alloc(&rq->work.arena, sizeof *u);
	struct usage_wish wish;

	if (!read(rq, &wish, u))
		return;
	csv_row(&rq->body, head);
	for (int i = 0; i < u->count; i++) {
		const struct resource_use *row = &u->list[i];
		const char *const cells[] = { row->resource->slug, row->resource->name, row->resource->kind,
			date(rq, wish.first_day), date(rq, wish.last_day),
			number(rq, row->tally.bookings), number(rq, row->amount.booked / MINUTE),
			row->has_plug ? number(rq, row->amount.used / MINUTE) : "",
			number(rq, row->tally.no_shows), number(rq, row->tally.cancelled_late), NULL };
		csv_row(&rq->body, cells);
	}
	answer_table(rq, "usage");
}
