// SPDX-License-Identifier: EUPL-1.2
#include "db/vital.h"

#include "db/db.h"

static const char VITAL[] =
	"SELECT battery, mains, margin, joined, acknowledged, refused, fault, fault_at FROM vital WHERE device = $1";

bool db_vital(struct db *db, int64_t device, struct vital *vital)
{
	struct rows rows = db_query(db, VITAL, WITH(num(device)));

	if (!db_next(&rows))
		return false;
	*vital = (struct vital){
		.has_battery = db_maybe(&rows, 0).known,
		.battery = db_real(&rows, 0),
		.mains = db_num(&rows, 1),
		.margin = db_maybe(&rows, 2),
		.joined = db_maybe(&rows, 3),
		.acknowledged = db_maybe(&rows, 4),
		.refused = db_maybe(&rows, 5),
		.fault = db_text(&rows, 6),
		.fault_at = db_num(&rows, 7),
	};
	db_stop(&rows);
	return true;
}

static const char SET[] =
	"INSERT INTO vital (device, battery, mains, margin, joined, acknowledged, refused, fault, fault_at)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (device) DO UPDATE SET battery = $2, mains = $3,"
	" margin = $4, joined = $5, acknowledged = $6, refused = $7, fault = $8, fault_at = $9";

void db_vital_set(struct db *db, int64_t device, const struct vital *v)
{
	db_run(db, SET, WITH(num(device), nullable(real(v->battery), v->has_battery), num(v->mains),
		known(v->margin), known(v->joined), known(v->acknowledged), known(v->refused), text(v->fault),
		nullable(num(v->fault_at), v->fault)));
}

static const char SEE[] =
	"INSERT INTO source (name, seen) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET seen = $2, why = NULL";

void db_source_see(struct db *db, const char *name, int64_t at)
{
	db_run(db, SEE, WITH(text(name), num(at)));
}

/* Away since the first of its reasons. */
static const char FAIL[] =
	"INSERT INTO source (name, seen, why, away) VALUES ($1, 0, $3, $2) ON CONFLICT (name)"
	" DO UPDATE SET away = CASE WHEN source.why IS NULL THEN $2 ELSE source.away END, why = $3";

void db_source_fail(struct db *db, const char *name, int64_t at, const char *why)
{
	db_run(db, FAIL, WITH(text(name), num(at), text(why)));
}

static const char SOURCES[] =
	"SELECT name, seen, why, away FROM source WHERE seen >= $1 OR (why IS NOT NULL AND away >= $1) ORDER BY name LIMIT $2";

int db_source_list(struct db *db, int64_t since, struct source_row *list, int most)
{
	int count = 0;
	struct rows rows = db_query(db, SOURCES, WITH(num(since), num(most)));

	for (; db_next(&rows); count++)
		list[count] = (struct source_row){ .name = db_text(&rows, 0), .seen = db_num(&rows, 1),
			.why = db_text(&rows, 2), .away = db_num(&rows, 3) };
	return count;
}

static const char WANT[] = "UPDATE source SET wanted = $1 WHERE fetched > 0 AND wanted < $1";

void db_source_want(struct db *db, int64_t at)
{
	db_run(db, WANT, WITH(num(at)));
}

static const char WANTED[] = "SELECT wanted FROM source WHERE name = $1";

int64_t db_source_wanted(struct db *db, const char *name)
{
	int64_t wanted = 0;

	db_one(db, WANTED, WITH(text(name)), &wanted);
	return wanted;
}

static const char SOURCE[] = "SELECT seen, fetched FROM source WHERE name = $1";

bool db_source(struct db *db, const char *name, int64_t *seen, int64_t *fetched)
{
	struct rows rows = db_query(db, SOURCE, WITH(text(name)));

	*seen = *fetched = 0;
	if (!db_next(&rows))
		return false;
	*seen = db_num(&rows, 0);
	*fetched = db_num(&rows, 1);
	db_stop(&rows);
	return true;
}

static const char FETCH[] =
	"INSERT INTO source (name, seen, fetched) VALUES ($1, $2, $2)"
	" ON CONFLICT (name) DO UPDATE SET fetched = $2";

void db_source_fetch(struct db *db, const char *name, int64_t fetched)
{
	db_run(db, FETCH, WITH(text(name), num(fetched)));
}

static const char ADD_GAP[] =
	"INSERT INTO gap (source, starts, ends, kept, frames) VALUES ($1, $2, $3, $4, $5)";

void db_gap_add(struct db *db, const struct gap *gap)
{
	db_run(db, ADD_GAP, WITH(text(gap->source), num(gap->starts), num(gap->ends), text(gap->kept),
		num(gap->frames)));
}

static const char MEND[] =
	"UPDATE gap SET kept = 'storage', frames = frames + $3 WHERE source = $1 AND starts >= $2 AND kept = 'lost'";

void db_gap_mend(struct db *db, const char *source, int64_t since, int64_t frames)
{
	db_run(db, MEND, WITH(text(source), num(since), num(frames)));
}

static const char GAPS[] =
	"SELECT id, source, starts, ends, kept, frames FROM gap WHERE ends >= $1 ORDER BY ends DESC, id DESC LIMIT $2";

int db_gap_list(struct db *db, int64_t since, struct gap *list, int most)
{
	int count = 0;
	struct rows rows = db_query(db, GAPS, WITH(num(since), num(most)));

	while (db_next(&rows))
		list[count++] = (struct gap){ db_num(&rows, 0), db_text(&rows, 1), db_num(&rows, 2),
			db_num(&rows, 3), db_text(&rows, 4), db_num(&rows, 5) };
	return count;
}

/* Between two frames that follow each other in one session. */
static const char MISSED[] =
	"SELECT before, at, counter - last - 1 FROM (SELECT at, counter, session,"
	" LAG(at) OVER w AS before, LAG(counter) OVER w AS last, LAG(session) OVER w AS same"
	" FROM frame WHERE device = $1 AND at >= $2 WINDOW w AS (ORDER BY at, counter)) f"
	" WHERE session = same AND counter > last + 1 ORDER BY at DESC LIMIT $3";

int db_missed(struct db *db, int64_t device, int64_t since, struct missed *list, int most)
{
	int count = 0;
	struct rows rows = db_query(db, MISSED, WITH(num(device), num(since), num(most)));

	for (; db_next(&rows); count++)
		list[count] = (struct missed){ db_num(&rows, 0), db_num(&rows, 1), db_num(&rows, 2) };
	return count;
}
