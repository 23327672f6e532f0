// SPDX-License-Identifier: EUPL-1.2
#include "db/scan.h"

#include "db/db.h"

#include <string.h>

static const char TAKE[] =
	"INSERT INTO nonce (person, nonce, hash) VALUES ($1, $2, $3)"
	" ON CONFLICT (person, nonce) DO NOTHING RETURNING id";

bool db_nonce_take(struct db *db, struct scan_row *row)
{
	return db_one(db, TAKE, WITH(num(row->person), bytes(row->nonce, SCAN_NONCE),
		bytes(row->hash, HASH)), &row->id);
}

static const char ADD[] =
	"INSERT INTO scan (id, person, head, pass, point, direction, happened, arrived, result,"
	" code, judged) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

void db_scan_add(struct db *db, const struct scan_row *row)
{
	db_run(db, ADD, WITH(num(row->id), num(row->person), bytes(row->head, row->head_size),
		ref(row->pass), text(row->point), text(row->direction), num(row->happened),
		num(row->arrived), text(row->result), text(row->code), text(row->judged)));
}

static const char FIND[] =
	"SELECT hash, pass, direction, result, code, judged FROM nonce JOIN scan ON scan.id = nonce.id"
	" WHERE nonce.person = $1 AND nonce = $2";

bool db_scan_find(struct db *db, int64_t person, const uint8_t nonce[static SCAN_NONCE],
	struct scan_row *row)
{
	struct rows rows = db_query(db, FIND, WITH(num(person), bytes(nonce, SCAN_NONCE)));
	bool found = db_next(&rows);

	if (found) {
		size_t size;
		const uint8_t *hash = db_bytes(&rows, 0, &size);
		memcpy(row->hash, hash, size < HASH ? size : HASH);
		row->pass = db_num(&rows, 1);
		row->direction = db_text(&rows, 2);
		row->result = db_text(&rows, 3);
		row->code = db_text(&rows, 4);
		row->judged = db_text(&rows, 5);
	}
	db_stop(&rows);
	return found;
}

#define ADMISSION \
	"pass.id, pass.resource, valid_from, valid_until," \
	" CASE WHEN revoked IS NULL THEN 0 ELSE 1 END, COALESCE(booking.ref, seat.ref)," \
	" COALESCE(booking.status, seat.status), COALESCE(seat_name.name, CASE WHEN seat.class_name <> ''" \
	"  THEN seat.class_name || ', ' || organisation.name ELSE person.name END), resource.name," \
	" pass.seat, pass.number, pass.day, workshop.title, workshop.title_en, pass.kid"

#define ADMITTING \
	" FROM pass JOIN person ON person.id = pass.person" \
	" LEFT JOIN booking ON booking.id = pass.booking" \
	" LEFT JOIN resource ON resource.id = pass.resource" \
	" LEFT JOIN seat ON seat.id = pass.seat" \
	" LEFT JOIN seat_name ON seat_name.seat = pass.seat AND seat_name.number = pass.number" \
	" LEFT JOIN organisation ON organisation.id = seat.organisation" \
	" LEFT JOIN workshop ON workshop.id = seat.workshop"

static struct admission admission_of(const struct rows *rows)
{
	return (struct admission){
		.pass = db_num(rows, 0),
		.resource = db_num(rows, 1),
		.from = db_num(rows, 2),
		.until = db_num(rows, 3),
		.is_revoked = db_num(rows, 4),
		.ref = db_text(rows, 5),
		.status = db_text(rows, 6),
		.holder = db_text(rows, 7),
		.resource_name = db_text(rows, 8),
		.seat = db_num(rows, 9),
		.number = db_num(rows, 10),
		.day = db_num(rows, 11),
		.workshop = db_text(rows, 12),
		.workshop_en = db_text(rows, 13),
		.kid = db_num(rows, 14),
	};
}

static bool read_admission(struct rows rows, struct admission *admission)
{
	bool found = db_next(&rows);

	if (found)
		*admission = admission_of(&rows);
	db_stop(&rows);
	return found;
}

static const char ADMISSION_BY_ID[] = "SELECT " ADMISSION ADMITTING " WHERE pass.id = $1";

bool db_admission(struct db *db, int64_t pass, struct admission *admission)
{
	return read_admission(db_query(db, ADMISSION_BY_ID, WITH(num(pass))), admission);
}

static const char ADMISSION_BY_TOKEN[] =
	"SELECT " ADMISSION ADMITTING " WHERE valid_from = $1 AND tid = $2";

bool db_admission_of(struct db *db, int64_t from, int64_t tid, struct admission *admission)
{
	return read_admission(
		db_query(db, ADMISSION_BY_TOKEN, WITH(num(from), num(tid))), admission);
}

enum { LONGEST = 45 * 86400 }; /* of a pass: what begins earlier is over by then */

static const char ADMISSION_BY_SHORT[] =
	"SELECT " ADMISSION ADMITTING " WHERE valid_from >= $1 AND valid_from < $2 AND valid_until > $3"
	" AND tid BETWEEN $4 AND $5 ORDER BY tid LIMIT 1";

bool db_admission_short(struct db *db, const struct span *span, int64_t first, int64_t last, struct admission *admission)
{
	return read_admission(db_query(db, ADMISSION_BY_SHORT, WITH(num(span->from - LONGEST), num(span->until),
		num(span->from), num(first), num(last))), admission);
}

static const char GUESTS[] =
	"SELECT " ADMISSION ", tid, entry.at, entry.point, away.at, booking.checked_in" ADMITTING
	" LEFT JOIN attendance AS entry ON entry.pass = pass.id AND entry.direction = 'entry'"
	" LEFT JOIN attendance AS away ON away.pass = pass.id AND away.direction = 'exit'"
	" WHERE valid_from >= $1 AND valid_from < $2 AND valid_until > $3"
	" ORDER BY valid_from, tid LIMIT $4";

int db_guests(struct db *db, const struct span *span, struct guest *list, int most)
{
	struct rows rows = db_query(db, GUESTS,
		WITH(num(span->from - LONGEST), num(span->until), num(span->from), num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct guest){ .admission = admission_of(&rows),
			.tid = db_num(&rows, 15), .came = db_num(&rows, 16),
			.came_point = db_text(&rows, 17), .left = db_num(&rows, 18),
			.checked_in = db_num(&rows, 19) };
	return count;
}

static const char WITHIN[] = "SELECT whole, part FROM within WHERE whole <> part";

int db_nested(struct db *db, struct nested *list, int most)
{
	struct rows rows = db_query(db, WITHIN, WITH_NOTHING);
	int count = 0;

	while (count < most && db_next(&rows))
		list[count++] = (struct nested){ db_num(&rows, 0), db_num(&rows, 1) };
	db_stop(&rows);
	return count;
}

/* Who comes back: of two scanners only one still finds the way out. */
static const char LEFT[] =
	"DELETE FROM attendance WHERE pass = $1 AND direction = 'exit' AND at <= $2 RETURNING pass";
static const char ATTEND[] =
	"INSERT INTO attendance (pass, direction, at, point, person) VALUES ($1, $2, $3, $4, $5)"
	" ON CONFLICT (pass, direction) DO UPDATE SET at = $3, point = $4, person = $5 WHERE $6 = 1"
	" RETURNING pass";

bool db_attendance_add(struct db *db, const struct scan_row *row)
{
	bool is_back = !strcmp(row->direction, "entry") &&
		db_run(db, LEFT, WITH(num(row->pass), num(row->happened)));

	return db_run(db, ATTEND,
		WITH(num(row->pass), text(row->direction), num(row->happened), text(row->point),
			num(row->person), num(is_back)));
}

static const char FIRST[] =
	"SELECT at, point, resource.name, person.name FROM attendance"
	" LEFT JOIN resource ON resource.slug = point"
	" LEFT JOIN person ON person.id = attendance.person WHERE pass = $1 AND direction = $2";

bool db_attendance_first(struct db *db, const struct scan_row *row, struct first_scan *first)
{
	struct rows rows = db_query(db, FIRST, WITH(num(row->pass), text(row->direction)));
	bool found = db_next(&rows);

	if (found)
		*first = (struct first_scan){ .at = db_num(&rows, 0), .point = db_text(&rows, 1),
			.place = db_text(&rows, 2), .by = db_text(&rows, 3) };
	db_stop(&rows);
	return found;
}

static const char LATEST[] =
	"SELECT happened, arrived, point, place.name, direction, result, code, reader.name,"
	" COALESCE(seat_name.name, CASE WHEN seat.class_name <> '' THEN seat.class_name ELSE holder.name END), booking.ref"
	" FROM scan JOIN person AS reader ON reader.id = scan.person"
	" LEFT JOIN resource AS place ON place.slug = point LEFT JOIN pass ON pass.id = scan.pass"
	" LEFT JOIN person AS holder ON holder.id = pass.person LEFT JOIN booking ON booking.id = pass.booking"
	" LEFT JOIN seat ON seat.id = pass.seat"
	" LEFT JOIN seat_name ON seat_name.seat = pass.seat AND seat_name.number = pass.number"
	" WHERE $1 = 0 OR result = 'refused' ORDER BY scan.id DESC LIMIT $2";

int db_scans(struct db *db, bool only_refused, struct scan_line *list, int most)
{
	struct rows rows = db_query(db, LATEST, WITH(num(only_refused), num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct scan_line){ .happened = db_num(&rows, 0), .arrived = db_num(&rows, 1),
			.point = db_text(&rows, 2), .place = db_text(&rows, 3), .direction = db_text(&rows, 4),
			.result = db_text(&rows, 5), .code = db_text(&rows, 6), .by = db_text(&rows, 7),
			.holder = db_text(&rows, 8), .booking = db_text(&rows, 9) };
	return count;
}

static const char ELSEWHERE[] =
	"SELECT 1 FROM resource AS place WHERE slug = $1 AND id <> $2 AND NOT EXISTS"
	" (SELECT 1 FROM within WHERE (whole = place.id AND part = $2)"
	"  OR (whole = $2 AND part = place.id))";

bool db_point_is_elsewhere(struct db *db, const char *point, int64_t resource)
{
	return db_run(db, ELSEWHERE, WITH(text(point), num(resource)));
}
