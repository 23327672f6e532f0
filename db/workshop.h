// SPDX-License-Identifier: EUPL-1.2
/* Workshops and their days, as the store keeps them. */
#ifndef DB_WORKSHOP_H
#define DB_WORKSHOP_H

#include "app/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct feed_place;

struct workshop {
	int64_t id;
	int64_t series;      /* the first of those that are the same on other dates; 0: it is that, or alone */
	const char *title, *title_en, *about, *about_en; /* English "": as in German */
	int64_t place;       /* resource */
	int64_t starts, ends; /* of its first and last day */
	int64_t capacity, taken, minimum;
	int64_t opens, closes; /* one may sign up in [opens, closes) */
	int64_t decided;     /* when it was seen whether the minimum was reached; 0: not yet */
	int64_t cents;       /* a seat */
	const char *status;  /* open cancelled */
	const char *why;     /* it was cancelled; NULL: nobody said */
	int64_t created, created_by, updated, sequence;
	/* Joined: */
	const char *place_slug, *place_name, *place_location;
};

struct workshop_day {
	int64_t id, workshop;
	int64_t from, until;
	int64_t booking;
	/* Joined: */
	const char *booking_ref, *booking_status;
	const char *title, *title_en, *status, *place_slug, *place_name; /* of the workshop */
	int64_t capacity, taken;
};

void db_workshop_add(struct db *db, struct workshop *workshop); /* sets id; taken is 0 */
/* All that staff may change, with status, why, decided, updated and sequence; never what is taken. */
void db_workshop_change(struct db *db, const struct workshop *workshop);
bool db_workshop_by_id(struct db *db, int64_t id, struct workshop *workshop);
/* Those that end after then, in the order of their begin. */
int db_workshops(struct db *db, int64_t after, struct workshop *list, int most);
/* The same on other dates, that begin after then; not itself. */
int db_workshops_of_series(struct db *db, const struct workshop *workshop, int64_t after, struct workshop *list,
	int most);
/* Registration has ended by then, and nobody has looked whether enough signed up. */
int db_workshops_to_decide(struct db *db, int64_t until, struct workshop *list, int most);

/* Takes so many seats, or none: false, there are not so many, or it is cancelled. The store's own word. */
bool db_workshop_take(struct db *db, int64_t workshop, int64_t seats);
void db_workshop_give(struct db *db, int64_t workshop, int64_t seats);

void db_workshop_allow(struct db *db, int64_t workshop, const char *kind, bool allowed);
/* Whether there is a row for it. */
bool db_workshop_allows(struct db *db, int64_t workshop, const char *kind);
/* May somebody sign up for that organisation (0: for themselves)? No rows at all: yes. */
bool db_workshop_is_for(struct db *db, int64_t workshop, int64_t organisation);

void db_workshop_day_add(struct db *db, struct workshop_day *day, const char *event); /* sets id */
void db_workshop_day_change(struct db *db, const struct workshop_day *day, const char *event);
bool db_workshop_day_by_id(struct db *db, int64_t id, struct workshop_day *day);
int db_workshop_days(struct db *db, int64_t workshop, struct workshop_day *list, int most);
/* Those of all workshops that overlap [from, until), cancelled ones, too, in the order of their begin. */
int db_workshop_days_in(struct db *db, int64_t from, int64_t until, struct workshop_day *list, int most);
/* Nobody has said anything about them, so they may go. */
void db_workshop_day_delete(struct db *db, int64_t day);

/* Public calendar: adds the texts of up to most events behind the place, a begin and a day, and moves it; false: no more. */
bool db_workshop_events(struct db *db, struct feed_place *place, int most, struct buffer *to);

#endif
