// SPDX-License-Identifier: EUPL-1.2
#include "app/qualification.h"

#include "app/base/time.h"
#include "app/delivery.h"
#include "app/join.h"
#include "app/person.h"
#include "app/resource.h"
#include "app/revision.h"
#include "app/undo.h"

/* The end of the day, on the lab's calendar: nobody loses it in the middle of a print. */
static int64_t usual_end(struct work *work, int64_t person)
{
	int today = zone_day(work->now), born = (int)youth_of(work, person).born;
	bool minor = born && date_of(today).year - born <= 18; /* of the birthday nobody knows but the year */

	return zone_instant(today + (minor ? QUALIFIED_YOUNG_DAYS : QUALIFIED_DAYS) + 1, 0);
}

void qualification_grant(struct work *work, const char *email, const char *slug, int until_day)
{
	struct person person = { 0 };
	struct resource resource = { 0 };

	if (!person_by_email(work, email, &person))
		reason_add(work, NO_SUCH_PERSON, "person");
	if (!resource_by_slug(work, slug, &resource))
		reason_add(work, NO_SUCH_RESOURCE, "resource");
	if (until_day && until_day < zone_day(work->now))
		reason_add(work, IN_THE_PAST, "until");
	if (work->reasons)
		return;
	int64_t expires = until_day ? zone_instant(until_day + 1, 0) : usual_end(work, person.id);
	db_qualification_add(work->db, &(struct qualification){ .person = person.id,
		.resource = resource.id, .granted_by = work->person->id, .granted = work->now,
		.expires = expires });
	audit(work, "qualification.grant", person.id, resource.slug);
	work_touch(work, SCOPE_LAB);
}

void qualification_withdraw(struct work *work, int64_t person, int64_t resource)
{
	struct node *kept = document_new(&work->arena);
	struct qualification was;
	bool was_there = db_qualification_remove(work->db, person, resource, &was);

	if (!audit_removed(work, was_there, "qualification.withdraw", person))
		return;
	put_number(kept, "person", was.person);
	put_number(kept, "resource", was.resource);
	put_number(kept, "granted_by", was.granted_by);
	put_number(kept, "granted", was.granted);
	put_number(kept, "expires", was.expires);
	undo_offer(work, "qualification", kept);
}

void qualification_restore(struct work *work, const struct qualification *q)
{
	db_qualification_add(work->db, q);
	audit(work, "qualification.restore", q->person, NULL);
	work_touch(work, SCOPE_LAB);
}

int qualification_list(struct work *work, const struct qualification_filter *filter, struct qualification *list,
	int most)
{
	return db_qualifications(work->db, filter, list, most);
}

int qualification_remind(struct work *work, int most)
{
	struct qualification *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int64_t soon = zone_instant(zone_day(work->now) + RENEW_DAYS, 0);
	int count = db_qualifications_lapsing(work->db, work->now, soon, list, most);

	for (int i = 0; i < count; i++) {
		delivery_add(work, &(struct delivery){ .kind = "qualification_lapses",
			.person = list[i].person, .detail = list[i].resource_name,
			.key = arena_print(&work->arena, "qualification_lapses %lld %lld %lld",
				(long long)list[i].person, (long long)list[i].resource,
				(long long)list[i].expires) });
		db_qualification_reminded(work->db, &list[i]);
	}
	return count;
}
