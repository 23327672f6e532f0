// SPDX-License-Identifier: EUPL-1.2
#include "hw/scripts.h"

#include "app/base/log.h"
#include "app/base/thread.h"
#include "app/lab.h"
#include "hw/sandbox.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 20, PAUSE = 1000 /* milliseconds */, IDLE = 60 /* seconds until the process is not worth its memory */ };

/* ---- the one process ---- */

static struct shared {
	struct script_runner runner; /* first: run() is handed it */
	pthread_mutex_t lock;
	struct sandbox sandbox;
	time_t used;
} shared;

/* Code that dies on its own is tried once more by a fresh process: the one before may have spoilt it. */
static enum script_end run(struct script_runner *runner, struct arena *arena, const struct script_call *call,
	const char **text)
{
	struct shared *s = (struct shared *)runner;

	pthread_mutex_lock(&s->lock);
	enum script_end end = sandbox_run(&s->sandbox, arena, call, text);
	if (end == SCRIPT_NOT_RUN)
		end = sandbox_run(&s->sandbox, arena, call, text);
	s->used = time(NULL);
	pthread_mutex_unlock(&s->lock);
	return end;
}

static struct shared shared = { .runner = { run }, .lock = PTHREAD_MUTEX_INITIALIZER };

struct script_runner *scripts_runner(void)
{
	return &shared.runner;
}

void scripts_runner_stop(void)
{
	pthread_mutex_lock(&shared.lock);
	sandbox_stop(&shared.sandbox);
	pthread_mutex_unlock(&shared.lock);
}

static void rest(void)
{
	pthread_mutex_lock(&shared.lock);
	if (shared.sandbox.process && time(NULL) - shared.used > IDLE)
		sandbox_stop(&shared.sandbox);
	pthread_mutex_unlock(&shared.lock);
}

/* ---- frames ---- */

struct scripts {
	struct lab *lab;
	struct thread thread;
};

struct batch {
	int count;
	struct waiting_frame list[BATCH];
	struct done {
		enum script_end end;
		struct decoded decoded;
		const char *why;
	} done[BATCH];
};

static void look(struct work *work, void *about)
{
	struct batch *batch = about;

	batch->count = script_due(work, batch->list, BATCH);
}

/* What did not run says nothing about the code: its frame waits on, and is not counted as tried. */
static void keep(struct work *work, void *about)
{
	const struct batch *batch = about;

	for (int i = 0; i < batch->count; i++)
		if (batch->done[i].end != SCRIPT_NOT_RUN)
			script_done(work, &batch->list[i], &batch->done[i].decoded,
				batch->done[i].end == SCRIPT_FAILED ? batch->done[i].why : NULL);
}

static void decode(struct scripts *scripts, struct arena *arena, const struct waiting_frame *waiting, struct done *done)
{
	struct frame frame = { .port = (unsigned)waiting->frame.port, .at = waiting->frame.at,
		.size = waiting->frame.size < FRAME_BYTES ? waiting->frame.size : FRAME_BYTES };

	snprintf(frame.eui, sizeof frame.eui, "%s", waiting->eui);
	if (frame.size)
		memcpy(frame.bytes, waiting->frame.bytes, frame.size);
	done->end = script_decode(scripts->lab->runner, arena, &waiting->script, &frame, &done->decoded, &done->why);
}

/* True: there may be more. */
static bool turn(struct scripts *scripts, struct batch *batch)
{
	struct work read = { .lab = scripts->lab, .kind = READ, .job = look, .about = batch };
	struct work write = { .lab = scripts->lab, .kind = WRITE, .job = keep, .about = batch };
	struct arena arena = { 0 };

	batch->count = 0;
	bool some = work_do(&read) == WORK_DONE && batch->count;
	for (int i = 0; some && i < batch->count; i++)
		decode(scripts, &arena, &batch->list[i], &batch->done[i]);
	bool full = some && batch->count == BATCH && batch->done[0].end != SCRIPT_NOT_RUN;
	if (some)
		full = work_do(&write) == WORK_DONE && full;
	arena_clear(&write.arena);
	arena_clear(&read.arena);
	arena_clear(&arena);
	return full;
}

static void *serve(void *about)
{
	struct scripts *scripts = about;
	struct batch *batch = calloc(1, sizeof *batch);

	if (!batch)
		abort();
	do {
		while (turn(scripts, batch) && !thread_nap(&scripts->thread, 0))
			continue;
		rest();
	} while (!thread_nap(&scripts->thread, PAUSE));
	free(batch);
	return NULL;
}

struct scripts *scripts_start(struct lab *lab)
{
	struct scripts *scripts = calloc(1, sizeof *scripts);

	if (!scripts)
		abort();
	scripts->lab = lab;
	if (thread_start(&scripts->thread, serve, scripts))
		return scripts;
	log_line(LOG_FAULT, "scripts: no thread");
	free(scripts);
	return NULL;
}

void scripts_stop(struct scripts *scripts)
{
	if (!scripts)
		return;
	thread_stop(&scripts->thread);
	free(scripts);
}
