// SPDX-License-Identifier: EUPL-1.2
/* Signing in and out, and the reader's language. */
#include "app/demo.h"
#include "web/handlers.h"
#include "web/web.h"

#include <string.h>

enum { MATCHES }; /* rq->number: what the step before the write found */

static const char *cookie_for(struct request *rq, const char *value, int64_t seconds)
{
	bool https = web->is_https;

	return arena_print(&rq->ex->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%lld%s",
		https ? "__Host-sid" : "sid", value, (long long)seconds, https ? "; Secure" : "");
}

static void put_demo(struct request *rq)
{
	struct node *demo = put_object(rq->document, "demo"), *people = put_list(demo, "people");

	put_text(demo, "password", DEMO_PASSWORD);
	for (const struct demo_person *p = demo_people; p->email; p++) {
		struct node *one = put_object(people, NULL);
		put_text(one, "email", p->email);
		put_word(one, "role", p->role);
	}
}

/* What was just done behind a link of a mail. */
static const char *known_note(const char *note)
{
	static const char *const notes[] = { "joined", "password", "invited" };

	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
		if (!strcmp(notes[i], note))
			return note;
	return NULL;
}

void session_page(struct request *rq)
{
	put_text(rq->document, "back", path_of_ours(query_text(rq, "back")));
	put_word(rq->document, "note", known_note(query_text(rq, "note")));
	if (web->is_demo)
		put_demo(rq);
}

static void read_password(struct work *work, void *about)
{
	struct request *rq = about;
	const char *hash = person_password(work, input_text(rq, "email"));

	rq->text[0] = arena_text(&rq->ex->arena, hash);
}

/* In the Argon2 lane, for unknown people just as slowly. */
void session_verify(struct request *rq)
{
	struct work work = { .lab = rq->work.lab, .kind = READ, .job = read_password, .about = rq };

	rq->text[0] = NULL;
	work_do(&work);
	arena_clear(&work.arena);
	rq->number[MATCHES] = password_matches(rq->text[0], input_text(rq, "password"));
}

void session_create(struct request *rq)
{
	const char *token = person_sign_in(&rq->work, input_text(rq, "email"), rq->number[MATCHES],
		&rq->outcome);

	if (!token) {
		rq->template = "sign_in";
		put_text(rq->document, "email", input_text(rq, "email"));
		put_text(rq->document, "back", path_of_ours(input_text(rq, "back")));
		return;
	}
	if (rq->session.id) /* the browser forgets its cookie, so nobody else may keep it */
		person_sign_out(&rq->work, rq->session.id);
	rq->cookie = cookie_for(rq, token, SESSION_MOST);
	answer_done(rq, path_of_ours(input_text(rq, "back")));
}

void session_end(struct request *rq)
{
	if (input_number(rq, "everywhere", 0))
		person_sign_out_everywhere(&rq->work);
	else
		person_sign_out(&rq->work, rq->session.id);
	rq->cookie = cookie_for(rq, "", 0);
	answer_done(rq, "/");
}

/* Who is signed in keeps it with the account; others in the cookie that will be the session's. */
void language_choose(struct request *rq)
{
	const char *wanted = input_text(rq, "language");
	const char *code = language_code(language_named(wanted));

	if (strcmp(code, wanted) != 0) {
		reason_add_detail(&rq->work, BAD_INPUT, "language", wanted);
		return;
	}
	if (rq->work.person)
		person_speak(&rq->work, code);
	else
		rq->cookie = cookie_for(rq, arena_print(&rq->ex->arena, "language-%s", code),
			SESSION_MOST);
	answer_done(rq, path_of_ours(input_text(rq, "back")));
}
