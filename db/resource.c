// SPDX-License-Identifier: EUPL-1.2
#include "db/resource.h"

#include "db/booking.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS "r.id, r.slug, r.name, r.kind, r.location, r.description, r.position, r.bookable," \
	" r.slot_minutes, r.shortest_minutes, r.longest_minutes, r.notice_minutes, r.horizon_days," \
	" r.most_people, r.needs_introduction, r.buffer_minutes, r.most_open, r.needs_approval," \
	" r.unattended, r.grace_minutes, r.late_hours, r.walk_up, r.check_in_first, r.condition"

enum { AFTER_COLUMNS = 24 };

static struct resource read_resource(const struct rows *rows)
{
	bool is_out = strcmp(db_text(rows, 23), "clean") != 0;

	return (struct resource){
		.id = db_num(rows, 0), .slug = db_text(rows, 1), .name = db_text(rows, 2),
		.kind = db_text(rows, 3), .location = db_text(rows, 4),
		.description = db_text(rows, 5), .position = db_num(rows, 6),
		.bookable = db_num(rows, 7) && !is_out, .meant_bookable = db_num(rows, 7), .slot_minutes = db_num(rows, 8),
		.shortest_minutes = db_num(rows, 9), .longest_minutes = db_num(rows, 10),
		.notice_minutes = db_num(rows, 11), .horizon_days = db_num(rows, 12),
		.most_people = db_num(rows, 13), .needs_introduction = db_num(rows, 14),
		.buffer_minutes = db_num(rows, 15), .most_open = db_num(rows, 16),
		.needs_approval = db_num(rows, 17), .unattended = db_num(rows, 18),
		.grace_minutes = db_num(rows, 19), .late_hours = db_num(rows, 20),
		.walk_up = db_num(rows, 21), .check_in_first = db_num(rows, 22),
		.condition = db_text(rows, 23), .is_out = is_out,
	};
}

/* Not found leaves one that harms nobody: when the store breaks in mid-work, the job goes on to its end. */
static bool one(struct rows rows, struct resource *resource)
{
	static const struct resource none = { .slug = "", .name = "", .kind = "", .location = "",
		.description = "", .slot_minutes = 1, .condition = "clean" };
	bool found = db_next(&rows);

	*resource = found ? read_resource(&rows) : none;
	db_stop(&rows);
	return found;
}

static int list_all(struct rows rows, struct resource *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_resource(&rows);
	return n;
}

static int list_claims(struct rows rows, struct claim *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct claim){ .resource = db_num(&rows, 0), .starts = db_num(&rows, 1),
			.ends = db_num(&rows, 2), .booking = db_num(&rows, 3),
			.person = db_num(&rows, 4), .ref = db_text(&rows, 5) };
	return n;
}

static const char ADD[] =
	"INSERT INTO resource (slug, name, kind, location, description, position, bookable,"
	" slot_minutes, shortest_minutes, longest_minutes, notice_minutes, horizon_days, most_people,"
	" needs_introduction, buffer_minutes, most_open, needs_approval, unattended, grace_minutes,"
	" late_hours) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"
	" $17, $18, $19, $20)"
	" ON CONFLICT (slug) DO NOTHING RETURNING id";

static const char ADD_ITSELF[] = "INSERT INTO within (whole, part) VALUES ($1, $1)";

bool db_resource_add(struct db *db, struct resource *r)
{
	bool added = db_one(db, ADD, WITH(text(r->slug), text(r->name), text(r->kind),
		text(r->location), text(r->description), num(r->position), num(r->bookable),
		num(r->slot_minutes), num(r->shortest_minutes), num(r->longest_minutes),
		num(r->notice_minutes), num(r->horizon_days), num(r->most_people),
		num(r->needs_introduction), num(r->buffer_minutes), num(r->most_open),
		num(r->needs_approval), num(r->unattended), num(r->grace_minutes),
		num(r->late_hours)), &r->id);

	if (added)
		db_run(db, ADD_ITSELF, WITH(num(r->id)));
	return added;
}

static const char BY_SLUG[] = "SELECT " COLUMNS " FROM resource r WHERE r.slug = $1";

bool db_resource_by_slug(struct db *db, const char *slug, struct resource *resource)
{
	return one(db_query(db, BY_SLUG, WITH(text(slug))), resource);
}

static const char BY_ID[] = "SELECT " COLUMNS " FROM resource r WHERE r.id = $1";

bool db_resource_by_id(struct db *db, int64_t id, struct resource *resource)
{
	return one(db_query(db, BY_ID, WITH(num(id))), resource);
}

/* Of each part the last claim that has begun and the first that has not, both by the claim's key: a room cannot be had
 * while somebody has one of its machines. */
#define NOW \
	" (SELECT MAX((SELECT c.ends FROM claim c WHERE c.resource = w.part AND c.starts <= $1" \
	"   ORDER BY c.starts DESC LIMIT 1)) FROM within w WHERE w.whole = r.id)," \
	" (SELECT MIN((SELECT c.starts FROM claim c WHERE c.resource = w.part AND c.starts > $1" \
	"   ORDER BY c.starts LIMIT 1)) FROM within w WHERE w.whole = r.id)"

static struct resource_now read_now(const struct rows *rows, int64_t now)
{
	int64_t until = db_num(rows, AFTER_COLUMNS);

	return (struct resource_now){ .resource = read_resource(rows),
		.claimed_until = until > now ? until : 0,
		.next_claim = db_num(rows, AFTER_COLUMNS + 1) };
}

static const char ALL_NOW[] =
	"SELECT " COLUMNS "," NOW " FROM resource r ORDER BY r.position, r.id LIMIT $2";

int db_resources_now(struct db *db, int64_t now, struct resource_now *list, int most)
{
	struct rows rows = db_query(db, ALL_NOW, WITH(num(now), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_now(&rows, now);
	return n;
}

static const char ONE_NOW[] = "SELECT " COLUMNS "," NOW " FROM resource r WHERE r.slug = $2";

bool db_resource_now(struct db *db, const char *slug, int64_t now, struct resource_now *resource)
{
	struct rows rows = db_query(db, ONE_NOW, WITH(num(now), text(slug)));
	bool found = db_next(&rows);

	if (found)
		*resource = read_now(&rows, now);
	db_stop(&rows);
	return found;
}

static const char LIKE[] =
	"SELECT " COLUMNS " FROM resource r WHERE r.kind = $1 AND r.id <> $2 AND r.bookable = 1 AND r.condition = 'clean'"
	" AND NOT EXISTS (SELECT 1 FROM within w WHERE w.whole = r.id AND $3 < COALESCE("
	"  (SELECT c.ends FROM claim c WHERE c.resource = w.part AND c.starts < $4"
	"   ORDER BY c.starts DESC LIMIT 1), $3))"
	" ORDER BY r.position, r.id LIMIT $5";

int db_resources_like(struct db *db, const struct resource *like, int64_t from, int64_t until,
	struct resource *list, int most)
{
	return list_all(db_query(db, LIKE, WITH(text(like->kind), num(like->id), num(from),
		num(until), num(most))), list);
}

static const char OF_KIND[] =
	"SELECT " COLUMNS " FROM resource r WHERE r.kind = $1 AND r.bookable = 1 AND r.condition = 'clean'"
	" ORDER BY r.position, r.id LIMIT 1";

bool db_resource_of_kind(struct db *db, const char *kind, struct resource *resource)
{
	return one(db_query(db, OF_KIND, WITH(text(kind))), resource);
}

static const char SET_POLICY[] =
	"UPDATE resource SET name = $2, location = $3, description = $4, bookable = $5,"
	" slot_minutes = $6, shortest_minutes = $7, longest_minutes = $8, notice_minutes = $9,"
	" horizon_days = $10, most_people = $11, needs_introduction = $12, buffer_minutes = $13,"
	" most_open = $14, needs_approval = $15, unattended = $16, grace_minutes = $17,"
	" late_hours = $18, walk_up = $19, check_in_first = $20,"
	" kind = $21, position = $22 WHERE id = $1";

void db_resource_set_policy(struct db *db, const struct resource *r)
{
	db_run(db, SET_POLICY, WITH(num(r->id), text(r->name), text(r->location),
		text(r->description), num(r->meant_bookable), num(r->slot_minutes),
		num(r->shortest_minutes), num(r->longest_minutes), num(r->notice_minutes),
		num(r->horizon_days), num(r->most_people), num(r->needs_introduction),
		num(r->buffer_minutes), num(r->most_open), num(r->needs_approval),
		num(r->unattended), num(r->grace_minutes), num(r->late_hours), num(r->walk_up),
		num(r->check_in_first), text(r->kind), num(r->position)));
}

static const char LISTED[] = "SELECT 1 FROM allowed WHERE resource = $1 AND kind = $2";

bool db_is_listed(struct db *db, int64_t resource, const char *kind)
{
	return db_run(db, LISTED, WITH(num(resource), text(kind)));
}

static const char ALLOW[] =
	"INSERT INTO allowed (resource, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING";
static const char DISALLOW[] = "DELETE FROM allowed WHERE resource = $1 AND kind = $2";

void db_allowed_set(struct db *db, int64_t resource, const char *kind, bool allowed)
{
	if (allowed)
		db_run(db, ALLOW, WITH(num(resource), text(kind)));
	else
		db_run(db, DISALLOW, WITH(num(resource), text(kind)));
}

static const char IS_WITHIN[] = "SELECT 1 FROM within WHERE whole = $1 AND part = $2";

bool db_is_within(struct db *db, int64_t whole, int64_t part)
{
	return db_run(db, IS_WITHIN, WITH(num(whole), num(part)));
}

/* Everything above whole gets everything within part; but nothing is within its own part. */
static const char PART_ADD[] =
	"INSERT INTO within (whole, part) SELECT above.whole, below.part"
	" FROM within above, within below WHERE above.part = $1 AND below.whole = $2"
	" AND NOT EXISTS (SELECT 1 FROM within circle WHERE circle.whole = $2 AND circle.part = $1)"
	" ON CONFLICT DO NOTHING";

void db_part_add(struct db *db, int64_t whole, int64_t part)
{
	db_run(db, PART_ADD, WITH(num(whole), num(part)));
}

/* Claims c on the whole $1 that have not ended by $3. */
#define COMING_1_3 \
	" WHERE c.resource = $1 AND c.ends > $3" \
	" AND c.starts >= COALESCE((SELECT e.starts FROM claim e WHERE e.resource = $1" \
	"  AND e.starts <= $3 ORDER BY e.starts DESC LIMIT 1), $3)"

static const char CLASHES[] =
	"SELECT DISTINCT d.resource, d.starts, d.ends, d.booking, b.person, b.ref FROM claim c"
	" JOIN within w ON w.whole = $2 JOIN claim d ON d.resource = w.part AND d.starts < c.ends"
	"  AND d.ends > c.starts AND d.booking <> c.booking"
	" JOIN booking b ON b.id = d.booking" COMING_1_3 " ORDER BY d.starts, d.booking LIMIT $4";

int db_part_clashes(struct db *db, const struct part *part, int64_t now, struct claim *list, int most)
{
	return list_claims(db_query(db, CLASHES, WITH(num(part->whole), num(part->part), num(now),
		num(most))), list);
}

#define UNCLAIMED_1_2_3 \
	" FROM claim c JOIN within w ON w.whole = $2" COMING_1_3 \
	" AND NOT EXISTS (SELECT 1 FROM claim own WHERE own.booking = c.booking" \
	"  AND own.resource = w.part)"

static const char PART_CLAIM[] =
	"INSERT INTO claim (resource, starts, ends, booking)"
	" SELECT w.part, c.starts, c.ends, c.booking" UNCLAIMED_1_2_3;

static const char PART_UNCLAIMED[] = "SELECT 1" UNCLAIMED_1_2_3 " LIMIT 1";

bool db_part_claim(struct db *db, const struct part *part, int64_t now)
{
	const struct arg *args = WITH(num(part->whole), num(part->part), num(now));

	db_run(db, PART_CLAIM, args);
	return !db_run(db, PART_UNCLAIMED, args);
}

static const char PARTS_OF[] =
	"SELECT " COLUMNS " FROM within w JOIN resource r ON r.id = w.part"
	" WHERE w.whole = $1 AND w.part <> $1 ORDER BY r.position, r.id LIMIT $2";

int db_parts_of(struct db *db, int64_t whole, struct resource *list, int most)
{
	return list_all(db_query(db, PARTS_OF, WITH(num(whole), num(most))), list);
}

static const char WHOLES_OF[] =
	"SELECT " COLUMNS " FROM within w JOIN resource r ON r.id = w.whole"
	" WHERE w.part = $1 AND w.whole <> $1 ORDER BY r.position, r.id LIMIT $2";

int db_wholes_of(struct db *db, int64_t part, struct resource *list, int most)
{
	return list_all(db_query(db, WHOLES_OF, WITH(num(part), num(most))), list);
}

static const char PART_REMOVE[] =
	"DELETE FROM within WHERE whole = $1 AND part = $2 AND whole <> part AND NOT EXISTS (SELECT 1"
	" FROM within a JOIN within b ON b.whole = a.part WHERE a.whole = $1 AND b.part = $2"
	" AND a.part <> $1 AND a.part <> $2) RETURNING part";

static const char PART_UNCLAIM[] =
	"DELETE FROM claim WHERE resource = $2 AND ends > $3 AND booking IN"
	" (SELECT b.id FROM booking b WHERE b.resource = $1 AND b.ends > $3)";

bool db_part_remove(struct db *db, const struct part *p, int64_t now)
{
	if (!db_run(db, PART_REMOVE, WITH(num(p->whole), num(p->part))))
		return false;
	db_run(db, PART_UNCLAIM, WITH(num(p->whole), num(p->part), num(now)));
	return true;
}

static const char WITHIN_COUNT[] = "SELECT COUNT(*) FROM within WHERE whole = $1";

int64_t db_within_count(struct db *db, int64_t whole)
{
	int64_t count = 0;
	db_one(db, WITHIN_COUNT, WITH(num(whole)), &count);
	return count;
}

static const char ALLOWED[] =
	"SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM allowed WHERE resource = $1) OR EXISTS ("
	"SELECT 1 FROM allowed WHERE resource = $1 AND kind = COALESCE("
	" (SELECT kind FROM organisation WHERE id = $2), 'citizen'))";

bool db_is_allowed(struct db *db, int64_t resource, int64_t organisation)
{
	return db_run(db, ALLOWED, WITH(num(resource), num(organisation)));
}

static const char OPEN_BOOKINGS[] =
	"SELECT COUNT(DISTINCT COALESCE(-series, id)) FROM booking"
	" WHERE person = $1 AND starts > $3 AND resource = $2"
	" AND status IN ('requested', 'confirmed') AND id <> $4 AND COALESCE(series, 0) <> $5";

int64_t db_open_bookings(struct db *db, const struct booking *b, int64_t now)
{
	int64_t count = 0;
	db_one(db, OPEN_BOOKINGS, WITH(num(b->person), num(b->resource), num(now), num(b->id),
		num(b->series ? b->series : -1)), &count);
	return count;
}

static int by_start(const void *a, const void *b)
{
	const struct claim *one = a, *other = b;

	if (one->starts == other->starts)
		return (one->booking > other->booking) - (one->booking < other->booking);
	return one->starts < other->starts ? -1 : 1;
}

/* Those of several parts, in order, and once if one booking has them all: sorted here, the store need only walk its keys. */
static int unite(struct claim *list, int count)
{
	int kept = 0;

	qsort(list, (size_t)count, sizeof *list, by_start);
	for (int i = 0; i < count; i++)
		if (!kept || list[kept - 1].booking != list[i].booking)
			list[kept++] = list[i];
	return kept;
}

/* Of each part. The one that may reach into $1 is the last that starts before it: found by key, not by walking the past. */
#define CLAIM_1_2 "SELECT w.whole, c.starts, c.ends, c.booking, b.person, b.ref FROM within w"
#define CLAIMS_1_2 \
	" JOIN claim c ON c.resource = w.part AND c.starts < $2 AND c.ends > $1" \
	"  AND c.starts >= COALESCE((SELECT d.starts FROM claim d WHERE d.resource = w.part" \
	"   AND d.starts <= $1 ORDER BY d.starts DESC LIMIT 1), $1)" \
	" JOIN booking b ON b.id = c.booking"

static const char CLAIMS_OF[] = CLAIM_1_2 CLAIMS_1_2 " WHERE w.whole = $4 LIMIT $3";

int db_claims_of(struct db *db, int64_t resource, int64_t from, int64_t until, struct claim *list, int most)
{
	struct rows rows = db_query(db, CLAIMS_OF, WITH(num(from), num(until), num(most), num(resource)));

	return unite(list, list_claims(rows, list));
}

static const char CLAIMS_OF_ALL[] = CLAIM_1_2 " JOIN resource r ON r.id = w.whole" CLAIMS_1_2
	" ORDER BY r.position, w.whole, c.starts, c.booking LIMIT $3";

int db_claims_of_all(struct db *db, int64_t from, int64_t until, struct claim *list, int most)
{
	return list_claims(db_query(db, CLAIMS_OF_ALL, WITH(num(from), num(until), num(most))), list);
}
