// SPDX-License-Identifier: EUPL-1.2
#include "db/waiting.h"

#include "db/db.h"

static const char ADD[] =
	"INSERT INTO waiting (person, organisation, resource, starts, ends, purpose, participants,"
	" created, status) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting')"
	" ON CONFLICT DO NOTHING RETURNING id";

bool db_waiting_add(struct db *db, struct waiting *w)
{
	return db_one(db, ADD, WITH(num(w->person), ref(w->organisation), num(w->resource),
		num(w->from), num(w->until), text(w->purpose), num(w->participants),
		num(w->created)), &w->id);
}

static const char COUNT[] = "SELECT COUNT(*) FROM waiting WHERE person = $1 AND status = 'waiting'";

int64_t db_waiting_count(struct db *db, int64_t person)
{
	int64_t count = 0;
	db_one(db, COUNT, WITH(num(person)), &count);
	return count;
}

#define SELECT_WAITING \
	"SELECT w.id, w.person, w.organisation, w.resource, w.starts, w.ends, w.purpose," \
	" w.participants, w.created, r.slug, r.name, o.slug" \
	" FROM waiting w JOIN resource r ON r.id = w.resource" \
	" LEFT JOIN organisation o ON o.id = w.organisation WHERE w.status = 'waiting'"

static int list_all(struct rows rows, struct waiting *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct waiting){
			.id = db_num(&rows, 0), .person = db_num(&rows, 1),
			.organisation = db_num(&rows, 2), .resource = db_num(&rows, 3),
			.from = db_num(&rows, 4), .until = db_num(&rows, 5),
			.purpose = db_text(&rows, 6), .participants = db_num(&rows, 7),
			.created = db_num(&rows, 8), .resource_slug = db_text(&rows, 9),
			.resource_name = db_text(&rows, 10), .organisation_slug = db_text(&rows, 11),
		};
	return n;
}

static const char OF[] = SELECT_WAITING " AND w.person = $1 ORDER BY w.starts, w.id LIMIT $2";

int db_waiting_of(struct db *db, int64_t person, struct waiting *list, int most)
{
	return list_all(db_query(db, OF, WITH(num(person), num(most))), list);
}

/* Whoever waits for a room waits for its machines, and the other way round: what shares a part is related. */
static const char FOR[] = SELECT_WAITING
	" AND w.resource IN (SELECT o.whole FROM within o JOIN within p ON p.part = o.part WHERE p.whole = $1)"
	" AND w.starts < $3 AND w.ends + r.buffer_minutes * 60 > $2 ORDER BY w.id LIMIT $4";

int db_waiting_for(struct db *db, int64_t resource, int64_t from, int64_t until, struct waiting *list, int most)
{
	return list_all(db_query(db, FOR, WITH(num(resource), num(from), num(until), num(most))), list);
}

static const char LEAVE[] =
	"UPDATE waiting SET status = 'left' WHERE id = $2 AND person = $1 AND status = 'waiting' RETURNING id";

bool db_waiting_leave(struct db *db, int64_t person, int64_t id)
{
	return db_run(db, LEAVE, WITH(num(person), num(id)));
}

static const char SET[] = "UPDATE waiting SET status = $2 WHERE id = $1";

void db_waiting_set(struct db *db, int64_t id, const char *status)
{
	db_run(db, SET, WITH(num(id), text(status)));
}

static const char OVER[] =
	"UPDATE waiting SET status = 'over' WHERE id IN (SELECT id FROM waiting"
	" WHERE status = 'waiting' AND ends <= $1 ORDER BY ends LIMIT $2) RETURNING id";

int db_waiting_over(struct db *db, int64_t now, int most)
{
	struct rows rows = db_query(db, OVER, WITH(num(now), num(most)));
	int n = 0;

	while (db_next(&rows))
		n++;
	return n;
}
