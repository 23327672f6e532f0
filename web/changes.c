// SPDX-License-Identifier: EUPL-1.2
/* What may become of one booking: its page of changes, and the forms that act. */
#include "app/approval.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/no_show.h"
#include "app/pass.h"
#include "app/waiting.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>

/* ---- what it offers -------------------------------------------------------------------------- */

static bool is(const struct node *booking, const char *status)
{
	return !strcmp(node_text(booking, "status"), status);
}

void put_record(struct request *rq, struct node *to, const struct booking *b)
{
	struct record record = no_show_record(&rq->work, b->person);
	struct node *known = put_object(to, "record");

	put_number(known, "late", record.late);
	put_number(known, "missed", record.missed);
}

static void put_staff_choices(struct request *rq, struct node *to, const struct node *shown, const struct booking *b)
{
	put_flag(to, "decide", is(shown, "requested") && b->lapses > rq->work.now);
	put_flag(to, "came", b->awaited && !strcmp(b->status, "confirmed") &&
		b->from <= rq->work.now + PASS_EARLY);
	put_flag(to, "judge", b->objection);
}

void put_booking_choices(struct request *rq, struct node *shown, const struct booking *b)
{
	struct node *to = put_object(shown, "choices");
	bool live = booking_is_changeable(&rq->work, b) && !b->offered && !b->workshop;
	int64_t longer = b->workshop ? 0 : booking_extension(&rq->work, b);

	put_flag(to, "move", live);
	if (longer)
		put_time(to, "extend", longer);
	put_flag(to, "end", is(shown, "running") && !b->workshop);
	put_flag(to, "accept", is(shown, "offered") && b->lapses > rq->work.now);
	put_flag(to, "cancel", live && !is(shown, "running"));
	put_flag(to, "restore", !b->workshop && booking_may_restore(&rq->work, b));
	put_flag(to, "object", no_show_may_object(&rq->work, b));
	if (!person_is_staff(rq->work.person))
		return;
	put_staff_choices(rq, to, shown, b);
	put_record(rq, shown, b);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void put_times(struct request *rq, struct node *form, const struct booking *b)
{
	int64_t from = 0, until = 0;
	const char *typed_from = input_text(rq, "from"), *typed_until = input_text(rq, "until");

	time_parse(query_text(rq, "from"), &from);
	time_parse(query_text(rq, "until"), &until);
	if (*typed_from || *typed_until) {
		from = input_time(rq, "from");
		until = input_time(rq, "until");
	}
	put_input_time(form, "from", from || *typed_from ? from : b->from, typed_from);
	put_input_time(form, "until", until || *typed_until ? until : b->until, typed_until);
}

/* Other times of the same thing; another thing is another booking. */
static void put_other_times(struct request *rq, const struct booking *b)
{
	struct alternative found[MOST_ALTERNATIVES];
	struct wish wish = { .resource = b->resource_slug, .kind = "", .purpose = "", .organisation = "",
		.person = b->person == rq->work.person->id ? "" : b->person_email,
		.from = input_time(rq, "from"), .until = input_time(rq, "until"),
		.participants = b->participants };
	int count = booking_alternatives(&rq->work, &wish, found, MOST_ALTERNATIVES);
	struct node *list = put_list(rq->document, "alternatives");

	for (int i = 0; i < count; i++)
		if (found[i].resource.id == b->resource)
			put_alternative(list, &found[i], booking_move_href(&rq->work.arena, b->ref,
				found[i].from, found[i].until));
}

static bool put_page(struct request *rq, struct booking *b)
{
	struct node *form = put_object(rq->document, "form");
	struct resource_now now;

	if (!booking_find(&rq->work, rq->part[0], b))
		return false;
	put_booking(rq, rq->document, b);
	put_times(rq, form, b);
	put_text(form, "purpose", input_has(rq, "purpose") ? input_text(rq, "purpose") : b->purpose);
	put_number(form, "participants", input_number(rq, "participants", b->participants));
	put_text(form, "heir", input_text(rq, "person"));
	if (resource_now(&rq->work, b->resource_slug, &now))
		put_policy(rq, rq->document, &now.resource);
	return true;
}

void booking_move(struct request *rq)
{
	struct booking b;

	put_page(rq, &b);
}

/* After a refusal a program gets the reasons, a browser the page again, unless one may not even see the booking. */
static bool is_shown_again(struct request *rq, struct booking *b)
{
	bool found = booking_find(&rq->work, rq->part[0], b);

	if (!found)
		rq->template = NULL;
	return found;
}

void booking_move_refused(struct request *rq)
{
	struct booking b;

	if (!is_shown_again(rq, &b))
		return;
	put_other_times(rq, &b);
	if (rq->wants_page)
		put_page(rq, &b);
}

void booking_give_refused(struct request *rq)
{
	struct booking b;

	if (is_shown_again(rq, &b) && rq->wants_page)
		put_page(rq, &b);
}

void booking_refused(struct request *rq)
{
	struct booking b;

	if (is_shown_again(rq, &b) && rq->wants_page)
		booking_show(rq);
}

/* ---- the forms ------------------------------------------------------------------------------- */

/* To the booking as it is now; who has handed it over sees it no longer. */
static void answer(struct request *rq, const struct booking *b)
{
	const struct person *person = rq->work.person;
	bool sees = b->person == person->id || person_is_staff(person);

	if (rq->work.reasons)
		return;
	if (sees)
		put_booking(rq, rq->document, b);
	if (rq->is_form || !sees)
		answer_back(rq, sees ? booking_href(&rq->work.arena, b->ref, "") : "/bookings");
}

/* What is not sent stays as it is. */
void booking_edit(struct request *rq)
{
	int64_t from = input_time(rq, "from"), until = input_time(rq, "until");
	struct booking b;

	if (!booking_find(&rq->work, rq->part[0], &b))
		return;
	struct wish wish = { .from = from ? from : b.from, .until = until ? until : b.until,
		.purpose = input_has(rq, "purpose")
			? text_trim(&rq->work.arena, input_text(rq, "purpose")) : b.purpose,
		.participants = input_number(rq, "participants", b.participants),
		.override = input_number(rq, "override", 0) };
	booking_change(&rq->work, rq->part[0], &wish, &b);
	answer(rq, &b);
}

void booking_hand_over(struct request *rq)
{
	struct wish wish = { .person = text_trim(&rq->work.arena, input_text(rq, "person")),
		.override = input_number(rq, "override", 0) };
	struct booking b;

	booking_give(&rq->work, rq->part[0], &wish, &b);
	answer(rq, &b);
}

void booking_finish(struct request *rq)
{
	struct booking b;

	booking_end(&rq->work, rq->part[0], &b);
	answer(rq, &b);
}

void booking_delete(struct request *rq)
{
	struct booking b;

	booking_cancel(&rq->work, rq->part[0], &b);
	if (!rq->work.reasons)
		answer_back(rq, booking_href(&rq->work.arena, b.ref, ""));
}

void booking_put_back(struct request *rq)
{
	struct booking b;

	booking_restore(&rq->work, rq->part[0], &b);
	answer(rq, &b);
}

void booking_accept(struct request *rq)
{
	struct booking b;

	waiting_accept(&rq->work, rq->part[0], &b);
	answer(rq, &b);
}

void booking_approve(struct request *rq)
{
	struct booking b;

	approval_approve(&rq->work, rq->part[0], input_number(rq, "override", 0), &b);
	answer(rq, &b);
}

void booking_refuse(struct request *rq)
{
	struct booking b;

	approval_refuse(&rq->work, rq->part[0], text_trim(&rq->work.arena, input_text(rq, "reason")), &b);
	answer(rq, &b);
}

void booking_came(struct request *rq)
{
	struct booking b;

	no_show_came_at(&rq->work, rq->part[0], input_time(rq, "at"), &b);
	answer(rq, &b);
}

void booking_object(struct request *rq)
{
	struct booking b;

	no_show_object(&rq->work, rq->part[0], text_trim(&rq->work.arena, input_text(rq, "objection")), &b);
	answer(rq, &b);
}

void objection_decide(struct request *rq)
{
	struct booking b;

	no_show_decide(&rq->work, rq->part[0], input_number(rq, "accept", 0),
		text_trim(&rq->work.arena, input_text(rq, "reason")), &b);
	answer(rq, &b);
}
