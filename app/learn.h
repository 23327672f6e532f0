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
	bool has_idle; /* a heap between off and work; else all that is on is at work */
};

/* Otsu's method on that scale: the thresholds between two or three heaps of powers that are far apart. How many lessons,
 * the likelier one first: whether a lower one of three heaps is idling (a laser's) or work as well (a dimmed lamp's),
 * powers cannot tell. 0: there are too few readings, or no heaps that differ. Pure. */
enum { MOST_LESSONS = 2 };
int learn(const int64_t counts[LEARN_STEPS], struct lesson lessons[MOST_LESSONS]);

#endif
