// SPDX-License-Identifier: EUPL-1.2
/* The Argon2 lane: steps that take a tenth of a second and 64 MiB each, two at a time, so that a flood of sign-ins can
 * take neither the memory nor the connection threads. */
#include "web/web.h"

#include <pthread.h>
#include <stdlib.h>

enum { THREADS = 2, MOST_WAITING = 256 };

struct hashing {
	pthread_mutex_t lock;
	pthread_cond_t sent;
	struct request *queue[MOST_WAITING];
	int first, count;
	bool stopping;
	pthread_t threads[THREADS];
};

/* Whoever may not have the write done, or sent what it refuses, gets no step: it costs. */
static void send_on(struct request *rq)
{
	bool may = request_may_step(rq);

	if (may)
		rq->route->step(rq);
	if (!may || !work_send(&rq->work))
		exchange_resume(rq->ex);
}

static void *hash_on(void *about)
{
	struct hashing *h = about;

	pthread_mutex_lock(&h->lock);
	for (;;) {
		while (!h->count && !h->stopping)
			pthread_cond_wait(&h->sent, &h->lock);
		if (!h->count)
			break;
		struct request *rq = h->queue[h->first];
		h->first = (h->first + 1) % MOST_WAITING;
		h->count--;
		pthread_mutex_unlock(&h->lock);
		send_on(rq);
		pthread_mutex_lock(&h->lock);
	}
	pthread_mutex_unlock(&h->lock);
	return NULL;
}

bool hashing_send(struct hashing *h, struct request *rq)
{
	pthread_mutex_lock(&h->lock);
	bool room = h->count < MOST_WAITING && !h->stopping;
	if (room) {
		h->queue[(h->first + h->count++) % MOST_WAITING] = rq;
		pthread_cond_signal(&h->sent);
	}
	pthread_mutex_unlock(&h->lock);
	return room;
}

struct hashing *hashing_start(void)
{
	struct hashing *h = calloc(1, sizeof *h);

	if (!h)
		abort();
	pthread_mutex_init(&h->lock, NULL);
	pthread_cond_init(&h->sent, NULL);
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&h->threads[i], NULL, hash_on, h) != 0)
			abort();
	return h;
}

void hashing_stop(struct hashing *h)
{
	if (!h)
		return;
	pthread_mutex_lock(&h->lock);
	h->stopping = true;
	pthread_cond_broadcast(&h->sent);
	pthread_mutex_unlock(&h->lock);
	for (int i = 0; i < THREADS; i++)
		pthread_join(h->threads[i], NULL);
	pthread_cond_destroy(&h->sent);
	pthread_mutex_destroy(&h->lock);
	free(h);
}
