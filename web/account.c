// SPDX-License-Identifier: EUPL-1.2
/* Who I am, my calendars, my sessions. */
#include "app/base/text.h"
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

void account_show(struct request *rq)
{
	put_person(rq);
	put_feeds(rq);
	put_sessions(rq);
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
	int64_t id = 0;

	text_number(rq->part[0], &id);
	feed_revoke(&rq->work, id);
	if (!rq->work.reasons)
		answer_done(rq, "/account");
}
