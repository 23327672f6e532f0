// SPDX-License-Identifier: EUPL-1.2
/* Who I am, my calendars, my sessions. */
#include "app/base/text.h"
#include "app/delivery.h"
#include "app/join.h"
#include "app/organisation.h"
#include "web/handlers.h"
#include "web/request.h"

#include <string.h>

enum { MOST = 50 };

static void put_person(struct request *rq)
{
	const struct person *person = rq->work.person;
	struct node *to = put_object(rq->document, "person");

	put_text(to, "name", person->name);
	put_text(to, "email", person->email);
	put_word(to, "role", person->role);
	put_text(to, "language", person->language);
}

static void put_feeds(struct request *rq)
{
	struct feed list[MOST];
	int count = feed_list(&rq->work, list, MOST);
	struct node *feeds = put_list(rq->document, "feeds");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(feeds, NULL);
		put_number(one, "id", list[i].id);
		put_text(one, "label", list[i].label);
		put_time(one, "created", list[i].created);
		if (list[i].last_used)
			put_time(one, "last_used", list[i].last_used);
	}
}

static void put_sessions(struct request *rq)
{
	struct session list[MOST];
	int count = person_sessions(&rq->work, list, MOST);
	struct node *sessions = put_list(rq->document, "sessions");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(sessions, NULL);
		put_number(one, "id", list[i].id);
		put_time(one, "created", list[i].created);
		put_time(one, "last_seen", list[i].last_seen);
		put_flag(one, "is_this", list[i].id == rq->session.id);
	}
}

/* What one can do without, and whether one does. */
static void put_messages(struct request *rq)
{
	struct node *to = put_list(rq->document, "messages");

	for (const struct delivery_kind *kind = delivery_kinds; kind->name; kind++) {
		if (!kind->optional || (kind->staff && !person_is_staff(rq->work.person)))
			continue;
		struct node *one = put_object(to, NULL);
		put_text(one, "kind", kind->name);
		put_text(one, "name", say(rq, arena_print(&rq->work.arena, "message_%s", kind->name)));
		put_flag(one, "wanted", delivery_is_wanted(&rq->work, kind));
	}
}

static void put_organisations(struct request *rq)
{
	struct organisation list[MOST];
	int count = organisation_managed(&rq->work, list, MOST);
	struct node *to = put_list(rq->document, "managed");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "name", list[i].name);
		put_print(one, "href", "/organisations/%s", list[i].slug);
	}
}

static void put_youth(struct request *rq)
{
	struct youth youth = youth_of(&rq->work, rq->work.person->id);
	struct node *to;

	if (!youth.born)
		return;
	to = put_object(rq->document, "youth");
	put_text(to, "guardian", youth.guardian);
	put_flag(to, "waiting", youth_is_waiting(&rq->work, rq->work.person->id));
}

void account_show(struct request *rq)
{
	put_person(rq);
	put_youth(rq);
	put_organisations(rq);
	put_feeds(rq);
	put_messages(rq);
	put_sessions(rq);
	put_number(rq->document, "least_password", LEAST_NEW_PASSWORD);
	put_flag(rq->document, "changed", *query_text(rq, "changed"));
}

void session_delete(struct request *rq)
{
	int64_t id = part_number(rq, 0);

	person_end_session(&rq->work, id);
	if (!rq->work.reasons)
		answer_done(rq, "/account");
}

void message_choose(struct request *rq)
{
	delivery_want(&rq->work, input_text(rq, "kind"), input_number(rq, "wanted", 0));
	if (!rq->work.reasons)
		answer_done(rq, "/account#messages");
}

void guardian_name(struct request *rq)
{
	const char *email = text_trim(&rq->work.arena, input_text(rq, "guardian"));

	if (!text_is_email(email) || !strcmp(person_address(&rq->work, email), rq->work.person->email))
		reason_add(&rq->work, NOT_AN_ADDRESS, "guardian");
	else if (!youth_is_waiting(&rq->work, rq->work.person->id))
		reason_add(&rq->work, NOT_CHANGEABLE, "guardian");
	if (rq->work.reasons)
		return;
	youth_ask(&rq->work, rq->work.person, email);
	answer_done(rq, "/account");
}

/* ---- another password ------------------------------------------------------------------------ */

enum { MATCHES, HASHED = 0 }; /* rq->number and rq->text: what the step before the write found */

static void read_old(struct work *work, void *about)
{
	struct request *rq = about;
	struct session session;

	if (rq->token && person_by_session(work, rq->token, &session))
		rq->text[HASHED] = arena_text(&rq->ex->arena, person_password(work, work->person->email));
}

/* In the Argon2 lane, first against the old one, then for the new. */
void password_verify(struct request *rq)
{
	struct work work = { .lab = rq->work.lab, .kind = READ, .job = read_old, .about = rq };

	rq->text[HASHED] = NULL;
	work_do(&work);
	arena_clear(&work.arena);
	rq->number[MATCHES] = password_matches(rq->text[HASHED], input_text(rq, "old"));
	password_prepare(rq);
}

void password_edit(struct request *rq)
{
	password_check(&rq->work, input_text(rq, "password"), rq->work.person->email);
	if (rq->work.reasons)
		return;
	password_change(&rq->work, rq->session.id, rq->number[MATCHES], rq->text[HASHED], &rq->outcome);
	if (rq->outcome == WRONG_PASSWORD)
		rq->outcome = OLD_PASSWORD; /* 401 would ask to sign in, which this person is */
	if (!rq->outcome)
		answer_done(rq, "/account?changed=1");
}

void account_change(struct request *rq)
{
	const char *name = text_trim(&rq->work.arena, input_text(rq, "name"));

	if (!*name)
		reason_add(&rq->work, MISSING_FIELD, "name");
	else
		person_rename(&rq->work, name);
	person_speak(&rq->work, strcmp(input_text(rq, "language"), "en") ? "de" : "en");
	answer_done(rq, "/account");
}

/* The one answer that shows the key: as the page itself, since a redirect could not carry it. */
void feed_create(struct request *rq)
{
	const char *label = text_trim(&rq->work.arena, input_text(rq, "label"));
	const char *key = feed_add(&rq->work, label), *url = rq->work.lab->url;
	const char *host = strstr(url, "://");

	struct node *feed = put_object(rq->document, "new_feed");
	put_text(feed, "label", label);
	put_print(feed, "url", "%s/f/%s.ics", url, key);
	put_print(feed, "webcal", "webcal%s/f/%s.ics", host ? host : "://", key);
	rq->is_secret = true;
	rq->status = rq->is_form ? 200 : 201;
	account_show(rq);
}

void feed_delete(struct request *rq)
{
	int64_t id = part_number(rq, 0);

	feed_revoke(&rq->work, id);
	if (!rq->work.reasons)
		answer_done(rq, "/account");
}
