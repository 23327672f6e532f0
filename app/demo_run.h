// SPDX-License-Identifier: EUPL-1.2
/* What the sample lab's machines did in the bookings of its past: the simulated plugs themselves only know yesterday. */
#ifndef DEMO_RUN_H
#define DEMO_RUN_H

#include "app/work.h"

/* For a plug that feeds the resource with that slug, until a day ago. */
void demo_runs(struct work *work, int64_t device, const char *slug);

#endif
