// SPDX-License-Identifier: EUPL-1.2
/* What three witnesses know of bookings, and what scanners decided that the lab would not have. */
#ifndef DB_WITNESS_H
#define DB_WITNESS_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct testimony {
	const char *ref, *status, *person, *resource_name, *resource_slug;
	int64_t from, until, checked_in;
	int64_t scans, starts; /* read at the door, and started at the machine's code */
	int64_t runs;          /* times that its plug saw it at work */
	bool measured;         /* its plug was heard all the time, and told of nobody else */
};
/* Of bookings that began in [from, until) and of which staff have not ruled, the newest first. */
int db_testimonies(struct db *db, int64_t from, int64_t until, struct testimony *list, int most);

/* What staff say in the end. */
struct ruling {
	int64_t booking, person, at;
	bool used;
};
void db_ruling_set(struct db *db, const struct ruling *ruling);
void db_ruling_drop(struct db *db, int64_t booking);

/* Uploads whose result the lab would have decided otherwise; texts of a pass may be NULL. */
struct late_scan {
	int64_t happened, arrived;
	const char *result, *judged, *point, *by, *ref, *holder, *resource_name;
};
int db_late_scans(struct db *db, int64_t since, struct late_scan *list, int most);

#endif
