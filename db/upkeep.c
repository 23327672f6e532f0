// SPDX-License-Identifier: EUPL-1.2
#include "db/upkeep.h"

/* A run that goes on while it is done counts from then on. None is longer than 45 days, which keeps the walk short. */
#define WORKED \
	"CAST((SELECT COALESCE(SUM(u.ends - CASE WHEN u.starts < k.since THEN k.since ELSE u.starts END), 0)" \
	" FROM run u WHERE u.resource = k.resource AND u.starts > k.since - 3888000 AND u.ends > k.since) AS BIGINT)"
#define COLUMNS \
	"SELECT k.id, k.resource, k.every_hours, k.since, k.reminded, k.name, r.name, " WORKED \
	" FROM upkeep k JOIN resource r ON r.id = k.resource "

static int take(struct rows rows, struct upkeep *list)
{
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct upkeep){ db_num(&rows, 0), db_num(&rows, 1), db_num(&rows, 2),
			db_num(&rows, 3), db_num(&rows, 4), db_text(&rows, 5), db_text(&rows, 6), db_num(&rows, 7) };
	return count;
}

static const char ONE[] = COLUMNS "WHERE k.resource = $1 AND k.id = $2";

bool db_upkeep(struct db *db, int64_t resource, int64_t id, struct upkeep *upkeep)
{
	return take(db_query(db, ONE, WITH(num(resource), num(id))), upkeep);
}

static const char LIST[] = COLUMNS "WHERE k.resource = $1 ORDER BY k.id LIMIT $2";

int db_upkeeps(struct db *db, int64_t resource, struct upkeep *list, int most)
{
	return take(db_query(db, LIST, WITH(num(resource), num(most))), list);
}

static const char DUE[] = COLUMNS
	"WHERE k.reminded = 0 AND " WORKED " >= k.every_hours * 3600 ORDER BY k.id LIMIT $1";

int db_upkeeps_due(struct db *db, struct upkeep *list, int most)
{
	return take(db_query(db, DUE, WITH(num(most))), list);
}

static const char ADD[] = "INSERT INTO upkeep (resource, name, every_hours, since) VALUES ($1, $2, $3, $4)";

void db_upkeep_add(struct db *db, const struct upkeep *k)
{
	db_run(db, ADD, WITH(num(k->resource), text(k->name), num(k->every_hours), num(k->since)));
}

static const char SET[] = "UPDATE upkeep SET since = $2, reminded = $3 WHERE id = $1";

void db_upkeep_set(struct db *db, const struct upkeep *k)
{
	db_run(db, SET, WITH(num(k->id), num(k->since), num(k->reminded)));
}

static const char FORGET[] = "DELETE FROM upkept WHERE upkeep IN (SELECT id FROM upkeep WHERE resource = $1 AND id = $2)";
static const char DELETE[] = "DELETE FROM upkeep WHERE resource = $1 AND id = $2 RETURNING id";

bool db_upkeep_delete(struct db *db, int64_t resource, int64_t id)
{
	db_run(db, FORGET, WITH(num(resource), num(id)));
	return db_run(db, DELETE, WITH(num(resource), num(id)));
}

static const char UPKEPT_ADD[] =
	"INSERT INTO upkept (upkeep, at, person, seconds, note) VALUES ($1, $2, $3, $4, $5)";

void db_upkept_add(struct db *db, const struct upkept *u)
{
	db_run(db, UPKEPT_ADD, WITH(num(u->upkeep), num(u->at), num(u->person), num(u->seconds), text(u->note)));
}

static const char UPKEPT[] =
	"SELECT u.upkeep, u.at, u.person, u.seconds, u.note, k.name, p.name FROM upkeep k"
	" JOIN upkept u ON u.upkeep = k.id JOIN person p ON p.id = u.person"
	" WHERE k.resource = $1 ORDER BY u.at DESC, u.id DESC LIMIT $2";

int db_upkept(struct db *db, int64_t resource, struct upkept *list, int most)
{
	struct rows rows = db_query(db, UPKEPT, WITH(num(resource), num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct upkept){ db_num(&rows, 0), db_num(&rows, 1), db_num(&rows, 2), db_num(&rows, 3),
			db_text(&rows, 4), db_text(&rows, 5), db_text(&rows, 6) };
	return count;
}
