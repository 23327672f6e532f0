// SPDX-License-Identifier: EUPL-1.2
#include "db/timer.h"

#include "db/db.h"

static const char TAKE[] =
	"INSERT INTO timer (name, last_run, last_done) VALUES ($1, $3, 0)"
	" ON CONFLICT (name) DO UPDATE SET last_run = $3 WHERE timer.last_run <= $2"
	" RETURNING last_run";

bool db_timer_take(struct db *db, const char *name, int64_t due, int64_t now)
{
	return db_run(db, TAKE, WITH(text(name), num(due), num(now)));
}

static const char DID[] = "UPDATE timer SET last_done = $2 WHERE name = $1";

void db_timer_did(struct db *db, const char *name, int64_t done)
{
	db_run(db, DID, WITH(text(name), num(done)));
}

static const char LIST[] = "SELECT name, last_run, last_done FROM timer ORDER BY name LIMIT $1";

int db_timer_list(struct db *db, struct timer_row *list, int most)
{
	struct rows rows = db_query(db, LIST, WITH(num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct timer_row){ db_text(&rows, 0), db_num(&rows, 1), db_num(&rows, 2) };
	return n;
}
