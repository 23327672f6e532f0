// SPDX-License-Identifier: EUPL-1.2
#include "app/organisation.h"

#include "app/base/text.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/listing.h"
#include "web/views.h"

#include <string.h>

enum { MOST = 500 };

static void put_kinds(struct node *to, const char *selected)
{
	struct node *list = put_list(to, "kinds");

	for (const char *const *kind = organisation_kinds; *kind; kind++) {
		struct node *one = put_object(list, NULL);
		put_word(one, "kind", *kind);
		put_flag(one, "selected", !strcmp(*kind, selected));
	}
}

static void put_organisation(struct node *to, const struct organisation *o)
{
	put_text(to, "slug", o->slug);
	put_text(to, "name", o->name);
	put_word(to, "kind", o->kind);
	put_print(to, "href", "/organisations/%s", o->slug);
}

/* ---- the table ------------------------------------------------------------------------------- */

static const struct listing_column columns[] = {
	{ "name", "name", ORGANISATIONS_BY_NAME, false },
	{ "organisation_kind", "kind", ORGANISATIONS_BY_KIND, false },
	{ "members", "members", ORGANISATIONS_BY_MEMBERS, true },
	{ 0 },
};

static const struct listing_filter filters[] = {
	{ "q", "people_part_name", LISTING_TEXT, NULL, NULL },
	{ "kind", "organisation_kind", LISTING_CHOICE, "kind", organisation_kinds },
	{ 0 },
};

static const struct listing listing = { "/organisations", "/organisations.csv", columns, filters, false };

static struct organisation_filter filter_of(struct request *rq)
{
	return (struct organisation_filter){ query_text(rq, "q"), query_text(rq, "kind") };
}

void organisations_table(struct request *rq)
{
	static const char *const head[] = { "slug", "name", "kind", "members", NULL };
	struct organisation_row *list = arena_alloc(&rq->work.arena, sizeof *list * LISTING_ROWS);
	struct organisation_filter filter = filter_of(rq);
	int count = LISTING_ROWS;

	listing_csv(rq, "organisations", head);
	for (int from = 0; count == LISTING_ROWS && !rq->work.reasons; from += count) {
		count = organisations_find(&rq->work, &filter, listing_rows(rq, &listing, from), list);
		for (int i = 0; i < count; i++) {
			const struct organisation *o = &list[i].organisation;
			csv_row(&rq->body, (const char *const[]){ o->slug, o->name, o->kind,
				arena_print(&rq->work.arena, "%lld", (long long)list[i].members), NULL });
		}
	}
}

void organisations_list(struct request *rq)
{
	struct organisation_row list[LISTING_PAGE];
	struct organisation_filter filter = filter_of(rq);
	struct slice slice = listing_put(rq, &listing, organisations_count(&rq->work, &filter));
	int count = rq->work.reasons ? 0 : organisations_find(&rq->work, &filter, slice, list);
	struct node *to = put_list(rq->document, "organisations"), *form = put_object(rq->document, "form");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_organisation(one, &list[i].organisation);
		put_number(one, "members", list[i].members);
	}
	put_text(form, "name", input_text(rq, "name"));
	put_text(form, "slug", input_text(rq, "slug"));
	put_kinds(form, input_text(rq, "kind"));
}

static void put_member_list(struct request *rq, const struct organisation *o)
{
	struct member *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	int count = organisation_members(&rq->work, o, list, MOST);
	struct node *to = put_list(rq->document, "members");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_number(one, "id", list[i].person.id);
		put_text(one, "name", list[i].person.name);
		put_text(one, "email", list[i].person.email);
		put_flag(one, "manager", list[i].manager);
		put_flag(one, "is_me", list[i].person.id == rq->work.person->id);
	}
}

static void put_invitations(struct request *rq, const struct organisation *o)
{
	struct ticket *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	int count = organisation_invitations(&rq->work, o, list, MOST);
	struct node *to = put_list(rq->document, "invitations");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_number(one, "id", list[i].id);
		put_text(one, "email", list[i].email);
		put_time(one, "created", list[i].created);
	}
}

/* Its managers see who books for it: that is what they manage. */
static void put_bookings(struct request *rq, const struct organisation *o)
{
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_BOOKINGS);
	int count = organisation_bookings(&rq->work, o, list, MOST_BOOKINGS);
	struct node *to = put_list(rq->document, "bookings");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_booking(rq, one, &list[i]);
		put_text(one, "who", list[i].person_name);
	}
}

void organisation_show(struct request *rq)
{
	struct organisation o;

	if (!organisation_find(&rq->work, rq->part[0], &o))
		return;
	put_organisation(rq->document, &o);
	put_kinds(rq->document, o.kind);
	put_flag(rq->document, "is_staff", person_is_staff(rq->work.person));
	put_text(rq->document, "email", input_text(rq, "email"));
	put_member_list(rq, &o);
	put_invitations(rq, &o);
	put_bookings(rq, &o);
}

static const char *trimmed(struct request *rq, const char *name)
{
	return text_trim(&rq->work.arena, input_text(rq, name));
}

static const char *href(struct request *rq, const struct organisation *o)
{
	return arena_print(&rq->work.arena, "/organisations/%s", o->slug);
}

void organisation_add(struct request *rq)
{
	struct organisation o = { .slug = trimmed(rq, "slug"), .name = trimmed(rq, "name"),
		.kind = input_text(rq, "kind") };

	organisation_create(&rq->work, &o);
	if (rq->work.reasons)
		return;
	put_organisation(rq->document, &o);
	answer_made(rq, href(rq, &o));
}

void organisation_edit(struct request *rq)
{
	struct organisation o;

	if (!organisation_find(&rq->work, rq->part[0], &o))
		return;
	o.name = trimmed(rq, "name");
	o.kind = input_text(rq, "kind");
	organisation_change(&rq->work, &o);
	if (!rq->work.reasons)
		answer_done(rq, href(rq, &o));
}

void invitation_create(struct request *rq)
{
	struct organisation o;

	if (organisation_find(&rq->work, rq->part[0], &o))
		organisation_invite(&rq->work, &o, input_text(rq, "email"), rq->work.person->language);
	if (!rq->work.reasons)
		answer_done(rq, href(rq, &o));
}

/* What happens to one member or invitation: both are named by their number. */
static void act(struct request *rq, void (*run)(struct work *, const struct organisation *, int64_t))
{
	struct organisation o;
	int64_t id = part_number(rq, 1);

	if (organisation_find(&rq->work, rq->part[0], &o))
		run(&rq->work, &o, id);
	if (!rq->work.reasons)
		answer_done(rq, href(rq, &o));
}

void invitation_delete(struct request *rq)
{
	act(rq, organisation_take_back);
}

void member_delete(struct request *rq)
{
	act(rq, organisation_remove);
}

static void promote(struct work *work, const struct organisation *o, int64_t person)
{
	organisation_set_manager(work, o, person, true);
}

static void demote(struct work *work, const struct organisation *o, int64_t person)
{
	organisation_set_manager(work, o, person, false);
}

void member_change(struct request *rq)
{
	act(rq, input_number(rq, "manager", 0) ? promote : demote);
}
