// SPDX-License-Identifier: EUPL-1.2
#include "app/lane.h"

#include "app/base/log.h"
#include "app/base/secret.h"
#include "app/base/time.h"
#include "app/revision.h"
#include "db/db.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum {
	MOST_WAITING = 4096, /* about a fifth of a second of bookings: who comes later is told to come again */
	MOST_IN_GROUP = 256, /* past that a commit's cost is spread thin enough */
	MOST_TRIES = 8,
	TRIES_TOGETHER = 3, /* who lost as often has no luck, and is alone from then on */
	POSTGRES_WRITERS = 4,
	REVISION_ROWS = 64,
};

struct writer {
	struct lane *lane;
	struct db *db;
	pthread_t thread;
	int64_t number; /* its row in revision */
};

struct lane {
	pthread_mutex_t lock;
	pthread_cond_t sent, idle;
	struct work *first, **last;
	int waiting, running;
	bool stopping;
	bool groups;
	struct lane_counts counts;
	int size, first_row;
	struct writer writers[POSTGRES_WRITERS];
};

static void run_job(struct db *db, struct work *work)
{
	arena_clear(&work->arena);
	work->db = db;
	work->now = clock_now();
	work->person = NULL;
	work->reasons = NULL;
	work->touched = 0;
	work->job(work, work->about);
}

static void pause_before(int try)
{
	long most = 1000000L << (try < 6 ? try : 6); /* 1 ms, doubling to 64 ms */
	struct timespec pause = { .tv_nsec = (long)(random_number() % (uint64_t)most) };

	nanosleep(&pause, NULL);
}

static enum db_end try_once(struct db *db, struct work *work, int64_t writer, bool alone)
{
	db_begin_in_turn(db, &work->arena, alone);
	if (db_state(db) == DB_DONE)
		run_job(db, work);
	if (work->reasons)
		return db_rollback(db);
	revision_bump(db, work->touched, writer);
	return db_commit(db);
}

void lane_run(struct db *db, struct work *work, int64_t writer)
{
	enum db_end end = DB_CONFLICT;

	for (int try = 0; try < MOST_TRIES && end == DB_CONFLICT; try++) {
		if (try)
			pause_before(try);
		work->reasons = NULL;
		end = try_once(db, work, writer, try >= TRIES_TOGETHER);
	}
	if (end == DB_CONFLICT)
		log_line(LOG_WARN, "lane: others were in a work's way %d times", MOST_TRIES);
	work->end = end != DB_DONE ? WORK_FAILED : work->reasons ? WORK_REFUSED : WORK_DONE;
	work->db = NULL;
}

/* False when the engine lost the transaction of the whole group. */
static bool run_in_group(struct db *db, struct work *work)
{
	db_savepoint(db, &work->arena);
	run_job(db, work);
	enum db_end end = db_release(db, !work->reasons);
	work->db = NULL;
	work->end = end != DB_DONE ? WORK_FAILED : work->reasons ? WORK_REFUSED : WORK_DONE;
	return db_has_transaction(db);
}

static bool run_group(struct writer *writer, struct work *group)
{
	struct arena arena = { 0 };
	struct db *db = writer->db;
	unsigned touched = 0;

	db_begin(db, &arena);
	bool whole = db_state(db) == DB_DONE;
	for (struct work *work = group; work && whole; work = work->next) {
		whole = run_in_group(db, work);
		if (work->end == WORK_DONE)
			touched |= work->touched;
	}
	if (whole) {
		db_savepoint(db, &arena); /* a state of its own: the last work's spoiling is not the group's */
		revision_bump(db, touched, writer->number);
		whole = db_release(db, true) == DB_DONE && db_commit(db) == DB_DONE;
	}
	if (!whole)
		db_rollback(db);
	arena_clear(&arena);
	return whole;
}

static struct work *take(struct lane *lane, int most)
{
	struct work *group = lane->first, *last = group;
	int count = 1;

	for (; last->next && count < most; count++)
		last = last->next;
	lane->first = last->next;
	if (!lane->first)
		lane->last = &lane->first;
	last->next = NULL;
	lane->waiting -= count;
	lane->running += count;
	return group;
}

/* The work may be gone as soon as done was called. */
static int finish(struct work *group)
{
	int count = 0;

	for (struct work *next; group; group = next, count++) {
		next = group->next;
		group->done(group, group->about);
	}
	return count;
}

static void run(struct writer *writer, struct work *group)
{
	bool alone = !writer->lane->groups || !group->next;

	if (alone || !run_group(writer, group))
		for (struct work *work = group; work; work = work->next)
			lane_run(writer->db, work, writer->number);
}

static int count_failed(const struct work *group)
{
	int failed = 0;

	for (; group; group = group->next)
		failed += group->end == WORK_FAILED;
	return failed;
}

static void *write_on(void *about)
{
	struct writer *writer = about;
	struct lane *lane = writer->lane;

	pthread_mutex_lock(&lane->lock);
	for (;;) {
		while (!lane->first && !lane->stopping)
			pthread_cond_wait(&lane->sent, &lane->lock);
		if (!lane->first)
			break;
		struct work *group = take(lane, lane->groups ? MOST_IN_GROUP : 1);
		pthread_mutex_unlock(&lane->lock);
		run(writer, group);
		int failed = count_failed(group), count = finish(group);
		pthread_mutex_lock(&lane->lock);
		lane->running -= count;
		lane->counts.works += count;
		lane->counts.failed += failed;
		lane->counts.groups++;
		if (!lane->first && !lane->running)
			pthread_cond_broadcast(&lane->idle);
	}
	pthread_mutex_unlock(&lane->lock);
	return NULL;
}

bool lane_send(struct lane *lane, struct work *work)
{
	work->next = NULL;
	pthread_mutex_lock(&lane->lock);
	bool room = lane->waiting < MOST_WAITING && !lane->stopping;
	if (room) {
		*lane->last = work;
		lane->last = &work->next;
		lane->waiting++;
		pthread_cond_signal(&lane->sent);
	}
	pthread_mutex_unlock(&lane->lock);
	if (!room)
		work->end = WORK_BUSY;
	return room;
}

static bool start_writer(struct lane *lane, const char *store)
{
	struct writer *writer = &lane->writers[lane->size];

	/* Other programs on this store draw lots, too; writers of one lane never share a row. */
	*writer = (struct writer){ .lane = lane, .db = db_open(store, DB_WRITER),
		.number = (lane->first_row + lane->size) % REVISION_ROWS };
	if (!writer->db)
		return false;
	if (pthread_create(&writer->thread, NULL, write_on, writer) != 0)
		abort();
	lane->size++;
	return true;
}

struct lane *lane_start(const char *store)
{
	struct lane *lane = calloc(1, sizeof *lane);

	if (!lane)
		abort();
	pthread_mutex_init(&lane->lock, NULL);
	pthread_cond_init(&lane->sent, NULL);
	pthread_cond_init(&lane->idle, NULL);
	lane->last = &lane->first;
	lane->groups = !db_is_postgres(store);
	lane->first_row = (int)(random_number() % REVISION_ROWS);
	for (int i = 0; i < (lane->groups ? 1 : POSTGRES_WRITERS); i++)
		if (!start_writer(lane, store)) {
			lane_stop(lane);
			return NULL;
		}
	return lane;
}

void lane_drain(struct lane *lane)
{
	pthread_mutex_lock(&lane->lock);
	lane->stopping = true;
	pthread_cond_broadcast(&lane->sent);
	while (lane->first || lane->running)
		pthread_cond_wait(&lane->idle, &lane->lock);
	pthread_mutex_unlock(&lane->lock);
}

void lane_stop(struct lane *lane)
{
	lane_drain(lane);
	for (int i = 0; i < lane->size; i++) {
		pthread_join(lane->writers[i].thread, NULL);
		db_close(lane->writers[i].db);
	}
	pthread_cond_destroy(&lane->idle);
	pthread_cond_destroy(&lane->sent);
	pthread_mutex_destroy(&lane->lock);
	free(lane);
}

struct lane_counts lane_count(struct lane *lane)
{
	pthread_mutex_lock(&lane->lock);
	struct lane_counts counts = lane->counts;
	counts.waiting = lane->waiting + lane->running;
	pthread_mutex_unlock(&lane->lock);
	return counts;
}
