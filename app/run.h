// SPDX-License-Identifier: EUPL-1.2
/* What the machines really did: each run, with its energy and the booking during which it began. */
#ifndef RUN_H
#define RUN_H

#include "app/work.h"
#include "db/run.h"

/* Runs that overlap [filter->from, filter->until), in the order of their start. */
int run_list(struct work *work, const struct run_filter *filter, struct run *list, int most);

#endif
