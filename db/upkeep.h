// SPDX-License-Identifier: EUPL-1.2
/* What machines need after so many hours of work, as the store keeps it. */
#ifndef DB_UPKEEP_H
#define DB_UPKEEP_H

#include "db/db.h"

struct upkeep {
	int64_t id, resource, every_hours, since;
	bool reminded;
	const char *name, *resource_name;
	int64_t seconds; /* of work since then */
};
bool db_upkeep(struct db *db, int64_t resource, int64_t id, struct upkeep *upkeep);
int db_upkeeps(struct db *db, int64_t resource, struct upkeep *list, int most);
int db_upkeeps_due(struct db *db, struct upkeep *list, int most); /* of all machines, nobody was reminded of yet */
void db_upkeep_add(struct db *db, const struct upkeep *upkeep);
void db_upkeep_set(struct db *db, const struct upkeep *upkeep); /* since and reminded */
bool db_upkeep_delete(struct db *db, int64_t resource, int64_t id);

/* One time that it was done. */
struct upkept {
	int64_t upkeep, at, person;
	int64_t seconds;               /* of work until then */
	const char *note;
	const char *name, *person_name; /* joined */
};
void db_upkept_add(struct db *db, const struct upkept *upkept);
int db_upkept(struct db *db, int64_t resource, struct upkept *list, int most); /* the last one first */

#endif
