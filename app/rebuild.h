// SPDX-License-Identifier: EUPL-1.2
/* All runs again from the frames that are kept: for a better codec, or when somebody doubts them. */
#ifndef REBUILD_H
#define REBUILD_H

#include "app/work.h"

/* How far it has got: a device's frames in the order of their time, then its runs. */
struct rebuild_place {
	int64_t device; /* of the one under way; 0: before the first */
	int64_t at, counter;
	char session[80];
	int64_t frames;  /* read again so far */
	bool folding;
};

/* One step in a transaction of its own. The job may be run again: it starts from place each time. */
struct rebuild_job {
	struct rebuild_place place; /* where to begin; afterwards, where to go on */
	bool more;
	char line[200]; /* what to tell whoever waits; "": nothing */
};
void rebuild_job(struct work *work, void *job);

#endif
