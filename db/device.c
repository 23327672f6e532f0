// SPDX-License-Identifier: EUPL-1.2
#include "db/device.h"

#include <string.h>

static const char *const uses[USES] = { "unknown", "off", "idle", "busy" };

static enum use use_named(const char *word)
{
	int use = USES - 1;

	while (use > USE_UNKNOWN && (!word || strcmp(uses[use], word) != 0))
		use--;
	return (enum use)use;
}

const char *use_word(enum use use)
{
	return uses[use];
}

#define COLUMNS \
	"SELECT id, eui, name, model, network, resource," \
	" watts_on, watts_busy, watts_idle_below, stale_after," \
	" use, use_since, watts, watt_hours, relay, last_heard, last_session, last_counter," \
	" frames, lost, rssi, snr, spreading_factor, switched, start_delay, end_delay, watts_rated," \
	" restarts, route, class, track, behind, kept_from, via, relay_since," \
	" relay_local, may_cut, idle_minutes, warned, alarm_minutes, alarmed, battery," \
	" report_every, serial, pace FROM device "

static void take(const struct rows *rows, struct device *device)
{
	*device = (struct device){
		.id = db_num(rows, 0),
		.eui = db_text(rows, 1),
		.name = db_text(rows, 2),
		.model = db_text(rows, 3),
		.network = db_text(rows, 4),
		.resource = db_num(rows, 5),
		.watts_on = db_num(rows, 6),
		.watts_busy = db_num(rows, 7),
		.watts_idle_below = db_num(rows, 8),
		.stale_after = db_num(rows, 9),
		.use = use_named(db_text(rows, 10)),
		.use_since = db_num(rows, 11),
		.watts = db_maybe(rows, 12),
		.watt_hours = db_maybe(rows, 13),
		.relay = db_maybe(rows, 14),
		.last_heard = db_num(rows, 15),
		.last_session = db_text(rows, 16),
		.last_counter = db_num(rows, 17),
		.frames = db_num(rows, 18),
		.lost = db_num(rows, 19),
		.rssi = db_maybe(rows, 20),
		.snr = db_real(rows, 21),
		.spreading_factor = db_num(rows, 22),
		.switched = db_text(rows, 23),
		.start_delay = db_num(rows, 24),
		.end_delay = db_num(rows, 25),
		.watts_rated = db_num(rows, 26),
		.restarts = db_num(rows, 27),
		.route = db_text(rows, 28),
		.class = db_text(rows, 29),
		.track = db_text(rows, 30),
		.behind = db_num(rows, 31),
		.kept_from = db_num(rows, 32),
		.via = db_text(rows, 33),
		.relay_since = db_num(rows, 34),
		.relay_local = db_num(rows, 35),
		.may_cut = db_num(rows, 36),
		.idle_minutes = db_num(rows, 37),
		.warned = db_num(rows, 38),
		.alarm_minutes = db_num(rows, 39),
		.alarmed = db_num(rows, 40),
		.has_battery = !db_is_null(rows, 41),
		.battery = db_real(rows, 41),
		.interval = db_num(rows, 42),
		.serial = db_text(rows, 43),
		.pace = db_num(rows, 44),
	};
}

static bool take_one(struct rows rows, struct device *device)
{
	if (!db_next(&rows))
		return false;
	take(&rows, device);
	db_stop(&rows);
	return true;
}

static int list_of(struct rows rows, struct device *list)
{
	int count = 0;

	while (db_next(&rows))
		take(&rows, &list[count++]);
	return count;
}

static const char ADD[] =
	"INSERT INTO device (eui, name, model, network, resource,"
	" watts_on, watts_busy, watts_idle_below, stale_after)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";

void db_device_add(struct db *db, const struct device *d)
{
	db_run(db, ADD, WITH(text(d->eui), text(d->name), text(d->model), text(d->network),
		ref(d->resource), num(d->watts_on), num(d->watts_busy), num(d->watts_idle_below),
		num(d->stale_after)));
}

static const char BY_ID[] = COLUMNS "WHERE id = $1";

bool db_device_by_id(struct db *db, int64_t id, struct device *device)
{
	return take_one(db_query(db, BY_ID, WITH(num(id))), device);
}

static const char AFTER[] = COLUMNS "WHERE id > $1 ORDER BY id LIMIT 1";

bool db_device_after(struct db *db, int64_t id, struct device *device)
{
	return take_one(db_query(db, AFTER, WITH(num(id))), device);
}

static const char OF_EUI[] = COLUMNS "WHERE eui = $1";

bool db_device_of_eui(struct db *db, const char *eui, struct device *device)
{
	return take_one(db_query(db, OF_EUI, WITH(text(eui))), device);
}

static const char OF_RESOURCE[] = COLUMNS "WHERE resource = $1 ORDER BY id LIMIT 1";

bool db_device_of_resource(struct db *db, int64_t resource, struct device *device)
{
	return take_one(db_query(db, OF_RESOURCE, WITH(num(resource))), device);
}

static const char LIST[] = COLUMNS "ORDER BY name, id LIMIT $1";

int db_device_list(struct db *db, struct device *list, int most)
{
	return list_of(db_query(db, LIST, WITH(num(most))), list);
}

/* ---- as a table: each order is a text of its own, so that no word of an address gets into SQL  */

/* As device_patience() has it. */
#define PATIENCE(least) \
	"(CASE WHEN " least " > COALESCE(pace, 0) * 3 THEN " least " ELSE COALESCE(pace, 0) * 3 END)"
#define HEALTH \
	"CASE WHEN COALESCE(last_heard, 0) = 0 THEN 'lost'" \
	" WHEN last_heard + " PATIENCE("stale_after") " < $3 THEN 'stale'" \
	" WHEN rssi < $4 THEN 'weak' ELSE 'ok' END"
#define ROOM "COALESCE((SELECT LOWER(r.name) FROM resource r WHERE r.id = device.resource), '')"
#define WANTED \
	"WHERE ($1 = '' OR REPLACE(LOWER(name), $1, '') <> LOWER(name) OR REPLACE(LOWER(eui), $1, '') <> LOWER(eui)" \
	" OR REPLACE(LOWER(COALESCE(model, '')), $1, '') <> LOWER(COALESCE(model, '')))" \
	" AND ($2 = '' OR $2 = " HEALTH ")"

static const char COUNT[] = "SELECT COUNT(*) FROM device " WANTED;

int64_t db_devices_count(struct db *db, const struct device_filter *f)
{
	int64_t count = 0;

	db_one(db, COUNT, WITH(text(f->part), text(f->health), num(f->now), num(WEAK_RSSI)), &count);
	return count;
}

#define ORDERED(order) COLUMNS WANTED " ORDER BY " order ", LOWER(name), id LIMIT $5 OFFSET $6"
#define BOTH(column) ORDERED(column " ASC"), ORDERED(column " DESC")
#define RANK "CASE " HEALTH " WHEN 'lost' THEN 0 WHEN 'stale' THEN 1 WHEN 'weak' THEN 2 ELSE 3 END"

static const char *const ordered[] = { /* as enum device_column says */
	BOTH("LOWER(name)"), BOTH(RANK), BOTH(ROOM), BOTH("COALESCE(watts, -1)"), BOTH("COALESCE(last_heard, 0)"),
	BOTH("COALESCE(rssi, -999)"), BOTH("lost"),
};

int db_devices(struct db *db, const struct device_filter *f, struct slice slice, struct device *list)
{
	int order = slice.order;

	return list_of(db_query(db, ordered[order], WITH(text(f->part), text(f->health), num(f->now),
		num(WEAK_RSSI), num(slice.most), num(slice.from))), list);
}

static const char SET[] =
	"UPDATE device SET name = $2, model = $3, network = $4, resource = $5,"
	" watts_on = $6, watts_busy = $7, watts_idle_below = $8, stale_after = $9, switched = $10,"
	" start_delay = $11, end_delay = $12, watts_rated = $13, may_cut = $14,"
	" idle_minutes = $15, alarm_minutes = $16, report_every = $17, serial = $18 WHERE id = $1";

void db_device_set(struct db *db, const struct device *d)
{
	db_run(db, SET, WITH(num(d->id), text(d->name), text(d->model), text(d->network),
		ref(d->resource), num(d->watts_on), num(d->watts_busy), num(d->watts_idle_below),
		num(d->stale_after), text(d->switched), num(d->start_delay), num(d->end_delay),
		num(d->watts_rated), num(d->may_cut), num(d->idle_minutes),
		num(d->alarm_minutes), ref(d->interval), text(d->serial)));
}

static const char MOVE[] =
	"UPDATE device SET use = $2, use_since = $3, watts = $4, watt_hours = $5, relay = $6,"
	" last_heard = $7, last_session = $8, last_counter = $9, frames = $10, lost = $11,"
	" rssi = $12, snr = $13, spreading_factor = $14, restarts = $15, route = $16, class = $17,"
	" track = $18, behind = $19, kept_from = $20,"
	" via = $21, relay_since = $22, relay_local = $23, alarmed = $24, battery = $25, network = $26,"
	" pace = $27 WHERE id = $1";

void db_device_move(struct db *db, const struct device *d)
{
	db_run(db, MOVE, WITH(num(d->id), text(uses[d->use]), num(d->use_since), known(d->watts),
		known(d->watt_hours), known(d->relay), num(d->last_heard), text(d->last_session),
		num(d->last_counter), num(d->frames), num(d->lost), known(d->rssi),
		nullable(real(d->snr), d->rssi.known), num(d->spreading_factor), num(d->restarts),
		text(d->route), text(d->class), text(d->track), num(d->behind), num(d->kept_from),
		text(d->via), ref(d->relay_since), num(d->relay_local), num(d->alarmed),
		nullable(real(d->battery), d->has_battery), text(d->network), ref(d->pace)));
}

static const char BEHIND[] = COLUMNS "WHERE behind = 1 ORDER BY id LIMIT $1";

int db_devices_behind(struct db *db, struct device *list, int most)
{
	return list_of(db_query(db, BEHIND, WITH(num(most))), list);
}

static const char PLACE[] =
	"INSERT INTO placement (device, since, resource) VALUES ($1, $2, $3)"
	" ON CONFLICT (device, since) DO UPDATE SET resource = $3";

void db_placement_add(struct db *db, int64_t device, int64_t since, int64_t resource)
{
	db_run(db, PLACE, WITH(num(device), num(since), ref(resource)));
}

static const char PLACED[] =
	"SELECT resource FROM placement WHERE device = $1 AND since <= $2 ORDER BY since DESC LIMIT 1";

int64_t db_placement_at(struct db *db, int64_t device, int64_t at)
{
	int64_t resource = 0;

	db_one(db, PLACED, WITH(num(device), num(at)), &resource);
	return resource;
}

static const char IS_PLACED[] = "SELECT 1 FROM placement WHERE device = $1 LIMIT 1";

bool db_is_placed(struct db *db, int64_t device)
{
	return db_run(db, IS_PLACED, WITH(num(device)));
}

static const char IDLE[] = COLUMNS
	"WHERE may_cut = 1 AND switched <> 'never' AND class = 'C' AND relay = 1 AND (use = 'idle' OR use = 'off')"
	" AND behind = 0 AND use_since < $1 - idle_minutes * 60 AND last_heard > $1 - stale_after AND id > $2"
	" AND resource IS NOT NULL AND NOT EXISTS (SELECT 1 FROM placement p WHERE p.device = device.id"
	" AND p.since > $1 - device.idle_minutes * 60) ORDER BY id LIMIT $3";

int db_devices_idle(struct db *db, int64_t now, int64_t behind, struct device *list, int most)
{
	return list_of(db_query(db, IDLE, WITH(num(now), num(behind), num(most))), list);
}

#define ALARM_SINCE "$1 - " PATIENCE("alarm_minutes * 60")

static const char SILENT[] = COLUMNS
	"WHERE alarmed = 0 AND alarm_minutes > 0 AND resource IS NOT NULL AND last_heard > 0"
	" AND last_heard < " ALARM_SINCE " ORDER BY name, id LIMIT $2";

int db_devices_silent(struct db *db, int64_t now, struct device *list, int most)
{
	return list_of(db_query(db, SILENT, WITH(num(now), num(most))), list);
}

static const char BACK[] = COLUMNS "WHERE alarmed = 1 AND last_heard >= " ALARM_SINCE " ORDER BY name, id LIMIT $2";

int db_devices_back(struct db *db, int64_t now, struct device *list, int most)
{
	return list_of(db_query(db, BACK, WITH(num(now), num(most))), list);
}

static const char ALARMED[] = "UPDATE device SET alarmed = $2 WHERE id = $1";

void db_device_alarmed(struct db *db, int64_t device, bool alarmed)
{
	db_run(db, ALARMED, WITH(num(device), num(alarmed)));
}

static const char DISPLACE[] =
	"UPDATE device SET resource = NULL WHERE resource = $2 AND id <> $1 RETURNING id";

int64_t db_device_displace(struct db *db, int64_t device, int64_t resource)
{
	int64_t other = 0;

	db_one(db, DISPLACE, WITH(num(device), num(resource)), &other);
	return other;
}

static const char POWERS[] =
	"SELECT watts, COUNT(*) FROM reading WHERE device = $1 AND at >= $2 AND watts IS NOT NULL GROUP BY watts";

void db_powers(struct db *db, int64_t device, int64_t since, void (*take_one_of)(void *, int64_t, int64_t),
	void *about)
{
	struct rows rows = db_query(db, POWERS, WITH(num(device), num(since)));

	while (db_next(&rows))
		take_one_of(about, db_num(&rows, 0), db_num(&rows, 1));
}

static const char WARNED[] = "UPDATE device SET warned = $2 WHERE id = $1";

void db_device_warned(struct db *db, int64_t device, int64_t at)
{
	db_run(db, WARNED, WITH(num(device), num(at)));
}
