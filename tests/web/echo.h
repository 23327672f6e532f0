// SPDX-License-Identifier: EUPL-1.2
/* A tiny application behind the real server: it echoes, waits, streams and counts. */
#ifndef ECHO_H
#define ECHO_H

#include "web/server.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BODY = 100000, LARGE_BODY = 4 << 20, WAITING = 512, RESUMERS = 3 };

/* Requests that wait; threads resume them, some after a moment. */
static struct echo {
	struct server *server;
	uint16_t port;
	pthread_mutex_t lock;
	pthread_cond_t more;
	pthread_t threads[RESUMERS];
	struct exchange *waiting[WAITING]; /* a ring */
	unsigned first, last;
	bool is_over;
	atomic_int handled, refused, released;
} echo;

static inline void nap(long microseconds)
{
	nanosleep(
		&(struct timespec){ microseconds / 1000000, microseconds % 1000000 * 1000 }, NULL);
}

static inline void echo_delay(const struct exchange *ex, unsigned *seed)
{
	if (!strcmp(ex->path, "/wait/long"))
		nap(2500000);
	else if (rand_r(seed) % 4 == 0)
		nap(rand_r(seed) % 300);
}

static inline void *echo_resume(void *about)
{
	unsigned seed = 1;

	(void)about;
	pthread_mutex_lock(&echo.lock);
	while (!echo.is_over || echo.first != echo.last) {
		if (echo.first == echo.last) {
			pthread_cond_wait(&echo.more, &echo.lock);
			continue;
		}
		struct exchange *ex = echo.waiting[echo.first++ % WAITING];
		pthread_mutex_unlock(&echo.lock);
		echo_delay(ex, &seed);
		exchange_resume(ex);
		pthread_mutex_lock(&echo.lock);
	}
	pthread_mutex_unlock(&echo.lock);
	return NULL;
}

static inline size_t echo_limit(struct exchange *ex)
{
	if (!strcmp(ex->method, "GET"))
		return 0;
	return strcmp(ex->path, "/large") ? BODY : LARGE_BODY;
}

static inline void echo_print(struct exchange *ex)
{
	const char *said = exchange_header(ex, "x-say");

	ex->status = 200;
	ex->content = malloc(ex->size + 4096);
	ex->content_size = (size_t)sprintf(ex->content, "%s|%.1000s|%.1000s|%s|%s|%s|%zu|%.*s",
		ex->method, ex->path, ex->query, ex->peer, ex->is_https ? "https" : "http",
		said ? said : "-", ex->size, (int)ex->size, ex->body);
	answer_header(ex, "Content-Type", "text/plain");
}

static inline void echo_finish(struct exchange *ex)
{
	assert(!strcmp(ex->about, "waited"));
	echo_print(ex);
}

static inline void echo_wait(struct exchange *ex)
{
	bool is_at_once = !strcmp(ex->path, "/wait/not");

	ex->about = "waited";
	exchange_wait(ex);
	if (is_at_once) {
		exchange_resume(ex);
		return;
	}
	pthread_mutex_lock(&echo.lock);
	echo.waiting[echo.last++ % WAITING] = ex;
	pthread_cond_signal(&echo.more);
	pthread_mutex_unlock(&echo.lock);
}

static inline long echo_count_down(struct exchange *ex, char *to, size_t room)
{
	int *left = ex->about;

	assert(room >= 16);
	return *left ? sprintf(to, "%d\n", (*left)--) : 0;
}

static inline void echo_stream(struct exchange *ex)
{
	static const int from = 5000;

	ex->about = arena_bytes(&ex->arena, &from, sizeof from);
	ex->stream = echo_count_down;
	ex->status = 200;
}

static inline void echo_handle(struct exchange *ex)
{
	echo.handled++;
	if (!strncmp(ex->path, "/wait", 5)) {
		echo_wait(ex);
	} else if (!strcmp(ex->path, "/stream")) {
		echo_stream(ex);
	} else if (!strcmp(ex->path, "/static")) {
		ex->content_static = "always the same";
		ex->content_size = 15;
		ex->status = 200;
	} else if (!strcmp(ex->path, "/empty")) {
		ex->status = 204;
	} else {
		echo_print(ex);
	}
}

static inline void echo_refuse(struct exchange *ex, unsigned status, const char *why)
{
	echo.refused++;
	ex->status = status;
	ex->content = malloc(200);
	ex->content_size =
		(size_t)snprintf(ex->content, 200, "%s %s refused: %s", ex->method, ex->path, why);
}

static inline void echo_release(struct exchange *ex)
{
	(void)ex;
	echo.released++;
}

/* The state may hold two deadlines in seconds. */
static inline int echo_start(void **state)
{
	static const char *const proxies[] = { "127.0.0.0/8", "10.0.0.0/8", NULL };
	const unsigned *deadlines = *state ? *state : (unsigned[2]){ 0, 0 };
	struct server_options options = {
		.listen = "127.0.0.1:0",
		.proxies = proxies,
		.deadline = deadlines[0],
		.upload_deadline = deadlines[1],
		.limit = echo_limit,
		.handle = echo_handle,
		.finish = echo_finish,
		.refuse = echo_refuse,
		.release = echo_release,
	};

	echo = (struct echo){ .lock = PTHREAD_MUTEX_INITIALIZER, .more = PTHREAD_COND_INITIALIZER };
	echo.server = server_start(&options);
	echo.port = echo.server ? server_port(echo.server) : 0;
	for (int i = 0; i < RESUMERS; i++)
		if (pthread_create(&echo.threads[i], NULL, echo_resume, NULL))
			return 1;
	return !echo.server;
}

/* Fails unless every exchange that the application saw was released, once. */
static inline int echo_stop(void **state)
{
	(void)state;
	if (echo.server)
		server_stop(echo.server);
	echo.server = NULL;
	pthread_mutex_lock(&echo.lock);
	echo.is_over = true;
	pthread_cond_broadcast(&echo.more);
	pthread_mutex_unlock(&echo.lock);
	for (int i = 0; i < RESUMERS; i++)
		pthread_join(echo.threads[i], NULL);
	return echo.handled + echo.refused != echo.released;
}

#endif
