// SPDX-License-Identifier: EUPL-1.2
#include "app/approval.h"

#include "app/delivery.h"
#include "app/person.h"
#include "app/policy.h"
#include "app/undo.h"

#include <string.h>

enum { LAST_CALL = 3600, MOST_STAFF = 50, HOLD = 60 };

int64_t approval_lapses(const struct work *work, const struct booking *b)
{
	int64_t latest = b->from - LAST_CALL, soon = work->now + DECIDE_WITHIN;

	if (latest <= work->now)
		latest = b->from > work->now ? b->from : b->until;
	return latest < soon ? latest : soon;
}

bool approval_request(struct work *work, const struct resource *r, struct booking *b)
{
	if (!r->needs_approval || person_is_staff(work->person))
		return false;
	if (b->id && b->from <= work->now && !b->lapses)
		reason_add(work, NOT_ALLOWED, NULL);
	b->status = "requested";
	b->lapses = approval_lapses(work, b);
	return true;
}

void staff_tell(struct work *work, const char *kind, const struct booking *b)
{
	int64_t staff[MOST_STAFF];
	int count = db_staff(work->db, staff, MOST_STAFF);

	for (int i = 0; i < count; i++)
		delivery_add(work, &(struct delivery){ .kind = kind, .person = staff[i], .booking = b->id,
			.key = arena_print(&work->arena, "%s %lld %lld %lld", kind, (long long)b->id,
				(long long)b->sequence, (long long)staff[i]) });
}

void approval_tell(struct work *work, const struct booking *b)
{
	if (!strcmp(b->status, "requested"))
		staff_tell(work, "approval_wanted", b);
}

static bool find_requested(struct work *work, const char *ref, struct booking *b)
{
	if (!person_is_staff(work->person)) {
		reason_add(work, NOT_ALLOWED, NULL);
		return false;
	}
	if (!booking_find(work, ref, b))
		return false;
	if (strcmp(b->status, "requested") != 0 || b->offered)
		reason_add(work, ALREADY_DECIDED, NULL);
	else if (b->lapses <= work->now)
		reason_add(work, TOO_LATE, NULL);
	return !work->reasons;
}

const struct said *approval_conflicts(struct work *work, const struct booking *b)
{
	const struct said *before = work->reasons, *found;
	struct resource r;

	work->reasons = NULL;
	if (db_resource_by_id(work->db, b->resource, &r))
		policy_check(work, &r, b);
	reason_drop(work, TOO_SOON);
	found = work->reasons;
	work->reasons = before;
	return found;
}

/* The mail waits a moment, so that a slip of the hand can be taken back before anybody reads of it. */
static void hold(struct work *work, const char *kind, const struct booking *b, int64_t lapses)
{
	struct node *kept = document_new(&work->arena);

	db_delivery_hold(work->db, b->id, work->now, work->now + HOLD);
	put_text(kept, "ref", b->ref);
	put_number(kept, "lapses", lapses);
	undo_offer(work, kind, kept);
}

/* It was asked for in time, however long staff took. */
void approval_approve(struct work *work, const char *ref, bool override, struct booking *b)
{
	struct resource r;

	if (!find_requested(work, ref, b))
		return;
	db_resource_by_id(work->db, b->resource, &r);
	policy_check(work, &r, b);
	reason_drop(work, TOO_SOON);
	const char *codes = override ? policy_override(work) : NULL;
	if (codes)
		b->override = codes;
	if (work->reasons)
		return;
	int64_t lapses = b->lapses;
	b->lapses = 0;
	booking_await(work, &r, b);
	booking_settle(work, b, "confirmed", "booking.approve", "booking_approved");
	hold(work, "approval", b, lapses);
}

void approval_refuse(struct work *work, const char *ref, const char *why, struct booking *b)
{
	if (!find_requested(work, ref, b))
		return;
	int64_t lapses = b->lapses;
	b->note = *why ? why : NULL;
	booking_settle(work, b, "refused", "booking.refuse", "booking_refused");
	hold(work, "refusal", b, lapses);
}

/* A refused one has lost its time, which may be somebody else's by now. */
static bool claim_again(struct work *work, struct booking *b)
{
	struct resource r;

	if (strcmp(b->status, "refused") != 0)
		return true;
	db_resource_by_id(work->db, b->resource, &r);
	b->claim_until = b->until + r.buffer_minutes * 60;
	return db_claim_add(work->db, b) == db_within_count(work->db, b->resource);
}

void approval_undo(struct work *work, const char *ref, int64_t lapses)
{
	struct booking b;

	if (!booking_find(work, ref, &b))
		return;
	if (!db_delivery_unsend(work->db, b.id, strcmp(b.status, "refused") ? "booking_approved" : "booking_refused"))
		reason_add(work, UNDO_OVER, NULL);
	else if (!claim_again(work, &b))
		reason_add(work, SLOT_TAKEN, NULL);
	if (work->reasons)
		return;
	b.lapses = lapses;
	b.note = b.override = NULL;
	booking_settle(work, &b, "requested", "booking.undo", NULL);
}

int approval_queue(struct work *work, struct booking *list, int most)
{
	return db_bookings_requested(work->db, list, most);
}

int approval_lapse(struct work *work, int most)
{
	struct booking *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_bookings_lapsing(work->db, work->now, list, most);

	for (int i = 0; i < count; i++)
		booking_settle(work, &list[i], "lapsed", list[i].offered ? "offer.lapse" : "booking.lapse",
			list[i].offered ? "offer_lapsed" : "booking_lapsed");
	return count;
}
