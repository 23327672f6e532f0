// SPDX-License-Identifier: EUPL-1.2
/*
 * `smartlab codec-worker`: a process of its own that runs a stranger's JavaScript. Before it reads the first request it
 * gives up all but reading and writing its two pipes: limits on memory, time, files and processes, and a filter of system
 * calls. Whatever a script does to it, it can only die, and whoever asked kills it when it takes too long.
 *
 * It says that it is ready with an empty answer. A request is a struct worker_request, the script and its input; an
 * answer is a struct worker_answer and its text.
 */
#ifndef WORKER_H
#define WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORKER_CODE = 128 << 10, WORKER_INPUT = 16 << 10, WORKER_TEXT = 64 << 10 };

/* Both in the machine's own byte order: the other end is the same program. */
struct worker_request {
	uint32_t code, input; /* bytes that follow; the input is JSON, see hw/driver.js */
};

struct worker_answer {
	uint32_t size; /* bytes that follow */
	uint32_t good; /* 1: what the script returned, as JSON; 0: a sentence that says why not */
};

bool worker_request_fits(const struct worker_request *request);
bool worker_answer_fits(const struct worker_answer *answer);

int worker_serve(void);      /* the exit status; never returns to anybody who is not that process */
bool worker_confine(void);   /* gives up, for ever, all but the two pipes; public so that a test can try the walls */
bool worker_is_there(void);   /* false: this program was built without */

#endif
