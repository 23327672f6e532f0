// SPDX-License-Identifier: EUPL-1.2
#include "db/seat.h"

#include "db/booking.h"
#include "db/db.h"

static const char ADD[] =
	"INSERT INTO seat (ref, workshop, person, organisation, count, class_name, grade, teacher, status, lapses,"
	" cents, created, created_by, updated, sequence)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $12, 0)"
	" ON CONFLICT DO NOTHING RETURNING id";

bool db_seat_add(struct db *db, struct seat *s)
{
	return db_one(db, ADD, WITH(text(s->ref), num(s->workshop), num(s->person), ref(s->organisation),
		num(s->count), text(s->class_name), ref(s->grade), text(s->teacher), text(s->status),
		ref(s->lapses), num(s->cents), num(s->created), num(s->created_by)), &s->id);
}

static const char CHANGE[] =
	"UPDATE seat SET workshop = $2, count = $3, class_name = $4, grade = $5, teacher = $6, status = $7,"
	" lapses = $8, cents = $9, updated = $10, sequence = $11 WHERE id = $1";

void db_seat_change(struct db *db, const struct seat *s)
{
	db_run(db, CHANGE, WITH(num(s->id), num(s->workshop), num(s->count), text(s->class_name), ref(s->grade),
		text(s->teacher), text(s->status), ref(s->lapses), num(s->cents), num(s->updated),
		num(s->sequence)));
}

#define SELECT_SEAT \
	"SELECT s.id, s.ref, s.workshop, s.person, s.organisation, s.count, s.class_name, s.grade, s.teacher," \
	" s.status, s.lapses, s.cents, s.created, s.created_by, s.updated, s.sequence, p.name, p.email, p.language," \
	" o.name, o.kind, w.title, w.title_en, r.name, w.starts, w.ends FROM seat s" \
	" JOIN person p ON p.id = s.person JOIN workshop w ON w.id = s.workshop" \
	" JOIN resource r ON r.id = w.place LEFT JOIN organisation o ON o.id = s.organisation"

static struct seat read_seat(const struct rows *rows)
{
	return (struct seat){
		.id = db_num(rows, 0), .ref = db_text(rows, 1), .workshop = db_num(rows, 2),
		.person = db_num(rows, 3), .organisation = db_num(rows, 4), .count = db_num(rows, 5),
		.class_name = db_text(rows, 6), .grade = db_num(rows, 7), .teacher = db_text(rows, 8),
		.status = db_text(rows, 9), .lapses = db_num(rows, 10), .cents = db_num(rows, 11),
		.created = db_num(rows, 12), .created_by = db_num(rows, 13), .updated = db_num(rows, 14),
		.sequence = db_num(rows, 15), .person_name = db_text(rows, 16),
		.person_email = db_text(rows, 17), .person_language = db_text(rows, 18),
		.organisation_name = db_text(rows, 19), .organisation_kind = db_text(rows, 20),
		.title = db_text(rows, 21), .title_en = db_text(rows, 22), .place_name = db_text(rows, 23),
		.starts = db_num(rows, 24), .ends = db_num(rows, 25),
	};
}

static int list_all(struct rows rows, struct seat *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_seat(&rows);
	return n;
}

static const char BY_REF[] = SELECT_SEAT " WHERE s.ref = $1";

bool db_seat_by_ref(struct db *db, const char *ref, struct seat *seat)
{
	return list_all(db_query(db, BY_REF, WITH(text(ref))), seat);
}

static const char BY_ID[] = SELECT_SEAT " WHERE s.id = $1";

bool db_seat_by_id(struct db *db, int64_t id, struct seat *seat)
{
	return list_all(db_query(db, BY_ID, WITH(num(id))), seat);
}

static const char OF_WORKSHOP[] = SELECT_SEAT
	" WHERE s.workshop = $1 AND (s.status = $2 OR $2 = '') ORDER BY s.id LIMIT $3";

int db_seats(struct db *db, int64_t workshop, const char *status, struct seat *list, int most)
{
	return list_all(db_query(db, OF_WORKSHOP, WITH(num(workshop), text(status ? status : ""), num(most))), list);
}

static const char OF_PERSON[] = SELECT_SEAT " WHERE s.person = $1 ORDER BY s.id DESC LIMIT $2";
static const char OF_ORGANISATION[] = SELECT_SEAT " WHERE s.organisation = $1 ORDER BY s.id DESC LIMIT $2";

int db_seats_of(struct db *db, int64_t person, int64_t organisation, struct seat *list, int most)
{
	if (person)
		return list_all(db_query(db, OF_PERSON, WITH(num(person), num(most))), list);
	return list_all(db_query(db, OF_ORGANISATION, WITH(num(organisation), num(most))), list);
}

static const char BOOKED[] =
	"SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM seat WHERE workshop = $1 AND status = 'booked'";

int64_t db_seats_booked(struct db *db, int64_t workshop)
{
	int64_t seats = 0;

	db_one(db, BOOKED, WITH(num(workshop)), &seats);
	return seats;
}

static const char LAPSING[] = SELECT_SEAT
	" WHERE s.lapses IS NOT NULL AND s.lapses <= $1 AND s.status = 'offered' ORDER BY s.lapses, s.id LIMIT $2";

int db_seats_lapsing(struct db *db, int64_t until, struct seat *list, int most)
{
	return list_all(db_query(db, LAPSING, WITH(num(until), num(most))), list);
}

static const char OVER[] =
	"UPDATE seat SET status = 'over' WHERE id IN (SELECT s.id FROM workshop w JOIN seat s ON s.workshop = w.id"
	" WHERE w.ends > $1 - 3888000 AND w.starts <= $1 AND s.status = 'waiting' LIMIT $2) RETURNING id";

int db_seats_over(struct db *db, int64_t begun, int most)
{
	struct rows rows = db_query(db, OVER, WITH(num(begun), num(most)));
	int n = 0;

	while (db_next(&rows))
		n++;
	return n;
}

static const char TO_REMIND[] =
	"SELECT s.id, s.person, d.id FROM workshop_day d JOIN seat s ON s.workshop = d.workshop"
	" WHERE d.starts > $1 AND d.starts <= $2 AND s.status = 'booked' AND s.created <= d.starts - ($2 - $1)"
	" AND NOT EXISTS (SELECT 1 FROM delivery m WHERE m.key = 'workshop_reminder s' || s.id || ' ' || d.id)"
	" ORDER BY d.starts, s.id LIMIT $3";

int db_seats_to_remind(struct db *db, int64_t now, int64_t until, struct seat_reminder *list, int most)
{
	struct rows rows = db_query(db, TO_REMIND, WITH(num(now), num(until), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct seat_reminder){ db_num(&rows, 0), db_num(&rows, 1), db_num(&rows, 2) };
	return n;
}

/* ---- names ----------------------------------------------------------------------------------- */

static const char NAME_SET[] =
	"INSERT INTO seat_name (seat, number, name) VALUES ($1, $2, $3)"
	" ON CONFLICT (seat, number) DO UPDATE SET name = $3";
static const char NAME_FORGET[] = "DELETE FROM seat_name WHERE seat = $1 AND number = $2";

void db_seat_name_set(struct db *db, int64_t seat, int64_t number, const char *name)
{
	if (*name)
		db_run(db, NAME_SET, WITH(num(seat), num(number), text(name)));
	else
		db_run(db, NAME_FORGET, WITH(num(seat), num(number)));
}

static const char NAMES_TRIM[] = "DELETE FROM seat_name WHERE seat = $1 AND number > $2";

void db_seat_names_trim(struct db *db, int64_t seat, int64_t count)
{
	db_run(db, NAMES_TRIM, WITH(num(seat), num(count)));
}

static const char NAMES[] = "SELECT number, name FROM seat_name WHERE seat = $1 ORDER BY number LIMIT $2";

int db_seat_names(struct db *db, int64_t seat, struct seat_name *list, int most)
{
	struct rows rows = db_query(db, NAMES, WITH(num(seat), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct seat_name){ db_num(&rows, 0), db_text(&rows, 1) };
	return n;
}

/* ---- calendars ------------------------------------------------------------------------------- */

static const char EVENT_SET[] =
	"INSERT INTO seat_event (seat, day, own) VALUES ($1, $2, $3)"
	" ON CONFLICT (seat, day) DO UPDATE SET own = $3";

void db_seat_event_set(struct db *db, int64_t seat, int64_t day, const char *own)
{
	db_run(db, EVENT_SET, WITH(num(seat), num(day), text(own)));
}

static const char EVENTS_FORGET[] = "DELETE FROM seat_event WHERE seat = $1";

void db_seat_events_forget(struct db *db, int64_t seat)
{
	db_run(db, EVENTS_FORGET, WITH(num(seat)));
}

static const char EVENTS[] = "SELECT own FROM seat_event WHERE seat = $1 ORDER BY day";

void db_seat_events(struct db *db, int64_t seat, struct buffer *to)
{
	struct rows rows = db_query(db, EVENTS, WITH(num(seat)));

	while (db_next(&rows))
		buffer_text(to, db_text(&rows, 0));
}

static const char EVENTS_OWN[] =
	"SELECT e.seat, e.day, e.own FROM seat s JOIN seat_event e ON e.seat = s.id"
	" WHERE s.person = $1 AND (e.seat, e.day) > ($2, $3) ORDER BY e.seat, e.day LIMIT $4";

bool db_seat_events_own(struct db *db, int64_t person, struct feed_place *place, int most, struct buffer *to)
{
	struct rows rows = db_query(db, EVENTS_OWN, WITH(num(person), num(place->starts), num(place->booking), num(most)));
	int n = 0;

	for (; db_next(&rows); n++) {
		*place = (struct feed_place){ db_num(&rows, 0), db_num(&rows, 1) };
		buffer_text(to, db_text(&rows, 2));
	}
	return n == most;
}
