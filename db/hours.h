// SPDX-License-Identifier: EUPL-1.2
/* Openings, closures, holidays and lesson times, as the store keeps them. Days are local days since 1970-01-01. */
#ifndef DB_HOURS_H
#define DB_HOURS_H

#include "db/setting.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

/* One window a week in which something is open, on the lab's wall clock. */
struct opening {
	int weekday; /* 1 Monday to 7 */
	int from_minute, until_minute;
	int valid_from, valid_until; /* days; 0: from ever, for ever */
	int64_t id, resource;        /* 0: the lab */
};

struct closure {
	int64_t id, resource; /* 0: the lab */
	int64_t from, until;
	const char *kind;     /* closed, maintenance, event */
	const char *reason;
	const char *resource_name, *resource_slug; /* joined; NULL: the lab */
};

struct holiday {
	int64_t id, organisation; /* 0: of all schools */
	int first_day, last_day;
	const char *name;
	const char *organisation_name; /* joined */
};

struct period {
	int64_t grid;
	int number;
	int from_minute, until_minute;
};

struct period_grid {
	int64_t id, organisation;
	const char *name;
	bool usual;
	const char *organisation_name; /* joined */
};

void db_opening_add(struct db *db, const struct opening *opening);
bool db_opening_remove(struct db *db, int64_t opening, struct opening *was);
int db_openings(struct db *db, struct opening *list, int most); /* all, for staff */
/* The resource's own hours, or the lab's when it has none. */
int db_openings_of(struct db *db, int64_t resource, struct opening *list, int most);

int64_t db_closure_add(struct db *db, const struct closure *closure, int64_t person, int64_t now);
bool db_closure_is_known(struct db *db, const struct closure *closure); /* the same times and resource */
bool db_closure_remove(struct db *db, int64_t closure, struct closure *was);
int db_closures(struct db *db, int64_t since, struct closure *list, int most);
/* Those that close the resource: the lab's, its own, and those of its parts and wholes. */
int db_closures_of(struct db *db, int64_t resource, int64_t since, struct closure *list, int most);

/* All that have not ended, once for each resource they close; 0: all of them. */
int db_closures_of_all(struct db *db, int64_t since, struct closure *list, int most);

bool db_holiday_add(struct db *db, const struct holiday *holiday); /* false: it is there already */
bool db_holiday_remove(struct db *db, int64_t holiday, struct holiday *was);
int db_holidays(struct db *db, int from_day, struct holiday *list, int most);
const char *db_holiday_on(struct db *db, int day, int64_t organisation);

int64_t db_grid_add(struct db *db, const struct period_grid *grid);
void db_period_add(struct db *db, const struct period *period);
void db_grid_day_set(struct db *db, int64_t organisation, int day, int64_t grid);
int db_grids(struct db *db, struct period_grid *list, int most);
int64_t db_grid_organisation(struct db *db, int64_t grid); /* 0: there is no such grid */
/* The lesson times of that day: of the grid chosen for it, else of the usual one. */
int db_periods_on(struct db *db, int64_t organisation, int day, struct period *list, int most);
int db_periods_of(struct db *db, int64_t grid, struct period *list, int most);


#endif
