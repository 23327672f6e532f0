// SPDX-License-Identifier: EUPL-1.2
/* What the machines really did: each run, with its energy and the booking during which it began. */
#ifndef RUN_H
#define RUN_H

#include "app/track.h"
#include "app/work.h"
#include "db/run.h"

enum { RUN_EARLY = 15 * 60 }; /* seconds before a booking in which its machine may be at work already */

struct thresholds device_thresholds(const struct device *device);

/* Folds the readings that were added, of which the first is at that place, into the device's state and its runs. In
 * order it is one step; what is late is folded again from a checkpoint. Sets use, use_since, track and behind of the
 * device, which the caller keeps. */
void run_follow(struct work *work, struct device *device, const struct sample *first);

/* Folds at most so many readings of devices that are behind: a timer's job, for what was too much to do at once. */
int run_catch_up(struct work *work, int most);

/* The same for one device that is behind. */
int run_go_on(struct work *work, struct device *device);

/* All again, from the first reading that is kept, or a checkpoint there; run_catch_up() does it. */
void run_rewind(struct work *work, struct device *device);

/* Runs that overlap [filter->from, filter->until), in the order of their start. */
bool run_last(struct work *work, int64_t device, struct run *run); /* of that device; false: it never worked */
int run_list(struct work *work, const struct run_filter *filter, struct run *list, int most);

/* A timer's job: frames are kept for KEEP_DAYS, and so far back runs can be found again; of older readings one in a
 * quarter of an hour stays, for the curves. Runs stay. */
enum { KEEP_DAYS = 100, THIN_SPAN = 900 };
int run_thin(struct work *work, int most);

#endif
