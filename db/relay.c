// SPDX-License-Identifier: EUPL-1.2
#include "db/relay.h"

#define COLUMNS \
	"SELECT w.id, w.device, w.relay, w.why, w.person, w.booking, w.made, w.expires, w.status," \
	" w.due, w.tries, w.sent, w.ended, p.name" \
	" FROM relay_wish w LEFT JOIN person p ON p.id = w.person "

static void take(const struct rows *rows, struct relay_wish *wish)
{
	*wish = (struct relay_wish){
		.id = db_num(rows, 0),
		.device = db_num(rows, 1),
		.on = db_num(rows, 2),
		.why = db_text(rows, 3),
		.person = db_num(rows, 4),
		.booking = db_num(rows, 5),
		.made = db_num(rows, 6),
		.expires = db_num(rows, 7),
		.status = db_text(rows, 8),
		.due = db_num(rows, 9),
		.tries = db_num(rows, 10),
		.sent = db_num(rows, 11),
		.ended = db_num(rows, 12),
		.person_name = db_text(rows, 13),
	};
}

static const char REPLACE[] =
	"UPDATE relay_wish SET status = 'replaced', ended = $2"
	" WHERE device = $1 AND status IN ('waiting', 'sent')";

static const char ADD[] =
	"INSERT INTO relay_wish (device, relay, why, person, booking, made, expires, status, due, tries)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $6, 0) RETURNING id";

void db_relay_add(struct db *db, struct relay_wish *w)
{
	db_run(db, REPLACE, WITH(num(w->device), num(w->made)));
	db_one(db, ADD, WITH(num(w->device), num(w->on), text(w->why), ref(w->person),
		ref(w->booking), num(w->made), num(w->expires)), &w->id);
}

static const char OPEN[] = COLUMNS
	"WHERE w.device = $1 AND w.status IN ('waiting', 'sent') ORDER BY w.id DESC LIMIT 1";

bool db_relay_open(struct db *db, int64_t device, struct relay_wish *wish)
{
	struct rows rows = db_query(db, OPEN, WITH(num(device)));

	if (!db_next(&rows))
		return false;
	take(&rows, wish);
	db_stop(&rows);
	return true;
}

static const char LIST[] = COLUMNS "WHERE w.device = $1 ORDER BY w.id DESC LIMIT $2";

int db_relay_list(struct db *db, int64_t device, struct relay_wish *list, int most)
{
	struct rows rows = db_query(db, LIST, WITH(num(device), num(most)));
	int count = 0;

	while (db_next(&rows))
		take(&rows, &list[count++]);
	return count;
}
