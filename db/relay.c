// SPDX-License-Identifier: EUPL-1.2
#include "db/relay.h"

#define COLUMNS \
	"SELECT w.id, w.device, w.relay, w.why, w.person, w.booking, w.made, w.expires, w.status," \
	" w.due, w.tries, w.sent, w.ended, p.name, w.seconds" \
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
		.seconds = db_num(rows, 14),
	};
}

static const char REPLACE[] =
	"UPDATE relay_wish SET status = 'replaced', ended = $2"
	" WHERE device = $1 AND status IN ('waiting', 'sent') AND (seconds IS NULL) = ($3 IS NULL)";

static const char ADD[] =
	"INSERT INTO relay_wish (device, relay, why, person, booking, made, expires, status, due, tries,"
	" seconds) VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $9, 0, $8) RETURNING id";

void db_relay_add(struct db *db, struct relay_wish *w)
{
	db_run(db, REPLACE, WITH(num(w->device), num(w->made), ref(w->seconds)));
	db_one(db, ADD, WITH(num(w->device), num(w->on), text(w->why), ref(w->person),
		ref(w->booking), num(w->made), num(w->expires), ref(w->seconds), num(w->due)), &w->id);
}

static const char OPEN[] = COLUMNS
	"WHERE w.device = $1 AND w.status IN ('waiting', 'sent') AND w.seconds IS NULL ORDER BY w.id DESC LIMIT 1";

static bool take_one(struct rows rows, struct relay_wish *wish)
{
	if (!db_next(&rows))
		return false;
	take(&rows, wish);
	db_stop(&rows);
	return true;
}

bool db_relay_open(struct db *db, int64_t device, struct relay_wish *wish)
{
	return take_one(db_query(db, OPEN, WITH(num(device))), wish);
}

static const char OPEN_PACE[] = COLUMNS
	"WHERE w.device = $1 AND w.status IN ('waiting', 'sent') AND w.seconds > 0 ORDER BY w.id DESC LIMIT 1";

bool db_relay_open_pace(struct db *db, int64_t device, struct relay_wish *wish)
{
	return take_one(db_query(db, OPEN_PACE, WITH(num(device))), wish);
}

static const char DUE[] = COLUMNS
	"JOIN device d ON d.id = w.device WHERE w.status IN ('waiting', 'sent') AND (w.due <= $1 OR w.expires <= $1)"
	" AND d.network = $2 AND (d.via = $3 OR d.via IS NULL) ORDER BY w.due, w.id LIMIT 1";

bool db_relay_due(struct db *db, const char *network, const char *via, int64_t now, struct relay_wish *wish)
{
	return take_one(db_query(db, DUE, WITH(num(now), text(network), text(via))), wish);
}

static const char OVERDUE[] = COLUMNS
	"WHERE w.status IN ('waiting', 'sent') AND w.expires <= $1 ORDER BY w.expires, w.id LIMIT 1";

bool db_relay_overdue(struct db *db, int64_t before, struct relay_wish *wish)
{
	return take_one(db_query(db, OVERDUE, WITH(num(before))), wish);
}

static const char SETTLE[] =
	"UPDATE relay_wish SET status = $2, due = $3, tries = $4, sent = $5, ended = $6 WHERE id = $1";

void db_relay_settle(struct db *db, const struct relay_wish *w)
{
	db_run(db, SETTLE, WITH(num(w->id), text(w->status), num(w->due), num(w->tries), ref(w->sent),
		ref(w->ended)));
}

static const char MOOT[] =
	"SELECT 1 FROM relay_wish w JOIN booking b ON b.id = w.booking WHERE w.id = $1 AND w.why = 'booking'"
	" AND (b.status NOT IN ('confirmed', 'running') OR b.starts >= w.expires)";

bool db_relay_is_moot(struct db *db, int64_t id)
{
	return db_run(db, MOOT, WITH(num(id)));
}

static const char RECENT[] = COLUMNS
	"WHERE w.device = $1 AND w.seconds IS NULL AND w.sent IS NOT NULL AND w.made >= $2"
	" ORDER BY w.id DESC LIMIT 1";

bool db_relay_recent(struct db *db, int64_t device, int64_t since, struct relay_wish *wish)
{
	return take_one(db_query(db, RECENT, WITH(num(device), num(since))), wish);
}

static const char BEGINS[] =
	"SELECT d.id, c.booking, c.starts FROM device d"
	" JOIN claim c ON c.resource = d.resource JOIN booking b ON b.id = c.booking"
	" WHERE d.switched = 'booking' AND c.starts >= $1 AND c.starts < $2 AND b.status = 'confirmed'"
	" AND NOT EXISTS (SELECT 1 FROM relay_wish w WHERE w.booking = c.booking AND w.device = d.id"
	" AND w.why = 'booking' AND w.expires > c.starts)"
	" ORDER BY c.starts LIMIT $3";

int db_relay_begins(struct db *db, int64_t from, int64_t until, struct relay_begin *list, int most)
{
	struct rows rows = db_query(db, BEGINS, WITH(num(from), num(until), num(most)));
	int count = 0;

	while (db_next(&rows))
		list[count++] = (struct relay_begin){ db_num(&rows, 0), db_num(&rows, 1), db_num(&rows, 2) };
	return count;
}

#define OPEN_OF "WHERE device = $1 AND status IN ('waiting', 'sent') AND seconds IS NULL"

static const char HEED[] = "UPDATE relay_wish SET due = $2 " OPEN_OF " AND why = 'idle'";

void db_relay_heed(struct db *db, int64_t device, int64_t now)
{
	db_run(db, HEED, WITH(num(device), num(now)));
}

static const char WAS_IDLE[] = "SELECT 1 FROM relay_wish WHERE device = $1 AND why = 'idle' AND made >= $2 LIMIT 1";

bool db_relay_was_idle(struct db *db, int64_t device, int64_t since)
{
	return db_run(db, WAS_IDLE, WITH(num(device), num(since)));
}

static const char VOID[] = "UPDATE relay_wish SET due = $2, expires = $2 " OPEN_OF;

void db_relay_void(struct db *db, int64_t device, int64_t now)
{
	db_run(db, VOID, WITH(num(device), num(now)));
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
