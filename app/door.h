// SPDX-License-Identifier: EUPL-1.2
/* The door of today, for staff: who is expected, by name or as a whole. */
#ifndef DOOR_H
#define DOOR_H

#include "app/work.h"
#include "db/door.h"

enum { MOST_GUESTS = 2000, MOST_FOUND = 20 };

/* Those of today with a pass that still counts whose name has this in it, whatever its case. */
int door_search(struct work *work, const char *name, struct guest *list, int most);

#endif
