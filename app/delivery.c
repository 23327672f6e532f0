// SPDX-License-Identifier: EUPL-1.2
#include "app/delivery.h"

void delivery_add(struct work *work, const struct delivery *delivery)
{
	struct delivery row = *delivery;

	row.created = work->now;
	if (!row.due)
		row.due = work->now;
	db_delivery_add(work->db, &row);
}

void delivery_booking(struct work *work, const char *kind, const struct booking *b)
{
	delivery_add(work, &(struct delivery){ .kind = kind, .person = b->person, .booking = b->id, .detail = b->note,
		.key = arena_print(&work->arena, "%s %lld %lld", kind, (long long)b->id,
			(long long)b->sequence) });
}
