// SPDX-License-Identifier: EUPL-1.2
#include "app/work.h"

#include "app/lab.h"
#include "app/lane.h"
#include "app/readers.h"

#include <pthread.h>

/* Who waits for a WRITE work in work_do(). */
struct waiter {
	pthread_mutex_t lock;
	pthread_cond_t woken;
	bool done;
	void (*job)(struct work *work, void *about);
	void *about;
};

static void job_of_waiter(struct work *work, void *about)
{
	struct waiter *waiter = about;
	waiter->job(work, waiter->about);
}

static void wake(struct work *work, void *about)
{
	struct waiter *waiter = about;

	(void)work;
	pthread_mutex_lock(&waiter->lock);
	waiter->done = true;
	pthread_cond_signal(&waiter->woken);
	pthread_mutex_unlock(&waiter->lock);
}

static void do_write(struct work *work)
{
	struct waiter waiter = { .lock = PTHREAD_MUTEX_INITIALIZER,
		.woken = PTHREAD_COND_INITIALIZER, .job = work->job, .about = work->about };

	work->job = job_of_waiter;
	work->done = wake;
	work->about = &waiter;
	if (lane_send(work->lab->lane, work)) {
		pthread_mutex_lock(&waiter.lock);
		while (!waiter.done)
			pthread_cond_wait(&waiter.woken, &waiter.lock);
		pthread_mutex_unlock(&waiter.lock);
	}
	work->job = waiter.job;
	work->done = NULL;
	work->about = waiter.about;
}

enum work_end work_do(struct work *work)
{
	if (work->kind == WRITE) {
		do_write(work);
		return work->end;
	}
	struct db *db = readers_take(work->lab->readers);
	if (!db)
		return work->end = WORK_FAILED;
	lane_run(db, work, 0);
	readers_give(work->lab->readers, db);
	return work->end;
}

bool work_send(struct work *work)
{
	return lane_send(work->lab->lane, work);
}
