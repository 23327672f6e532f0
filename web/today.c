// SPDX-License-Identifier: EUPL-1.2
/* The day for whoever stands at the counter: who comes, who came, what runs, what is stuck. */
#include "app/base/time.h"
#include "app/pass.h"
#include "web/attention.h"
#include "web/handlers.h"
#include "web/views.h"
#include "web/workshops.h"

#include <string.h>

enum { MOST = 500, MINUTE = 60, LATE = 5 * MINUTE };

/* A day's people, counted: a class is as many as it has heads. */
struct tally {
	int64_t bookings, people, here, missing;
};

static bool is_off(const struct booking *b)
{
	return !strcmp(b->status, "cancelled") || !strcmp(b->status, "refused") || !strcmp(b->status, "lapsed");
}

/* What is known of their coming, from scans, staff and machines. */
static const char *arrival_of(const struct booking *b, int64_t now)
{
	if (!strcmp(b->status, "requested"))
		return booking_status(b, now);
	if (b->checked_in)
		return now < b->until ? "here" : "gone";
	if (!strcmp(b->status, "no_show") || b->until <= now)
		return "missing";
	return b->from <= now ? "late" : "expected";
}

static void put_visit(struct request *rq, struct node *to, const struct booking *b, struct tally *tally)
{
	int64_t now = rq->work.now;
	const char *arrival = arrival_of(b, now);
	bool is_due = !b->checked_in && !strcmp(b->status, "confirmed") && b->until > now;

	put_booking(rq, to, b);
	put_word(put_object(to, "arrival"), "status", arrival);
	put_flag(to, "can_come", is_due && b->from <= now + PASS_EARLY);
	put_flag(to, "is_group", b->participants > 1);
	if (b->checked_in > b->from + LATE)
		put_number(to, "late_minutes", (b->checked_in - b->from) / MINUTE);
	tally->bookings++;
	tally->people += b->participants;
	tally->here += b->checked_in ? b->participants : 0;
	tally->missing += !strcmp(arrival, "missing") || !strcmp(arrival, "late") ? b->participants : 0;
}

static void put_visits(struct request *rq, int day)
{
	struct booking *list = arena_room(&rq->work.arena, sizeof *list * MOST);
	struct booking_filter filter = { .from = zone_instant(day, 0), .until = zone_instant(day + 1, 0) };
	int count = booking_list(&rq->work, &filter, list, MOST);
	struct node *to = put_list(rq->document, "visits"), *sum;
	struct tally tally = { 0 };

	for (int i = 0; i < count; i++)
		if (!is_off(&list[i]) && !list[i].workshop) /* the place of a workshop is nobody's visit */
			put_visit(rq, put_object(to, NULL), &list[i], &tally);
	sum = put_object(rq->document, "sum");
	put_number(sum, "bookings", tally.bookings);
	put_number(sum, "people", tally.people);
	put_number(sum, "here", tally.here);
	put_number(sum, "missing", tally.missing);
}

/* Those with a plug, and those that somebody has now. */
static void put_machines(struct request *rq)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	struct node *to = put_list(rq->document, "machines");
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	struct plugs plugs;

	plugs_read(&rq->work, &plugs);
	for (int i = 0; i < count; i++) {
		const struct device *plug = plug_of(&plugs, list[i].resource.id);
		if (plug || list[i].claimed_until)
			put_resource(rq, put_object(to, NULL), &list[i], plug);
	}
}

static void put_day(struct request *rq, int day, int today)
{
	char text[TIME_TEXT];

	put_time(rq->document, "day", zone_instant(day, 0));
	put_flag(rq->document, "is_today", day == today);
	date_print(day - 1, text);
	put_print(rq->document, "previous", "/today?day=%s", text);
	date_print(day + 1, text);
	put_print(rq->document, "next", "/today?day=%s", text);
}

void today_show(struct request *rq)
{
	int today = zone_day(rq->work.now), day = today;
	const char *asked = query_text(rq, "day");

	if (*asked && !date_parse(asked, &day)) {
		reason_add(&rq->work, NOT_A_TIME, "day");
		return;
	}
	put_day(rq, day, today);
	put_visits(rq, day);
	put_rolls(rq, day);
	put_unmatched(rq, zone_instant(day, 0), zone_instant(day + 1, 0));
	if (day != today)
		return;
	put_attention(rq);
	put_machines(rq);
}
