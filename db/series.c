// SPDX-License-Identifier: EUPL-1.2
#include "db/series.h"

#include "db/db.h"

static const char ADD[] =
	"INSERT INTO series (ref, person, organisation, resource, rule, weeks, skips_holidays,"
	" first_day, from_minute, minutes, purpose, participants, created, created_by)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
	" ON CONFLICT (ref) DO NOTHING RETURNING id";

bool db_series_add(struct db *db, struct series *s)
{
	return db_one(db, ADD, WITH(text(s->ref), num(s->person), ref(s->organisation),
		num(s->resource), text(s->rule), num(s->weeks), num(s->skips_holidays),
		num(s->first_day), num(s->from_minute), num(s->minutes), text(s->purpose),
		num(s->participants), num(s->created), num(s->created_by)), &s->id);
}

#define SELECT_SERIES \
	"SELECT s.id, s.ref, s.person, s.organisation, s.resource, s.rule, s.weeks, s.skips_holidays," \
	" s.first_day, s.from_minute, s.minutes, s.purpose, s.participants, s.created, s.created_by," \
	" p.name, p.email, o.slug, r.slug, r.name" \
	" FROM series s JOIN person p ON p.id = s.person JOIN resource r ON r.id = s.resource" \
	" LEFT JOIN organisation o ON o.id = s.organisation"

static struct series read_series(const struct rows *rows)
{
	return (struct series){
		.id = db_num(rows, 0), .ref = db_text(rows, 1), .person = db_num(rows, 2),
		.organisation = db_num(rows, 3), .resource = db_num(rows, 4),
		.rule = db_text(rows, 5), .weeks = db_num(rows, 6),
		.skips_holidays = db_num(rows, 7), .first_day = db_num(rows, 8),
		.from_minute = db_num(rows, 9), .minutes = db_num(rows, 10),
		.purpose = db_text(rows, 11), .participants = db_num(rows, 12),
		.created = db_num(rows, 13), .created_by = db_num(rows, 14),
		.person_name = db_text(rows, 15), .person_email = db_text(rows, 16),
		.organisation_slug = db_text(rows, 17), .resource_slug = db_text(rows, 18),
		.resource_name = db_text(rows, 19),
	};
}

static const char BY_REF[] = SELECT_SERIES " WHERE s.ref = $1";

bool db_series_by_ref(struct db *db, const char *ref, struct series *series)
{
	struct rows rows = db_query(db, BY_REF, WITH(text(ref)));
	bool found = db_next(&rows);

	if (found)
		*series = read_series(&rows);
	db_stop(&rows);
	return found;
}

static const char OF_PERSON[] = SELECT_SERIES
	" WHERE s.person = $1 ORDER BY s.first_day DESC, s.id DESC LIMIT $2";

int db_series_of(struct db *db, int64_t person, struct series *list, int most)
{
	struct rows rows = db_query(db, OF_PERSON, WITH(num(person), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_series(&rows);
	return n;
}

static const char CHANGE[] =
	"UPDATE series SET first_day = $2, from_minute = $3, minutes = $4 WHERE id = $1";

void db_series_change(struct db *db, const struct series *s)
{
	db_run(db, CHANGE, WITH(num(s->id), num(s->first_day), num(s->from_minute), num(s->minutes)));
}

static const char SKIP_ADD[] =
	"INSERT INTO series_skip (series, day, why) VALUES ($1, $2, $3)"
	" ON CONFLICT (series, day) DO UPDATE SET why = $3";

void db_skip_add(struct db *db, int64_t series, const struct skip *skip)
{
	db_run(db, SKIP_ADD, WITH(num(series), num(skip->day), text(skip->why)));
}

static const char SKIP_REMOVE[] = "DELETE FROM series_skip WHERE series = $1 AND day = $2";

void db_skip_remove(struct db *db, int64_t series, int64_t day)
{
	db_run(db, SKIP_REMOVE, WITH(num(series), num(day)));
}

static const char SKIPS[] =
	"SELECT day, why FROM series_skip WHERE series = $1 ORDER BY day LIMIT $2";

int db_skips(struct db *db, int64_t series, struct skip *list, int most)
{
	struct rows rows = db_query(db, SKIPS, WITH(num(series), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct skip){ db_num(&rows, 0), db_text(&rows, 1) };
	return n;
}

static const char TAKE[] = "UPDATE booking SET series = $1 WHERE id = $2";

void db_series_take(struct db *db, int64_t series, int64_t booking)
{
	db_run(db, TAKE, WITH(num(series), num(booking)));
}
