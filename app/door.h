// SPDX-License-Identifier: EUPL-1.2
/* The door of today, for staff: who is expected, by name, or all of it for a scanner that may lose the lab. */
#ifndef DOOR_H
#define DOOR_H

#include "app/key.h"
#include "app/work.h"
#include "db/scan.h"

enum { MOST_GUESTS = 5000, MOST_FOUND = 20, MOST_NESTED = 2000 };

/* Those of today with a pass that still counts whose name has this in it, whatever its case. */
int door_search(struct work *work, const char *name, struct guest *list, int most);

/* What a scanner needs to decide by itself until the day ends. Written down in the audit: WRITE only. */
struct door {
	int64_t ends;
	int guest_count, key_count, nested_count;
	struct guest *guests;
	struct key *keys;      /* those that verify */
	struct nested *nested; /* what is part of what: where else a pass is good */
};
void door_day(struct work *work, struct door *door);

/* The code that a pass has whatever the time and the place: ok, cancelled, revoked, not_yet. */
const char *door_state(const struct admission *admission);

#endif
