// SPDX-License-Identifier: EUPL-1.2
#include "db/picture.h"

#include "db/db.h"

static const char ADD[] =
	"INSERT INTO picture (resource, workshop, alt_de, alt_en, width, height, large, small, added, added_by)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";

int64_t db_picture_add(struct db *db, const struct picture *p, const struct picture_bytes *b,
	int64_t person, int64_t now)
{
	int64_t id = 0;

	db_one(db, ADD, WITH(ref(p->resource), ref(p->workshop), text(p->alt_de), text(p->alt_en), num(p->width),
		num(p->height), bytes(b->large, b->large_size), bytes(b->small, b->small_size), num(now),
		num(person)), &id);
	return id;
}

static int list_all(struct rows rows, struct picture *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct picture){ .id = db_num(&rows, 0), .resource = db_num(&rows, 1),
			.workshop = db_num(&rows, 2), .alt_de = db_text(&rows, 3), .alt_en = db_text(&rows, 4),
			.width = db_num(&rows, 5), .height = db_num(&rows, 6) };
	return n;
}

#define COLUMNS "SELECT id, resource, workshop, alt_de, alt_en, width, height FROM picture WHERE removed IS NULL "

static const char FIND[] = COLUMNS "AND id = $1";

bool db_picture_find(struct db *db, int64_t id, struct picture *p)
{
	return list_all(db_query(db, FIND, WITH(num(id))), p) == 1;
}

static const char SET_ALT[] = "UPDATE picture SET alt_de = $2, alt_en = $3 WHERE id = $1";

void db_picture_set_alt(struct db *db, const struct picture *p)
{
	db_run(db, SET_ALT, WITH(num(p->id), text(p->alt_de), text(p->alt_en)));
}

static const char REMOVE[] = "UPDATE picture SET removed = $2 WHERE id = $1 AND removed IS NULL RETURNING id";

bool db_picture_remove(struct db *db, int64_t id, int64_t now)
{
	return db_run(db, REMOVE, WITH(num(id), num(now)));
}

static const char RESTORE[] = "UPDATE picture SET removed = NULL WHERE id = $1 RETURNING id";

bool db_picture_restore(struct db *db, int64_t id)
{
	return db_run(db, RESTORE, WITH(num(id)));
}

static const char FORGET[] = "DELETE FROM picture WHERE removed < $1";

void db_pictures_forget(struct db *db, int64_t before)
{
	db_run(db, FORGET, WITH(num(before)));
}

static const char LIST[] = COLUMNS "ORDER BY COALESCE(resource, 0), COALESCE(workshop, 0), id LIMIT $1";

int db_pictures(struct db *db, struct picture *list, int most)
{
	return list_all(db_query(db, LIST, WITH(num(most))), list);
}

static const char OF_RESOURCE[] = COLUMNS "AND resource = $1 ORDER BY id LIMIT $2";
static const char OF_WORKSHOP[] = COLUMNS "AND workshop = $1 ORDER BY id LIMIT $2";

int db_pictures_of(struct db *db, int64_t resource, int64_t workshop, struct picture *list, int most)
{
	return list_all(resource ? db_query(db, OF_RESOURCE, WITH(num(resource), num(most)))
		: db_query(db, OF_WORKSHOP, WITH(num(workshop), num(most))), list);
}

static const char LARGE[] = "SELECT large FROM picture WHERE id = $1 AND removed IS NULL";
static const char SMALL[] = "SELECT small FROM picture WHERE id = $1 AND removed IS NULL";

static const uint8_t *first_bytes(struct rows rows, size_t *size)
{
	const uint8_t *bytes = db_next(&rows) ? db_bytes(&rows, 0, size) : NULL;

	db_stop(&rows);
	return bytes;
}

const uint8_t *db_picture_bytes(struct db *db, int64_t id, bool small, size_t *size)
{
	return small ? first_bytes(db_query(db, SMALL, WITH(num(id))), size)
		: first_bytes(db_query(db, LARGE, WITH(num(id))), size);
}
