// SPDX-License-Identifier: EUPL-1.2
/* Starts and kills the process that runs strangers' JavaScript, see hw/worker.h, and talks with it. For one thread. */
#ifndef SANDBOX_H
#define SANDBOX_H

#include "app/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct sandbox {
	pid_t process; /* 0: none runs; it is started when it is needed */
	int to, from;  /* pipes */
	int answers;   /* since it started: a new one takes over after a while, so that nothing gathers */
};

struct script_call {
	const char *code;
	const uint8_t *bytes;
	size_t size;
	unsigned port;
	int64_t at;
};

enum script_end {
	SCRIPT_RETURNED, /* text is JSON, whatever it says */
	SCRIPT_FAILED,   /* text is a sentence: it threw, took too long, died of it */
	SCRIPT_NOT_RUN,  /* nothing is said about the script: there is no engine, or no process to be had */
};

/* Waits a second at most, and five if the process must be started first. */
enum script_end sandbox_run(struct sandbox *sandbox, struct arena *arena, const struct script_call *call,
	const char **text);
void sandbox_stop(struct sandbox *sandbox); /* kills it; fine if none runs */

#endif
