// SPDX-License-Identifier: EUPL-1.2
/* Thresholds of a machine, learned from how often its plug told which power. */
#ifndef LEARN_H
#define LEARN_H

#include <stdbool.h>
#include <stdint.h>

/* Powers on a logarithmic scale, four steps to the doubling: [0] is below 1 W, the last one 3 kW and more. */
enum { LEARN_STEPS = 48, LEARN_LEAST = 200 /* readings, of which something can be learned */ };

int learn_step(int64_t watts);
int64_t learn_watts(int step); /* the least power of a step */

struct lesson {
	int64_t watts_on, watts_busy, watts_idle_below;
};

/* Otsu's method on that scale: the thresholds between two or three heaps of powers that are farthest apart. False: there
 * are too few readings, or no heaps that differ. Pure. */
bool learn(const int64_t counts[LEARN_STEPS], struct lesson *lesson);

#endif
