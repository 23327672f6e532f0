// SPDX-License-Identifier: EUPL-1.2
/*
 * Machines that idle and nobody has booked: their power is cut by itself where staff allow it, after a warning, and only
 * within seconds of the plug's word that its machine idles.
 */
#ifndef IDLE_H
#define IDLE_H

#include "app/device.h"
#include "app/work.h"

enum { IDLE_FRESH = 30 }; /* seconds for which that word holds */

int idle_cut(struct work *work, int most); /* a timer's job: warn, and ask for what was warned of */

bool idle_is_fresh(const struct device *device, int64_t now);
/* Is it allowed, does the plug obey at once, and has nobody booked its machine by now? */
bool idle_may_cut(struct work *work, const struct device *device);
/* When it is cut, if all stays as it is; 0: nobody was warned. */
int64_t idle_cut_at(struct work *work, const struct device *device);

/* After the device has moved by what it said at that instant: a cut that was asked for may be sent now. */
void idle_heed(struct work *work, const struct device *device, int64_t at);

#endif
