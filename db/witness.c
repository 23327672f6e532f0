// SPDX-License-Identifier: EUPL-1.2
#include "db/witness.h"

#include "db/run.h"

/* A run of the one before that goes on says nothing of this one: perhaps it was handed over. */
static const char TESTIMONIES[] =
	"SELECT b.ref, b.status, p.name, r.name, r.slug, b.starts, b.ends, b.checked_in,"
	" (SELECT COUNT(*) FROM pass JOIN attendance a ON a.pass = pass.id"
	"  WHERE pass.booking = b.id AND a.direction = 'entry'),"
	" (SELECT COUNT(*) FROM machine_log l WHERE l.booking = b.id AND l.verb = 'start'"
	"  AND l.denied IS NULL),"
	" (SELECT COUNT(*) FROM run u WHERE u.booking = b.id)"
	" + (SELECT COUNT(*) FROM run u WHERE" RAN_MEANWHILE " AND u.booking IS NULL),"
	" CASE WHEN EXISTS (SELECT 1 FROM run u WHERE" RAN_MEANWHILE " AND u.booking <> b.id) THEN 0"
	" WHEN EXISTS (SELECT 1 FROM device d WHERE" PLUG_HEARD ") THEN 1 ELSE 0 END"
	" FROM booking b JOIN person p ON p.id = b.person JOIN resource r ON r.id = b.resource"
	" WHERE b.starts >= $1 AND b.starts < $2 AND (b.status = 'confirmed' OR b.status = 'no_show'"
	"  OR b.status = 'done') AND NOT EXISTS (SELECT 1 FROM ruling g WHERE g.booking = b.id) ORDER BY b.starts DESC, b.id DESC LIMIT $3";

int db_testimonies(struct db *db, int64_t from, int64_t until, struct testimony *list, int most)
{
	struct rows rows = db_query(db, TESTIMONIES, WITH(num(from), num(until), num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct testimony){ .ref = db_text(&rows, 0),
			.status = db_text(&rows, 1), .person = db_text(&rows, 2),
			.resource_name = db_text(&rows, 3), .resource_slug = db_text(&rows, 4),
			.from = db_num(&rows, 5), .until = db_num(&rows, 6),
			.checked_in = db_num(&rows, 7), .scans = db_num(&rows, 8),
			.starts = db_num(&rows, 9), .runs = db_num(&rows, 10),
			.measured = db_num(&rows, 11) };
	return count;
}

static const char RULE[] =
	"INSERT INTO ruling (booking, used, person, at) VALUES ($1, $2, $3, $4)"
	" ON CONFLICT (booking) DO UPDATE SET used = $2, person = $3, at = $4";

void db_ruling_set(struct db *db, const struct ruling *r)
{
	db_run(db, RULE, WITH(num(r->booking), num(r->used), num(r->person), num(r->at)));
}

static const char UNRULE[] = "DELETE FROM ruling WHERE booking = $1";

void db_ruling_drop(struct db *db, int64_t booking)
{
	db_run(db, UNRULE, WITH(num(booking)));
}

/* "already" and "ok" are both known guests; what counts is whether one was let in and the other not. */
static const char LATE[] =
	"SELECT happened, arrived, result, judged, point, reader.name, booking.ref, holder.name,"
	" resource.name FROM scan JOIN person AS reader ON reader.id = scan.person"
	" LEFT JOIN pass ON pass.id = scan.pass LEFT JOIN booking ON booking.id = pass.booking"
	" LEFT JOIN person AS holder ON holder.id = pass.person"
	" LEFT JOIN resource ON resource.id = pass.resource"
	" WHERE judged IS NOT NULL AND arrived > $1 AND result <> CASE WHEN judged = 'ok'"
	"  THEN 'admitted' WHEN judged = 'already' THEN 'already' ELSE 'refused' END"
	" ORDER BY arrived DESC, scan.id DESC LIMIT $2";

int db_late_scans(struct db *db, int64_t since, struct late_scan *list, int most)
{
	struct rows rows = db_query(db, LATE, WITH(num(since), num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct late_scan){ .happened = db_num(&rows, 0),
			.arrived = db_num(&rows, 1), .result = db_text(&rows, 2),
			.judged = db_text(&rows, 3), .point = db_text(&rows, 4),
			.by = db_text(&rows, 5), .ref = db_text(&rows, 6),
			.holder = db_text(&rows, 7), .resource_name = db_text(&rows, 8) };
	return count;
}
