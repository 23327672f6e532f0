// SPDX-License-Identifier: EUPL-1.2
#include "app/approval.h"

#include "app/policy.h"

#include <string.h>

enum { LAST_CALL = 3600 };

int64_t approval_lapses(const struct work *work, const struct booking *b)
{
	int64_t latest = b->from - LAST_CALL, soon = work->now + DECIDE_WITHIN;

	if (latest <= work->now)
		latest = b->from;
	return latest < soon ? latest : soon;
}

static bool find_requested(struct work *work, const char *ref, struct booking *b)
{
	if (!booking_find(work, ref, b))
		return false;
	if (strcmp(b->status, "requested") != 0)
		reason_add(work, NOT_CHANGEABLE, NULL);
	return !work->reasons;
}

void approval_approve(struct work *work, const char *ref, bool override, struct booking *b)
{
	struct resource r;

	if (!find_requested(work, ref, b))
		return;
	db_resource_by_id(work->db, b->resource, &r);
	policy_check(work, &r, b);
	if (override)
		b->override = policy_override(work);
	if (work->reasons)
		return;
	b->lapses = 0;
	booking_settle(work, b, "confirmed", "booking.approve", "booking_approved");
}

void approval_refuse(struct work *work, const char *ref, const char *why, struct booking *b)
{
	if (!find_requested(work, ref, b))
		return;
	b->lapses = 0;
	b->note = why;
	booking_settle(work, b, "refused", "booking.refuse", "booking_refused");
}

int approval_queue(struct work *work, struct booking *list, int most)
{
	return db_bookings_requested(work->db, INT64_MAX, list, most);
}

int approval_lapse(struct work *work, int most)
{
	struct booking *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_bookings_requested(work->db, work->now, list, most);

	for (int i = 0; i < count; i++) {
		list[i].lapses = 0;
		booking_settle(work, &list[i], "lapsed", "booking.lapse", "booking_lapsed");
	}
	return count;
}
