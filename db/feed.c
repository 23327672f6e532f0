// SPDX-License-Identifier: EUPL-1.2
/* The secret addresses under which calendars subscribe. */
#include "db/person.h"

#include "db/db.h"

static struct feed read_feed(const struct rows *rows)
{
	return (struct feed){ .id = db_num(rows, 0), .person = db_num(rows, 1),
		.label = db_text(rows, 2), .created = db_num(rows, 3),
		.last_used = db_num(rows, 4), .revoked = db_num(rows, 5) };
}

static const char ADD[] =
	"INSERT INTO feed (hash, person, label, created) VALUES ($1, $2, $3, $4) RETURNING id";

int64_t db_feed_add(struct db *db, const struct feed *feed, const uint8_t hash[static HASH])
{
	int64_t id = 0;
	db_one(db, ADD, WITH(bytes(hash, HASH), num(feed->person), text(feed->label),
		num(feed->created)), &id);
	return id;
}

static const char BY_HASH[] =
	"SELECT id, person, label, created, last_used, revoked FROM feed WHERE hash = $1";

bool db_feed_by_hash(struct db *db, const uint8_t hash[static HASH], struct feed *feed)
{
	struct rows rows = db_query(db, BY_HASH, WITH(bytes(hash, HASH)));
	bool found = db_next(&rows);

	if (found)
		*feed = read_feed(&rows);
	db_stop(&rows);
	return found;
}

static const char OF_PERSON[] =
	"SELECT id, person, label, created, last_used, revoked FROM feed"
	" WHERE person = $1 AND revoked IS NULL ORDER BY created DESC, id DESC LIMIT $2";

int db_feeds_of(struct db *db, int64_t person, struct feed *list, int most)
{
	struct rows rows = db_query(db, OF_PERSON, WITH(num(person), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_feed(&rows);
	return n;
}

static const char REVOKE[] =
	"UPDATE feed SET revoked = $3 WHERE id = $2 AND person = $1 AND revoked IS NULL RETURNING id";

bool db_feed_revoke(struct db *db, int64_t person, int64_t feed, int64_t now)
{
	return db_run(db, REVOKE, WITH(num(person), num(feed), num(now)));
}

static const char USED[] = "UPDATE feed SET last_used = $2 WHERE id = $1";

void db_feed_used(struct db *db, int64_t feed, int64_t now)
{
	db_run(db, USED, WITH(num(feed), num(now)));
}
