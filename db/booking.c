// SPDX-License-Identifier: EUPL-1.2
#include "db/booking.h"

#include "db/db.h"

#include <string.h>

static const char ADD[] =
	"INSERT INTO booking (ref, person, organisation, resource, starts, ends, status, purpose,"
	" participants, created, created_by, updated, sequence, lapses, override, cents, awaited,"
	" offered, series, workshop)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, 0, $12, $13, $14, $15, $16, $17, $18)"
	" ON CONFLICT (ref) DO NOTHING RETURNING id";

bool db_booking_add(struct db *db, struct booking *b)
{
	return db_one(db, ADD, WITH(text(b->ref), num(b->person), ref(b->organisation),
		num(b->resource), num(b->from), num(b->until), text(b->status), text(b->purpose),
		num(b->participants), num(b->created), num(b->created_by), ref(b->lapses),
		text(b->override), num(b->cents), ref(b->awaited), ref(b->offered),
		ref(b->series), ref(b->workshop)), &b->id);
}

static const char CLAIM_ADD[] =
	"INSERT INTO claim (resource, starts, ends, booking)"
	" SELECT part, $2, $3, $4 FROM within WHERE whole = $1"
	" ON CONFLICT DO NOTHING RETURNING resource";

int db_claim_add(struct db *db, const struct booking *b)
{
	struct rows rows = db_query(db, CLAIM_ADD, WITH(num(b->resource), num(b->from),
		num(b->claim_until), num(b->id)));
	int n = 0;

	while (db_next(&rows))
		n++;
	return n;
}

static const char CLAIM_DELETE[] = "DELETE FROM claim WHERE booking = $1";

void db_claim_delete(struct db *db, int64_t booking)
{
	db_run(db, CLAIM_DELETE, WITH(num(booking)));
}

static const char CLAIM_IS_TAKEN[] =
	"SELECT 1 FROM within w WHERE w.whole = $1 AND EXISTS (SELECT 1 FROM claim c"
	" WHERE c.resource = w.part AND c.starts < $3 AND c.ends > $2 AND c.booking <> $4"
	" AND c.starts >= COALESCE((SELECT d.starts FROM claim d WHERE d.resource = w.part"
	"  AND d.starts <= $2 ORDER BY d.starts DESC LIMIT 1), $2)) LIMIT 1";

bool db_claim_is_free(struct db *db, int64_t resource, int64_t from, int64_t until, int64_t except_booking)
{
	return !db_run(db, CLAIM_IS_TAKEN, WITH(num(resource), num(from), num(until),
		num(except_booking)));
}

#define SELECT_BOOKING \
	"SELECT b.id, b.ref, b.person, b.organisation, b.resource, b.starts, b.ends, b.status," \
	" b.purpose, b.participants, b.created, b.created_by, b.updated, b.sequence," \
	" b.lapses, b.cancelled_late, b.override, p.name, p.email, p.language, o.name, r.slug, r.name, r.location," \
	" b.cents, b.awaited, b.checked_in, b.offered, b.objection, b.note, b.series, s.ref," \
	" b.workshop" \
	" FROM booking b JOIN person p ON p.id = b.person JOIN resource r ON r.id = b.resource" \
	" LEFT JOIN organisation o ON o.id = b.organisation" \
	" LEFT JOIN series s ON s.id = b.series AND s.person = b.person"

static struct booking read_booking(const struct rows *rows)
{
	return (struct booking){
		.id = db_num(rows, 0), .ref = db_text(rows, 1), .person = db_num(rows, 2),
		.organisation = db_num(rows, 3), .resource = db_num(rows, 4),
		.from = db_num(rows, 5), .until = db_num(rows, 6), .status = db_text(rows, 7),
		.purpose = db_text(rows, 8), .participants = db_num(rows, 9),
		.created = db_num(rows, 10), .created_by = db_num(rows, 11),
		.updated = db_num(rows, 12), .sequence = db_num(rows, 13),
		.lapses = db_num(rows, 14), .cancelled_late = db_num(rows, 15),
		.override = db_text(rows, 16),
		.person_name = db_text(rows, 17), .person_email = db_text(rows, 18),
		.person_language = db_text(rows, 19), .organisation_name = db_text(rows, 20),
		.resource_slug = db_text(rows, 21), .resource_name = db_text(rows, 22),
		.resource_location = db_text(rows, 23), .cents = db_num(rows, 24),
		.awaited = db_num(rows, 25), .checked_in = db_num(rows, 26),
		.offered = db_num(rows, 27), .objection = db_text(rows, 28),
		.note = db_text(rows, 29), .series = db_num(rows, 30), .series_ref = db_text(rows, 31),
		.workshop = db_num(rows, 32),
	};
}

static const char BY_REF[] = SELECT_BOOKING " WHERE b.ref = $1";

bool db_booking_by_ref(struct db *db, const char *ref, struct booking *booking)
{
	struct rows rows = db_query(db, BY_REF, WITH(text(ref)));
	bool found = db_next(&rows);

	if (found)
		*booking = read_booking(&rows);
	db_stop(&rows);
	return found;
}

static const char CHANGE[] =
	"UPDATE booking SET starts = $2, ends = $3, status = $4, purpose = $5, participants = $6,"
	" updated = $7, sequence = $8, lapses = $9, cancelled_late = $10, override = $11, person = $12,"
	" organisation = $13, awaited = $14, checked_in = $15, offered = $16, objection = $17,"
	" note = $18, cents = $19 WHERE id = $1";

void db_booking_change(struct db *db, const struct booking *b)
{
	db_run(db, CHANGE, WITH(num(b->id), num(b->from), num(b->until), text(b->status),
		text(b->purpose), num(b->participants), num(b->updated), num(b->sequence),
		ref(b->lapses), num(b->cancelled_late), text(b->override), num(b->person),
		ref(b->organisation), ref(b->awaited), ref(b->checked_in), ref(b->offered),
		text(b->objection), text(b->note), num(b->cents)));
}

static int list_all(struct rows rows, struct booking *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_booking(&rows);
	return n;
}

/* But for those that were handed over to somebody else. */
static const char OF_SERIES[] = SELECT_BOOKING
	" WHERE b.series = $1 AND s.id = $1 AND b.starts >= $2 ORDER BY b.starts, b.id LIMIT $3";

int db_bookings_of_series(struct db *db, int64_t series, int64_t from, struct booking *list, int most)
{
	return list_all(db_query(db, OF_SERIES, WITH(num(series), num(from), num(most))), list);
}

/* No booking is longer than 45 days (3,888,000 s), so only starts need an index and nobody walks the past. */
#define OVERLAPS_2_3 "b.starts > $2 - 3888000 AND b.starts < $3 AND b.ends > $2"

static const char OF_PERSON[] = SELECT_BOOKING
	" WHERE b.person = $1 AND " OVERLAPS_2_3 " ORDER BY b.starts, b.id LIMIT $4";

static const char OF_PERSON_BACK[] = SELECT_BOOKING
	" WHERE b.person = $1 AND " OVERLAPS_2_3 " ORDER BY b.starts DESC, b.id LIMIT $4";

static const char OF_ALL[] = SELECT_BOOKING
	" WHERE ($1 = 0 OR b.person = $1) AND ($5 = '' OR r.slug = $5)"
	" AND " OVERLAPS_2_3 " ORDER BY b.starts, b.id LIMIT $4";

int db_bookings(struct db *db, const struct booking_filter *f, struct booking *list, int most)
{
	const char *slug = f->resource_slug ? f->resource_slug : "";
	int64_t until = f->until ? f->until : INT64_MAX;
	const struct arg *args = WITH(num(f->person), num(f->from), num(until), num(most));

	if (!f->person || *slug)
		return list_all(db_query(db, OF_ALL, WITH(num(f->person), num(f->from), num(until),
			num(most), text(slug))), list);
	if (f->newest_first)
		return list_all(db_query(db, OF_PERSON_BACK, args), list);
	return list_all(db_query(db, OF_PERSON, args), list);
}

#define WANTED_1_2_3_4_5 \
	" WHERE ($1 = 0 OR b.person = $1) AND ($4 = '' OR r.slug = $4) AND ($5 = '' OR b.status = $5)" \
	" AND " OVERLAPS_2_3
#define ORDERED(order) SELECT_BOOKING WANTED_1_2_3_4_5 " ORDER BY " order ", b.starts, b.id LIMIT $6 OFFSET $7"

/* By slice.order: each column upwards and downwards. */
static const char *const ordered[] = {
	ORDERED("b.starts ASC"), ORDERED("b.starts DESC"), ORDERED("LOWER(r.name) ASC"),
	ORDERED("LOWER(r.name) DESC"), ORDERED("LOWER(p.name) ASC"), ORDERED("LOWER(p.name) DESC"),
	ORDERED("b.status ASC"), ORDERED("b.status DESC"),
};

static const char COUNT[] =
	"SELECT COUNT(*) FROM booking b JOIN resource r ON r.id = b.resource" WANTED_1_2_3_4_5;

int64_t db_booking_count(struct db *db, const struct booking_filter *f)
{
	int64_t count = 0;

	db_one(db, COUNT, WITH(num(f->person), num(f->from), num(f->until ? f->until : INT64_MAX),
		text(f->resource_slug ? f->resource_slug : ""), text(f->status ? f->status : "")), &count);
	return count;
}

int db_booking_rows(struct db *db, const struct booking_filter *f, struct slice slice, struct booking *list)
{
	int order = slice.order;

	return list_all(db_query(db, ordered[order], WITH(num(f->person), num(f->from),
		num(f->until ? f->until : INT64_MAX), text(f->resource_slug ? f->resource_slug : ""),
		text(f->status ? f->status : ""), num(slice.most), num(slice.from))), list);
}

static const char HIT[] = SELECT_BOOKING
	" WHERE b.starts > $2 - 3888000 AND b.starts < $3 AND b.ends > $2"
	" AND b.status IN ('requested', 'confirmed') AND ($1 = 0 OR b.resource IN ("
	"SELECT part FROM within WHERE whole = $1 UNION SELECT whole FROM within WHERE part = $1))"
	" ORDER BY b.starts, b.id LIMIT $4";

int db_bookings_hit(struct db *db, int64_t resource, int64_t from, int64_t until, struct booking *list, int most)
{
	return list_all(db_query(db, HIT, WITH(num(resource), num(from), num(until), num(most))), list);
}

static const char LAPSING[] = SELECT_BOOKING
	" WHERE b.lapses <= $1 AND b.status = 'requested' ORDER BY b.lapses, b.id LIMIT $2";

int db_bookings_lapsing(struct db *db, int64_t until, struct booking *list, int most)
{
	return list_all(db_query(db, LAPSING, WITH(num(until), num(most))), list);
}

static const char REQUESTED[] = SELECT_BOOKING
	" WHERE b.lapses IS NOT NULL AND b.status = 'requested' AND b.offered IS NULL"
	" ORDER BY b.lapses, b.id LIMIT $1";

int db_bookings_requested(struct db *db, struct booking *list, int most)
{
	return list_all(db_query(db, REQUESTED, WITH(num(most))), list);
}

static const char OBJECTED[] = SELECT_BOOKING
	" WHERE b.objection IS NOT NULL ORDER BY b.starts, b.id LIMIT $1";

int db_bookings_objected(struct db *db, struct booking *list, int most)
{
	return list_all(db_query(db, OBJECTED, WITH(num(most))), list);
}

static const char AWAITED[] = SELECT_BOOKING
	" WHERE b.awaited <= $1 AND b.status = 'confirmed' ORDER BY b.awaited, b.id LIMIT $2";

int db_bookings_awaited(struct db *db, int64_t until, struct booking *list, int most)
{
	return list_all(db_query(db, AWAITED, WITH(num(until), num(most))), list);
}

static const char CAME[] =
	"UPDATE booking SET checked_in = $2, awaited = NULL"
	" WHERE id = $1 AND checked_in IS NULL AND status = 'confirmed'";

void db_booking_came(struct db *db, int64_t booking, int64_t at)
{
	db_run(db, CAME, WITH(num(booking), num(at)));
}

static const char NOT_CAME[] =
	"UPDATE booking SET checked_in = NULL, awaited = $2 WHERE id = $1 AND status = 'confirmed'";

void db_booking_not_came(struct db *db, int64_t booking, int64_t awaited)
{
	db_run(db, NOT_CAME, WITH(num(booking), ref(awaited)));
}

static const char PASS_CAME[] =
	"UPDATE booking SET checked_in = $2, awaited = NULL"
	" WHERE id = (SELECT booking FROM pass WHERE id = $1) AND checked_in IS NULL"
	" AND status = 'confirmed'";

void db_pass_came(struct db *db, int64_t pass, int64_t at)
{
	db_run(db, PASS_CAME, WITH(num(pass), num(at)));
}

static const char RAN[] =
	"SELECT 1 FROM within w JOIN device d ON d.resource = w.part JOIN reading m ON m.device = d.id"
	" WHERE w.whole = $1 AND m.at >= $2 AND m.at < $3 AND m.watts >= d.watts_busy LIMIT 1";

bool db_booking_ran(struct db *db, int64_t resource, int64_t from, int64_t until)
{
	return db_run(db, RAN, WITH(num(resource), num(from), num(until)));
}

static const char RECORD[] =
	"SELECT CAST(COALESCE(SUM(CASE WHEN cancelled_late = 1 THEN 1 ELSE 0 END), 0) AS BIGINT),"
	" CAST(COALESCE(SUM(CASE WHEN status = 'no_show' THEN 1 ELSE 0 END), 0) AS BIGINT)"
	" FROM booking WHERE person = $1 AND starts >= $2";

struct record db_booking_record(struct db *db, int64_t person, int64_t since)
{
	struct rows rows = db_query(db, RECORD, WITH(num(person), num(since)));
	struct record record = { 0 };

	if (db_next(&rows))
		record = (struct record){ db_num(&rows, 0), db_num(&rows, 1) };
	db_stop(&rows);
	return record;
}

static const char OF_ORGANISATION[] = SELECT_BOOKING
	" WHERE b.organisation = $1 AND b.starts > $2 - 3888000 AND b.ends > $2 ORDER BY b.starts, b.id LIMIT $3";

int db_bookings_of_organisation(struct db *db, int64_t organisation, int64_t from, struct booking *list, int most)
{
	return list_all(db_query(db, OF_ORGANISATION, WITH(num(organisation), num(from), num(most))), list);
}

static const char EVENT_SET[] =
	"INSERT INTO event (booking, own, busy) VALUES ($1, $2, $3)"
	" ON CONFLICT (booking) DO UPDATE SET own = $2, busy = $3";

void db_event_set(struct db *db, int64_t booking, const char *own, const char *busy)
{
	db_run(db, EVENT_SET, WITH(num(booking), text(own), text(busy)));
}

static bool add_events(struct rows rows, struct feed_place *place, int most, struct buffer *to)
{
	int n = 0;

	for (; db_next(&rows); n++) {
		*place = (struct feed_place){ db_num(&rows, 0), db_num(&rows, 1) };
		buffer_text(to, db_text(&rows, 2));
	}
	return n == most;
}

static const char EVENTS_OWN[] =
	"SELECT b.starts, b.id, e.own FROM booking b JOIN event e ON e.booking = b.id"
	" WHERE b.person = $1 AND (b.starts, b.id) > ($2, $3) ORDER BY b.starts, b.id LIMIT $4";

bool db_events_own(struct db *db, int64_t person, struct feed_place *place, int most, struct buffer *to)
{
	return add_events(db_query(db, EVENTS_OWN, WITH(num(person), num(place->starts),
		num(place->booking), num(most))), place, most, to);
}

static const char EVENTS_BUSY[] =
	"SELECT c.starts, c.booking, e.busy FROM claim c JOIN event e ON e.booking = c.booking"
	" WHERE c.resource = $1 AND c.starts > $2 ORDER BY c.starts LIMIT $3";

bool db_events_busy(struct db *db, int64_t resource, struct feed_place *place, int most, struct buffer *to)
{
	return add_events(db_query(db, EVENTS_BUSY, WITH(num(resource), num(place->starts),
		num(most))), place, most, to);
}

static const char EVENT_OF[] = "SELECT own FROM event WHERE booking = $1";

const char *db_event_of(struct db *db, int64_t booking)
{
	struct rows rows = db_query(db, EVENT_OF, WITH(num(booking)));
	const char *own = db_next(&rows) ? db_text(&rows, 0) : NULL;

	db_stop(&rows);
	return own;
}

static const char OVERLAPS[] =
	"SELECT COUNT(*) FROM claim a JOIN claim b ON a.resource = b.resource"
	" AND a.starts < b.starts AND b.starts < a.ends";

int64_t db_overlaps(struct db *db)
{
	int64_t pairs = 0;
	db_one(db, OVERLAPS, WITH_NOTHING, &pairs);
	return pairs;
}
