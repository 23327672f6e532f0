// SPDX-License-Identifier: EUPL-1.2
/* What people sign in with: sessions, keys of programs and calendars, failed tries, once-keys. */
#include "db/person.h"

#include "db/db.h"

static struct person read_person(const struct rows *rows, int column)
{
	return (struct person){ .id = db_num(rows, column), .email = db_text(rows, column + 1),
		.name = db_text(rows, column + 2), .role = db_text(rows, column + 3),
		.language = db_text(rows, column + 4) };
}

static struct session read_session(const struct rows *rows)
{
	return (struct session){ .id = db_num(rows, 0), .person = db_num(rows, 1),
		.created = db_num(rows, 2), .last_seen = db_num(rows, 3), .ends = db_num(rows, 4) };
}

static const char ADD[] =
	"INSERT INTO session (hash, person, created, last_seen, ends) VALUES ($1, $2, $3, $4, $5)"
	" RETURNING id";

bool db_session_add(struct db *db, const struct session *s, const uint8_t hash[static HASH])
{
	return db_run(db, ADD, WITH(bytes(hash, HASH), num(s->person), num(s->created),
		num(s->last_seen), num(s->ends)));
}

static const char BY_HASH[] =
	"SELECT s.id, s.person, s.created, s.last_seen, s.ends,"
	" p.id, p.email, p.name, p.role, p.language"
	" FROM session s JOIN person p ON p.id = s.person WHERE s.hash = $1 AND s.ends > $2";

bool db_session_by_hash(struct db *db, const uint8_t hash[static HASH], int64_t now,
	struct session *session, struct person *person)
{
	struct rows rows = db_query(db, BY_HASH, WITH(bytes(hash, HASH), num(now)));
	bool found = db_next(&rows);

	if (found) {
		*session = read_session(&rows);
		*person = read_person(&rows, 5);
	}
	db_stop(&rows);
	return found;
}

static const char OF_PERSON[] =
	"SELECT id, person, created, last_seen, ends FROM session"
	" WHERE person = $1 AND ends > $2 ORDER BY last_seen DESC LIMIT $3";

int db_sessions_of(struct db *db, int64_t person, int64_t now, struct session *list, int most)
{
	struct rows rows = db_query(db, OF_PERSON, WITH(num(person), num(now), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_session(&rows);
	return n;
}

static const char SEEN[] = "UPDATE session SET last_seen = $2 WHERE id = $1 AND last_seen < $2";

void db_session_seen(struct db *db, int64_t session, int64_t now)
{
	db_run(db, SEEN, WITH(num(session), num(now)));
}

static const char END[] = "DELETE FROM session WHERE id = $1";

void db_session_end(struct db *db, int64_t session)
{
	db_run(db, END, WITH(num(session)));
}

static const char END_OF[] = "DELETE FROM session WHERE id = $2 AND person = $1 RETURNING id";

bool db_session_end_of(struct db *db, int64_t person, int64_t session)
{
	return db_run(db, END_OF, WITH(num(person), num(session)));
}

static const char END_ALL[] = "DELETE FROM session WHERE person = $1 AND id <> $2";

void db_sessions_end(struct db *db, int64_t person, int64_t except)
{
	db_run(db, END_ALL, WITH(num(person), num(except)));
}

static const char API_KEY_ADD[] =
	"INSERT INTO api_key (hash, person, label, created) VALUES ($1, $2, $3, $4)";

void db_api_key_add(struct db *db, int64_t person, const uint8_t hash[static HASH], const char *label, int64_t now)
{
	db_run(db, API_KEY_ADD, WITH(bytes(hash, HASH), num(person), text(label), num(now)));
}

static const char BY_API_KEY[] =
	"SELECT p.id, p.email, p.name, p.role, p.language"
	" FROM api_key k JOIN person p ON p.id = k.person WHERE k.hash = $1";

bool db_person_by_api_key(struct db *db, const uint8_t hash[static HASH], struct person *person)
{
	struct rows rows = db_query(db, BY_API_KEY, WITH(bytes(hash, HASH)));
	bool found = db_next(&rows);

	if (found)
		*person = read_person(&rows, 0);
	db_stop(&rows);
	return found;
}

static const char ATTEMPTS[] = "SELECT COUNT(*) FROM attempt WHERE subject = $1 AND at > $2";

int64_t db_attempts(struct db *db, const uint8_t subject[static HASH], int64_t since)
{
	int64_t count = 0;
	db_one(db, ATTEMPTS, WITH(bytes(subject, HASH), num(since)), &count);
	return count;
}

static const char ATTEMPT_ADD[] = "INSERT INTO attempt (subject, at) VALUES ($1, $2)";

void db_attempt_add(struct db *db, const uint8_t subject[static HASH], int64_t at)
{
	db_run(db, ATTEMPT_ADD, WITH(bytes(subject, HASH), num(at)));
}

static const char ATTEMPTS_FORGET[] = "DELETE FROM attempt WHERE subject = $1";

void db_attempts_forget(struct db *db, const uint8_t subject[static HASH])
{
	db_run(db, ATTEMPTS_FORGET, WITH(bytes(subject, HASH)));
}

static const char ONCE_FIND[] =
	"SELECT status, location, body FROM once WHERE person = $1 AND key = $2";

bool db_once_find(struct db *db, int64_t person, const char *key, struct once *once)
{
	struct rows rows = db_query(db, ONCE_FIND, WITH(num(person), text(key)));
	bool found = db_next(&rows);

	if (found)
		*once = (struct once){ .person = person, .key = key, .status = db_num(&rows, 0),
			.location = db_text(&rows, 1), .body = db_text(&rows, 2) };
	db_stop(&rows);
	return found;
}

static const char ONCE_ADD[] =
	"INSERT INTO once (person, key, status, location, body, at) VALUES ($1, $2, $3, $4, $5, $6)";

void db_once_add(struct db *db, const struct once *once, int64_t at)
{
	db_run(db, ONCE_ADD, WITH(num(once->person), text(once->key), num(once->status),
		text(once->location), text(once->body), num(at)));
}
