// SPDX-License-Identifier: EUPL-1.2
/* People as staff look after them. What one may change about oneself is in account.c. */
#include "app/base/text.h"
#include "app/join.h"
#include "app/no_show.h"
#include "app/organisation.h"
#include "app/qualification.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/language.h"
#include "web/listing.h"
#include "web/views.h"

#include <string.h>

enum { MOST = 200, MOST_CHOICES = 500, MOST_VISITS = 10 };

/* ---- the table ------------------------------------------------------------------------------- */

static const struct listing_column columns[] = {
	{ "name", "name", PEOPLE_BY_NAME, false },
	{ "email", "email", PEOPLE_BY_EMAIL, false },
	{ "role", "role", PEOPLE_BY_ROLE, false },
	{ "organisation", NULL, 0, false },
	{ "person_since", "created", PEOPLE_BY_CREATED, false },
	{ 0 },
};

static const char *const roles[] = { "member", "staff", "admin", NULL };

static const struct listing_filter filters[] = {
	{ "q", "people_part", LISTING_TEXT, NULL, NULL },
	{ "role", "role", LISTING_CHOICE, "role", roles },
	{ "organisation", "organisation", LISTING_CHOICE, NULL, NULL },
	{ 0 },
};

static const struct listing listing = { "/people", "/people.csv", columns, filters, false };

static struct person_filter filter_of(struct request *rq)
{
	return (struct person_filter){ query_text(rq, "q"), query_text(rq, "role"),
		query_text(rq, "organisation") };
}

static void put_person(struct node *to, const struct person *person)
{
	put_number(to, "id", person->id);
	put_text(to, "name", person->name);
	put_text(to, "email", person->email);
	put_word(to, "role", person->role);
	put_text(to, "language", person->language);
	put_print(to, "href", "/people/%lld", (long long)person->id);
}

static void put_choices(struct request *rq)
{
	struct organisation_row *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_CHOICES);
	int count = organisation_all(&rq->work, list, MOST_CHOICES);

	for (int i = 0; i < count; i++)
		listing_choice(rq, "organisation", list[i].organisation.slug, list[i].organisation.name);
}

void people_list(struct request *rq)
{
	struct person_row list[LISTING_PAGE];
	struct person_filter filter = filter_of(rq);
	struct slice slice = listing_put(rq, &listing, people_count(&rq->work, &filter));
	int count = rq->work.reasons ? 0 : people_find(&rq->work, &filter, slice, list);
	struct node *to = put_list(rq->document, "people"), *form = put_object(rq->document, "form");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_person(one, &list[i].person);
		put_text(one, "organisation", list[i].organisation ? list[i].organisation : "");
		put_time(one, "created", list[i].created);
	}
	if (rq->wants_page)
		put_choices(rq);
	put_text(form, "name", input_text(rq, "name"));
	put_text(form, "email", input_text(rq, "email"));
}

/* That it was taken away is kept: this GET goes through the write lane. */
void people_table(struct request *rq)
{
	static const char *const head[] = { "id", "name", "email", "role", "language", "organisation", NULL };
	struct person_row *list = arena_alloc(&rq->work.arena, sizeof *list * LISTING_ROWS);
	struct person_filter filter = filter_of(rq);
	int count = LISTING_ROWS;

	listing_csv(rq, "people", head);
	for (int from = 0; count == LISTING_ROWS && !rq->work.reasons; from += count) {
		count = people_find(&rq->work, &filter, listing_rows(rq, &listing, from), list);
		for (int i = 0; i < count; i++) {
			const struct person *p = &list[i].person;
			csv_row(&rq->body, (const char *const[]){
				arena_print(&rq->work.arena, "%lld", (long long)p->id), p->name, p->email, p->role,
				p->language, list[i].organisation ? list[i].organisation : "", NULL });
		}
	}
	audit(&rq->work, "people.export", 0, NULL);
}

static bool find(struct request *rq, struct person *person)
{
	int64_t id = part_number(rq, 0);

	if (person_by_id(&rq->work, id, person))
		return true;
	reason_add(&rq->work, NO_SUCH_PERSON, NULL);
	return false;
}

static const char *href(struct request *rq, const struct person *person)
{
	return arena_print(&rq->work.arena, "/people/%lld", (long long)person->id);
}

static void put_roles(struct request *rq, const struct person *person)
{
	struct node *to = put_list(rq->document, "roles");

	for (size_t i = 0; roles[i]; i++) {
		struct node *one = put_object(to, NULL);
		put_word(one, "role", roles[i]);
		put_flag(one, "selected", !strcmp(roles[i], person->role));
	}
}

/* Where this person belongs, and all others to choose from. */
static void put_belongs(struct request *rq, const struct person *person)
{
	struct organisation mine[MOST];
	int count = organisation_list(&rq->work, person->id, mine, MOST);
	struct node *to = put_list(rq->document, "organisations");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "name", mine[i].name);
		put_print(one, "href", "/organisations/%s", mine[i].slug);
	}
}

static void put_youth(struct request *rq, const struct person *person)
{
	struct youth youth = youth_of(&rq->work, person->id);
	struct node *to;

	if (!youth.born)
		return;
	to = put_object(rq->document, "youth");
	put_number(to, "born", youth.born);
	put_text(to, "guardian", youth.guardian);
	put_flag(to, "waiting", youth_is_waiting(&rq->work, person->id));
}

/* What this person may use, until when. */
static void put_introductions(struct request *rq, const struct person *person)
{
	struct qualification *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	struct qualification_filter filter = { .person = person->id };
	int count = qualification_list(&rq->work, &filter, list, MOST);
	struct node *to = put_list(rq->document, "introductions");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "resource", list[i].resource_name);
		put_print(one, "resource_href", "/resources/%s", list[i].resource_slug);
		put_time(one, "expires", list[i].expires - 1);
		put_flag(one, "is_over", list[i].expires <= rq->work.now);
	}
}

/* What is to come, and what staff should know of what was. */
static void put_visits(struct request *rq, const struct person *person)
{
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_VISITS);
	struct booking_filter filter = { .person = person->id, .from = rq->work.now };
	int count = booking_list(&rq->work, &filter, list, MOST_VISITS);
	struct node *to = put_list(rq->document, "bookings"), *known = put_object(rq->document, "record");
	struct record record = no_show_record(&rq->work, person->id);

	for (int i = 0; i < count; i++)
		put_booking(rq, put_object(to, NULL), &list[i]);
	put_number(known, "late", record.late);
	put_number(known, "missed", record.missed);
}

void person_form(struct request *rq)
{
	struct person person;

	if (!find(rq, &person))
		return;
	put_person(rq->document, &person);
	put_flag(rq->document, "is_admin", !strcmp(rq->work.person->role, "admin"));
	put_flag(rq->document, "speaks_en", !strcmp(person.language, "en"));
	put_roles(rq, &person);
	put_belongs(rq, &person);
	put_youth(rq, &person);
	put_introductions(rq, &person);
	put_visits(rq, &person);
}

/* Who looked is kept before it is shown: this GET goes through the write lane. */
void person_show(struct request *rq)
{
	person_form(rq);
	if (!rq->work.reasons)
		audit(&rq->work, "person.read", node_number(rq->document, "id", 0), NULL);
}

void person_create(struct request *rq)
{
	const char *language = input_text(rq, "language");
	struct person person = { .name = text_trim(&rq->work.arena, input_text(rq, "name")),
		.email = text_trim(&rq->work.arena, input_text(rq, "email")), .role = "member",
		.language = *language ? language : "de" };

	join_welcome(&rq->work, &person);
	if (rq->work.reasons)
		return;
	put_person(rq->document, &person);
	answer_made(rq, href(rq, &person));
}

void person_edit(struct request *rq)
{
	struct person person;

	if (!find(rq, &person))
		return;
	if (input_has(rq, "name"))
		person.name = text_trim(&rq->work.arena, input_text(rq, "name"));
	if (*input_text(rq, "language"))
		person.language = input_text(rq, "language");
	if (*input_text(rq, "role"))
		person.role = input_text(rq, "role");
	person_change(&rq->work, &person);
	if (!rq->work.reasons)
		answer_done(rq, href(rq, &person));
}

void person_sign_out_all(struct request *rq)
{
	struct person person;

	if (!find(rq, &person))
		return;
	person_end_sessions(&rq->work, &person);
	answer_done(rq, href(rq, &person));
}
