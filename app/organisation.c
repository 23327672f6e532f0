// SPDX-License-Identifier: EUPL-1.2
#include "app/organisation.h"

#include "app/base/text.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/ticket.h"
#include "app/undo.h"

#include <string.h>

const char *const organisation_kinds[] = { "startup", "company", "school", "university", "association",
	"town", NULL };

bool organisation_find(struct work *work, const char *slug, struct organisation *o)
{
	if (db_organisation_by_slug(work->db, slug, o) && (person_is_staff(work->person) ||
	    db_is_manager(work->db, o->id, work->person->id)))
		return true;
	reason_add(work, NO_SUCH_ORGANISATION, NULL);
	return false;
}

static bool is_kind(const char *word)
{
	for (const char *const *kind = organisation_kinds; *kind; kind++)
		if (!strcmp(*kind, word))
			return true;
	return false;
}

static void check(struct work *work, const struct organisation *o)
{
	if (!*o->name)
		reason_add(work, MISSING_FIELD, "name");
	if (!is_kind(o->kind))
		reason_add_detail(work, BAD_INPUT, "kind", o->kind);
	if (!text_is_slug(o->slug))
		reason_add(work, NOT_A_SLUG, "slug");
}

void organisation_create(struct work *work, struct organisation *o)
{
	check(work, o);
	if (work->reasons)
		return;
	if (!db_organisation_add(work->db, o)) {
		reason_add(work, KNOWN_SLUG, "slug");
		return;
	}
	audit(work, "organisation.add", o->id, o->name);
	work_touch(work, SCOPE_LAB);
}

void organisation_change(struct work *work, const struct organisation *o)
{
	check(work, o);
	if (work->reasons)
		return;
	db_organisation_set(work->db, o);
	audit(work, "organisation.change", o->id, o->name);
	work_touch(work, SCOPE_LAB);
}

static struct organisation_filter lowered(struct work *work, const struct organisation_filter *filter)
{
	return (struct organisation_filter){ person_address(work, filter->part), filter->kind };
}

int64_t organisations_count(struct work *work, const struct organisation_filter *filter)
{
	struct organisation_filter wanted = lowered(work, filter);
	return db_organisations_count(work->db, &wanted);
}

int organisations_find(struct work *work, const struct organisation_filter *filter, struct slice slice,
	struct organisation_row *list)
{
	struct organisation_filter wanted = lowered(work, filter);
	return db_organisations_find(work->db, &wanted, slice, list);
}

int organisation_all(struct work *work, struct organisation_row *list, int most)
{
	return db_organisations(work->db, list, most);
}

int organisation_managed(struct work *work, struct organisation *list, int most)
{
	return db_organisations_managed(work->db, work->person->id, list, most);
}

int organisation_members(struct work *work, const struct organisation *o, struct member *list, int most)
{
	return db_members(work->db, o->id, list, most);
}

int organisation_bookings(struct work *work, const struct organisation *o, struct booking *list, int most)
{
	return db_bookings_of_organisation(work->db, o->id, work->now, list, most);
}

int organisation_invitations(struct work *work, const struct organisation *o, struct ticket *list, int most)
{
	return db_invitations(work->db, o->id, work->now, list, most);
}

void organisation_invite(struct work *work, const struct organisation *o, const char *typed, const char *language)
{
	const char *email = text_trim(&work->arena, typed);

	if (!text_is_email(email)) {
		reason_add(work, NOT_AN_ADDRESS, "email");
		return;
	}
	ticket_send(work, &(struct ticket){ .kind = "invite", .email = person_address(work, email),
		.organisation = o->id, .language = language }, TICKET_WEEKS,
		&(struct delivery){ .kind = "invite", .detail = o->name, .language = language });
	audit(work, "organisation.invite", o->id, NULL);
}

void organisation_take_back(struct work *work, const struct organisation *o, int64_t invitation)
{
	if (db_invitation_void(work->db, o->id, invitation, work->now))
		audit(work, "organisation.take_back", o->id, NULL);
	else
		reason_add(work, NO_SUCH_MESSAGE, NULL);
}

static void note(struct work *work, bool done, const char *verb, int64_t person)
{
	if (done)
		audit(work, verb, person, NULL);
	else
		reason_add(work, NO_SUCH_PERSON, NULL);
	work_touch(work, SCOPE_LAB);
}

void organisation_remove(struct work *work, const struct organisation *o, int64_t person)
{
	struct node *kept = document_new(&work->arena);
	int64_t manager = 0;
	bool was_there = db_membership_delete(work->db, o->id, person, &manager);

	note(work, was_there, "organisation.remove", person);
	put_number(kept, "organisation", o->id);
	put_number(kept, "person", person);
	put_number(kept, "manager", manager);
	if (was_there)
		undo_offer(work, "member", kept);
}

void organisation_restore(struct work *work, const struct organisation *o, int64_t person, bool manager)
{
	db_membership_add(work->db, o->id, person);
	note(work, db_membership_set(work->db, o->id, person, manager), "organisation.restore", person);
}

void organisation_set_manager(struct work *work, const struct organisation *o, int64_t person, bool manager)
{
	note(work, db_membership_set(work->db, o->id, person, manager),
		manager ? "organisation.manager" : "organisation.no_manager", person);
}
