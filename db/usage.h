// SPDX-License-Identifier: EUPL-1.2
/* What was booked and what really worked, for reports over weeks and years. */
#ifndef DB_USAGE_H
#define DB_USAGE_H

#include <stdint.h>

struct db;

/* A time at which a resource was booked, or worked. */
struct span {
	int64_t resource, from, until;
};

/* What to do with each of many spans, which nobody needs to keep. */
struct taker {
	void (*take)(void *about, const struct span *span);
	void *about;
};

/* Those that overlap [from, until), in no order: of what is booked with a whole, each part, too; nothing of what was
 * cancelled, refused or missed. */
void db_spans_booked(struct db *db, int64_t from, int64_t until, struct taker taker);
/* The same of what plugs said: the runs of the machines. */
void db_spans_used(struct db *db, int64_t from, int64_t until, struct taker taker);

/* Since when a resource with a plug is measured: from its first reading or run in [from, until) on. */
struct since {
	int64_t resource, at;
};
int db_measured_since(struct db *db, int64_t from, int64_t until, struct since *list, int most);

/* Bookings of each resource that begin in [from, until). */
struct tally {
	int64_t resource;
	int64_t bookings, no_shows, cancelled_late;
};
int db_tallies(struct db *db, int64_t from, int64_t until, struct tally *list, int most);

#endif
