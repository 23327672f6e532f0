// SPDX-License-Identifier: EUPL-1.2
#include "db/workshop.h"

#include "db/booking.h"
#include "db/db.h"

/* ---- workshops ------------------------------------------------------------------------------- */

static const char ADD[] =
	"INSERT INTO workshop (series, title, title_en, about, about_en, place, starts, ends, capacity, minimum,"
	" opens, closes, cents, status, created, created_by, updated, sequence)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', $14, $15, $14, 0) RETURNING id";

void db_workshop_add(struct db *db, struct workshop *w)
{
	db_one(db, ADD, WITH(ref(w->series), text(w->title), text(w->title_en), text(w->about), text(w->about_en),
		num(w->place), num(w->starts), num(w->ends), num(w->capacity), num(w->minimum), num(w->opens),
		num(w->closes), num(w->cents), num(w->created), num(w->created_by)), &w->id);
}

static const char CHANGE[] =
	"UPDATE workshop SET title = $2, title_en = $3, about = $4, about_en = $5, place = $6, starts = $7, ends = $8,"
	" capacity = $9, minimum = $10, opens = $11, closes = $12, decided = $13, cents = $14, status = $15,"
	" why = $16, updated = $17, sequence = $18 WHERE id = $1";

void db_workshop_change(struct db *db, const struct workshop *w)
{
	db_run(db, CHANGE, WITH(num(w->id), text(w->title), text(w->title_en), text(w->about), text(w->about_en),
		num(w->place), num(w->starts), num(w->ends), num(w->capacity), num(w->minimum), num(w->opens),
		num(w->closes), ref(w->decided), num(w->cents), text(w->status), text(w->why), num(w->updated),
		num(w->sequence)));
}

#define SELECT_WORKSHOP \
	"SELECT w.id, w.series, w.title, w.title_en, w.about, w.about_en, w.place, w.starts, w.ends, w.capacity," \
	" w.taken, w.minimum, w.opens, w.closes, w.decided, w.cents, w.status, w.why, w.created, w.created_by," \
	" w.updated, w.sequence, r.slug, r.name, r.location FROM workshop w JOIN resource r ON r.id = w.place"

static struct workshop read_workshop(const struct rows *rows)
{
	return (struct workshop){
		.id = db_num(rows, 0), .series = db_num(rows, 1), .title = db_text(rows, 2),
		.title_en = db_text(rows, 3), .about = db_text(rows, 4), .about_en = db_text(rows, 5),
		.place = db_num(rows, 6), .starts = db_num(rows, 7), .ends = db_num(rows, 8),
		.capacity = db_num(rows, 9), .taken = db_num(rows, 10), .minimum = db_num(rows, 11),
		.opens = db_num(rows, 12), .closes = db_num(rows, 13), .decided = db_num(rows, 14),
		.cents = db_num(rows, 15), .status = db_text(rows, 16), .why = db_text(rows, 17),
		.created = db_num(rows, 18), .created_by = db_num(rows, 19), .updated = db_num(rows, 20),
		.sequence = db_num(rows, 21), .place_slug = db_text(rows, 22),
		.place_name = db_text(rows, 23), .place_location = db_text(rows, 24),
	};
}

static int list_workshops(struct rows rows, struct workshop *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_workshop(&rows);
	return n;
}

static const char BY_ID[] = SELECT_WORKSHOP " WHERE w.id = $1";

bool db_workshop_by_id(struct db *db, int64_t id, struct workshop *workshop)
{
	return list_workshops(db_query(db, BY_ID, WITH(num(id))), workshop);
}

static const char COMING[] = SELECT_WORKSHOP " WHERE w.ends > $1 ORDER BY w.starts, w.id LIMIT $2";

int db_workshops(struct db *db, int64_t after, struct workshop *list, int most)
{
	return list_workshops(db_query(db, COMING, WITH(num(after), num(most))), list);
}

static const char OF_SERIES[] = SELECT_WORKSHOP
	" WHERE (w.series = $1 OR w.id = $1) AND w.id <> $2 AND w.starts > $3 ORDER BY w.starts, w.id LIMIT $4";

int db_workshops_of_series(struct db *db, const struct workshop *w, int64_t after, struct workshop *list, int most)
{
	return list_workshops(db_query(db, OF_SERIES, WITH(num(w->series ? w->series : w->id), num(w->id),
		num(after), num(most))), list);
}

static const char TO_DECIDE[] = SELECT_WORKSHOP
	" WHERE w.decided IS NULL AND w.closes <= $1 ORDER BY w.closes, w.id LIMIT $2";

int db_workshops_to_decide(struct db *db, int64_t until, struct workshop *list, int most)
{
	return list_workshops(db_query(db, TO_DECIDE, WITH(num(until), num(most))), list);
}

static const char TAKE[] =
	"UPDATE workshop SET taken = taken + $2 WHERE id = $1 AND taken + $2 <= capacity AND status = 'open'"
	" RETURNING taken";

bool db_workshop_take(struct db *db, int64_t workshop, int64_t seats)
{
	return db_run(db, TAKE, WITH(num(workshop), num(seats)));
}

static const char GIVE[] = "UPDATE workshop SET taken = taken - $2 WHERE id = $1";

void db_workshop_give(struct db *db, int64_t workshop, int64_t seats)
{
	db_run(db, GIVE, WITH(num(workshop), num(seats)));
}

/* ---- who may --------------------------------------------------------------------------------- */

static const char ALLOW[] = "INSERT INTO workshop_for (workshop, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING";
static const char FORBID[] = "DELETE FROM workshop_for WHERE workshop = $1 AND kind = $2";

void db_workshop_allow(struct db *db, int64_t workshop, const char *kind, bool allowed)
{
	if (allowed)
		db_run(db, ALLOW, WITH(num(workshop), text(kind)));
	else
		db_run(db, FORBID, WITH(num(workshop), text(kind)));
}

static const char ALLOWS[] = "SELECT 1 FROM workshop_for WHERE workshop = $1 AND kind = $2";

bool db_workshop_allows(struct db *db, int64_t workshop, const char *kind)
{
	return db_run(db, ALLOWS, WITH(num(workshop), text(kind)));
}

static const char IS_NOT_FOR[] =
	"SELECT 1 FROM workshop_for f WHERE f.workshop = $1 AND NOT EXISTS (SELECT 1 FROM workshop_for g"
	" WHERE g.workshop = $1 AND g.kind = COALESCE((SELECT kind FROM organisation WHERE id = $2), 'citizen')) LIMIT 1";

bool db_workshop_is_for(struct db *db, int64_t workshop, int64_t organisation)
{
	return !db_run(db, IS_NOT_FOR, WITH(num(workshop), num(organisation)));
}

/* ---- days ------------------------------------------------------------------------------------ */

static const char DAY_ADD[] =
	"INSERT INTO workshop_day (workshop, starts, ends, booking, event) VALUES ($1, $2, $3, $4, $5) RETURNING id";

void db_workshop_day_add(struct db *db, struct workshop_day *day, const char *event)
{
	db_one(db, DAY_ADD, WITH(num(day->workshop), num(day->from), num(day->until), num(day->booking),
		text(event)), &day->id);
}

static const char DAY_CHANGE[] =
	"UPDATE workshop_day SET starts = $2, ends = $3, booking = $4, event = $5 WHERE id = $1";

void db_workshop_day_change(struct db *db, const struct workshop_day *day, const char *event)
{
	db_run(db, DAY_CHANGE, WITH(num(day->id), num(day->from), num(day->until), num(day->booking), text(event)));
}

/* Whatever hangs on a day goes first; passes stay, revoked, since they may have been scanned. */
static const char *const day_belongings[] = {
	"DELETE FROM seat_event WHERE day = $1",
	"UPDATE pass SET day = NULL WHERE day = $1",
	"DELETE FROM presence WHERE day = $1",
	"DELETE FROM presence_change WHERE day = $1",
	"DELETE FROM workshop_day WHERE id = $1",
};

void db_workshop_day_delete(struct db *db, int64_t day)
{
	for (size_t i = 0; i < sizeof day_belongings / sizeof *day_belongings; i++)
		db_run(db, day_belongings[i], WITH(num(day)));
}

#define SELECT_DAY \
	"SELECT d.id, d.workshop, d.starts, d.ends, d.booking, b.ref, b.status, w.title, w.title_en, w.status," \
	" r.slug, r.name, w.capacity, w.taken FROM workshop_day d JOIN booking b ON b.id = d.booking" \
	" JOIN workshop w ON w.id = d.workshop JOIN resource r ON r.id = w.place"

static int list_days(struct rows rows, struct workshop_day *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct workshop_day){
			.id = db_num(&rows, 0), .workshop = db_num(&rows, 1), .from = db_num(&rows, 2),
			.until = db_num(&rows, 3), .booking = db_num(&rows, 4), .booking_ref = db_text(&rows, 5),
			.booking_status = db_text(&rows, 6), .title = db_text(&rows, 7),
			.title_en = db_text(&rows, 8), .status = db_text(&rows, 9),
			.place_slug = db_text(&rows, 10), .place_name = db_text(&rows, 11),
			.capacity = db_num(&rows, 12), .taken = db_num(&rows, 13),
		};
	return n;
}

static const char DAY_BY_ID[] = SELECT_DAY " WHERE d.id = $1";

bool db_workshop_day_by_id(struct db *db, int64_t id, struct workshop_day *day)
{
	return list_days(db_query(db, DAY_BY_ID, WITH(num(id))), day);
}

static const char DAYS[] = SELECT_DAY " WHERE d.workshop = $1 ORDER BY d.starts, d.id LIMIT $2";

int db_workshop_days(struct db *db, int64_t workshop, struct workshop_day *list, int most)
{
	return list_days(db_query(db, DAYS, WITH(num(workshop), num(most))), list);
}

/* As a booking, no day of a workshop is longer than 45 days. */
static const char DAYS_IN[] = SELECT_DAY
	" WHERE d.starts > $1 - 3888000 AND d.starts < $2 AND d.ends > $1 ORDER BY d.starts, d.id LIMIT $3";

int db_workshop_days_in(struct db *db, int64_t from, int64_t until, struct workshop_day *list, int most)
{
	return list_days(db_query(db, DAYS_IN, WITH(num(from), num(until), num(most))), list);
}

static const char EVENTS[] =
	"SELECT starts, id, event FROM workshop_day WHERE (starts, id) > ($1, $2) ORDER BY starts, id LIMIT $3";

bool db_workshop_events(struct db *db, struct feed_place *place, int most, struct buffer *to)
{
	struct rows rows = db_query(db, EVENTS, WITH(num(place->starts), num(place->booking), num(most)));
	int n = 0;

	for (; db_next(&rows); n++) {
		*place = (struct feed_place){ db_num(&rows, 0), db_num(&rows, 1) };
		buffer_text(to, db_text(&rows, 2));
	}
	return n == most;
}
