// SPDX-License-Identifier: EUPL-1.2
/* Booked against used, for staff: hours and energy by machine, person, organisation and month, and what does not fit. */
#include "app/base/time.h"
#include "app/ledger.h"
#include "app/run.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>

enum { MOST_LISTED = 200, MOST_ROWS = 5000, DAYS = 31, HOUR = 3600 };

static const char *const groupings[RUN_GROUPINGS] = { "machine", "person", "organisation", "booking" };

/* Local days, the last one within; without dates the last month. */
static bool read(struct request *rq, struct run_filter *span)
{
	int today = zone_day(rq->work.now), first = date_asked(rq, "from", today - DAYS + 1);
	int last = date_asked(rq, "until", today);
	char text[TIME_TEXT];

	if (last < first)
		reason_add(&rq->work, SLOT_BACKWARDS, "until");
	*span = (struct run_filter){ .from = zone_instant(first, 0), .until = zone_instant(last + 1, 0) };
	date_print(first, text);
	put_text(rq->document, "first", text);
	date_print(last, text);
	put_text(rq->document, "last", text);
	return !rq->work.reasons;
}

static void put_sum(struct request *rq, struct node *to, const struct run_sum *sum, int64_t tariff)
{
	put_text(to, "key", sum->key);
	put_text(to, "name", sum->name);
	put_number(to, "runs", sum->runs);
	put_real(to, "hours", (double)(sum->seconds / 360) / 10);
	put_real(to, "kilowatt_hours", (double)(sum->watt_hours / 10) / 100);
	put_real(to, "unbooked_hours", (double)(sum->unbooked / 360) / 10);
	if (tariff)
		put_text(to, "cost", money(rq, ledger_cents(sum->watt_hours, tariff)));
}

static void put_group(struct request *rq, enum run_by by, const struct run_filter *span, int64_t tariff)
{
	struct run_sum *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SUMS);
	int count = ledger_sums(&rq->work, by, span, list, MOST_SUMS);
	struct node *to = put_list(rq->document, groupings[by]);

	for (int i = 0; i < count; i++)
		put_sum(rq, put_object(to, NULL), &list[i], tariff);
}

static void put_months(struct request *rq, const struct run_filter *span, int64_t tariff)
{
	struct run_sum list[MOST_MONTHS];
	struct node *to = put_list(rq->document, "months");
	int count = ledger_months(&rq->work, span->until - 1, list);

	for (int i = count - 1; i >= 0; i--)
		if (list[i].runs)
			put_sum(rq, put_object(to, NULL), &list[i], tariff);
}

static void put_unbooked(struct request *rq, struct run_filter span)
{
	struct run *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_LISTED);
	struct node *to = put_list(rq->document, "unbooked");

	span.unbooked = true;
	int count = run_list(&rq->work, &span, list, MOST_LISTED);
	for (int i = count - 1; i >= 0; i--) {
		struct node *one = put_object(to, NULL);
		put_text(one, "slug", list[i].resource_slug);
		put_text(one, "name", list[i].resource_name);
		put_time(one, "from", list[i].from);
		put_time(one, "until", list[i].until);
		put_real(one, "kilowatt_hours", (double)(list[i].watt_hours / 10) / 100);
	}
	put_number(rq->document, "unbooked_count", count);
}

static void put_unused(struct request *rq, const struct run_filter *span)
{
	struct idle_booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_LISTED);
	struct node *to = put_list(rq->document, "unused");
	int64_t until = span->until < rq->work.now ? span->until : rq->work.now;
	int count = ledger_idle(&rq->work, span->from, until, list, MOST_LISTED);

	for (int i = count - 1; i >= 0; i--) {
		struct node *one = put_object(to, NULL);
		put_text(one, "ref", list[i].ref);
		put_text(one, "name", list[i].resource_name);
		put_text(one, "person", list[i].person_name);
		put_time(one, "from", list[i].from);
		put_time(one, "until", list[i].until);
	}
	put_number(rq->document, "unused_count", count);
}

void ledger_show(struct request *rq)
{
	struct run_filter span;

	if (!read(rq, &span))
		return;
	int64_t tariff = ledger_tariff(&rq->work);
	struct run_sum total = ledger_total(&rq->work, span.from, span.until);
	put_number(rq->document, "cents_per_kwh", tariff);
	put_sum(rq, put_object(rq->document, "total"), &total, tariff);
	for (int by = 0; by < RUNS_BY_BOOKING; by++)
		put_group(rq, (enum run_by)by, &span, tariff);
	put_months(rq, &span, tariff);
	put_unbooked(rq, span);
	put_unused(rq, &span);
}

void ledger_price(struct request *rq)
{
	ledger_set_tariff(&rq->work, input_number(rq, "cents_per_kwh", -1));
	answer_done(rq, "/usage/runs");
}

/* ---- as a file --------------------------------------------------------------------------------------------------- */

static const char *number(struct request *rq, int64_t n)
{
	return arena_print(&rq->work.arena, "%lld", (long long)n);
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static void table_of_sums(struct request *rq, const struct run_sum *list, int count)
{
	static const char *const head[] = { "key", "name", "runs", "minutes", "watt_hours", "unbooked_minutes",
		"cents", NULL };
	int64_t tariff = ledger_tariff(&rq->work);

	csv_row(&rq->body, head);
	for (int i = 0; i < count; i++) {
		const char *const cells[] = { or_empty(list[i].key), or_empty(list[i].name), number(rq, list[i].runs),
			number(rq, list[i].seconds / 60), number(rq, list[i].watt_hours),
			number(rq, list[i].unbooked / 60), number(rq, ledger_cents(list[i].watt_hours, tariff)), NULL };
		csv_row(&rq->body, cells);
	}
}

static const char *instant(struct request *rq, int64_t at)
{
	char *text = arena_alloc(&rq->work.arena, TIME_TEXT);

	time_print(at, text);
	return text;
}

static void table_of_runs(struct request *rq, const struct run_filter *span)
{
	static const char *const head[] = { "resource", "from", "until", "watt_hours", "watts_most", "booking",
		"person", "organisation", NULL };
	struct run *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_ROWS);
	int count = run_list(&rq->work, span, list, MOST_ROWS);

	csv_row(&rq->body, head);
	for (int i = 0; i < count; i++) {
		const char *const cells[] = { or_empty(list[i].resource_slug), instant(rq, list[i].from),
			list[i].is_open ? "" : instant(rq, list[i].until), number(rq, list[i].watt_hours),
			number(rq, list[i].watts_most), or_empty(list[i].booking_ref), or_empty(list[i].person_name),
			or_empty(list[i].organisation_name), NULL };
		csv_row(&rq->body, cells);
	}
}

/* ?by=machine, person, organisation, booking or month; else each run. */
void ledger_table(struct request *rq)
{
	struct run_filter span;
	const char *by = query_text(rq, "by");
	struct run_sum *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_ROWS);
	int grouping = 0;

	if (!read(rq, &span))
		return;
	while (grouping < RUN_GROUPINGS && strcmp(groupings[grouping], by) != 0)
		grouping++;
	if (grouping < RUN_GROUPINGS)
		table_of_sums(rq, list, ledger_sums(&rq->work, (enum run_by)grouping, &span, list, MOST_ROWS));
	else if (!strcmp(by, "month"))
		table_of_sums(rq, list, ledger_months(&rq->work, span.until - 1, list));
	else
		table_of_runs(rq, &span);
	answer_table(rq, "runs");
}
