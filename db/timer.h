// SPDX-License-Identifier: EUPL-1.2
/* When the timers last ran, as the store keeps it. */
#ifndef DB_TIMER_H
#define DB_TIMER_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct timer_row {
	const char *name;
	int64_t last_run, last_done;
};

/* Ours now, unless it ran after due: of several programs one gets true. */
bool db_timer_take(struct db *db, const char *name, int64_t due, int64_t now);
void db_timer_did(struct db *db, const char *name, int64_t done);
int db_timer_list(struct db *db, struct timer_row *list, int most);

#endif
