// SPDX-License-Identifier: EUPL-1.2
/*
 * What happens by itself. There is no cron: each timer asks for what is due and not yet done, by range, so that after
 * three hours switched off everything overdue happens once. Of several programs on one store one runs a timer.
 */
#ifndef TIMER_H
#define TIMER_H

#include "app/work.h"
#include "db/timer.h"

struct lab;
struct timers;

enum { TIMER_BATCH = 100 }; /* so much in one transaction; the rest follows in the next */

struct timer {
	const char *name;
	int every;                        /* seconds */
	int (*run)(struct work *work, int most); /* does at most most things that are due, and says how many */
};

/* A thread that runs them all, each in WRITE works of its own; stop it before lab_drain(). */
struct timers *timers_start(struct lab *lab);
void timers_stop(struct timers *timers); /* NULL is fine */

/* Once through all that are due, for tests and commands. */
void timers_run(struct lab *lab);

/* When each last ran, for staff. */
int timer_list(struct work *work, struct timer_row *list, int most);

#endif
