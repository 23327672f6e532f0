// SPDX-License-Identifier: EUPL-1.2
#include "db/script.h"

#define COLUMNS "s.id, s.model, s.title, s.code, s.mapping, s.examples, s.orders, s.told, s.variables, s.updated,"\
	" s.updated_by"
enum { COLUMN_COUNT = 11 };

static void take(const struct rows *rows, int first, struct script *script)
{
	*script = (struct script){
		.id = db_num(rows, first),
		.model = db_text(rows, first + 1),
		.title = db_text(rows, first + 2),
		.code = db_text(rows, first + 3),
		.mapping = db_text(rows, first + 4),
		.examples = db_text(rows, first + 5),
		.orders = db_text(rows, first + 6),
		.told = db_text(rows, first + 7),
		.variables = db_text(rows, first + 8),
		.updated = db_num(rows, first + 9),
		.updated_by = db_num(rows, first + 10),
	};
}

static const char OF_MODEL[] = "SELECT " COLUMNS " FROM script s WHERE s.model = $1";

bool db_script_of_model(struct db *db, const char *model, struct script *script)
{
	struct rows rows = db_query(db, OF_MODEL, WITH(text(model)));

	if (!db_next(&rows))
		return false;
	take(&rows, 0, script);
	db_stop(&rows);
	return true;
}

static const char LIST[] =
	"SELECT " COLUMNS ","
	" (SELECT COUNT(*) FROM frame_waiting w JOIN device d ON d.id = w.device WHERE d.model = s.model AND tries < 3),"
	" (SELECT COUNT(*) FROM frame_waiting w JOIN device d ON d.id = w.device WHERE d.model = s.model AND tries >= 3),"
	" (SELECT MAX(why) FROM frame_waiting w JOIN device d ON d.id = w.device WHERE d.model = s.model)"
	" FROM script s ORDER BY s.title, s.id LIMIT $1";

int db_script_list(struct db *db, struct script *list, int most)
{
	int count = 0;
	struct rows rows = db_query(db, LIST, WITH(num(most)));

	while (db_next(&rows)) {
		take(&rows, 0, &list[count]);
		list[count].waiting = db_num(&rows, COLUMN_COUNT);
		list[count].failed = db_num(&rows, COLUMN_COUNT + 1);
		list[count++].why = db_text(&rows, COLUMN_COUNT + 2);
	}
	return count;
}

static const char ADD[] =
	"INSERT INTO script (model, title, code, mapping, examples, orders, told, variables, updated, updated_by)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id";

bool db_script_add(struct db *db, struct script *s)
{
	return db_one(db, ADD, WITH(text(s->model), text(s->title), text(s->code), text(s->mapping),
		text(s->examples), text(s->orders), text(s->told), text(s->variables), num(s->updated),
		num(s->updated_by)), &s->id);
}

static const char SET[] =
	"UPDATE script SET title = $2, code = $3, mapping = $4, examples = $5, orders = $6, told = $7, variables = $8,"
	" updated = $9, updated_by = $10 WHERE id = $1";

void db_script_set(struct db *db, const struct script *s)
{
	db_run(db, SET, WITH(num(s->id), text(s->title), text(s->code), text(s->mapping), text(s->examples),
		text(s->orders), text(s->told), text(s->variables), num(s->updated), num(s->updated_by)));
}

static const char WAIT[] =
	"INSERT INTO frame_waiting (device, at, session, counter, due) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";

void db_frame_wait(struct db *db, const struct frame_row *f, int64_t due)
{
	db_run(db, WAIT, WITH(num(f->device), num(f->at), text(f->session), num(f->counter), num(due)));
}

static const char WAITING[] =
	"SELECT f.device, f.session, f.counter, f.port, f.bytes, f.at, f.received, w.tries,"
	" d.eui, " COLUMNS
	" FROM frame_waiting w"
	" JOIN frame f ON f.device = w.device AND f.at = w.at AND f.session = w.session AND f.counter = w.counter"
	" JOIN device d ON d.id = w.device JOIN script s ON s.model = d.model"
	" WHERE w.due <= $1 AND w.tries < 3 ORDER BY w.due, w.at, w.counter LIMIT $2";

int db_frames_waiting(struct db *db, int64_t now, struct waiting_frame *list, int most)
{
	int count = 0;
	struct rows rows = db_query(db, WAITING, WITH(num(now), num(most)));

	for (; db_next(&rows); count++) {
		struct frame_row *f = &list[count].frame;
		*f = (struct frame_row){ .device = db_num(&rows, 0), .session = db_text(&rows, 1),
			.counter = db_num(&rows, 2), .port = db_num(&rows, 3), .at = db_num(&rows, 5),
			.received = db_num(&rows, 6) };
		f->bytes = db_bytes(&rows, 4, &f->size);
		list[count].tries = db_num(&rows, 7);
		list[count].eui = db_text(&rows, 8);
		take(&rows, 9, &list[count].script);
	}
	return count;
}

static const char DONE[] =
	"DELETE FROM frame_waiting WHERE device = $1 AND at = $2 AND session = $3 AND counter = $4";

void db_frame_done(struct db *db, const struct frame_row *f)
{
	db_run(db, DONE, WITH(num(f->device), num(f->at), text(f->session), num(f->counter)));
}

static const char FAILED[] =
	"UPDATE frame_waiting SET tries = tries + 1, due = $5, why = $6"
	" WHERE device = $1 AND at = $2 AND session = $3 AND counter = $4";

void db_frame_failed(struct db *db, const struct frame_row *f, int64_t due, const char *why)
{
	db_run(db, FAILED, WITH(num(f->device), num(f->at), text(f->session), num(f->counter), num(due), text(why)));
}

static const char AGAIN[] =
	"UPDATE frame_waiting SET tries = 0, due = $2, why = NULL"
	" WHERE device IN (SELECT id FROM device WHERE model = $1)";

void db_frames_again(struct db *db, const char *model, int64_t due)
{
	db_run(db, AGAIN, WITH(text(model), num(due)));
}
