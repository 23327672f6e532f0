// SPDX-License-Identifier: EUPL-1.2
/* What somebody did a moment ago and may take back, as the store keeps it. */
#ifndef DB_UNDO_H
#define DB_UNDO_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct undo {
	int64_t id, person;
	const char *kind; /* of app/undo.c's table */
	const char *kept; /* what it takes to put things back: a JSON object */
	int64_t expires;
};

int64_t db_undo_add(struct db *db, const struct undo *undo);
bool db_undo_find(struct db *db, int64_t id, int64_t now, struct undo *undo); /* false: over, or done already */
bool db_undo_take(struct db *db, int64_t id, int64_t now, struct undo *undo); /* the same, and it is gone */
void db_undo_forget(struct db *db, int64_t now);

#endif
