// SPDX-License-Identifier: EUPL-1.2
#include "db/hours.h"

#include "db/db.h"

/* ---- openings -------------------------------------------------------------------------------- */

static const char OPENING_ADD[] =
	"INSERT INTO opening (resource, weekday, from_minute, until_minute, valid_from, valid_until)"
	" VALUES ($1, $2, $3, $4, $5, $6)";

void db_opening_add(struct db *db, const struct opening *o)
{
	db_run(db, OPENING_ADD, WITH(ref(o->resource), num(o->weekday), num(o->from_minute),
		num(o->until_minute), ref(o->valid_from), ref(o->valid_until)));
}

static int list_openings(struct rows rows, struct opening *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct opening){ .weekday = (int)db_num(&rows, 0),
			.from_minute = (int)db_num(&rows, 1), .until_minute = (int)db_num(&rows, 2),
			.valid_from = (int)db_num(&rows, 3), .valid_until = (int)db_num(&rows, 4),
			.id = db_num(&rows, 5), .resource = db_num(&rows, 6) };
	return n;
}

static const char OPENING_REMOVE[] =
	"DELETE FROM opening WHERE id = $1 RETURNING weekday, from_minute, until_minute, valid_from,"
	" valid_until, id, resource";

bool db_opening_remove(struct db *db, int64_t opening, struct opening *was)
{
	return list_openings(db_query(db, OPENING_REMOVE, WITH(num(opening))), was) == 1;
}

#define OPENING "SELECT weekday, from_minute, until_minute, valid_from, valid_until, id, resource FROM opening"

static const char OPENINGS[] = OPENING
	" ORDER BY COALESCE(resource, 0), weekday, from_minute, id LIMIT $1";

int db_openings(struct db *db, struct opening *list, int most)
{
	return list_openings(db_query(db, OPENINGS, WITH(num(most))), list);
}

static const char OPENINGS_OF[] = OPENING
	" WHERE resource = $1 ORDER BY weekday, from_minute LIMIT $2";

static const char OPENINGS_OF_LAB[] = OPENING
	" WHERE resource IS NULL ORDER BY weekday, from_minute LIMIT $1";

/* One after the other: their union would be sorted anew for each booking. */
int db_openings_of(struct db *db, int64_t resource, struct opening *list, int most)
{
	int own = list_openings(db_query(db, OPENINGS_OF, WITH(num(resource), num(most))), list);

	return own ? own : list_openings(db_query(db, OPENINGS_OF_LAB, WITH(num(most))), list);
}

/* ---- closures -------------------------------------------------------------------------------- */

static const char CLOSURE_ADD[] =
	"INSERT INTO closure (resource, starts, ends, kind, reason, created, created_by)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";

int64_t db_closure_add(struct db *db, const struct closure *c, int64_t person, int64_t now)
{
	int64_t id = 0;
	db_one(db, CLOSURE_ADD, WITH(ref(c->resource), num(c->from), num(c->until), text(c->kind),
		text(c->reason), num(now), ref(person)), &id);
	return id;
}

static const char CLOSURE_IS_KNOWN[] =
	"SELECT 1 FROM closure WHERE COALESCE(resource, 0) = $1 AND starts = $2 AND ends = $3";

bool db_closure_is_known(struct db *db, const struct closure *c)
{
	return db_run(db, CLOSURE_IS_KNOWN, WITH(num(c->resource), num(c->from), num(c->until)));
}

static int list_closures(struct rows rows, struct closure *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct closure){ .id = db_num(&rows, 0), .resource = db_num(&rows, 1),
			.from = db_num(&rows, 2), .until = db_num(&rows, 3),
			.kind = db_text(&rows, 4), .reason = db_text(&rows, 5),
			.resource_name = db_text(&rows, 6), .resource_slug = db_text(&rows, 7) };
	return n;
}

static const char CLOSURE_REMOVE[] =
	"DELETE FROM closure WHERE id = $1 RETURNING id, resource, starts, ends, kind, reason, NULL, NULL";

bool db_closure_remove(struct db *db, int64_t closure, struct closure *was)
{
	return list_closures(db_query(db, CLOSURE_REMOVE, WITH(num(closure))), was) == 1;
}

#define CLOSURE "SELECT c.id, c.resource, c.starts, c.ends, c.kind, c.reason, r.name, r.slug" \
	" FROM closure c LEFT JOIN resource r ON r.id = c.resource"

static const char CLOSURES[] = CLOSURE " WHERE c.ends > $1 ORDER BY c.starts, c.id LIMIT $2";

int db_closures(struct db *db, int64_t since, struct closure *list, int most)
{
	return list_closures(db_query(db, CLOSURES, WITH(num(since), num(most))), list);
}

static const char CLOSURES_OF[] = CLOSURE
	" WHERE c.ends > $2 AND (c.resource IS NULL OR c.resource IN ("
	"SELECT part FROM within WHERE whole = $1 UNION SELECT whole FROM within WHERE part = $1))"
	" ORDER BY c.ends, c.id LIMIT $3";

int db_closures_of(struct db *db, int64_t resource, int64_t since, struct closure *list, int most)
{
	return list_closures(db_query(db, CLOSURES_OF, WITH(num(resource), num(since), num(most))), list);
}

static const char CLOSURES_OF_ALL[] =
	"SELECT c.id, x.resource, c.starts, c.ends, c.kind, c.reason, NULL, NULL FROM closure c LEFT JOIN"
	" (SELECT part AS resource, whole AS via FROM within UNION SELECT whole, part FROM within) x"
	" ON x.via = c.resource WHERE c.ends > $1 ORDER BY c.starts, c.id LIMIT $2";

int db_closures_of_all(struct db *db, int64_t since, struct closure *list, int most)
{
	return list_closures(db_query(db, CLOSURES_OF_ALL, WITH(num(since), num(most))), list);
}

/* ---- holidays -------------------------------------------------------------------------------- */

static const char HOLIDAY_ADD[] =
	"INSERT INTO holiday (organisation, first_day, last_day, name) SELECT $1, $2, $3, $4"
	" WHERE NOT EXISTS (SELECT 1 FROM holiday WHERE first_day = $2 AND last_day = $3"
	"  AND COALESCE(organisation, 0) = COALESCE($1, 0)) RETURNING id";

bool db_holiday_add(struct db *db, const struct holiday *h)
{
	return db_run(db, HOLIDAY_ADD, WITH(ref(h->organisation), num(h->first_day),
		num(h->last_day), text(h->name)));
}

static const char HOLIDAYS[] =
	"SELECT h.id, h.organisation, h.first_day, h.last_day, h.name, o.name FROM holiday h"
	" LEFT JOIN organisation o ON o.id = h.organisation"
	" WHERE h.last_day >= $1 ORDER BY h.first_day, h.id LIMIT $2";

static int list_holidays(struct rows rows, struct holiday *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct holiday){ .id = db_num(&rows, 0), .organisation = db_num(&rows, 1),
			.first_day = (int)db_num(&rows, 2), .last_day = (int)db_num(&rows, 3),
			.name = db_text(&rows, 4), .organisation_name = db_text(&rows, 5) };
	return n;
}

int db_holidays(struct db *db, int from_day, struct holiday *list, int most)
{
	return list_holidays(db_query(db, HOLIDAYS, WITH(num(from_day), num(most))), list);
}

static const char HOLIDAY_REMOVE[] =
	"DELETE FROM holiday WHERE id = $1 RETURNING id, organisation, first_day, last_day, name, NULL";

bool db_holiday_remove(struct db *db, int64_t holiday, struct holiday *was)
{
	return list_holidays(db_query(db, HOLIDAY_REMOVE, WITH(num(holiday))), was) == 1;
}

static const char HOLIDAY_ON[] =
	"SELECT name FROM holiday WHERE last_day >= $1 AND first_day <= $1"
	" AND (organisation IS NULL OR organisation = $2) ORDER BY last_day LIMIT 1";

static const char *first_text(struct rows rows)
{
	const char *text = db_next(&rows) ? db_text(&rows, 0) : NULL;

	db_stop(&rows);
	return text;
}

const char *db_holiday_on(struct db *db, int day, int64_t organisation)
{
	return first_text(db_query(db, HOLIDAY_ON, WITH(num(day), num(organisation))));
}

/* ---- lesson times ---------------------------------------------------------------------------- */

static const char GRID_ADD[] =
	"INSERT INTO period_grid (organisation, name, usual) VALUES ($1, $2, $3) RETURNING id";

static const char GRID_UNUSUAL[] =
	"UPDATE period_grid SET usual = 0 WHERE organisation = $1 AND usual = 1";

int64_t db_grid_add(struct db *db, const struct period_grid *g)
{
	int64_t id = 0;

	if (g->usual)
		db_run(db, GRID_UNUSUAL, WITH(num(g->organisation)));
	db_one(db, GRID_ADD, WITH(num(g->organisation), text(g->name), num(g->usual)), &id);
	return id;
}

static const char PERIOD_ADD[] =
	"INSERT INTO period (grid, number, from_minute, until_minute) VALUES ($1, $2, $3, $4)";

void db_period_add(struct db *db, const struct period *p)
{
	db_run(db, PERIOD_ADD, WITH(num(p->grid), num(p->number), num(p->from_minute),
		num(p->until_minute)));
}

static const char GRID_DAY_SET[] =
	"INSERT INTO grid_day (organisation, day, grid) VALUES ($1, $2, $3)"
	" ON CONFLICT (organisation, day) DO UPDATE SET grid = $3";

void db_grid_day_set(struct db *db, int64_t organisation, int day, int64_t grid)
{
	db_run(db, GRID_DAY_SET, WITH(num(organisation), num(day), num(grid)));
}

static const char GRIDS[] =
	"SELECT g.id, g.organisation, g.name, g.usual, o.name FROM period_grid g"
	" JOIN organisation o ON o.id = g.organisation ORDER BY o.name, g.usual DESC, g.name, g.id LIMIT $1";

int db_grids(struct db *db, struct period_grid *list, int most)
{
	struct rows rows = db_query(db, GRIDS, WITH(num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct period_grid){ .id = db_num(&rows, 0),
			.organisation = db_num(&rows, 1), .name = db_text(&rows, 2),
			.usual = db_num(&rows, 3), .organisation_name = db_text(&rows, 4) };
	return n;
}

static const char GRID_ORGANISATION[] = "SELECT organisation FROM period_grid WHERE id = $1";

int64_t db_grid_organisation(struct db *db, int64_t grid)
{
	int64_t organisation = 0;
	db_one(db, GRID_ORGANISATION, WITH(num(grid)), &organisation);
	return organisation;
}

static int list_periods(struct rows rows, struct period *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct period){ .grid = db_num(&rows, 0), .number = (int)db_num(&rows, 1),
			.from_minute = (int)db_num(&rows, 2), .until_minute = (int)db_num(&rows, 3) };
	return n;
}

static const char PERIODS_ON[] =
	"SELECT grid, number, from_minute, until_minute FROM period WHERE grid = COALESCE("
	" (SELECT grid FROM grid_day WHERE organisation = $1 AND day = $2),"
	" (SELECT MIN(id) FROM period_grid WHERE organisation = $1 AND usual = 1))"
	" ORDER BY number LIMIT $3";

int db_periods_on(struct db *db, int64_t organisation, int day, struct period *list, int most)
{
	return list_periods(db_query(db, PERIODS_ON, WITH(num(organisation), num(day), num(most))), list);
}

static const char PERIODS_OF[] =
	"SELECT grid, number, from_minute, until_minute FROM period WHERE grid = $1"
	" ORDER BY number LIMIT $2";

int db_periods_of(struct db *db, int64_t grid, struct period *list, int most)
{
	return list_periods(db_query(db, PERIODS_OF, WITH(num(grid), num(most))), list);
}
