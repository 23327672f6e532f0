// SPDX-License-Identifier: EUPL-1.2
#include "db/machine.h"

#include "db/db.h"

/* ---- codes ---- */

static const char FIND[] =
	"SELECT resource, CASE WHEN replaced IS NULL THEN 0 ELSE 1 END FROM machine_code"
	" WHERE code = $1";

bool db_machine_code(struct db *db, const char *code, struct machine_code *found)
{
	struct rows rows = db_query(db, FIND, WITH(text(code)));
	bool is_one = db_next(&rows);

	if (is_one)
		*found = (struct machine_code){ db_num(&rows, 0), db_num(&rows, 1) };
	db_stop(&rows);
	return is_one;
}

static const char REPLACE[] =
	"UPDATE machine_code SET replaced = $2 WHERE resource = $1 AND replaced IS NULL";
static const char ADD[] = "INSERT INTO machine_code (code, resource, made) VALUES ($1, $2, $3)";

void db_machine_code_set(struct db *db, int64_t resource, const char *code, int64_t now)
{
	db_run(db, REPLACE, WITH(num(resource), num(now)));
	db_run(db, ADD, WITH(text(code), num(resource), num(now)));
}

static const char LABELS[] =
	"SELECT resource.id, made, slug, name, location, code FROM resource"
	" LEFT JOIN machine_code ON resource = resource.id AND replaced IS NULL"
	" ORDER BY position, resource.id LIMIT $1";

int db_labels(struct db *db, struct label *list, int most)
{
	struct rows rows = db_query(db, LABELS, WITH(num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct label){ .resource = db_num(&rows, 0), .made = db_num(&rows, 1),
			.slug = db_text(&rows, 2), .name = db_text(&rows, 3),
			.location = db_text(&rows, 4), .code = db_text(&rows, 5) };
	return n;
}

/* ---- what was done ---- */

static const char LOG[] =
	"INSERT INTO machine_log (at, person, resource, verb, booking, denied, condition)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7)";

void db_machine_log(struct db *db, const struct machine_event *e)
{
	db_run(db, LOG, WITH(num(e->at), num(e->person), ref(e->resource), text(e->verb),
		ref(e->booking), text(e->denied), text(e->condition)));
}

static const char EVENTS[] =
	"SELECT l.at, l.person, l.resource, l.booking, verb, denied, l.condition, person.name,"
	" resource.name, slug, booking.ref FROM machine_log l JOIN person ON person.id = l.person"
	" LEFT JOIN resource ON resource.id = l.resource LEFT JOIN booking ON booking.id = l.booking"
	" WHERE $1 = 0 OR denied IS NOT NULL ORDER BY l.id DESC LIMIT $2";

int db_machine_events(struct db *db, bool denied_only, struct machine_event *list, int most)
{
	struct rows rows = db_query(db, EVENTS, WITH(num(denied_only), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct machine_event){ .at = db_num(&rows, 0), .person = db_num(&rows, 1),
			.resource = db_num(&rows, 2), .booking = db_num(&rows, 3),
			.verb = db_text(&rows, 4), .denied = db_text(&rows, 5),
			.condition = db_text(&rows, 6), .person_name = db_text(&rows, 7),
			.resource_name = db_text(&rows, 8), .resource_slug = db_text(&rows, 9),
			.booking_ref = db_text(&rows, 10) };
	return n;
}

/* ---- faults ---- */

static const char FAULT_ADD[] =
	"INSERT INTO fault (resource, at, person, condition, note, takes_out)"
	" VALUES ($1, $2, $3, $4, $5, $6)";

void db_fault_add(struct db *db, const struct fault *f)
{
	db_run(db, FAULT_ADD, WITH(num(f->resource), num(f->at), num(f->person), text(f->condition),
		text(f->note), num(f->takes_out)));
}

#define FAULTS \
	"SELECT fault.id, fault.resource, at, fault.person, fault.condition, note, takes_out," \
	" person.name, resource.name, slug FROM fault JOIN person ON person.id = fault.person" \
	" JOIN resource ON resource.id = fault.resource WHERE cleared IS NULL"

static int read_faults(struct rows rows, struct fault *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct fault){ .id = db_num(&rows, 0), .resource = db_num(&rows, 1),
			.at = db_num(&rows, 2), .person = db_num(&rows, 3),
			.condition = db_text(&rows, 4), .note = db_text(&rows, 5),
			.takes_out = db_num(&rows, 6), .person_name = db_text(&rows, 7),
			.resource_name = db_text(&rows, 8), .resource_slug = db_text(&rows, 9) };
	return n;
}

static const char ONE_FAULT[] = FAULTS " AND fault.id = $1";

bool db_fault(struct db *db, int64_t id, struct fault *fault)
{
	return read_faults(db_query(db, ONE_FAULT, WITH(num(id))), fault) == 1;
}

static const char OPEN_FAULTS[] =
	FAULTS " AND ($1 = 0 OR fault.resource = $1) ORDER BY fault.id DESC LIMIT $2";

int db_faults(struct db *db, int64_t resource, struct fault *list, int most)
{
	return read_faults(db_query(db, OPEN_FAULTS, WITH(num(resource), num(most))), list);
}

static const char CLEAR[] =
	"UPDATE fault SET cleared = $3, cleared_by = $2, remedy = $4 WHERE id = $1";

void db_fault_clear(struct db *db, int64_t id, int64_t person, int64_t now, const char *remedy)
{
	db_run(db, CLEAR, WITH(num(id), num(person), num(now), text(remedy)));
}

static const char REOPEN[] =
	"UPDATE fault SET cleared = NULL, cleared_by = NULL, remedy = NULL WHERE id = $1 RETURNING id";

bool db_fault_reopen(struct db *db, int64_t id)
{
	return db_run(db, REOPEN, WITH(num(id)));
}

static const char SETTLE[] =
	"UPDATE resource SET condition = COALESCE((SELECT MIN(f.condition) FROM fault f"
	" WHERE f.resource = $1 AND f.cleared IS NULL AND f.takes_out = 1), 'clean') WHERE id = $1";

/* By luck the alphabet puts broken before look. */
void db_condition_settle(struct db *db, int64_t resource)
{
	db_run(db, SETTLE, WITH(num(resource)));
}

/* ---- who was there ---- */

static const char ADMITTED[] =
	"SELECT 1 FROM pass JOIN attendance ON pass = pass.id WHERE pass.person = $1"
	" AND valid_until > $2 AND direction = 'entry' AND at >= $2 LIMIT 1";

bool db_was_admitted(struct db *db, int64_t person, int64_t since)
{
	return db_run(db, ADMITTED, WITH(num(person), num(since)));
}

static const char USED[] =
	"SELECT 1 FROM machine_log WHERE at >= $3 AND person = $1 AND resource = $2"
	" AND denied IS NULL AND verb IN ('start', 'stop') LIMIT 1";

bool db_has_used(struct db *db, int64_t person, int64_t resource, int64_t since)
{
	return db_run(db, USED, WITH(num(person), num(resource), num(since)));
}
