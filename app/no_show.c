// SPDX-License-Identifier: EUPL-1.2
#include "app/no_show.h"

#include "app/approval.h"
#include "app/pass.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"

#include <string.h>

enum { LATEST = 14 * 86400 }; /* as of scans, see app/scan.c */

static bool is_no_show(const struct booking *b)
{
	return !strcmp(b->status, "no_show");
}

static bool find_as_staff(struct work *work, const char *ref, struct booking *b)
{
	if (person_is_staff(work->person))
		return booking_find(work, ref, b);
	reason_add(work, NOT_ALLOWED, NULL);
	return false;
}

/* Who switched the machine on need not have shown a pass. */
static bool is_at_work(struct work *work, const struct booking *b)
{
	return db_booking_ran(work->db, b->resource, b->from - PASS_EARLY, b->until);
}

int no_show_release(struct work *work, int most)
{
	struct booking *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_bookings_awaited(work->db, work->now, list, most);

	for (int i = 0; i < count; i++)
		if (is_at_work(work, &list[i]))
			db_booking_came(work->db, list[i].id, work->now);
		else
			booking_settle(work, &list[i], "no_show", "booking.no_show", "booking_no_show");
	if (count)
		work_touch(work, SCOPE_BOOKINGS);
	return count;
}

void no_show_came_at(struct work *work, const char *ref, int64_t at, struct booking *b)
{
	if (!find_as_staff(work, ref, b))
		return;
	if (!at)
		at = work->now;
	if (at > work->now || at <= work->now - LATEST)
		reason_add(work, BAD_INPUT, "at");
	if (strcmp(b->status, "confirmed") != 0 || b->from > at + PASS_EARLY)
		reason_add(work, NOT_CHANGEABLE, NULL);
	if (work->reasons)
		return;
	b->checked_in = b->checked_in ? b->checked_in : at;
	db_booking_came(work->db, b->id, at);
	audit(work, "booking.came", b->id, NULL);
	work_touch(work, SCOPE_BOOKINGS);
	if (b->checked_in != at) /* the first one counts */
		return;
	struct node *kept = document_new(&work->arena);
	put_text(kept, "ref", b->ref);
	put_number(kept, "awaited", b->awaited);
	undo_offer(work, "came", kept);
}

void no_show_came(struct work *work, const char *ref, struct booking *b)
{
	no_show_came_at(work, ref, 0, b);
}

void no_show_not_came(struct work *work, const char *ref, int64_t awaited)
{
	struct booking b;

	if (!find_as_staff(work, ref, &b))
		return;
	db_booking_not_came(work->db, b.id, awaited);
	audit(work, "booking.not_came", b.id, NULL);
	work_touch(work, SCOPE_BOOKINGS);
}

/* ---- the objection --------------------------------------------------------------------------- */

bool no_show_may_object(const struct work *work, const struct booking *b)
{
	return is_no_show(b) && !b->objection && !b->note && b->person == work->person->id;
}

void no_show_object(struct work *work, const char *ref, const char *text, struct booking *b)
{
	if (!booking_find(work, ref, b))
		return;
	if (!no_show_may_object(work, b))
		reason_add(work, NOT_CHANGEABLE, NULL);
	if (work->reasons)
		return;
	b->objection = text;
	booking_settle(work, b, "no_show", "booking.object", NULL);
	staff_tell(work, "objection_made", b);
}

int no_show_objections(struct work *work, struct booking *list, int most)
{
	return db_bookings_objected(work->db, list, most);
}

/* What is left of it, if it is still free. */
static bool take_back(struct work *work, struct booking *b)
{
	struct resource r;

	if (b->until <= work->now || !db_resource_by_id(work->db, b->resource, &r))
		return false;
	b->claim_until = b->until + r.buffer_minutes * 60;
	return db_claim_is_free(work->db, r.id, b->from, b->claim_until, b->id) &&
		db_claim_add(work->db, b) == db_within_count(work->db, b->resource);
}

void no_show_decide(struct work *work, const char *ref, bool accept, const char *why, struct booking *b)
{
	if (!find_as_staff(work, ref, b))
		return;
	if (!is_no_show(b) || !b->objection)
		reason_add(work, ALREADY_DECIDED, NULL);
	if (work->reasons)
		return;
	b->objection = NULL;
	b->note = why; /* also "": it was decided */
	if (accept)
		b->checked_in = b->from;
	const char *status = !accept ? "no_show" : take_back(work, b) ? "confirmed" : "done";
	booking_settle(work, b, status, accept ? "objection.accept" : "objection.reject",
		accept ? "objection_accepted" : "objection_rejected");
}

struct record no_show_record(struct work *work, int64_t person)
{
	return db_booking_record(work->db, person, work->now - RECORD_SPAN);
}
