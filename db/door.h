// SPDX-License-Identifier: EUPL-1.2
/* Who may come today: the passes of a span of time, each with what became of it. */
#ifndef DB_DOOR_H
#define DB_DOOR_H

#include <stdbool.h>
#include <stdint.h>

struct db;

/* Texts are NULL where it is of no booking or resource. */
struct guest {
	int64_t tid, resource, from, until;
	bool is_revoked;
	const char *ref, *status; /* of the booking */
	const char *holder, *resource_name;
	int64_t came, left;       /* by scans; 0: not */
	const char *came_point;
	int64_t checked_in;       /* by whatever witness; 0: none */
};

/* Those valid at some time in [from, until), those that begin first in front. */
int db_guests(struct db *db, int64_t from, int64_t until, struct guest *list, int most);

#endif
