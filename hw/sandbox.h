// SPDX-License-Identifier: EUPL-1.2
/* Starts and kills the process that runs strangers' JavaScript, see hw/worker.h, and talks with it. For one thread. */
#ifndef SANDBOX_H
#define SANDBOX_H

#include "app/script.h"

#include <sys/types.h>

struct sandbox {
	pid_t process; /* 0: none runs; it is started when it is needed */
	int to, from;  /* pipes */
	int answers;   /* since it started: a new one takes over after a while, so that nothing gathers */
};

/* Waits a second at most, and five if the process must be started first. */
enum script_end sandbox_run(struct sandbox *sandbox, struct arena *arena, const struct script_call *call,
	const char **text);
void sandbox_stop(struct sandbox *sandbox); /* kills it; fine if none runs */

#endif
