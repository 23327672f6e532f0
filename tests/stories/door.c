// SPDX-License-Identifier: EUPL-1.2
/* How people come in: by password into the program, by pass into the house. */
#include "tests/stories/story.h"

#include "app/base/text.h"
#include "app/booking.h"
#include "app/pass.h"
#include "app/scan.h"

#include <string.h>

static const char *session_of(struct work *work)
{
	return arena_print(&work->arena, "session of %s", work->person->email);
}

static void sign_in(struct work *work, struct line *line, bool matches)
{
	const struct person *person = work->person;
	enum reason why;
	const char *token = person_sign_in(work, person->email, matches, &why);

	if (token)
		thing_set(line, session_of(work), token);
	say(line, token ? "in" : reason_code(why)); /* a failed try is kept, so it is no reason */
}

static bool find_session(struct work *work, struct line *line, struct session *session)
{
	const char *token = thing_named(line, session_of(work));
	return person_by_session(work, token, session);
}

/* NAME signs in | wrongly | out | out-everywhere */
void signs(struct work *work, struct line *line)
{
	struct session session;

	if (word_is(line, "in") || word_is(line, "wrongly"))
		sign_in(work, line, !strcmp(line->words[line->at - 1], "in"));
	else if (word_is(line, "out-everywhere"))
		person_sign_out_everywhere(work);
	else if (word_is(line, "out") && find_session(work, line, &session))
		person_sign_out(work, session.id);
	else
		complain(line, "signs", "in, wrongly, out or out-everywhere");
}

/* NAME returns: with the cookie of the last sign-in; a stranger's has ended */
void returns(struct work *work, struct line *line)
{
	struct session session;
	bool known = find_session(work, line, &session);

	if (known)
		person_seen(work, session.id);
	say(line, known ? "known" : "stranger");
}

/* NAME counts: the sessions that are open */
void counts(struct work *work, struct line *line)
{
	struct session list[16];

	say(line, arena_print(&work->arena, "%d", person_sessions(work, list, 16)));
}

/* NAME keeps A as P: the pass of a booking as it is now, whatever becomes of it */
void keeps(struct work *work, struct line *line)
{
	struct booking booking = { 0 };
	struct pass pass;
	const char *label = word_next(line);

	if (!booking_find(work, thing_named(line, label), &booking) || !word_is(line, "as"))
		return;
	if (pass_of_booking(work, booking.id, &pass))
		thing_set(line, word_next(line), pass_token(&work->arena, &pass));
	else
		complain(line, "has no pass", label);
}

/* NAME scans P [at=door] [exit] */
void scans(struct work *work, struct line *line)
{
	const char *at = word_option(line, "at");
	uint8_t nonce[16];
	struct scan scan;

	random_bytes(nonce, sizeof nonce);
	struct scan_wish wish = { .token = thing_named(line, word_next(line)), .point = at,
		.direction = word_flag(line, "exit") ? "exit" : NULL,
		.nonce = hex_print(&work->arena, nonce, sizeof nonce) };
	scan_make(work, &wish, &scan);
	if (!work->reasons)
		say(line, scan.code);
}
