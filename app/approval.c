// SPDX-License-Identifier: EUPL-1.2
#include "app/approval.h"

#include "app/delivery.h"
#include "app/person.h"
#include "app/policy.h"

#include <string.h>

enum { LAST_CALL = 3600, MOST_STAFF = 50 };

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
	b->lapses = 0;
	booking_await(work, &r, b);
	booking_settle(work, b, "confirmed", "booking.approve", "booking_approved");
}

void approval_refuse(struct work *work, const char *ref, const char *why, struct booking *b)
{
	if (!find_requested(work, ref, b))
		return;
	b->note = *why ? why : NULL;
	booking_settle(work, b, "refused", "booking.refuse", "booking_refused");
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
