// SPDX-License-Identifier: EUPL-1.2
/* People, organisations and what they sign in with, as the store keeps them. */
#ifndef DB_PERSON_H
#define DB_PERSON_H

#include "app/base/secret.h"
#include "app/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

struct person {
	int64_t id;
	const char *email, *name;
	const char *role;     /* member, staff, admin */
	const char *language; /* de, en */
};

struct session {
	int64_t id, person, created, last_seen, ends;
};

struct feed {
	int64_t id, person;
	const char *label;
	int64_t created, last_used, revoked; /* 0: never */
};

struct organisation {
	int64_t id;
	const char *slug, *name, *kind;
};

/* What was answered to a form or call with a once-key the first time. */
struct once {
	int64_t person;
	const char *key;
	int64_t status;
	const char *location, *body;
};

bool db_person_add(struct db *db, struct person *person, const char *password, int64_t now); /* sets id; false: known */
bool db_person_by_id(struct db *db, int64_t id, struct person *person);
bool db_person_by_email(struct db *db, const char *email, struct person *person);
int db_staff(struct db *db, int64_t *list, int most); /* the ids of staff and administrators */
int64_t db_person_admins(struct db *db);
const char *db_person_password(struct db *db, const char *email); /* NULL: none */
void db_person_set_password(struct db *db, int64_t person, const char *password);
void db_person_set_name(struct db *db, int64_t person, const char *name);
void db_person_set_language(struct db *db, int64_t person, const char *language);

void db_person_set_role(struct db *db, int64_t person, const char *role);
/* People as staff look them up; "" and NULL: any. */
struct person_filter {
	const char *part;         /* of name or address, lower case */
	const char *role;
	const char *organisation; /* slug */
};
enum people_column { PEOPLE_BY_NAME, PEOPLE_BY_EMAIL, PEOPLE_BY_ROLE, PEOPLE_BY_CREATED };
struct person_row {
	struct person person;
	int64_t created;
	const char *organisation; /* the first of theirs; NULL: none */
};
int64_t db_people_count(struct db *db, const struct person_filter *filter);
int db_people(struct db *db, const struct person_filter *filter, struct slice slice, struct person_row *list);

/* Young people, and who answers for them. */
struct youth {
	int64_t born;         /* year; 0: grown up, as far as we were told */
	const char *guardian; /* address */
	int64_t approved;     /* when; 0: not, or withdrawn */
};
void db_youth_of(struct db *db, int64_t person, struct youth *youth);
void db_youth_set(struct db *db, int64_t person, const struct youth *youth);

bool db_session_add(struct db *db, const struct session *session, const uint8_t hash[static HASH]);
/* The session that has not ended, and its person. */
bool db_session_by_hash(struct db *db, const uint8_t hash[static HASH], int64_t now,
	struct session *session, struct person *person);
int db_sessions_of(struct db *db, int64_t person, int64_t now, struct session *list, int most);
void db_session_seen(struct db *db, int64_t session, int64_t now);
void db_session_end(struct db *db, int64_t session);
bool db_session_end_of(struct db *db, int64_t person, int64_t session); /* false: it is not theirs */
void db_sessions_end(struct db *db, int64_t person, int64_t except); /* all others; 0: all */

void db_api_key_add(struct db *db, int64_t person, const uint8_t hash[static HASH], const char *label, int64_t now);
bool db_person_by_api_key(struct db *db, const uint8_t hash[static HASH], struct person *person);

int64_t db_feed_add(struct db *db, const struct feed *feed, const uint8_t hash[static HASH]);
bool db_feed_by_hash(struct db *db, const uint8_t hash[static HASH], struct feed *feed);
int db_feeds_of(struct db *db, int64_t person, struct feed *list, int most);
bool db_feed_revoke(struct db *db, int64_t person, int64_t feed, int64_t now);
void db_feed_used(struct db *db, int64_t feed, int64_t now);

int64_t db_attempts(struct db *db, const uint8_t subject[static HASH], int64_t since);
void db_attempt_add(struct db *db, const uint8_t subject[static HASH], int64_t at);
void db_attempts_forget(struct db *db, const uint8_t subject[static HASH]);

bool db_once_find(struct db *db, int64_t person, const char *key, struct once *once);
void db_once_add(struct db *db, const struct once *once, int64_t at);

bool db_organisation_add(struct db *db, struct organisation *organisation); /* sets id; false: known */
void db_membership_add(struct db *db, int64_t organisation, int64_t person);
int db_organisations_of(struct db *db, int64_t person, struct organisation *list, int most);

void db_audit_add(struct db *db, int64_t person, const char *verb, int64_t subject, const char *detail, int64_t at);

#endif
