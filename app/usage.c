// SPDX-License-Identifier: EUPL-1.2
#include "app/usage.h"

#include "app/base/time.h"

#include <stddef.h>
#include <string.h>

enum { HOUR = 3600, MOST_PERIOD = 731, MOST_DEVICES = 1000 };

/* What is being added up: booked or used, by its place in struct amount. */
struct sum {
	struct usage *usage;
	size_t member;
};

static void add(const struct sum *sum, struct amount *to, int64_t seconds)
{
	*(int64_t *)((char *)to + sum->member) += seconds;
}

static struct resource_use *row_of(struct usage *usage, int64_t resource)
{
	for (int i = 0; i < usage->count; i++)
		if (usage->list[i].resource->id == resource)
			return &usage->list[i];
	return NULL;
}

/* What was booked before the plug came says nothing about whether bookings are used. */
static void add_measured(const struct sum *sum, const struct resource_use *row, int64_t from, int64_t until)
{
	if (from < row->measured_since)
		from = row->measured_since;
	if (row->has_plug && from < until)
		add(sum, &sum->usage->measured, until - from);
}

/* Hour by hour, since on the wall clock a week begins and a day ends somewhere in it. */
static void take(void *about, const struct span *span)
{
	const struct sum *sum = about;
	struct usage *u = sum->usage;
	struct resource_use *row = row_of(u, span->resource);
	int64_t at = span->from > u->from ? span->from : u->from;
	int64_t until = span->until < u->until ? span->until : u->until;

	if (!row || at >= until)
		return;
	add(sum, &row->amount, until - at);
	add(sum, &u->total, until - at);
	add_measured(sum, row, at, until);
	for (int64_t next; at < until; at = next) {
		next = at / HOUR * HOUR + HOUR;
		if (next > until)
			next = until;
		int day = zone_day(at);
		add(sum, &u->weeks[(day - u->first_monday) / WEEKDAYS], next - at);
		add(sum, &u->hours[weekday_of(day) - 1][zone_minute(at) / 60], next - at);
	}
}

static void read_resources(struct work *work, const struct usage_wish *wish, struct usage *u)
{
	struct resource_now *all = arena_alloc(&work->arena, sizeof *all * MOST_RESOURCES);
	int count = resource_list(work, all, MOST_RESOURCES);

	for (int i = 0; i < count; i++) {
		const struct resource *r = &all[i].resource;
		bool meant = *wish->slug ? !strcmp(wish->slug, r->slug)
			: !*wish->kind || !strcmp(wish->kind, r->kind);
		if (meant)
			u->list[u->count++].resource = r;
	}
	if (!u->count)
		reason_add(work, NO_SUCH_RESOURCE, *wish->slug ? "resource" : "kind");
}

static void find_plugs(struct work *work, struct usage *u)
{
	struct since *list = arena_alloc(&work->arena, sizeof *list * MOST_DEVICES);
	int count = db_measured_since(work->db, u->from, u->until, list, MOST_DEVICES);

	for (int i = 0; i < count; i++) {
		struct resource_use *row = row_of(u, list[i].resource);
		if (!row)
			continue;
		row->has_plug = true;
		row->measured_since = list[i].at;
	}
}

static void read_tallies(struct work *work, struct usage *u)
{
	struct tally *list = arena_alloc(&work->arena, sizeof *list * MOST_RESOURCES);
	int count = db_tallies(work->db, u->from, u->until, list, MOST_RESOURCES);

	for (int i = 0; i < count; i++) {
		struct resource_use *row = row_of(u, list[i].resource);
		if (!row)
			continue;
		row->tally = list[i];
		u->tally.bookings += list[i].bookings;
		u->tally.no_shows += list[i].no_shows;
		u->tally.cancelled_late += list[i].cancelled_late;
	}
}

static void set_period(struct work *work, const struct usage_wish *wish, struct usage *u)
{
	if (wish->last_day < wish->first_day)
		reason_add(work, SLOT_BACKWARDS, "until");
	else if (wish->last_day - wish->first_day >= MOST_PERIOD)
		reason_add_number(work, LONG_PERIOD, "until", MOST_PERIOD);
	if (work->reasons)
		return;
	u->from = zone_instant(wish->first_day, 0);
	u->until = zone_instant(wish->last_day + 1, 0);
	u->first_monday = wish->first_day - weekday_of(wish->first_day) + 1;
	u->week_count = (wish->last_day - u->first_monday) / WEEKDAYS + 1;
	for (int day = wish->first_day; day <= wish->last_day; day++)
		u->days[weekday_of(day) - 1]++;
}

void usage_read(struct work *work, const struct usage_wish *wish, struct usage *u)
{
	struct sum booked = { u, offsetof(struct amount, booked) }, used = { u, offsetof(struct amount, used) };

	*u = (struct usage){ 0 };
	set_period(work, wish, u);
	read_resources(work, wish, u);
	if (work->reasons)
		return;
	find_plugs(work, u);
	read_tallies(work, u);
	db_spans_booked(work->db, u->from, u->until, (struct taker){ take, &booked });
	db_spans_used(work->db, u->from, u->until, (struct taker){ take, &used });
}
