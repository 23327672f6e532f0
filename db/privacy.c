// SPDX-License-Identifier: EUPL-1.2
#include "db/privacy.h"

#include "db/db.h"

#include <string.h>

/* ---- export ---------------------------------------------------------------------------------- */

/* One list each; a letter a column says what it is: text, number, instant (@). $1 is the person. */
static const struct {
	const char *name, *kinds, *sql;
	const char *columns[10];
} lists[] = {
	{ "person", "tttt@nt@", "SELECT email, name, role, language, created, born, guardian,"
	  " guardian_approved FROM person WHERE id = $1",
	  { "email", "name", "role", "language", "created", "born", "guardian", "guardian_approved" } },
	{ "organisations", "tt", "SELECT o.name, o.kind FROM membership m JOIN organisation o"
	  " ON o.id = m.organisation WHERE m.person = $1 ORDER BY o.name", { "name", "kind" } },
	{ "qualifications", "t@@", "SELECT r.name, q.granted, q.expires FROM qualification q JOIN resource r"
	  " ON r.id = q.resource WHERE q.person = $1 ORDER BY q.granted",
	  { "resource", "granted", "expires" } },
	{ "bookings", "tt@@ttn@", "SELECT b.ref, r.name, b.starts, b.ends, b.status, b.purpose,"
	  " b.participants, b.created FROM booking b JOIN resource r ON r.id = b.resource"
	  " WHERE b.person = $1 ORDER BY b.starts, b.id",
	  { "ref", "resource", "from", "until", "status", "purpose", "participants", "created" } },
	{ "series", "ttt@", "SELECT s.ref, r.name, s.purpose, s.created FROM series s JOIN resource r"
	  " ON r.id = s.resource WHERE s.person = $1 ORDER BY s.id",
	  { "ref", "resource", "purpose", "created" } },
	{ "scans", "@ttt", "SELECT s.happened, s.point, s.direction, s.code FROM pass p JOIN scan s"
	  " ON s.pass = p.id WHERE p.person = $1 ORDER BY s.happened",
	  { "at", "point", "direction", "code" } },
	{ "workshop_seats", "ttnttt@", "SELECT s.ref, w.title, s.count, s.class_name, s.teacher, s.status, s.created"
	  " FROM seat s JOIN workshop w ON w.id = s.workshop WHERE s.person = $1 ORDER BY s.id",
	  { "ref", "workshop", "count", "class_name", "teacher", "status", "created" } },
	{ "seat_names", "tnt", "SELECT s.ref, n.number, n.name FROM seat s JOIN seat_name n ON n.seat = s.id"
	  " WHERE s.person = $1 ORDER BY s.id, n.number", { "ref", "number", "name" } },
	{ "attendance", "t@n@@nn", "SELECT s.ref, d.starts, p.number, p.arrived, p.left_at, p.missing, p.heads"
	  " FROM seat s JOIN presence p ON p.seat = s.id JOIN workshop_day d ON d.id = p.day"
	  " WHERE s.person = $1 ORDER BY d.starts, s.id, p.number",
	  { "ref", "day", "number", "arrived", "left", "missing", "heads" } },
	{ "machines", "@tt", "SELECT l.at, r.name, l.verb FROM machine_log l LEFT JOIN resource r"
	  " ON r.id = l.resource WHERE l.person = $1 ORDER BY l.id", { "at", "resource", "verb" } },
	{ "faults", "@ttt", "SELECT f.at, r.name, f.condition, f.note FROM fault f JOIN resource r"
	  " ON r.id = f.resource WHERE f.person = $1 ORDER BY f.id", { "at", "resource", "condition", "note" } },
	{ "calendars", "t@@@", "SELECT label, created, last_used, revoked FROM feed WHERE person = $1"
	  " ORDER BY created", { "label", "created", "last_used", "revoked" } },
	{ "sessions", "@@", "SELECT created, last_seen FROM session WHERE person = $1 ORDER BY created",
	  { "created", "last_seen" } },
	{ "keys", "t@", "SELECT label, created FROM api_key WHERE person = $1 ORDER BY created",
	  { "label", "created" } },
	{ "links", "t@@@", "SELECT kind, created, ends, used FROM ticket WHERE person = $1 ORDER BY created",
	  { "kind", "created", "ends", "used" } },
	{ "unwanted_messages", "t", "SELECT kind FROM unwanted WHERE person = $1 ORDER BY kind", { "kind" } },
	{ "messages", "tt@@", "SELECT kind, status, created, sent FROM delivery WHERE person = $1"
	  " ORDER BY created", { "kind", "status", "created", "sent" } },
	{ "done_by_me", "@t", "SELECT at, verb FROM audit WHERE person = $1 ORDER BY id", { "at", "verb" } },
	{ "read_about_me", "@t", "SELECT at, verb FROM audit WHERE subject = $1 AND verb = 'person.read'"
	  " ORDER BY id", { "at", "verb" } },
};

static void put_cell(struct node *to, const char *name, char kind, const struct rows *rows, int column)
{
	if (db_is_null(rows, column))
		put_nothing(to, name);
	else if (kind == 't')
		put_text(to, name, db_text(rows, column));
	else if (kind == '@')
		put_time(to, name, db_num(rows, column));
	else
		put_number(to, name, db_num(rows, column));
}

void db_export(struct db *db, int64_t person, struct node *to)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct node *list = put_list(to, lists[i].name);
		struct rows rows = db_query(db, lists[i].sql, WITH(num(person)));
		while (db_next(&rows)) {
			struct node *one = put_object(list, NULL);
			for (int column = 0; lists[i].kinds[column]; column++)
				put_cell(one, lists[i].columns[column], lists[i].kinds[column], &rows, column);
		}
	}
}

/* ---- erasure --------------------------------------------------------------------------------- */

static const char TOMBSTONE[] =
	"UPDATE person SET name = '', email = 'erased-' || CAST(id AS TEXT) || '@invalid',"
	" password = NULL, role = 'member', born = NULL, guardian = NULL, guardian_approved = NULL,"
	" erased = $2 WHERE id = $1";

/* What goes with it, each by $1. */
static const char *const belongings[] = {
	"DELETE FROM session WHERE person = $1",
	"DELETE FROM api_key WHERE person = $1",
	"DELETE FROM feed WHERE person = $1",
	"DELETE FROM ticket WHERE person = $1"
	" OR email = (SELECT p.email FROM person p WHERE p.id = $1)",
	"DELETE FROM unwanted WHERE person = $1",
	"DELETE FROM membership WHERE person = $1",
	"DELETE FROM qualification WHERE person = $1",
	"DELETE FROM once WHERE person = $1",
	"DELETE FROM unwanted WHERE person = $1",
	"DELETE FROM ticket WHERE person = $1 OR email = (SELECT email FROM person WHERE id = $1)",
	"UPDATE waiting SET purpose = '', status = CASE WHEN status = 'waiting' THEN 'left' ELSE status END"
	" WHERE person = $1",
	"DELETE FROM seat_name WHERE seat IN (SELECT s.id FROM seat s WHERE s.person = $1)",
	"UPDATE seat SET teacher = '' WHERE person = $1",
	"UPDATE booking SET purpose = '', objection = NULL, note = NULL WHERE person = $1",
	"UPDATE series SET purpose = '' WHERE person = $1",
	"UPDATE delivery SET address = NULL, token = NULL, detail = NULL,"
	" status = CASE WHEN status IN ('waiting', 'leased') THEN 'unwanted' ELSE status END"
	" WHERE person = $1",
};

void db_person_erase(struct db *db, int64_t person, int64_t now)
{
	for (size_t i = 0; i < sizeof belongings / sizeof *belongings; i++)
		db_run(db, belongings[i], WITH(num(person)));
	db_run(db, TOMBSTONE, WITH(num(person), num(now)));
}

static const char IS_ERASED[] = "SELECT 1 FROM person WHERE id = $1 AND erased IS NOT NULL";

bool db_person_is_erased(struct db *db, int64_t person)
{
	return db_run(db, IS_ERASED, WITH(num(person)));
}

/* ---- retention ------------------------------------------------------------------------------- */

static const char NOBODY_ADD[] =
	"INSERT INTO person (email, name, role, language, created, erased)"
	" VALUES ('nobody@invalid', '', 'member', 'de', $1, $1) ON CONFLICT (email) DO NOTHING";
static const char NOBODY[] = "SELECT id FROM person WHERE email = 'nobody@invalid'";

int64_t db_nobody(struct db *db, int64_t now)
{
	int64_t id = 0;

	db_run(db, NOBODY_ADD, WITH(num(now)));
	db_one(db, NOBODY, WITH_NOTHING, &id);
	return id;
}

static const char BOOKINGS_FORGET[] =
	"UPDATE booking SET person = $1, created_by = $1, purpose = '' WHERE id IN ("
	"SELECT id FROM booking WHERE starts >= $2 AND starts < $3 AND person <> $1"
	" ORDER BY starts, id LIMIT $4) RETURNING starts";

int db_bookings_forget(struct db *db, int64_t nobody, int64_t since, int64_t before, int most, int64_t *last)
{
	struct rows rows = db_query(db, BOOKINGS_FORGET, WITH(num(nobody), num(since), num(before), num(most)));
	int n = 0;

	for (*last = since; db_next(&rows); n++)
		if (db_num(&rows, 0) > *last)
			*last = db_num(&rows, 0);
	return n;
}

static int count_rows(struct rows rows)
{
	int n = 0;

	while (db_next(&rows))
		n++;
	return n;
}

/* Those that have no date since then. */
static const char SERIES_FORGET[] =
	"UPDATE series SET person = $1, created_by = $1, purpose = '' WHERE id IN (SELECT s.id FROM series s"
	" WHERE s.person <> $1 AND s.created < $2 AND NOT EXISTS"
	" (SELECT 1 FROM booking b WHERE b.series = s.id AND b.starts >= $2) ORDER BY s.id LIMIT $3)"
	" RETURNING id";

int db_series_forget(struct db *db, int64_t nobody, int64_t before, int most)
{
	return count_rows(db_query(db, SERIES_FORGET, WITH(num(nobody), num(before), num(most))));
}

static const char NAMES_FORGET[] =
	"DELETE FROM seat_name WHERE seat IN (SELECT s.id FROM workshop w JOIN seat s ON s.workshop = w.id"
	" WHERE w.ends < $1)";
static const char SEATS_FORGET[] =
	"UPDATE seat SET person = $1, created_by = $1, teacher = '', forgotten = 1 WHERE id IN (SELECT s.id FROM workshop w"
	" JOIN seat s ON s.workshop = w.id WHERE w.ends < $2 AND s.person <> $1 ORDER BY w.ends, s.id LIMIT $3)"
	" RETURNING id";

int db_seats_forget(struct db *db, int64_t nobody, int64_t before, int most)
{
	db_run(db, NAMES_FORGET, WITH(num(before)));
	return count_rows(db_query(db, SEATS_FORGET, WITH(num(nobody), num(before), num(most))));
}

/* Ids grow with time, so the oldest are found at once. */
#define FORGET(table, old) "DELETE FROM " table " WHERE id IN (SELECT id FROM " table \
	" WHERE " old " ORDER BY id LIMIT $2) RETURNING id"

static const char SCANS[] = FORGET("scan", "arrived < $1");
static const char MACHINES[] = FORGET("machine_log", "at < $1");
static const char AUDIT_OLD[] = FORGET("audit", "at < $1");
static const char DELIVERIES[] = FORGET("delivery", "created < $1 AND status IN ('sent', 'unwanted')");
static const char SESSIONS[] = FORGET("session", "ends < $1");
static const char ATTEMPTS[] = FORGET("attempt", "at < $1");
static const char ONCE[] = "DELETE FROM once WHERE at < $1";

enum { ONCE_KEPT = 30 * 24 * 3600, ATTEMPTS_KEPT = 24 * 3600 };

int db_scans_forget(struct db *db, int64_t before, int most)
{
	int done = count_rows(db_query(db, SCANS, WITH(num(before), num(most))));

	return done + count_rows(db_query(db, MACHINES, WITH(num(before), num(most - done))));
}

int db_audit_forget(struct db *db, int64_t before, int most)
{
	return count_rows(db_query(db, AUDIT_OLD, WITH(num(before), num(most))));
}

int db_deliveries_forget(struct db *db, int64_t before, int most)
{
	return count_rows(db_query(db, DELIVERIES, WITH(num(before), num(most))));
}

int db_leftovers_forget(struct db *db, int64_t now, int most)
{
	db_run(db, ONCE, WITH(num(now - ONCE_KEPT)));
	return count_rows(db_query(db, SESSIONS, WITH(num(now), num(most)))) +
		count_rows(db_query(db, ATTEMPTS, WITH(num(now - ATTEMPTS_KEPT), num(most))));
}
