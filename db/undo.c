// SPDX-License-Identifier: EUPL-1.2
#include "db/undo.h"

#include "db/db.h"

static const char ADD[] =
	"INSERT INTO undo (person, kind, kept, expires) VALUES ($1, $2, $3, $4) RETURNING id";

int64_t db_undo_add(struct db *db, const struct undo *u)
{
	int64_t id = 0;

	db_one(db, ADD, WITH(num(u->person), text(u->kind), text(u->kept), num(u->expires)), &id);
	return id;
}

static bool read_one(struct rows rows, struct undo *u)
{
	bool found = db_next(&rows);

	if (found)
		*u = (struct undo){ .id = db_num(&rows, 0), .person = db_num(&rows, 1),
			.kind = db_text(&rows, 2), .kept = db_text(&rows, 3), .expires = db_num(&rows, 4) };
	db_stop(&rows);
	return found;
}

static const char FIND[] =
	"SELECT id, person, kind, kept, expires FROM undo WHERE id = $1 AND expires > $2";

bool db_undo_find(struct db *db, int64_t id, int64_t now, struct undo *u)
{
	return read_one(db_query(db, FIND, WITH(num(id), num(now))), u);
}

static const char TAKE[] =
	"DELETE FROM undo WHERE id = $1 AND expires > $2 RETURNING id, person, kind, kept, expires";

bool db_undo_take(struct db *db, int64_t id, int64_t now, struct undo *u)
{
	return read_one(db_query(db, TAKE, WITH(num(id), num(now))), u);
}

static const char FORGET[] = "DELETE FROM undo WHERE expires <= $1";

void db_undo_forget(struct db *db, int64_t now)
{
	db_run(db, FORGET, WITH(num(now)));
}
