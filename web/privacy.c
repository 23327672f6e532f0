// SPDX-License-Identifier: EUPL-1.2
/* My data, and the tables that staff take with them. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/privacy.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/views.h"

enum { MOST = 100, MOST_ROWS = 5000, WEEK = 7 };

/* ---- about me -------------------------------------------------------------------------------- */

void export_show(struct request *rq)
{
	privacy_export(&rq->work, rq->document);
	answer_header(rq->ex, "Content-Disposition", "attachment; filename=\"smartlab.json\"");
}

void erase_show(struct request *rq)
{
	(void)rq; /* the page only asks */
}

void erase_me(struct request *rq)
{
	if (!same_text(input_text(rq, "email"), rq->work.person->email))
		reason_add(&rq->work, WRONG_ADDRESS, "email");
	else
		privacy_erase(&rq->work, rq->work.person->id);
	answer_done(rq, "/");
}

/* By an admin, for whoever asked on paper. */
void person_erase(struct request *rq)
{
	int64_t id = part_number(rq, 0);

	privacy_erase(&rq->work, id);
	answer_done(rq, "/people");
}

/* ---- tables ---------------------------------------------------------------------------------- */

int date_asked(struct request *rq, const char *name, int otherwise)
{
	int day = otherwise;

	if (*query_text(rq, name) && !date_parse(query_text(rq, name), &day))
		reason_add(&rq->work, NOT_A_TIME, name);
	return day;
}

/* ?from=…&until=…: local days, the last one within; without them, this week. */
static bool span_asked(struct request *rq, int64_t *from, int64_t *until)
{
	int today = zone_day(rq->work.now), monday = today - weekday_of(today) + 1;

	*from = zone_instant(date_asked(rq, "from", monday), 0);
	*until = zone_instant(date_asked(rq, "until", monday + WEEK - 1) + 1, 0);
	return !rq->work.reasons;
}

static const char *number(struct request *rq, int64_t n)
{
	return arena_print(&rq->work.arena, "%lld", (long long)n);
}

static const char *instant(struct request *rq, int64_t at)
{
	char *text = arena_alloc(&rq->work.arena, TIME_TEXT);

	time_print(at, text);
	return text;
}

void answer_table(struct request *rq, const char *name)
{
	answer_header(rq->ex, "Content-Disposition",
		arena_print(&rq->ex->arena, "attachment; filename=\"%s.csv\"", name));
	rq->type = "text/csv; charset=utf-8; header=present";
}

void bookings_table(struct request *rq)
{
	static const char *const head[] = { "ref", "resource", "from", "until", "status", "person",
		"email", "organisation", "purpose", "participants", "cents", "late", NULL };
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_ROWS);
	struct booking_filter filter = { 0 };

	if (!span_asked(rq, &filter.from, &filter.until))
		return;
	int count = booking_list(&rq->work, &filter, list, MOST_ROWS);
	csv_row(&rq->body, head);
	for (int i = 0; i < count; i++) {
		const struct booking *b = &list[i];
		const char *const cells[] = { b->ref, b->resource_name, instant(rq, b->from),
			instant(rq, b->until), booking_status(b, rq->work.now), b->person_name,
			b->person_email, b->organisation_name ? b->organisation_name : "", b->purpose,
			number(rq, b->participants), number(rq, b->cents), number(rq, b->cancelled_late),
			NULL };
		csv_row(&rq->body, cells);
	}
	audit(&rq->work, "bookings.export", 0, NULL);
	answer_table(rq, "bookings");
}
