// SPDX-License-Identifier: EUPL-1.2
/* Joining, a forgotten password, and the pages behind the links of mails. */
#include "app/base/text.h"
#include "app/join.h"
#include "app/setting.h"
#include "web/handlers.h"
#include "web/web.h"

#include <string.h>

enum { HASHED }; /* rq->text: what the step before the write made of the password */

/* In the Argon2 lane. What is too short will be refused anyway. */
void password_prepare(struct request *rq)
{
	const char *password = input_text(rq, "password");

	rq->text[HASHED] = NULL;
	if (text_letters(password) < LEAST_NEW_PASSWORD)
		return;
	char *hash = arena_alloc(&rq->ex->arena, PASSWORD_TEXT);
	password_hash(password, hash);
	rq->text[HASHED] = hash;
}

/* ---- joining --------------------------------------------------------------------------------- */

void join_page(struct request *rq)
{
	const char *const texts[] = { "name", "email", "born", "guardian" };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		put_text(rq->document, texts[i], input_text(rq, texts[i]));
	put_number(rq->document, "least_password", LEAST_NEW_PASSWORD);
	put_number(rq->document, "guardian_age", setting_number(&rq->work, "guardian_age"));
}

static struct joining joining_of(struct request *rq)
{
	struct arena *arena = &rq->work.arena;
	const char *language = input_text(rq, "language");

	return (struct joining){ .name = text_trim(arena, input_text(rq, "name")),
		.email = text_trim(arena, input_text(rq, "email")),
		.language = *language ? language : language_code(rq->language),
		.born = input_number(rq, "born", 0), .guardian = text_trim(arena, input_text(rq, "guardian")) };
}

/* The same for everybody: whether an address is known is told to its mailbox only. */
static void answer_sent(struct request *rq, bool sent)
{
	if (!sent)
		rq->outcome = TOO_MANY_TRIES;
	put_flag(rq->document, "sent", true);
	rq->status = rq->is_form ? 200 : 202;
}

/* A person leaves the field "website" empty: it is not to be seen. */
void join_create(struct request *rq)
{
	struct joining joining = joining_of(rq);

	join_check(&rq->work, &joining, input_text(rq, "password"));
	if (rq->work.reasons)
		return;
	answer_sent(rq, *input_text(rq, "website") ||
		join_ask(&rq->work, &joining, rq->text[HASHED], rq->ex->peer));
}

void password_page(struct request *rq)
{
	put_text(rq->document, "email", input_text(rq, "email"));
}

void password_forgotten(struct request *rq)
{
	answer_sent(rq, join_forgot(&rq->work, input_text(rq, "email"), rq->ex->peer));
}

/* ---- behind a link --------------------------------------------------------------------------- */

static void put_ticket(struct request *rq, const struct ticket *ticket)
{
	struct node *to = put_object(rq->document, "ticket");
	struct person known;
	bool is_known = person_by_email(&rq->work, ticket->email, &known);
	bool is_invite = !strcmp(ticket->kind, "invite");

	put_word(to, "kind", ticket->kind);
	put_flag(to, ticket->kind, true);
	put_text(to, "name", ticket->person_name);
	put_text(to, "organisation", ticket->organisation_name);
	put_flag(to, "needs_name", is_invite && !is_known);
	put_flag(to, "needs_password", (is_invite && !is_known) || !strcmp(ticket->kind, "reset"));
	put_flag(to, "agreed", ticket->person && !youth_is_waiting(&rq->work, ticket->person));
	put_number(rq->document, "least_password", LEAST_NEW_PASSWORD);
	put_text(rq->document, "token", rq->part[0]);
	rq->is_secret = true;
}

void ticket_show(struct request *rq)
{
	struct ticket ticket;

	if (ticket_find(&rq->work, rq->part[0], &ticket))
		put_ticket(rq, &ticket);
}

static void use_confirm(struct request *rq, const struct ticket *ticket)
{
	join_confirm(&rq->work, ticket);
}

static void use_reset(struct request *rq, const struct ticket *ticket)
{
	password_check(&rq->work, input_text(rq, "password"), ticket->email);
	if (!rq->work.reasons)
		join_reset(&rq->work, ticket, rq->text[HASHED]);
}

static void use_invite(struct request *rq, const struct ticket *ticket)
{
	const char *name = text_trim(&rq->work.arena, input_text(rq, "name"));
	struct person known;

	if (!person_by_email(&rq->work, ticket->email, &known)) {
		if (!*name)
			reason_add(&rq->work, MISSING_FIELD, "name");
		password_check(&rq->work, input_text(rq, "password"), ticket->email);
	}
	if (!rq->work.reasons)
		join_accept(&rq->work, ticket, name, rq->text[HASHED]);
}

static void use_guardian(struct request *rq, const struct ticket *ticket)
{
	youth_decide(&rq->work, ticket, input_number(rq, "agree", 1));
}

static const struct use {
	const char *kind;
	void (*run)(struct request *rq, const struct ticket *ticket);
	const char *next; /* where the browser goes on */
} uses[] = {
	{ "confirm", use_confirm, "/session?note=joined" },
	{ "reset", use_reset, "/session?note=password" },
	{ "invite", use_invite, "/session?note=invited" },
	{ "guardian", use_guardian, NULL },
};

void ticket_act(struct request *rq)
{
	struct ticket ticket;
	const struct use *use = uses;

	if (!ticket_find(&rq->work, rq->part[0], &ticket))
		return;
	while (strcmp(use->kind, ticket.kind) != 0)
		use++;
	use->run(rq, &ticket);
	if (!rq->work.reasons)
		answer_done(rq, use->next ? use->next : rq->ex->path);
}
