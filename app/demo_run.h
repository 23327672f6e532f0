// SPDX-License-Identifier: EUPL-1.2
/*
 * What the sample lab's machines do. The simulated plugs draw power as demo_plan() says, a day back; of what was before only
 * the runs are there.
 */
#ifndef DEMO_RUN_H
#define DEMO_RUN_H

#include "app/work.h"

enum { DEMO_SIMULATED = 26 * 3600 }; /* the last morning within, whatever the hour */

/* Whether somebody works there at that time, and from when until when. Whoever books at seven never comes, half past seven
 * takes longer, and one printer is used without a booking. */
bool demo_plan(struct work *work, int64_t resource, int64_t at, int64_t *from, int64_t *until);

/* For a plug that feeds the resource with that slug, until the simulation begins. */
void demo_runs(struct work *work, int64_t device, const char *slug);

/* One machine gets its power by its bookings, and loses it when it idles. */
void demo_switching(struct work *work, const char *slug);

void demo_upkeep(struct work *work); /* what some need after so many hours, one of them by now */

#endif
