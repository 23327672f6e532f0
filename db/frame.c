// SPDX-License-Identifier: EUPL-1.2
#include "db/frame.h"

static const char ADD[] =
	"INSERT INTO frame (device, session, counter, port, bytes, at, received)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING counter";

bool db_frame_add(struct db *db, const struct frame_row *f)
{
	return db_run(db, ADD, WITH(num(f->device), text(f->session), num(f->counter), num(f->port),
		bytes(f->bytes, f->size), num(f->at), num(f->received)));
}

static const char KNOWN[] =
	"SELECT 1 FROM frame WHERE device = $1 AND at >= $2 AND at <= $3 AND session = $4 AND counter = $5"
	" AND bytes = $6 LIMIT 1";

bool db_frame_known(struct db *db, const struct frame_row *f, int64_t within)
{
	return db_run(db, KNOWN, WITH(num(f->device), num(f->at - within), num(f->at + within),
		text(f->session), num(f->counter), bytes(f->bytes, f->size)));
}

static const char ADD_READING[] =
	"INSERT INTO reading (device, at, counter, watts, watt_hours, volts, milliamps, relay,"
	" count_in, count_out, occupancy) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
	" ON CONFLICT (device, at, counter) DO UPDATE SET"
	" watts = $4, watt_hours = $5, volts = $6, milliamps = $7, relay = $8,"
	" count_in = $9, count_out = $10, occupancy = $11";

void db_reading_add(struct db *db, const struct reading_row *r)
{
	db_run(db, ADD_READING, WITH(num(r->device), num(r->at), num(r->counter),
		known(r->watts), known(r->watt_hours), nullable(real(r->volts), r->has_volts),
		known(r->milliamps), known(r->relay), known(r->count_in), known(r->count_out),
		known(r->occupancy)));
}

static const char SAMPLES[] =
	"SELECT at, counter, watts, watt_hours, relay FROM reading"
	" WHERE device = $1 AND (at, counter) > ($2, $3) ORDER BY at, counter LIMIT $4";

int db_samples(struct db *db, int64_t device, const struct sample *behind, struct sample *list, int most)
{
	struct rows rows = db_query(db, SAMPLES, WITH(num(device), num(behind->at), num(behind->counter),
		num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct sample){ db_num(&rows, 0), db_num(&rows, 1), db_maybe(&rows, 2),
			db_maybe(&rows, 3), db_maybe(&rows, 4) };
	return count;
}

/* Instants are positive, so the engines' division, towards zero, is the floor. */
static const char DAY[] =
	"SELECT $2 + (at - $2) / $4 * $4, CAST(ROUND(AVG(watts)) AS BIGINT) FROM reading"
	" WHERE device = $1 AND at >= $2 AND at < $3 AND watts IS NOT NULL"
	" GROUP BY 1 ORDER BY 1 LIMIT $5";

int db_reading_day(struct db *db, const struct day *day, struct point *points, int most)
{
	int count = 0;
	struct rows rows = db_query(db, DAY, WITH(num(day->device), num(day->from),
		num(day->until), num(day->span), num(most)));

	while (db_next(&rows))
		points[count++] = (struct point){ db_num(&rows, 0), db_num(&rows, 1) };
	return count;
}
