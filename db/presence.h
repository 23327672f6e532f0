// SPDX-License-Identifier: EUPL-1.2
/* Who came to workshops, as the store keeps it. */
#ifndef DB_PRESENCE_H
#define DB_PRESENCE_H

#include <stdbool.h>
#include <stdint.h>

struct db;

enum { NOT_COUNTED = -1 };

struct presence {
	int64_t day, seat, number; /* number 0: a class as a whole */
	int64_t arrived, left;     /* 0: not */
	bool missing;              /* staff say so */
	int64_t heads;             /* number 0: how many were counted, or NOT_COUNTED */
};

bool db_presence_find(struct db *db, struct presence *presence); /* by day, seat and number */
void db_presence_set(struct db *db, const struct presence *presence);
int db_presences(struct db *db, int64_t day, struct presence *list, int most);

/* What a pass says: the first time in, the last time out. */
void db_presence_in(struct db *db, const struct presence *presence);
void db_presence_out(struct db *db, const struct presence *presence);

struct presence_change {
	int64_t day, seat, number;
	const char *act;
	int64_t heads; /* of act heads, else NOT_COUNTED */
	int64_t at, person;
	const char *reason; /* NULL: on the day itself nobody asks */
	const char *person_name, *seat_ref; /* joined */
};
void db_presence_change_add(struct db *db, const struct presence_change *change);
/* When staff last saw something of it, by day, seat and number; 0: never. */
int64_t db_presence_changed(struct db *db, const struct presence *presence);
int db_presence_changes(struct db *db, int64_t day, struct presence_change *list, int most); /* the last ones first */

/* One registration on one day that is over: how many were expected, and how many came. */
struct attendance {
	int64_t from, until, expected, came, grade, organisation;
	const char *ref, *title, *title_en, *class_name, *person_name, *organisation_name;
};
struct attendance_filter {
	int64_t person, organisation; /* 0: any */
	int64_t from, until;          /* days that begin then */
};
int db_attendances(struct db *db, const struct attendance_filter *filter, struct attendance *list, int most);

/* The same as sums, of the days that begin from then on and have ended by until. */
struct attendance_sum {
	const char *key, *key_en; /* title; or grade class young adult; or kind of organisation, citizen */
	int64_t grade;
	int64_t expected, came;
	bool hidden; /* for app/presence.c: it could be somebody */
};
enum attendance_by { BY_WORKSHOP, BY_AGE, BY_KIND };
int db_attendance_sums(struct db *db, enum attendance_by by, const struct attendance_filter *filter,
	struct attendance_sum *list, int most);

#endif
