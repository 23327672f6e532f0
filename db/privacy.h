// SPDX-License-Identifier: EUPL-1.2
/* What the store knows about one person, and how it forgets. */
#ifndef DB_PRIVACY_H
#define DB_PRIVACY_H

#include "app/base/document.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

/* Everything about the person, as lists of rows under the names people know. */
void db_export(struct db *db, int64_t person, struct node *to);

/* Leaves a tombstone: the row and its id, which bookings and audit point at; no name, no address, no way in. */
void db_person_erase(struct db *db, int64_t person, int64_t now);
bool db_person_is_erased(struct db *db, int64_t person);

/* The nobody to whom old bookings belong; made when there is none. */
int64_t db_nobody(struct db *db, int64_t now);
/* Gives bookings that began in [since, before) to nobody, at most most; *last is the start of the last one. */
int db_bookings_forget(struct db *db, int64_t nobody, int64_t since, int64_t before, int most, int64_t *last);

/* The same for series that have no date since then. */
int db_series_forget(struct db *db, int64_t nobody, int64_t before, int most);
int db_seats_forget(struct db *db, int64_t nobody, int64_t before, int most); /* of workshops that ended before then */

/* Deletes at most most rows of each that are older, and says how many went. */
int db_scans_forget(struct db *db, int64_t before, int most); /* at doors and on machines */
int db_audit_forget(struct db *db, int64_t before, int most);
int db_deliveries_forget(struct db *db, int64_t before, int most);
int db_leftovers_forget(struct db *db, int64_t now, int most); /* ended sessions, once-keys, failed tries */


#endif
