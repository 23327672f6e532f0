// SPDX-License-Identifier: EUPL-1.2
/* People: who they are, how they sign in, and what they may. */
#ifndef PERSON_H
#define PERSON_H

#include "app/work.h"
#include "db/person.h"

enum {
	SESSION_IDLE = 7 * 24 * 3600,  /* a session unused for so long is over */
	SESSION_MOST = 30 * 24 * 3600, /* and any after so long */
	SEEN_EVERY = 300,              /* bookkeeping of a GET is written this rarely */
	MOST_ATTEMPTS = 5,             /* wrong passwords for an account within ATTEMPTS_SPAN */
	ATTEMPTS_SPAN = 15 * 60,
	LEAST_PASSWORD = 8, MOST_PASSWORD = 128, /* letters; "speicher" of the demo has eight */
};

bool person_is_staff(const struct person *person); /* staff or admin; NULL: false */

/* Who a cookie's token or an API key stands for; sets work->person, and session's id to 0 for a key. False: nobody. */
bool person_by_session(struct work *work, const char *token, struct session *session);
bool person_by_api_key(struct work *work, const char *key);

/* Adds a person; password is already hashed, NULL: cannot sign in. Sets id; false: the address is known. */
bool person_add(struct work *work, struct person *person, const char *password);
bool person_by_id(struct work *work, int64_t id, struct person *person);
int64_t person_admins(struct work *work); /* how many there are */
const char *person_address(struct work *work, const char *email); /* as the store keeps it: lower case */
bool person_by_email(struct work *work, const char *email, struct person *person); /* any case */

/* For staff. */
int64_t people_count(struct work *work, const struct person_filter *filter);
int people_find(struct work *work, const struct person_filter *filter, struct slice slice,
	struct person_row *list);
/* Name, language and role; the role by an admin only, and not one's own. Adds the reasons. */
void person_change(struct work *work, const struct person *person);
void person_end_sessions(struct work *work, const struct person *person);

/* The step before a sign-in's write: the stored hash, NULL for unknown people. */
const char *person_password(struct work *work, const char *email);
/* The write: adds WRONG_PASSWORD or TOO_MANY_TRIES, or opens a session and returns its token. A failed try is an
 * outcome that must be kept, so it is told by NULL and *why, not by a reason. */
const char *person_sign_in(struct work *work, const char *email, bool matches, enum reason *why);
/* One try at a password, counted: REASON_NONE, WRONG_PASSWORD, or TOO_MANY_TRIES, which must be kept, too. */
void person_try(struct work *work, const char *email, bool matches, enum reason *why);
void person_sign_out(struct work *work, int64_t session);
void person_sign_out_everywhere(struct work *work);
void person_end_session(struct work *work, int64_t session); /* one's own; adds NO_SUCH_PAGE */
int person_sessions(struct work *work, struct session *list, int most);
void person_seen(struct work *work, int64_t session);
void person_rename(struct work *work, const char *name);
void person_speak(struct work *work, const char *language); /* de or en */

/* Calendar feeds of work->person. The key is shown once. */
const char *feed_add(struct work *work, const char *label);
void feed_revoke(struct work *work, int64_t feed); /* adds NO_SUCH_FEED */
int feed_list(struct work *work, struct feed *list, int most);
bool feed_by_key(struct work *work, const char *key, struct feed *feed);
void feed_used(struct work *work, int64_t feed);

int organisation_list(struct work *work, int64_t person, struct organisation *list, int most);

/* A key for another program, acting in the person's name; shown once. NULL and NO_SUCH_PERSON: nobody has that address. */
const char *api_key_add(struct work *work, const char *email, const char *label);

/* What a once-key was answered the first time, and keeping it. */
bool once_find(struct work *work, const char *key, struct once *once);
void once_keep(struct work *work, struct once *once);

/* Who did what to what; in the same transaction. */
void audit(struct work *work, const char *verb, int64_t subject, const char *detail);
/* The same for what staff take out of a list: was it there? If not, it is NO_SUCH_PAGE, as if it had never been. */
bool audit_removed(struct work *work, bool was_there, const char *verb, int64_t subject);

#endif
