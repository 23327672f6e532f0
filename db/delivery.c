// SPDX-License-Identifier: EUPL-1.2
#include "db/delivery.h"

#include "db/db.h"

#include <stddef.h>

static const char ADD[] =
	"INSERT INTO delivery (key, kind, person, address, booking, token, detail, created, due,"
	" language, seat, status) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting')"
	" ON CONFLICT (key) DO NOTHING";

void db_delivery_add(struct db *db, const struct delivery *d)
{
	db_run(db, ADD, WITH(text(d->key), text(d->kind), ref(d->person), text(d->address),
		ref(d->booking), text(d->token), text(d->detail), num(d->created), num(d->due),
		text(d->language), ref(d->seat)));
}

#define SELECT_DELIVERY \
	"SELECT d.id, d.key, d.kind, d.person, d.address, d.booking, d.token, d.detail, d.created, d.due," \
	" d.status, d.fault, d.tries, d.sent, COALESCE(d.language, p.language), p.name, p.email, b.ref," \
	" CASE WHEN u.kind IS NULL THEN 0 ELSE 1 END, d.seat, COALESCE(b.ends, w.ends)" \
	" FROM delivery d LEFT JOIN person p ON p.id = d.person LEFT JOIN booking b ON b.id = d.booking" \
	" LEFT JOIN seat s ON s.id = d.seat LEFT JOIN workshop w ON w.id = s.workshop" \
	" LEFT JOIN unwanted u ON u.person = d.person AND u.kind = d.kind"

static struct delivery read_delivery(const struct rows *rows)
{
	return (struct delivery){ .id = db_num(rows, 0), .key = db_text(rows, 1),
		.kind = db_text(rows, 2), .person = db_num(rows, 3), .address = db_text(rows, 4),
		.booking = db_num(rows, 5), .token = db_text(rows, 6), .detail = db_text(rows, 7),
		.created = db_num(rows, 8), .due = db_num(rows, 9), .status = db_text(rows, 10),
		.fault = db_text(rows, 11), .tries = db_num(rows, 12), .sent = db_num(rows, 13),
		.language = db_text(rows, 14), .person_name = db_text(rows, 15),
		.person_email = db_text(rows, 16), .booking_ref = db_text(rows, 17),
		.unwanted = db_num(rows, 18), .seat = db_num(rows, 19), .over = db_num(rows, 20) };
}

/* The first condition is that of the index delivery_due. */
static const char LEASE[] =
	"UPDATE delivery SET status = 'leased', lease = $2, tries = tries + 1 WHERE id = ("
	"SELECT id FROM delivery WHERE status IN ('waiting', 'leased') AND due <= $1"
	" AND (status = 'waiting' OR lease <= $1) ORDER BY due, id LIMIT 1) RETURNING id";

static const char BY_ID[] = SELECT_DELIVERY " WHERE d.id = $1";

bool db_delivery_lease(struct db *db, int64_t now, int64_t until, struct delivery *d)
{
	int64_t id;

	if (!db_one(db, LEASE, WITH(num(now), num(until)), &id))
		return false;
	struct rows rows = db_query(db, BY_ID, WITH(num(id)));
	bool found = db_next(&rows);
	if (found)
		*d = read_delivery(&rows);
	db_stop(&rows);
	return found;
}

static const char SENDING[] =
	"UPDATE delivery SET status = 'sending', lease = $3"
	" WHERE id = $1 AND status = 'leased' AND tries = $2 RETURNING id";

bool db_delivery_sending(struct db *db, const struct delivery *d, int64_t until)
{
	return db_run(db, SENDING, WITH(num(d->id), num(d->tries), num(until)));
}

static const char SENT[] =
	"UPDATE delivery SET status = 'sent', sent = $2, token = NULL, fault = NULL WHERE id = $1";

void db_delivery_sent(struct db *db, int64_t delivery, int64_t now)
{
	db_run(db, SENT, WITH(num(delivery), num(now)));
}

static const char SETTLE[] = "UPDATE delivery SET status = $2, fault = $3, due = $4 WHERE id = $1";

void db_delivery_settle(struct db *db, int64_t delivery, const char *status, const char *fault, int64_t due)
{
	db_run(db, SETTLE, WITH(num(delivery), text(status), text(fault), num(due)));
}

/* The first condition is that of the index delivery_stuck. */
static const char ABANDONED[] =
	"UPDATE delivery SET status = 'unknown', fault = $2 WHERE id IN ("
	"SELECT id FROM delivery WHERE (status = 'failed' OR status = 'unknown' OR status = 'sending')"
	" AND status = 'sending' AND lease <= $1 LIMIT $3) RETURNING id";

int db_deliveries_abandoned(struct db *db, int64_t now, const char *fault, int most)
{
	struct rows rows = db_query(db, ABANDONED, WITH(num(now), text(fault), num(most)));
	int n = 0;

	while (db_next(&rows))
		n++;
	return n;
}

static const char DONE[] = "UPDATE delivery SET status = 'sent', sent = due WHERE status = 'waiting'";

void db_deliveries_done(struct db *db)
{
	db_run(db, DONE, WITH_NOTHING);
}

static const char AGAIN[] =
	"UPDATE delivery SET status = 'waiting', due = $2, tries = 0, fault = NULL"
	" WHERE id = $1 AND status IN ('waiting', 'failed', 'unknown') RETURNING id";

bool db_delivery_again(struct db *db, int64_t delivery, int64_t now)
{
	return db_run(db, AGAIN, WITH(num(delivery), num(now)));
}

static const char HOLD[] =
	"UPDATE delivery SET due = $3 WHERE booking = $1 AND created = $2 AND status = 'waiting'"
	" AND kind IN ('booking_approved', 'booking_refused')";

void db_delivery_hold(struct db *db, int64_t booking, int64_t created, int64_t due)
{
	db_run(db, HOLD, WITH(num(booking), num(created), num(due)));
}

static const char UNSEND[] =
	"DELETE FROM delivery WHERE booking = $1 AND kind = $2 AND status = 'waiting' AND tries = 0 RETURNING id";

bool db_delivery_unsend(struct db *db, int64_t booking, const char *kind)
{
	return db_run(db, UNSEND, WITH(num(booking), text(kind)));
}

static const char LIST[] = SELECT_DELIVERY " WHERE d.status = $1 ORDER BY d.due, d.id LIMIT $2";

int db_deliveries(struct db *db, const char *status, struct delivery *list, int most)
{
	struct rows rows = db_query(db, LIST, WITH(text(status), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_delivery(&rows);
	return n;
}

#define ADDRESS "LOWER(COALESCE(d.address, p.email, ''))"
#define WANTED \
	" WHERE ($1 = '' OR d.status = $1) AND ($2 = '' OR REPLACE(" ADDRESS ", $2, '') <> " ADDRESS \
	" OR REPLACE(LOWER(COALESCE(p.name, '')), $2, '') <> LOWER(COALESCE(p.name, ''))" \
	" OR REPLACE(d.kind, $2, '') <> d.kind)"

static const char OUTBOX_COUNT[] = "SELECT COUNT(*) FROM delivery d LEFT JOIN person p ON p.id = d.person" WANTED;

int64_t db_outbox_count(struct db *db, const struct delivery_filter *f)
{
	int64_t count = 0;

	db_one(db, OUTBOX_COUNT, WITH(text(f->status), text(f->part)), &count);
	return count;
}

#define BOTH(column) \
	SELECT_DELIVERY WANTED " ORDER BY " column " ASC, d.id LIMIT $3 OFFSET $4", \
	SELECT_DELIVERY WANTED " ORDER BY " column " DESC, d.id DESC LIMIT $3 OFFSET $4"

static const char *const ordered[] = { /* as enum delivery_column says */
	BOTH("d.created"), BOTH("d.kind"), BOTH(ADDRESS), BOTH("d.tries"),
};

int db_outbox(struct db *db, const struct delivery_filter *f, struct slice slice, struct delivery *list)
{
	int order = slice.order, n = 0;
	struct rows rows = db_query(db, ordered[order], WITH(text(f->status), text(f->part), num(slice.most),
		num(slice.from)));

	while (db_next(&rows))
		list[n++] = read_delivery(&rows);
	return n;
}

static const char COUNT[] = "SELECT COUNT(*) FROM delivery WHERE status = $1";

int64_t db_delivery_count(struct db *db, const char *status)
{
	int64_t count = 0;

	db_one(db, COUNT, WITH(text(status)), &count);
	return count;
}

static const char TO_REMIND[] =
	"SELECT b.id, b.person, b.starts FROM booking b"
	" WHERE b.starts > $1 AND b.starts <= $2 AND b.status = 'confirmed'"
	" AND b.created <= b.starts - ($2 - $1) AND NOT EXISTS ("
	"SELECT 1 FROM delivery d WHERE d.key = 'reminder ' || b.id || ' ' || b.starts)"
	" ORDER BY b.starts, b.id LIMIT $3";

int db_bookings_to_remind(struct db *db, int64_t now, int64_t until, struct reminded *list, int most)
{
	struct rows rows = db_query(db, TO_REMIND, WITH(num(now), num(until), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct reminded){ db_num(&rows, 0), db_num(&rows, 1), db_num(&rows, 2) };
	return n;
}

static const char UNWANTED_ADD[] =
	"INSERT INTO unwanted (person, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING";

static const char UNWANTED_DELETE[] = "DELETE FROM unwanted WHERE person = $1 AND kind = $2";

void db_unwanted_set(struct db *db, int64_t person, const char *kind, bool unwanted)
{
	if (unwanted)
		db_run(db, UNWANTED_ADD, WITH(num(person), text(kind)));
	else
		db_run(db, UNWANTED_DELETE, WITH(num(person), text(kind)));
}

static const char IS_UNWANTED[] = "SELECT 1 FROM unwanted WHERE person = $1 AND kind = $2";

bool db_is_unwanted(struct db *db, int64_t person, const char *kind)
{
	return db_run(db, IS_UNWANTED, WITH(num(person), text(kind)));
}
