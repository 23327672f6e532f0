// SPDX-License-Identifier: EUPL-1.2
/* Booked against used, for staff: hours and energy by machine, person, organisation and month, and what does not fit. */
#include "app/base/time.h"
#include "app/ledger.h"
#include "app/run.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>

enum { MOST_LISTED = 200, MOST_ROWS = 100000, PART = 500, DAYS = 31, HOUR = 3600 };

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

static void put_sum(struct request *rq, struct node *to, const struct run_sum *sum)
{
	put_text(to, "key", sum->key);
	put_text(to, "name", sum->name);
	put_number(to, "runs", sum->runs);
	put_real(to, "hours", (double)(sum->seconds / 360) / 10);
	put_real(to, "kilowatt_hours", (double)(sum->watt_hours / 10) / 100);
	put_real(to, "unbooked_hours", (double)(sum->unbooked / 360) / 10);
	if (sum->millicents)
		put_text(to, "cost", money(rq, ledger_cents(sum)));
}

static void put_group(struct request *rq, enum run_by by, const struct run_filter *span)
{
	struct run_sum *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SUMS);
	int count = ledger_sums(&rq->work, by, span, list, MOST_SUMS);
	struct node *to = put_list(rq->document, groupings[by]);

	for (int i = 0; i < count; i++)
		put_sum(rq, put_object(to, NULL), &list[i]);
}

static void put_months(struct request *rq, const struct run_filter *span)
{
	struct run_sum list[MOST_MONTHS];
	struct node *to = put_list(rq->document, "months");
	int count = ledger_months(&rq->work, span->until - 1, list);

	for (int i = count - 1; i >= 0; i--)
		if (list[i].runs)
			put_sum(rq, put_object(to, NULL), &list[i]);
}

static void put_unbooked(struct request *rq, struct run_filter span)
{
	struct run *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_LISTED);
	struct node *to = put_list(rq->document, "unbooked");

	span.unbooked = span.newest = true;
	int count = run_list(&rq->work, &span, list, MOST_LISTED);
	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "slug", list[i].resource_slug);
		put_text(one, "name", list[i].resource_name);
		put_time(one, "from", list[i].from);
		put_time(one, "until", list[i].until);
		put_real(one, "kilowatt_hours", (double)(list[i].watt_hours / 10) / 100);
	}
}

static void put_unused(struct request *rq, struct run_filter span)
{
	struct idle_booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_LISTED);
	struct node *to = put_list(rq->document, "unused");
	int64_t until = span.until < rq->work.now ? span.until : rq->work.now;
	int count = ledger_idle(&rq->work, span.from, until, list, MOST_LISTED);

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

static void put_prices(struct request *rq)
{
	struct energy_price list[MOST_PRICES];
	struct node *to = put_list(rq->document, "prices");
	int count = ledger_prices(&rq->work, list, MOST_PRICES), now = 0;

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_number(one, "cents", list[i].cents);
		if (list[i].since)
			put_time(one, "since", list[i].since);
	}
	while (now < count && list[now].since > rq->work.now)
		now++;
	put_number(rq->document, "cents_per_kwh", now < count ? list[now].cents : 0);
}

void put_unmatched(struct request *rq, int64_t from, int64_t until)
{
	const struct run_filter span = { .from = from, .until = until };

	put_unbooked(rq, span);
	put_unused(rq, span);
}

void ledger_show(struct request *rq)
{
	struct run_filter span;

	if (!read(rq, &span))
		return;
	struct run_sum total = ledger_total(&rq->work, span.from, span.until);
	put_prices(rq);
	put_sum(rq, put_object(rq->document, "total"), &total);
	put_number(rq->document, "unbooked_count", total.unbooked_runs);
	for (int by = 0; by < RUNS_BY_BOOKING; by++)
		put_group(rq, (enum run_by)by, &span);
	put_months(rq, &span);
	put_unmatched(rq, span.from, span.until);
}

void ledger_price(struct request *rq)
{
	int day = 0;

	if (*input_text(rq, "since") && !date_parse(input_text(rq, "since"), &day))
		reason_add(&rq->work, NOT_A_TIME, "since");
	ledger_set_price(&rq->work, input_number(rq, "cents_per_kwh", -1), day);
	answer_done(rq, "/usage/runs");
}

/* ---- as a file ------------------------------------------------------------------------------- */

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

	csv_row(&rq->body, head);
	for (int i = 0; i < count; i++) {
		const char *const cells[] = { or_empty(list[i].key), or_empty(list[i].name), number(rq, list[i].runs),
			number(rq, list[i].seconds / 60), number(rq, list[i].watt_hours),
			number(rq, list[i].unbooked / 60), number(rq, ledger_cents(&list[i])), NULL };
		csv_row(&rq->body, cells);
	}
}

static const char *instant(struct request *rq, int64_t at)
{
	char *text = arena_alloc(&rq->work.arena, TIME_TEXT);

	time_print(at, text);
	return text;
}

static void table_row(struct request *rq, const struct run *run)
{
	const char *const cells[] = { or_empty(run->resource_slug), instant(rq, run->from),
		run->is_open ? "" : instant(rq, run->until), number(rq, run->watt_hours), number(rq, run->watts_most),
		or_empty(run->booking_ref), or_empty(run->person_name), or_empty(run->organisation_name), NULL };

	csv_row(&rq->body, cells);
}

/* However many: part by part. */
static void table_of_runs(struct request *rq, struct run_filter span)
{
	static const char *const head[] = { "resource", "from", "until", "watt_hours", "watts_most", "booking",
		"person", "organisation", NULL };
	struct run *list = arena_alloc(&rq->work.arena, sizeof *list * PART);
	int count;

	csv_row(&rq->body, head);
	do {
		count = run_list(&rq->work, &span, list, PART);
		for (int i = 0; i < count; i++)
			table_row(rq, &list[i]);
		if (count) {
			span.behind.from = list[count - 1].from;
			span.behind.device = list[count - 1].device;
		}
	} while (count == PART);
}

/* ?by=machine, person, organisation, booking or month; else each run. */
void ledger_table(struct request *rq)
{
	struct run_filter span;
	const char *by = query_text(rq, "by");
	struct run_sum *list = arena_room(&rq->work.arena, sizeof *list * MOST_ROWS);
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
		table_of_runs(rq, span);
	answer_table(rq, "runs");
}
