// SPDX-License-Identifier: EUPL-1.2
#include "db/key.h"

#include "db/db.h"

#include <assert.h>
#include <string.h>

#define COLUMNS "kid, code, CASE WHEN state = 'revoked' THEN 1 ELSE 0 END, sealed, public, ends"

static void copy(const struct rows *rows, int column, uint8_t *to, size_t expected)
{
	size_t size;
	const uint8_t *bytes = db_bytes(rows, column, &size);

	assert(size == expected);
	memcpy(to, bytes, expected);
}

static struct key read_row(const struct rows *rows)
{
	struct key key = { .kid = db_num(rows, 0), .site = db_num(rows, 1),
		.is_revoked = db_num(rows, 2), .ends = db_num(rows, 5) };

	copy(rows, 3, key.sealed, sizeof key.sealed);
	copy(rows, 4, key.public, sizeof key.public);
	return key;
}

static bool read_one(struct rows rows, struct key *key)
{
	bool found = db_next(&rows);

	if (found)
		*key = read_row(&rows);
	db_stop(&rows);
	return found;
}

static const char SIGNING[] =
	"SELECT " COLUMNS " FROM signing_key CROSS JOIN site WHERE state = 'sign'";

bool db_key_signing(struct db *db, struct key *key)
{
	return read_one(db_query(db, SIGNING, WITH_NOTHING), key);
}

static const char FIND[] = "SELECT " COLUMNS " FROM signing_key CROSS JOIN site WHERE kid = $1";

bool db_key_find(struct db *db, int64_t kid, struct key *key)
{
	return read_one(db_query(db, FIND, WITH(num(kid))), key);
}

static const char VERIFYING[] =
	"SELECT " COLUMNS " FROM signing_key CROSS JOIN site WHERE state <> 'revoked'"
	" AND (ends IS NULL OR ends > $1) ORDER BY kid";

int db_keys_verifying(struct db *db, int64_t instant, struct key *list, int most)
{
	struct rows rows = db_query(db, VERIFYING, WITH(num(instant)));
	int count = 0;

	while (count < most && db_next(&rows))
		list[count++] = read_row(&rows);
	db_stop(&rows);
	return count;
}

static const char RETIRE[] =
	"UPDATE signing_key SET state = 'verify', ends = COALESCE((SELECT MAX(valid_until) FROM pass"
	" WHERE pass.kid = signing_key.kid), $1) WHERE state = 'sign'";

static const char ADD[] =
	"INSERT INTO signing_key (kid, created, state, sealed, public)"
	" SELECT COALESCE(MAX(kid), 0) + 1, CAST($1 AS BIGINT), 'sign', $2, $3 FROM signing_key"
	" HAVING COALESCE(MAX(kid), 0) < 255 RETURNING kid";

/* A pass of its former life is then badly signed instead of expired: nobody has shown one for long. */
static const char TAKE_OVER[] =
	"UPDATE signing_key SET created = $1, state = 'sign', sealed = $2, public = $3, ends = NULL WHERE kid ="
	" (SELECT kid FROM signing_key WHERE state <> 'sign' AND ends < $1 ORDER BY ends, kid LIMIT 1)";

static const char ROOM[] =
	"SELECT CASE WHEN COUNT(*) < 255 THEN 1 ELSE SUM(CASE WHEN state <> 'sign' AND ends < $1 THEN 1 ELSE 0 END) END"
	" FROM signing_key";

void db_key_add(struct db *db, struct key *key, int64_t now)
{
	int64_t room = 0;
	struct key row;

	db_one(db, ROOM, WITH(num(now)), &room);
	if (!room)
		return;
	db_run(db, RETIRE, WITH(num(now)));
	if (!db_run(db, ADD, WITH(num(now), bytes(key->sealed, sizeof key->sealed),
		    bytes(key->public, sizeof key->public))))
		db_run(db, TAKE_OVER, WITH(num(now), bytes(key->sealed, sizeof key->sealed),
			bytes(key->public, sizeof key->public)));
	if (db_key_signing(db, &row)) { /* its pair is only here */
		key->kid = row.kid;
		key->site = row.site;
	}
}

static const char REVOKE[] = "UPDATE signing_key SET state = 'revoked' WHERE kid = $1";

void db_key_revoke(struct db *db, int64_t kid)
{
	db_run(db, REVOKE, WITH(num(kid)));
}
