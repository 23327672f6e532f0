// SPDX-License-Identifier: EUPL-1.2
#include "db/qualification.h"

#include "db/db.h"

static const char ADD[] =
	"INSERT INTO qualification (person, resource, granted_by, granted, expires)"
	" VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person, resource)"
	" DO UPDATE SET granted_by = $3, granted = $4, expires = $5, reminded = NULL";

void db_qualification_add(struct db *db, const struct qualification *q)
{
	db_run(db, ADD, WITH(num(q->person), num(q->resource), ref(q->granted_by), num(q->granted),
		num(q->expires)));
}

static const char QUALIFIED[] =
	"SELECT 1 FROM qualification WHERE person = $1 AND resource = $2 AND expires >= $3";

bool db_is_qualified(struct db *db, int64_t person, int64_t resource, int64_t until)
{
	return db_run(db, QUALIFIED, WITH(num(person), num(resource), num(until)));
}

#define SELECT_QUALIFICATION \
	"SELECT q.person, q.resource, q.granted_by, q.granted, q.expires, p.name, p.email, r.name, r.slug" \
	" FROM qualification q JOIN person p ON p.id = q.person JOIN resource r ON r.id = q.resource"

static int list_all(struct rows rows, struct qualification *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct qualification){ .person = db_num(&rows, 0),
			.resource = db_num(&rows, 1), .granted_by = db_num(&rows, 2),
			.granted = db_num(&rows, 3), .expires = db_num(&rows, 4),
			.person_name = db_text(&rows, 5), .person_email = db_text(&rows, 6),
			.resource_name = db_text(&rows, 7), .resource_slug = db_text(&rows, 8) };
	return n;
}

static const char REMOVE[] =
	"DELETE FROM qualification WHERE person = $1 AND resource = $2"
	" RETURNING person, resource, granted_by, granted, expires, NULL, NULL, NULL, NULL";

bool db_qualification_remove(struct db *db, int64_t person, int64_t resource, struct qualification *was)
{
	return list_all(db_query(db, REMOVE, WITH(num(person), num(resource))), was) == 1;
}

static const char LIST[] = SELECT_QUALIFICATION
	" WHERE ($1 = 0 OR q.person = $1) AND ($2 = 0 OR q.resource = $2)"
	" ORDER BY q.expires, p.name, r.position LIMIT $3";

int db_qualifications(struct db *db, const struct qualification_filter *f, struct qualification *list, int most)
{
	return list_all(db_query(db, LIST, WITH(num(f->person), num(f->resource), num(most))), list);
}

static const char LAPSING[] = SELECT_QUALIFICATION
	" WHERE q.expires >= $1 AND q.expires < $2 AND q.reminded IS NULL ORDER BY q.expires LIMIT $3";

int db_qualifications_lapsing(struct db *db, int64_t now, int64_t soon, struct qualification *list, int most)
{
	return list_all(db_query(db, LAPSING, WITH(num(now), num(soon), num(most))), list);
}

static const char REMINDED[] =
	"UPDATE qualification SET reminded = expires WHERE person = $1 AND resource = $2";

void db_qualification_reminded(struct db *db, const struct qualification *q)
{
	db_run(db, REMINDED, WITH(num(q->person), num(q->resource)));
}
