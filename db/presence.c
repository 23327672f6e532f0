// SPDX-License-Identifier: EUPL-1.2
#include "db/presence.h"

#include "db/db.h"

static struct arg heads_of(int64_t heads)
{
	return nullable(num(heads), heads != NOT_COUNTED);
}

static int64_t read_heads(const struct rows *rows, int column)
{
	return db_is_null(rows, column) ? NOT_COUNTED : db_num(rows, column);
}

static int list_all(struct rows rows, struct presence *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct presence){ .day = db_num(&rows, 0), .seat = db_num(&rows, 1),
			.number = db_num(&rows, 2), .arrived = db_num(&rows, 3), .left = db_num(&rows, 4),
			.missing = db_num(&rows, 5), .heads = read_heads(&rows, 6) };
	return n;
}

#define SELECT_PRESENCE "SELECT day, seat, number, arrived, left_at, missing, heads FROM presence"

static const char FIND[] = SELECT_PRESENCE " WHERE day = $1 AND seat = $2 AND number = $3";

bool db_presence_find(struct db *db, struct presence *p)
{
	return list_all(db_query(db, FIND, WITH(num(p->day), num(p->seat), num(p->number))), p);
}

static const char OF_DAY[] = SELECT_PRESENCE " WHERE day = $1 ORDER BY seat, number LIMIT $2";

int db_presences(struct db *db, int64_t day, struct presence *list, int most)
{
	return list_all(db_query(db, OF_DAY, WITH(num(day), num(most))), list);
}

static const char SET[] =
	"INSERT INTO presence (day, seat, number, arrived, left_at, missing, heads)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (day, seat, number)"
	" DO UPDATE SET arrived = $4, left_at = $5, missing = $6, heads = $7";

void db_presence_set(struct db *db, const struct presence *p)
{
	db_run(db, SET, WITH(num(p->day), num(p->seat), num(p->number), ref(p->arrived), ref(p->left),
		num(p->missing), heads_of(p->heads)));
}

/* Also what arrives late counts: a scanner without network sends it afterwards. Who left may be back. */
static const char IN[] =
	"INSERT INTO presence (day, seat, number, arrived, missing) VALUES ($1, $2, $3, $4, 0)"
	" ON CONFLICT (day, seat, number) DO UPDATE SET missing = 0,"
	" arrived = CASE WHEN presence.arrived <= $4 THEN presence.arrived ELSE $4 END,"
	" left_at = CASE WHEN presence.left_at > $4 THEN presence.left_at END";

void db_presence_in(struct db *db, const struct presence *p)
{
	db_run(db, IN, WITH(num(p->day), num(p->seat), num(p->number), num(p->arrived)));
}

static const char OUT[] =
	"INSERT INTO presence (day, seat, number, left_at, missing) VALUES ($1, $2, $3, $4, 0)"
	" ON CONFLICT (day, seat, number) DO UPDATE SET"
	" left_at = CASE WHEN presence.left_at >= $4 THEN presence.left_at ELSE $4 END";

void db_presence_out(struct db *db, const struct presence *p)
{
	db_run(db, OUT, WITH(num(p->day), num(p->seat), num(p->number), num(p->left)));
}

/* ---- what staff put down --------------------------------------------------------------------- */

static const char CHANGE_ADD[] =
	"INSERT INTO presence_change (day, seat, number, act, heads, at, person, reason)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

void db_presence_change_add(struct db *db, const struct presence_change *c)
{
	db_run(db, CHANGE_ADD, WITH(num(c->day), num(c->seat), num(c->number), text(c->act), heads_of(c->heads),
		num(c->at), num(c->person), text(c->reason)));
}

static const char CHANGED[] =
	"SELECT COALESCE(MAX(at), 0) FROM presence_change WHERE day = $1 AND seat = $2 AND number = $3";

int64_t db_presence_changed(struct db *db, const struct presence *p)
{
	int64_t at = 0;

	db_one(db, CHANGED, WITH(num(p->day), num(p->seat), num(p->number)), &at);
	return at;
}

static const char CHANGES[] =
	"SELECT c.day, c.seat, c.number, c.act, c.heads, c.at, c.person, c.reason, p.name, s.ref"
	" FROM presence_change c JOIN person p ON p.id = c.person JOIN seat s ON s.id = c.seat"
	" WHERE c.day = $1 AND c.reason IS NOT NULL ORDER BY c.id DESC LIMIT $2";

int db_presence_changes(struct db *db, int64_t day, struct presence_change *list, int most)
{
	struct rows rows = db_query(db, CHANGES, WITH(num(day), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct presence_change){ .day = db_num(&rows, 0), .seat = db_num(&rows, 1),
			.number = db_num(&rows, 2), .act = db_text(&rows, 3), .heads = read_heads(&rows, 4),
			.at = db_num(&rows, 5), .person = db_num(&rows, 6), .reason = db_text(&rows, 7),
			.person_name = db_text(&rows, 8), .seat_ref = db_text(&rows, 9) };
	return n;
}

/* ---- looking back ---------------------------------------------------------------------------- */

/* Who counted heads is believed before the codes of those who showed one, be it only when they left. */
#define CAME \
	"COALESCE((SELECT h.heads FROM presence h WHERE h.day = d.id AND h.seat = s.id AND h.number = 0)," \
	" (SELECT COUNT(*) FROM presence c WHERE c.day = d.id AND c.seat = s.id AND c.number > 0" \
	"  AND (c.arrived IS NOT NULL OR c.left_at IS NOT NULL)))"

static const char OF[] =
	"SELECT d.starts, d.ends, s.count, " CAME ", s.grade, s.organisation, s.ref, w.title, w.title_en,"
	" s.class_name, p.name, o.name FROM seat s JOIN workshop w ON w.id = s.workshop"
	" JOIN workshop_day d ON d.workshop = w.id JOIN person p ON p.id = s.person"
	" LEFT JOIN organisation o ON o.id = s.organisation"
	" WHERE s.status = 'booked' AND (s.person = $1 OR s.organisation = $2)"
	" AND d.starts >= $3 AND d.starts < $4 ORDER BY d.starts DESC, s.id LIMIT $5";

int db_attendances(struct db *db, const struct attendance_filter *f, struct attendance *list, int most)
{
	struct rows rows = db_query(db, OF, WITH(num(f->person), num(f->organisation), num(f->from),
		num(f->until), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct attendance){ .from = db_num(&rows, 0), .until = db_num(&rows, 1),
			.expected = db_num(&rows, 2), .came = db_num(&rows, 3), .grade = db_num(&rows, 4),
			.organisation = db_num(&rows, 5), .ref = db_text(&rows, 6), .title = db_text(&rows, 7),
			.title_en = db_text(&rows, 8), .class_name = db_text(&rows, 9),
			.person_name = db_text(&rows, 10), .organisation_name = db_text(&rows, 11) };
	return n;
}

#define SUMS(columns) \
	"SELECT a.key, a.key_en, a.grade, CAST(SUM(a.expected) AS BIGINT), CAST(SUM(a.came) AS BIGINT) FROM (" \
	"SELECT " columns ", s.count AS expected, " CAME " AS came FROM workshop_day d" \
	" JOIN workshop w ON w.id = d.workshop JOIN seat s ON s.workshop = w.id JOIN person p ON p.id = s.person" \
	" LEFT JOIN organisation o ON o.id = s.organisation" \
	" WHERE s.status = 'booked' AND d.starts >= $1 AND d.starts < $2 AND d.ends <= $2) a" \
	" GROUP BY a.key, a.key_en, a.grade ORDER BY a.grade, a.key, a.key_en LIMIT $3"

static const char *const sums[] = {
	[BY_WORKSHOP] = SUMS("w.title AS key, w.title_en AS key_en, 0 AS grade"),
	[BY_AGE] = SUMS("CASE WHEN s.grade IS NOT NULL THEN 'grade' WHEN s.class_name <> '' THEN 'class'"
		" WHEN p.born IS NOT NULL THEN 'young' ELSE 'adult' END AS key, '' AS key_en,"
		" COALESCE(s.grade, 0) AS grade"),
	[BY_KIND] = SUMS("COALESCE(o.kind, 'citizen') AS key, '' AS key_en, 0 AS grade"),
};

int db_attendance_sums(struct db *db, enum attendance_by by, const struct attendance_filter *f,
	struct attendance_sum *list, int most)
{
	struct rows rows = db_query(db, sums[by], WITH(num(f->from), num(f->until), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct attendance_sum){ .key = db_text(&rows, 0), .key_en = db_text(&rows, 1),
			.grade = db_num(&rows, 2), .expected = db_num(&rows, 3), .came = db_num(&rows, 4) };
	return n;
}
