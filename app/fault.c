// SPDX-License-Identifier: EUPL-1.2
/* Machines that are out of order until staff have seen them; declared in app/machine.h. */
#include "app/delivery.h"
#include "app/machine.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"

#include <string.h>

enum { FOR_EVER = 1000 * 86400, MOST_HIT = 200 };

int fault_list(struct work *work, int64_t resource, struct fault *list, int most)
{
	return db_faults(work->db, resource, list, most);
}

int fault_hits(struct work *work, int64_t resource, struct booking *list, int most)
{
	return db_bookings_hit(work->db, resource, work->now, work->now + FOR_EVER, list, most);
}

/* Once for each time that it changes. */
static void tell_owners(struct work *work, const char *kind, const struct resource *r)
{
	struct booking *list = arena_alloc(&work->arena, sizeof *list * MOST_HIT);
	int count = fault_hits(work, r->id, list, MOST_HIT);

	for (int i = 0; i < count; i++)
		delivery_add(work, &(struct delivery){ .kind = kind, .person = list[i].person,
			.booking = list[i].id, .detail = r->name,
			.key = arena_print(&work->arena, "%s %lld %lld %lld", kind, (long long)r->id,
				(long long)list[i].id, (long long)work->now) });
}

/* Tells if it is out of order now and was not before, or the other way round. */
static void settle(struct work *work, const struct resource *before)
{
	struct resource after;

	db_condition_settle(work->db, before->id);
	db_resource_by_id(work->db, before->id, &after);
	if (after.is_out != before->is_out)
		tell_owners(work, after.is_out ? "machine_out" : "machine_back", &after);
	work_touch(work, SCOPE_LAB);
	work_touch(work, SCOPE_BOOKINGS);
}

void fault_report(struct work *work, const struct fault *fault)
{
	struct fault row = *fault;
	struct resource r;

	row.at = work->now;
	row.person = work->person->id;
	db_resource_by_id(work->db, row.resource, &r);
	db_fault_add(work->db, &row);
	settle(work, &r);
}

void fault_clear(struct work *work, int64_t id, const char *remedy, struct fault *fault)
{
	struct resource r;

	if (!person_is_staff(work->person))
		reason_add(work, NOT_ALLOWED, NULL);
	else if (!db_fault(work->db, id, fault))
		reason_add(work, NO_SUCH_PAGE, NULL);
	if (work->reasons)
		return;
	db_resource_by_id(work->db, fault->resource, &r);
	db_fault_clear(work->db, id, work->person->id, work->now, remedy);
	settle(work, &r);
	audit(work, "fault.clear", fault->resource, remedy);
	struct node *kept = document_new(&work->arena);
	put_number(kept, "id", id);
	put_number(kept, "resource", fault->resource);
	undo_offer(work, "fault", kept);
}

void fault_reopen(struct work *work, int64_t id, int64_t resource)
{
	struct resource r;

	if (!db_resource_by_id(work->db, resource, &r) || !db_fault_reopen(work->db, id)) {
		reason_add(work, NO_SUCH_PAGE, NULL);
		return;
	}
	settle(work, &r);
	audit(work, "fault.reopen", resource, NULL);
}
