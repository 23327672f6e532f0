// SPDX-License-Identifier: EUPL-1.2
#include "db/run.h"

static const char SET[] =
	"INSERT INTO run (device, starts, ends, open, resource, watt_hours, watts_most, booking)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (device, starts) DO UPDATE SET"
	" ends = $3, open = $4, resource = $5, watt_hours = $6, watts_most = $7, booking = $8";

void db_run_set(struct db *db, const struct run *r)
{
	db_run(db, SET, WITH(num(r->device), num(r->from), num(r->until), num(r->is_open),
		ref(r->resource), num(r->watt_hours), num(r->watts_most), ref(r->booking)));
}

static void take(const struct rows *rows, struct run *run)
{
	*run = (struct run){
		.device = db_num(rows, 0),
		.resource = db_num(rows, 1),
		.from = db_num(rows, 2),
		.until = db_num(rows, 3),
		.is_open = db_num(rows, 4),
		.watt_hours = db_num(rows, 5),
		.watts_most = db_num(rows, 6),
		.booking = db_num(rows, 7),
		.resource_slug = db_text(rows, 8),
		.resource_name = db_text(rows, 9),
		.booking_ref = db_text(rows, 10),
		.person_name = db_text(rows, 11),
		.organisation_name = db_text(rows, 12),
	};
}

#define COLUMNS \
	"SELECT u.device, u.resource, u.starts, u.ends, u.open, u.watt_hours, u.watts_most, u.booking," \
	" r.slug, r.name, b.ref, p.name, o.name FROM run u" \
	" LEFT JOIN resource r ON r.id = u.resource LEFT JOIN booking b ON b.id = u.booking" \
	" LEFT JOIN person p ON p.id = b.person LEFT JOIN organisation o ON o.id = b.organisation"

static const char LAST[] = COLUMNS " WHERE u.device = $1 ORDER BY u.starts DESC LIMIT 1";

bool db_run_last(struct db *db, int64_t device, struct run *run)
{
	struct rows rows = db_query(db, LAST, WITH(num(device)));

	if (!db_next(&rows))
		return false;
	take(&rows, run);
	db_stop(&rows);
	return true;
}

/* No booking, and so no run, is longer than 45 days; the bound keeps the walk short. */
#define LIST(of) COLUMNS \
	" WHERE u.starts < $2 AND u.starts > $1 - 3888000 AND (u.ends > $1 OR u.open = 1)" \
	" AND ($3 = 0 OR u.booking IS NULL) AND (u.starts, u.device) > ($6, $7) AND " of
#define BOTH(of) LIST(of) " ORDER BY u.starts, u.device LIMIT $4", \
	LIST(of) " ORDER BY u.starts DESC, u.device DESC LIMIT $4"
enum { OF_ALL = 0, OF_RESOURCE = 2, OF_BOOKING = 4 };

static const char *const lists[] = { BOTH("$5 = 0"), BOTH("u.resource = $5"), BOTH("u.booking = $5") };

int db_run_list(struct db *db, const struct run_filter *f, struct run *list, int most)
{
	int which = (f->booking ? OF_BOOKING : f->resource ? OF_RESOURCE : OF_ALL) + f->newest;
	struct rows rows = db_query(db, lists[which], WITH(num(f->from), num(f->until ? f->until : INT64_MAX),
		num(f->unbooked), num(most), num(f->booking ? f->booking : f->resource), num(f->behind.from),
		num(f->behind.device)));
	int count = 0;

	while (db_next(&rows))
		take(&rows, &list[count++]);
	return count;
}

static const char DROP[] = "DELETE FROM run WHERE device = $1 AND starts >= $2 AND starts <> $3";

void db_runs_drop(struct db *db, int64_t device, int64_t from, int64_t except)
{
	db_run(db, DROP, WITH(num(device), num(from), num(except)));
}

/* Claims of a resource do not overlap, so the last two that begin by then are all that matter. */
static const char CLAIMS[] =
	"SELECT booking, starts, ends FROM claim WHERE resource = $1 AND starts <= $2"
	" ORDER BY starts DESC LIMIT 2";

int64_t db_run_booking(struct db *db, int64_t resource, int64_t at, int64_t early)
{
	struct rows rows = db_query(db, CLAIMS, WITH(num(resource), num(at + early)));
	int64_t booking = 0;

	while (db_next(&rows))
		if (db_num(&rows, 2) > at)
			booking = db_num(&rows, 0);
	return booking;
}
