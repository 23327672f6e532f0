// SPDX-License-Identifier: EUPL-1.2
/* A school's lesson times: named grids, more than one (the heat grid), switched by day. */
#ifndef PERIOD_H
#define PERIOD_H

#include "app/work.h"
#include "db/hours.h"

enum { MOST_PERIODS = 16, MOST_GRIDS = 64 };

/* The lessons of that local day; 0: the organisation has none. */
int period_list(struct work *work, int64_t organisation, int local_day, struct period *list, int most);
/* Does a lesson begin, or end, at that instant? Such times are good whatever the raster. */
bool period_begins(struct work *work, int64_t organisation, int64_t instant);
bool period_ends(struct work *work, int64_t organisation, int64_t instant);

int grid_list(struct work *work, struct period_grid *list, int most); /* of all organisations */
int grid_periods(struct work *work, int64_t grid, struct period *list, int most);

/* times: "07:30-08:15 08:20-09:05 …". Adds NO_SUCH_ORGANISATION, MISSING_FIELD, NOT_A_TIME, SLOT_BACKWARDS. */
void grid_add(struct work *work, const struct period_grid *grid, const char *times);
void grid_choose(struct work *work, int64_t grid, int local_day); /* adds NO_SUCH_PAGE */

#endif
