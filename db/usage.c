// SPDX-License-Identifier: EUPL-1.2
#include "db/usage.h"

#include "db/db.h"

static void take_all(struct rows rows, struct taker taker)
{
	while (db_next(&rows))
		taker.take(taker.about, &(struct span){ db_num(&rows, 0), db_num(&rows, 1),
			db_num(&rows, 2) });
}

/* No booking is longer than 45 days (3,888,000 s), so only starts need an index and nobody walks the past. */
static const char BOOKED[] =
	"SELECT w.part, b.starts, b.ends FROM booking b JOIN within w ON w.whole = b.resource"
	" WHERE b.starts > $1 - 3888000 AND b.starts < $2 AND b.ends > $1"
	" AND b.status IN ('confirmed', 'running', 'done')";

void db_spans_booked(struct db *db, int64_t from, int64_t until, struct taker taker)
{
	take_all(db_query(db, BOOKED, WITH(num(from), num(until))), taker);
}

/* Nor is a run, as far as anybody knows. */
static const char USED[] =
	"SELECT resource, starts, ends FROM run WHERE resource IS NOT NULL"
	" AND starts > $1 - 3888000 AND starts < $2 AND ends > $1";

void db_spans_used(struct db *db, int64_t from, int64_t until, struct taker taker)
{
	take_all(db_query(db, USED, WITH(num(from), num(until))), taker);
}

static const char SINCE[] =
	"SELECT d.resource, (SELECT MIN(m.at) FROM reading m WHERE m.device = d.id AND m.at >= $1"
	" AND m.at < $2), (SELECT MIN(r.starts) FROM run r WHERE r.device = d.id AND r.starts >= $1"
	" AND r.starts < $2) FROM device d WHERE d.resource IS NOT NULL ORDER BY d.id LIMIT $3";

int db_measured_since(struct db *db, int64_t from, int64_t until, struct since *list, int most)
{
	struct rows rows = db_query(db, SINCE, WITH(num(from), num(until), num(most)));
	int n = 0;

	for (; db_next(&rows); n++) {
		list[n] = (struct since){ db_num(&rows, 0), until };
		for (int column = 1; column <= 2; column++)
			if (!db_is_null(&rows, column) && db_num(&rows, column) < list[n].at)
				list[n].at = db_num(&rows, column);
	}
	return n;
}

static const char TALLIES[] =
	"SELECT resource,"
	" CAST(SUM(CASE WHEN status IN ('confirmed', 'running', 'done') THEN 1 ELSE 0 END) AS BIGINT),"
	" CAST(SUM(CASE WHEN status = 'no_show' THEN 1 ELSE 0 END) AS BIGINT),"
	" CAST(SUM(CASE WHEN cancelled_late = 1 THEN 1 ELSE 0 END) AS BIGINT)"
	" FROM booking WHERE starts >= $1 AND starts < $2 GROUP BY resource LIMIT $3";

int db_tallies(struct db *db, int64_t from, int64_t until, struct tally *list, int most)
{
	struct rows rows = db_query(db, TALLIES, WITH(num(from), num(until), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct tally){ db_num(&rows, 0), db_num(&rows, 1), db_num(&rows, 2),
			db_num(&rows, 3) };
	return n;
}
