// SPDX-License-Identifier: EUPL-1.2
/* What was booked in a month and what it costs, as a table for spreadsheets. */
#include "app/base/time.h"
#include "app/booking.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/request.h"

#include <string.h>

enum { MOST = 5000 };

/* ?month=2026-11; without it, the present one. */
static bool month_asked(struct request *rq, int64_t *from, int64_t *until)
{
	const char *text = query_text(rq, "month");
	int day = zone_day(rq->work.now);

	if (*text && !date_parse(arena_print(&rq->work.arena, "%s-01", text), &day)) {
		reason_add(&rq->work, NOT_A_TIME, "month");
		return false;
	}
	struct date date = date_of(day), next = { date.year + date.month / 12, date.month % 12 + 1, 1 };
	date.day = 1;
	*from = zone_instant(day_of(date), 0);
	*until = zone_instant(day_of(next), 0);
	return true;
}

static const char *local(struct request *rq, int64_t instant)
{
	char date[TIME_TEXT];
	int minute = zone_minute(instant);

	date_print(zone_day(instant), date);
	return arena_print(&rq->work.arena, "%s %02d:%02d", date, minute / 60, minute % 60);
}

static const char *text_of(const char *text)
{
	return text ? text : "";
}

static void add_booking(struct request *rq, const struct booking *b)
{
	const char *const cells[] = { b->ref, local(rq, b->from), local(rq, b->until),
		arena_print(&rq->work.arena, "%lld", (long long)(b->until - b->from) / 60),
		b->resource_name, text_of(b->organisation_name), b->person_name, b->purpose,
		booking_status(b, rq->work.now),
		arena_print(&rq->work.arena, "%lld.%02lld", (long long)b->cents / 100,
			(long long)b->cents % 100), NULL };

	csv_row(&rq->body, cells);
}

static bool counts(const struct booking *b, int64_t from)
{
	return b->from >= from && (!strcmp(b->status, "confirmed") || !strcmp(b->status, "no_show"));
}

static int64_t add_bookings(struct request *rq, const struct booking_filter *filter)
{
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	int count = booking_list(&rq->work, filter, list, MOST);
	int64_t cents = 0;

	for (int i = 0; i < count; i++)
		if (counts(&list[i], filter->from)) { /* what began before belongs to the month before */
			add_booking(rq, &list[i]);
			cents += list[i].cents;
		}
	return cents;
}

/* One's own; staff: everybody's. */
void statement_show(struct request *rq)
{
	static const char *const head[] = { "ref", "from", "until", "minutes", "resource", "organisation",
		"person", "purpose", "status", "euro", NULL };
	struct booking_filter filter = { 0 };

	if (!month_asked(rq, &filter.from, &filter.until))
		return;
	filter.person = person_is_staff(rq->work.person) ? 0 : rq->work.person->id;
	csv_row(&rq->body, head);
	int64_t cents = add_bookings(rq, &filter);
	const char *const sum[] = { "", "", "", "", "", "", "", "", "sum",
		arena_print(&rq->work.arena, "%lld.%02lld", (long long)cents / 100, (long long)cents % 100),
		NULL };
	csv_row(&rq->body, sum);
	answer_header(rq->ex, "Content-Disposition", "attachment; filename=\"statement.csv\"");
	rq->type = "text/csv; charset=utf-8; header=present";
}
