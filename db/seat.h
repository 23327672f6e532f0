// SPDX-License-Identifier: EUPL-1.2
/* Seats in workshops, as the store keeps them. */
#ifndef DB_SEAT_H
#define DB_SEAT_H

#include "app/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct feed_place;

struct seat {
	int64_t id;
	const char *ref; /* eight letters */
	int64_t workshop, person, organisation; /* organisation 0: for oneself */
	int64_t count;
	const char *class_name; /* "": it is no class */
	int64_t grade;          /* 0: nobody said */
	const char *teacher;
	const char *status;     /* waiting offered booked cancelled lapsed over */
	int64_t lapses;         /* offered: until when */
	int64_t cents;
	int64_t created, created_by, updated, sequence;
	/* Joined: */
	const char *person_name, *person_email, *person_language, *organisation_name, *organisation_kind;
	const char *title, *title_en, *place_name; /* of the workshop */
	int64_t starts, ends;                      /* of the workshop */
};

/* Sets id; false: this person has signed up already. */
bool db_seat_add(struct db *db, struct seat *seat);
void db_seat_change(struct db *db, const struct seat *seat); /* workshop, count, class, status, times, cents */
bool db_seat_by_ref(struct db *db, const char *ref, struct seat *seat);
bool db_seat_by_id(struct db *db, int64_t id, struct seat *seat);

/* Of a workshop those that have seats, or of that status, in the order in which they came; NULL: all. */
int db_seats(struct db *db, int64_t workshop, const char *status, struct seat *list, int most);
/* Of a person or an organisation (the other is 0), the last ones first. */
int db_seats_of(struct db *db, int64_t person, int64_t organisation, struct seat *list, int most);
int64_t db_seats_booked(struct db *db, int64_t workshop); /* without those that are only offered */
/* Offers that nobody took by then. */
int db_seats_lapsing(struct db *db, int64_t until, struct seat *list, int most);
/* Those that wait for a workshop that has begun by then. */
int db_seats_over(struct db *db, int64_t begun, int most);

/* Booked ones a day of which begins until then, that have had no reminder of it yet. */
struct seat_reminder {
	int64_t seat, person, day;
};
int db_seats_to_remind(struct db *db, int64_t now, int64_t until, struct seat_reminder *list, int most);

void db_seat_name_set(struct db *db, int64_t seat, int64_t number, const char *name); /* "": forgets it */
void db_seat_names_trim(struct db *db, int64_t seat, int64_t count); /* forgets who sat beyond it */
struct seat_name {
	int64_t number;
	const char *name;
};
int db_seat_names(struct db *db, int64_t seat, struct seat_name *list, int most);

void db_seat_event_set(struct db *db, int64_t seat, int64_t day, const char *own);
void db_seat_events_forget(struct db *db, int64_t seat); /* of days of another workshop */
/* The texts of a seat's events. */
void db_seat_events(struct db *db, int64_t seat, struct buffer *to);
/* A feed's: of a person, behind the place, a seat and a day, which it moves; false: no more. */
bool db_seat_events_own(struct db *db, int64_t person, struct feed_place *place, int most, struct buffer *to);

#endif
