// SPDX-License-Identifier: EUPL-1.2
#include "app/upkeep.h"

#include "app/base/text.h"
#include "app/delivery.h"
#include "app/person.h"
#include "app/revision.h"

enum { MOST_NAME = 100, MOST_HOURS = 100000, MOST_STAFF = 100 };

int upkeep_list(struct work *work, int64_t resource, struct upkeep *list, int most)
{
	return db_upkeeps(work->db, resource, list, most);
}

int upkeep_history(struct work *work, int64_t resource, struct upkept *list, int most)
{
	return db_upkept(work->db, resource, list, most);
}

void upkeep_add(struct work *work, int64_t resource, const char *name, int64_t every_hours)
{
	if (!*name || text_letters(name) > MOST_NAME)
		reason_add(work, MISSING_FIELD, "upkeep");
	if (every_hours < 1 || every_hours > MOST_HOURS)
		reason_add(work, NOT_A_NUMBER, "every_hours");
	if (work->reasons)
		return;
	db_upkeep_add(work->db, &(struct upkeep){ .resource = resource, .name = name, .every_hours = every_hours,
		.since = work->now });
	audit(work, "upkeep.add", resource, name);
	work_touch(work, SCOPE_DEVICES);
}

void upkeep_done(struct work *work, int64_t resource, int64_t id, const char *note)
{
	struct upkeep upkeep;

	if (!db_upkeep(work->db, resource, id, &upkeep))
		reason_add(work, NO_SUCH_PAGE, NULL);
	else if (text_letters(note) > MOST_UPKEEP_NOTE)
		reason_add(work, TOO_LONG_TEXT, "note");
	if (work->reasons)
		return;
	db_upkept_add(work->db, &(struct upkept){ .upkeep = id, .at = work->now, .person = work->person->id,
		.seconds = upkeep.seconds, .note = note });
	upkeep.since = work->now;
	upkeep.reminded = false;
	db_upkeep_set(work->db, &upkeep);
	audit(work, "upkeep.done", resource, upkeep.name);
	work_touch(work, SCOPE_DEVICES);
}

void upkeep_delete(struct work *work, int64_t resource, int64_t id)
{
	audit_removed(work, db_upkeep_delete(work->db, resource, id), "upkeep.delete", id);
	work_touch(work, SCOPE_DEVICES);
}

static void tell_staff(struct work *work, const struct upkeep *upkeep)
{
	int64_t staff[MOST_STAFF];
	int count = db_staff(work->db, staff, MOST_STAFF);

	for (int i = 0; i < count; i++)
		delivery_add(work, &(struct delivery){ .kind = "upkeep_due", .person = staff[i],
			.detail = arena_print(&work->arena, "%s: %s", upkeep->resource_name, upkeep->name),
			.key = arena_print(&work->arena, "upkeep_due %lld %lld %lld", (long long)upkeep->id,
				(long long)upkeep->since, (long long)staff[i]) });
}

int upkeep_remind(struct work *work, int most)
{
	struct upkeep *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_upkeeps_due(work->db, list, most);

	for (int i = 0; i < count; i++) {
		tell_staff(work, &list[i]);
		list[i].reminded = true;
		db_upkeep_set(work->db, &list[i]);
	}
	return count;
}
