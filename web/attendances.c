// SPDX-License-Identifier: EUPL-1.2
/* Looking back on who came: a person's, an organisation's, and figures that show nobody. */
#include "web/workshops.h"

#include "app/base/time.h"
#include "app/organisation.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>

enum { MOST_ROWS = 500, MOST_SUMS = 200, SINCE_DAYS = 365, PERCENT = 100 };

/* Whole local days; without a wish the year that ends today. */
static struct attendance_filter filter_of(struct request *rq)
{
	int today = zone_day(rq->work.now);
	int from = date_asked(rq, "from", today - SINCE_DAYS), until = date_asked(rq, "until", today);

	put_time(rq->document, "from", zone_instant(from, 0));
	put_time(rq->document, "until", zone_instant(until, 0));
	return (struct attendance_filter){ .from = zone_instant(from, 0), .until = zone_instant(until + 1, 0) };
}

/* ---- a person, an organisation --------------------------------------------------------------- */

static void put_history(struct request *rq, const struct attendance_filter *filter)
{
	struct attendance *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_ROWS);
	int count = attendance_list(&rq->work, filter, list, MOST_ROWS);
	struct node *rows = put_list(rq->document, "rows");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(rows, NULL);
		put_time(one, "from", list[i].from);
		put_time(one, "until", list[i].until);
		put_text(one, "href", seat_href(&rq->work.arena, list[i].ref, ""));
		put_text(one, "title", workshop_title(&rq->work, list[i].title, list[i].title_en));
		put_text(one, "class", *list[i].class_name ? list[i].class_name : NULL);
		put_text(one, "person", list[i].person_name);
		put_text(one, "organisation", list[i].organisation_name);
		put_number(one, "expected", list[i].expected);
		put_flag(one, "is_past", list[i].until <= rq->work.now);
		put_number(one, "came", list[i].came);
	}
}

/* That staff look at somebody is kept. */
void attendance_person(struct request *rq)
{
	struct attendance_filter filter = filter_of(rq);
	struct person person;

	if (!person_by_id(&rq->work, part_number(rq, 0), &person)) {
		reason_add(&rq->work, NO_SUCH_PERSON, NULL);
		return;
	}
	filter.person = person.id;
	audit(&rq->work, "person.read", person.id, NULL);
	put_text(rq->document, "name", person.name);
	put_print(rq->document, "back", "/people/%lld", (long long)person.id);
	put_history(rq, &filter);
}

void attendance_organisation(struct request *rq)
{
	struct attendance_filter filter = filter_of(rq);
	struct organisation organisation;

	if (!organisation_find(&rq->work, rq->part[0], &organisation))
		return;
	filter.organisation = organisation.id;
	put_text(rq->document, "name", organisation.name);
	put_print(rq->document, "back", "/organisations/%s", organisation.slug);
	put_history(rq, &filter);
}

/* ---- figures --------------------------------------------------------------------------------- */

static const char *name_of(struct request *rq, enum attendance_by by, const struct attendance_sum *sum)
{
	if (by == BY_WORKSHOP)
		return workshop_title(&rq->work, sum->key, sum->key_en);
	if (by == BY_AGE && sum->grade)
		return arena_print(&rq->work.arena, "%s %lld", say(rq, "age_grade"), (long long)sum->grade);
	return say(rq, arena_print(&rq->work.arena, by == BY_AGE ? "age_%s" : "kind_%s", sum->key));
}

static void put_sums(struct request *rq, const char *name, enum attendance_by by, const struct attendance_filter *filter)
{
	struct attendance_sum *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SUMS);
	int count = attendance_sums(&rq->work, by, filter, list, MOST_SUMS);
	struct node *sums = put_list(rq->document, name);

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(sums, NULL);
		put_text(one, "name", name_of(rq, by, &list[i]));
		put_flag(one, "is_shown", !list[i].hidden);
		if (list[i].hidden)
			continue;
		put_number(one, "expected", list[i].expected);
		put_number(one, "came", list[i].came);
		put_number(one, "percent", (list[i].came * PERCENT + list[i].expected / 2) / list[i].expected);
	}
}

static const struct {
	const char *name;
	enum attendance_by by;
} tables[] = { { "by_workshop", BY_WORKSHOP }, { "by_age", BY_AGE }, { "by_kind", BY_KIND } };

enum { TABLES = sizeof tables / sizeof *tables };

void attendance_statistics(struct request *rq)
{
	struct attendance_filter filter = filter_of(rq);

	put_number(rq->document, "fewest", FEWEST_SHOWN);
	for (int i = 0; i < TABLES; i++)
		put_sums(rq, tables[i].name, tables[i].by, &filter);
}

static const char *number(struct request *rq, const struct node *row, const char *name)
{
	int64_t n = node_number(row, name, -1);

	return n < 0 ? "" : arena_print(&rq->work.arena, "%lld", (long long)n);
}

/* The same rows as the page shows, with the same gaps. */
void attendance_statistics_table(struct request *rq)
{
	struct attendance_filter filter = filter_of(rq);

	csv_row(&rq->body, (const char *const[]){ "by", "name", "expected", "came", "percent", NULL });
	for (int i = 0; i < TABLES; i++) {
		put_sums(rq, tables[i].name, tables[i].by, &filter);
		for (const struct node *row = node_member(rq->document, tables[i].name)->first; row; row = row->next)
			csv_row(&rq->body, (const char *const[]){ tables[i].name, node_text(row, "name"),
				number(rq, row, "expected"), number(rq, row, "came"), number(rq, row, "percent"), NULL });
	}
	answer_download(rq, "text/csv; charset=utf-8", "attendance-statistics.csv");
}

/* ---- the day as a table ---------------------------------------------------------------------- */

static const char *clock(struct request *rq, const struct node *row, const char *name)
{
	char *text = arena_alloc(&rq->work.arena, TIME_TEXT);
	int64_t at = node_number(row, name, 0);

	if (!at)
		return "";
	time_print(at, text);
	return text;
}

static const char *or_nothing(const char *text)
{
	return text ? text : "";
}

static void table_seat(struct request *rq, const struct node *roll, const struct node *seat)
{
	const char *title = node_text(roll, "title"), *from = clock(rq, roll, "from");
	const char *organisation = or_nothing(node_text(seat, "organisation"));
	const struct node *class = node_member(seat, "class"), *places = node_member(seat, "places");

	if (class) {
		csv_row(&rq->body, (const char *const[]){ from, title, organisation, node_text(class, "name"), "",
			number(rq, seat, "count"), number(rq, seat, "heads"), "", "", NULL });
		return;
	}
	for (const struct node *one = places->first; one; one = one->next)
		csv_row(&rq->body, (const char *const[]){ from, title, organisation, node_text(one, "name"),
			node_text(one, "presence"), "1", clock(rq, one, "arrived")[0] ? "1" : "0",
			clock(rq, one, "arrived"), clock(rq, one, "left"), NULL });
}

/* That names leave the house is kept. */
void attendance_table(struct request *rq)
{
	attendance_show(rq);
	if (rq->work.reasons)
		return;
	csv_row(&rq->body, (const char *const[]){ "from", "workshop", "organisation", "name", "state", "expected", "came",
		"arrived", "left", NULL });
	for (const struct node *roll = node_member(rq->document, "workshops")->first; roll; roll = roll->next)
		for (const struct node *seat = node_member(roll, "seats")->first; seat; seat = seat->next)
			table_seat(rq, roll, seat);
	audit(&rq->work, "attendance.read", 0, query_text(rq, "day"));
	answer_download(rq, "text/csv; charset=utf-8", "attendance.csv");
}
