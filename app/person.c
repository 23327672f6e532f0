// SPDX-License-Identifier: EUPL-1.2
#include "app/person.h"

#include "app/base/time.h"
#include "app/revision.h"
#include "app/undo.h"
#include "db/db.h"

#include <ctype.h>
#include <string.h>

bool person_is_staff(const struct person *person)
{
	return person && (!strcmp(person->role, "staff") || !strcmp(person->role, "admin"));
}

static char *lower(struct arena *arena, const char *email)
{
	char *copy = arena_text(arena, email);

	for (char *c = copy; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

const char *person_address(struct work *work, const char *email)
{
	return lower(&work->arena, email);
}

/* One account is one subject, however its address is written; the store keeps no address of a failed try. */
static void subject_of(struct work *work, const char *email, uint8_t subject[static HASH])
{
	keyed_hash("sign-in", lower(&work->arena, email), subject);
}

bool person_by_session(struct work *work, const char *token, struct session *session)
{
	uint8_t hash[HASH];
	struct person *person = arena_alloc(&work->arena, sizeof *person);

	token_hash(token, hash);
	if (!db_session_by_hash(work->db, hash, work->now, session, person) ||
	    session->last_seen + SESSION_IDLE < work->now)
		return false;
	work->person = person;
	return true;
}

bool person_by_api_key(struct work *work, const char *key)
{
	uint8_t hash[HASH];
	struct person *person = arena_alloc(&work->arena, sizeof *person);

	token_hash(key, hash);
	if (!db_person_by_api_key(work->db, hash, person))
		return false;
	work->person = person;
	return true;
}

bool person_add(struct work *work, struct person *person, const char *password)
{
	person->email = lower(&work->arena, person->email);
	work_touch(work, SCOPE_LAB);
	return db_person_add(work->db, person, password, work->now);
}

bool person_by_id(struct work *work, int64_t id, struct person *person)
{
	return db_person_by_id(work->db, id, person);
}

int64_t person_admins(struct work *work)
{
	return db_person_admins(work->db);
}

bool person_by_email(struct work *work, const char *email, struct person *person)
{
	return db_person_by_email(work->db, lower(&work->arena, email), person);
}

static struct person_filter lowered(struct work *work, const struct person_filter *filter)
{
	struct person_filter copy = *filter;

	copy.part = lower(&work->arena, filter->part ? filter->part : "");
	return copy;
}

int64_t people_count(struct work *work, const struct person_filter *filter)
{
	struct person_filter wanted = lowered(work, filter);
	return db_people_count(work->db, &wanted);
}

int people_find(struct work *work, const struct person_filter *filter, struct slice slice,
	struct person_row *list)
{
	struct person_filter wanted = lowered(work, filter);
	return db_people(work->db, &wanted, slice, list);
}

static bool is_one_of(const char *word, const char *const *words)
{
	while (*words && strcmp(*words, word) != 0)
		words++;
	return *words;
}

/* Who runs the lab is decided by an admin, and never by oneself: so one admin always stays. */
static void check_role(struct work *work, const struct person *person, const struct person *before)
{
	static const char *const roles[] = { "member", "staff", "admin", NULL };

	if (!is_one_of(person->role, roles))
		reason_add_detail(work, BAD_INPUT, "role", person->role);
	else if (strcmp(person->role, before->role) != 0 &&
	    (strcmp(work->person->role, "admin") != 0 || work->person->id == person->id))
		reason_add(work, ADMIN_ONLY, "role");
}

void person_change(struct work *work, const struct person *person)
{
	static const char *const languages[] = { "de", "en", NULL };
	struct person before;

	db_person_by_id(work->db, person->id, &before);
	check_role(work, person, &before);
	if (!*person->name)
		reason_add(work, MISSING_FIELD, "name");
	if (!is_one_of(person->language, languages))
		reason_add_detail(work, BAD_INPUT, "language", person->language);
	if (work->reasons)
		return;
	db_person_set_name(work->db, person->id, person->name);
	db_person_set_language(work->db, person->id, person->language);
	db_person_set_role(work->db, person->id, person->role);
	audit(work, "person.change", person->id, strcmp(person->role, before.role) ? person->role : NULL);
	work_touch(work, SCOPE_LAB);
	if (!strcmp(person->role, before.role))
		return;
	struct node *kept = document_new(&work->arena);
	put_number(kept, "person", person->id);
	put_text(kept, "role", before.role);
	undo_offer(work, "role", kept);
}

void person_end_sessions(struct work *work, const struct person *person)
{
	db_sessions_end(work->db, person->id, 0);
	audit(work, "person.end_sessions", person->id, NULL);
}

const char *person_password(struct work *work, const char *email)
{
	return db_person_password(work->db, lower(&work->arena, email));
}

static const char *open_session(struct work *work, const struct person *person)
{
	uint8_t hash[HASH];
	char *token = token_new(&work->arena);
	struct session session = { .person = person->id, .created = work->now,
		.last_seen = work->now, .ends = work->now + SESSION_MOST };

	token_hash(token, hash);
	db_session_add(work->db, &session, hash);
	return token;
}

void person_try(struct work *work, const char *email, bool matches, enum reason *why)
{
	uint8_t subject[HASH];

	subject_of(work, email, subject);
	*why = REASON_NONE;
	if (db_attempts(work->db, subject, work->now - ATTEMPTS_SPAN) >= MOST_ATTEMPTS)
		*why = TOO_MANY_TRIES;
	else if (!matches)
		*why = WRONG_PASSWORD;
	if (*why == WRONG_PASSWORD)
		db_attempt_add(work->db, subject, work->now);
	else if (!*why)
		db_attempts_forget(work->db, subject);
}

const char *person_sign_in(struct work *work, const char *email, bool matches, enum reason *why)
{
	struct person *person = arena_alloc(&work->arena, sizeof *person);

	person_try(work, email, matches && person_by_email(work, email, person), why);
	if (*why)
		return NULL;
	work->person = person;
	return open_session(work, person);
}

void person_sign_out(struct work *work, int64_t session)
{
	db_session_end(work->db, session);
}

void person_sign_out_everywhere(struct work *work)
{
	db_sessions_end(work->db, work->person->id, 0);
	audit(work, "person.sign_out_everywhere", work->person->id, NULL);
}

void person_end_session(struct work *work, int64_t session)
{
	if (!db_session_end_of(work->db, work->person->id, session))
		reason_add(work, NO_SUCH_PAGE, NULL);
}

int person_sessions(struct work *work, struct session *list, int most)
{
	int count = db_sessions_of(work->db, work->person->id, work->now, list, most);

	while (count && list[count - 1].last_seen + SESSION_IDLE < work->now)
		count--; /* the one seen last comes first */
	return count;
}

void person_seen(struct work *work, int64_t session)
{
	db_session_seen(work->db, session, work->now);
}

void person_rename(struct work *work, const char *name)
{
	db_person_set_name(work->db, work->person->id, name);
	work_touch(work, SCOPE_LAB);
}

void person_speak(struct work *work, const char *language)
{
	db_person_set_language(work->db, work->person->id, language);
}

const char *feed_add(struct work *work, const char *label)
{
	uint8_t hash[HASH];
	char *key = token_new(&work->arena);
	struct feed feed = { .person = work->person->id, .label = label, .created = work->now };

	token_hash(key, hash);
	feed.id = db_feed_add(work->db, &feed, hash);
	audit(work, "feed.add", feed.id, NULL);
	return key;
}

void feed_revoke(struct work *work, int64_t feed)
{
	if (!db_feed_revoke(work->db, work->person->id, feed, work->now))
		reason_add(work, NO_SUCH_FEED, NULL);
	else
		audit(work, "feed.revoke", feed, NULL);
	work_touch(work, SCOPE_BOOKINGS); /* or a calendar would still be told that nothing changed */
}

int feed_list(struct work *work, struct feed *list, int most)
{
	return db_feeds_of(work->db, work->person->id, list, most);
}

bool feed_by_key(struct work *work, const char *key, struct feed *feed)
{
	uint8_t hash[HASH];

	token_hash(key, hash);
	return db_feed_by_hash(work->db, hash, feed);
}

void feed_used(struct work *work, int64_t feed)
{
	db_feed_used(work->db, feed, work->now);
}

int organisation_list(struct work *work, int64_t person, struct organisation *list, int most)
{
	return db_organisations_of(work->db, person, list, most);
}

const char *api_key_add(struct work *work, const char *email, const char *label)
{
	uint8_t hash[HASH];
	struct person person;

	if (!person_by_email(work, email, &person)) {
		reason_add(work, NO_SUCH_PERSON, "email");
		return NULL;
	}
	char *key = token_new(&work->arena);
	token_hash(key, hash);
	db_api_key_add(work->db, person.id, hash, label, work->now);
	audit(work, "api_key.add", person.id, label);
	return key;
}

bool once_find(struct work *work, const char *key, struct once *once)
{
	return db_once_find(work->db, work->person->id, key, once);
}

void once_keep(struct work *work, struct once *once)
{
	once->person = work->person->id;
	db_once_add(work->db, once, work->now);
}

void audit(struct work *work, const char *verb, int64_t subject, const char *detail)
{
	db_audit_add(work->db, work->person ? work->person->id : 0, verb, subject, detail, work->now);
}

bool audit_removed(struct work *work, bool was_there, const char *verb, int64_t subject)
{
	if (!was_there) {
		reason_add(work, NO_SUCH_PAGE, NULL);
		return false;
	}
	audit(work, verb, subject, NULL);
	work_touch(work, SCOPE_LAB);
	return true;
}
