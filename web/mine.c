// SPDX-License-Identifier: EUPL-1.2
/* What I have booked: the next first, the others under their days, a series once, what is over last. */
#include "app/base/time.h"
#include "web/form.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>

enum { PAST_DAYS = 60, WEEK = 7 };

/* A past one leads to the first such day that is still to come. */
const char *booking_again_href(struct request *rq, const struct booking *b)
{
	int day = zone_day(b->from) + WEEK, minute = zone_minute(b->from);
	struct buffer href = { 0 };

	while (zone_instant(day, minute) <= rq->work.now)
		day += WEEK;
	int64_t from = zone_instant(day, minute);
	buffer_text(&href, booking_new_href(&rq->work.arena, b->resource_slug, from, from + b->until - b->from));
	buffer_print(&href, "&participants=%lld&purpose=", (long long)b->participants);
	percent_encode(&href, b->purpose);
	const char *text = arena_text(&rq->work.arena, href.bytes);
	buffer_clear(&href);
	return text;
}

static void put_one(struct request *rq, struct node *to, const struct booking *b)
{
	const char *status = booking_status(b, rq->work.now);
	bool live = booking_is_changeable(&rq->work, b);

	put_booking(rq, to, b);
	put_text(to, "again", booking_again_href(rq, b));
	put_flag(to, "can_move", live && !b->offered);
	put_flag(to, "is_running", !strcmp(status, "running"));
	if (live && !strcmp(b->status, "confirmed"))
		put_text(to, "code", booking_href(&rq->work.arena, b->ref, "/pass"));
}

/* ---- what is to come ------------------------------------------------------------------------- */

/* A series stands where its next date is; the others are told there. */
static bool is_later_date(const struct booking *list, int i)
{
	for (int k = 0; k < i && list[i].series_ref; k++)
		if (list[k].series_ref && list[k].series == list[i].series && strcmp(list[k].status, "cancelled") != 0)
			return true;
	return false;
}

static void put_dates(struct request *rq, struct node *to, const struct booking *list, int i, int count)
{
	struct node *dates = put_list(to, "dates");

	for (int k = i + 1; k < count && list[i].series_ref; k++)
		if (list[k].series_ref && list[k].series == list[i].series) {
			struct node *one = put_object(dates, NULL);
			put_time(one, "from", list[k].from);
			put_word(one, "status", booking_status(&list[k], rq->work.now));
			put_text(one, "href", booking_href(&rq->work.arena, list[k].ref, ""));
		}
}

static struct node *put_day(struct request *rq, struct node *days, int64_t from)
{
	struct node *day = put_object(days, NULL);
	int ahead = zone_day(from) - zone_day(rq->work.now);

	put_time(day, "day", from);
	put_flag(day, "is_today", ahead <= 0);
	put_flag(day, "is_tomorrow", ahead == 1);
	return put_list(day, "bookings");
}

/* With its code and what may be done with it at once: usually that is why one came. */
static void put_nearest(struct request *rq, const struct booking *b)
{
	struct node *next = put_object(rq->document, "next");
	int64_t longer = booking_extension(&rq->work, b);

	put_one(rq, next, b);
	if (longer)
		put_time(next, "extend", longer);
	put_pass(rq, b);
}

static bool is_live(struct request *rq, const struct booking *b)
{
	return booking_is_changeable(&rq->work, b) && !strcmp(b->status, "confirmed");
}

static void put_coming(struct request *rq, const struct booking *list, int count)
{
	struct node *days = put_list(rq->document, "days"), *later = put_list(rq->document, "later"), *day = NULL;
	int last = 0, first = 0, soon = zone_day(rq->work.now) + WEEK;

	while (first < count && !is_live(rq, &list[first]))
		first++;
	if (first < count)
		put_nearest(rq, &list[first]);
	for (int i = 0; i < count; i++) {
		if (is_later_date(list, i) || i == first)
			continue;
		if (!day || zone_day(list[i].from) != last)
			day = put_day(rq, zone_day(list[i].from) < soon ? days : later, list[i].from);
		last = zone_day(list[i].from);
		struct node *one = put_object(day, NULL);
		put_one(rq, one, &list[i]);
		put_dates(rq, one, list, i, count);
	}
	if (first < count)
		put_dates(rq, (struct node *)(uintptr_t)node_member(rq->document, "next"), list, first, count);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static int read_list(struct request *rq, struct booking_filter filter, struct booking **list)
{
	*list = arena_alloc(&rq->work.arena, sizeof **list * MOST_BOOKINGS);
	filter.person = rq->work.person->id;
	return booking_list(&rq->work, &filter, *list, MOST_BOOKINGS);
}

static void put_all(struct request *rq, const char *name, const struct booking *list, int count)
{
	struct node *to = put_list(rq->document, name);

	for (int i = 0; i < count; i++)
		put_one(rq, put_object(to, NULL), &list[i]);
}

void put_my_bookings(struct request *rq)
{
	int64_t now = rq->work.now;
	struct booking *coming, *past;
	int count = read_list(rq, (struct booking_filter){ .from = now }, &coming);
	int past_count = read_list(rq, (struct booking_filter){ .until = now, .newest_first = true,
		.from = zone_instant(zone_day(now) - PAST_DAYS, 0) }, &past);

	if (rq->wants_page)
		put_coming(rq, coming, count);
	else
		put_all(rq, "bookings", coming, count);
	put_all(rq, "past", past, past_count);
}
