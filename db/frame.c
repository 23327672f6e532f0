// SPDX-License-Identifier: EUPL-1.2
#include "db/frame.h"

static const char ADD[] =
	"INSERT INTO frame (device, session, counter, port, bytes, at, received, delivery)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING counter";

bool db_frame_add(struct db *db, const struct frame_row *f)
{
	return db_run(db, ADD, WITH(num(f->device), text(f->session), num(f->counter), num(f->port),
		bytes(f->bytes, f->size), num(f->at), num(f->received), nullable(num(f->delivery), f->delivery)));
}

enum { ECHO = 60 /* seconds */ };

static const char KNOWN[] =
	"SELECT 1 FROM frame WHERE device = $1 AND at >= $2 AND at <= $3 AND session = $4 AND counter = $5"
	" AND bytes = $6 AND (delivery IS NULL OR $7 = 0 OR delivery = $7 OR (at >= $8 AND at <= $9)) LIMIT 1";

bool db_frame_known(struct db *db, const struct frame_row *f, int64_t within)
{
	return db_run(db, KNOWN, WITH(num(f->device), num(f->at - within), num(f->at + within),
		text(f->session), num(f->counter), bytes(f->bytes, f->size), num(f->delivery), num(f->at - ECHO),
		num(f->at + ECHO)));
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

static const char BEFORE[] =
	"SELECT at FROM reading WHERE device = $1 AND at < $2 AND (watts IS NOT NULL) = ($3 = 1)"
	" ORDER BY at DESC LIMIT $4";

int db_readings_before(struct db *db, const struct reading_row *r, int64_t *at, int most)
{
	struct rows rows = db_query(db, BEFORE, WITH(num(r->device), num(r->at), num(r->watts.known), num(most)));
	int count = 0;

	while (db_next(&rows))
		at[count++] = db_num(&rows, 0);
	return count;
}

static const char FRAMES[] =
	"SELECT session, counter, port, bytes, at, received FROM frame WHERE device = $1"
	" AND (at, session, counter) > ($2, $3, $4) ORDER BY at, session, counter LIMIT $5";

int db_frames(struct db *db, int64_t device, const struct frame_row *behind, struct frame_row *list, int most)
{
	struct rows rows = db_query(db, FRAMES, WITH(num(device), num(behind->at), text(behind->session),
		num(behind->counter), num(most)));
	int count = 0;

	while (db_next(&rows)) {
		struct frame_row *f = &list[count++];
		*f = (struct frame_row){ .device = device, .session = db_text(&rows, 0), .counter = db_num(&rows, 1),
			.port = db_num(&rows, 2), .at = db_num(&rows, 4), .received = db_num(&rows, 5) };
		f->bytes = db_bytes(&rows, 3, &f->size);
	}
	return count;
}

static const char DROP_FRAMES[] =
	"DELETE FROM frame WHERE device = $1 AND (at, session, counter) IN"
	" (SELECT at, session, counter FROM frame WHERE device = $1 AND at < $2 ORDER BY at LIMIT $3) RETURNING counter";

/* Of each span the first stays, for the curves of years. */
static const char DROP_READINGS[] =
	"DELETE FROM reading WHERE device = $1 AND (at, counter) IN"
	" (SELECT m.at, m.counter FROM reading m WHERE m.device = $1 AND m.at < $2 AND m.at >= $4 AND EXISTS"
	" (SELECT 1 FROM reading e WHERE e.device = $1 AND e.at >= m.at / $3 * $3 AND e.at < m.at) LIMIT $5)"
	" RETURNING counter";

static int count_rows(struct rows rows)
{
	int count = 0;

	while (db_next(&rows))
		count++;
	return count;
}

int db_thin(struct db *db, const struct thinning *t, int most)
{
	int gone = count_rows(db_query(db, DROP_FRAMES, WITH(num(t->device), num(t->frames_before), num(most))));

	return gone + count_rows(db_query(db, DROP_READINGS, WITH(num(t->device), num(t->readings_before),
		num(t->span), num(t->readings_before - 7 * 86400), num(most))));
}
