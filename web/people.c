// SPDX-License-Identifier: EUPL-1.2
/* People as staff look after them. What one may change about oneself is in account.c. */
#include "app/base/text.h"
#include "app/join.h"
#include "app/organisation.h"
#include "web/handlers.h"
#include "web/language.h"
#include "web/request.h"

#include <string.h>

enum { MOST = 200 };

static void put_person(struct node *to, const struct person *person)
{
	put_number(to, "id", person->id);
	put_text(to, "name", person->name);
	put_text(to, "email", person->email);
	put_word(to, "role", person->role);
	put_text(to, "language", person->language);
	put_print(to, "href", "/people/%lld", (long long)person->id);
}

void people_list(struct request *rq)
{
	struct person *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	int count = people_find(&rq->work, query_text(rq, "q"), list, MOST);
	struct node *to = put_list(rq->document, "people"), *form = put_object(rq->document, "form");

	for (int i = 0; i < count; i++)
		put_person(put_object(to, NULL), &list[i]);
	put_text(rq->document, "q", query_text(rq, "q"));
	put_text(form, "name", input_text(rq, "name"));
	put_text(form, "email", input_text(rq, "email"));
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
	static const char *const roles[] = { "member", "staff", "admin" };
	struct node *to = put_list(rq->document, "roles");

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		struct node *one = put_object(to, NULL);
		put_word(one, "role", roles[i]);
		put_flag(one, "selected", !strcmp(roles[i], person->role));
	}
}

/* Where this person belongs, and all others to choose from. */
static void put_organisations(struct request *rq, const struct person *person)
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

void person_form(struct request *rq)
{
	struct person person;

	if (!find(rq, &person))
		return;
	put_person(rq->document, &person);
	put_flag(rq->document, "is_admin", !strcmp(rq->work.person->role, "admin"));
	put_flag(rq->document, "speaks_en", !strcmp(person.language, "en"));
	put_roles(rq, &person);
	put_organisations(rq, &person);
	put_youth(rq, &person);
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
