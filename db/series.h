// SPDX-License-Identifier: EUPL-1.2
/* Recurring bookings as the store keeps them: what was asked for, and the dates that were left out. */
#ifndef DB_SERIES_H
#define DB_SERIES_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct series {
	int64_t id;
	const char *ref; /* eight letters */
	int64_t person, organisation, resource; /* organisation 0: for oneself */
	const char *rule;
	int64_t weeks; /* an enum weeks of app/recurrence.h */
	bool skips_holidays;
	int64_t first_day, from_minute, minutes; /* on the wall clock */
	const char *purpose;
	int64_t participants;
	int64_t created, created_by;
	/* Joined: */
	const char *person_name, *person_email, *organisation_slug, *resource_slug, *resource_name;
};

/* A date that was left out. */
struct skip {
	int64_t day;
	const char *why;
};

/* Sets id; false: another one has that ref already. */
bool db_series_add(struct db *db, struct series *series);
bool db_series_by_ref(struct db *db, const char *ref, struct series *series);
int db_series_of(struct db *db, int64_t person, struct series *list, int most); /* the newest first */
void db_series_change(struct db *db, const struct series *series); /* its day and times */

void db_skip_add(struct db *db, int64_t series, const struct skip *skip);
void db_skip_remove(struct db *db, int64_t series, int64_t day);
int db_skips(struct db *db, int64_t series, struct skip *list, int most);

void db_series_take(struct db *db, int64_t series, int64_t booking); /* makes the booking one of its dates */

#endif
