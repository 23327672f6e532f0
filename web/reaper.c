// SPDX-License-Identifier: EUPL-1.2
#include "web/reaper.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	TICK = 250,
	TICK_BUSY = 20, /* milliseconds */
	HURRY_QUIET = 200,
	HURRY_RECEIVING = 5000,
	HURRY_SENDING = 10000,
	LINGERERS = 64,
	LINGER = 2000,
};

/* The copy of a descriptor whose connection is over for us, but not for the other end. */
struct lingerer {
	int fd;
	int64_t until;
};

struct reaper {
	pthread_mutex_t lock;
	pthread_cond_t wake, empty;
	pthread_t thread;
	struct watched *first;
	struct reaper_counts gone; /* what closed connections had counted */
	struct lingerer lingerers[LINGERERS];
	int lingering;
	int64_t hurry; /* since when, or 0 */
	bool is_over;
};

int64_t reaper_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool watched_advance(struct watched *socket, enum phase from, enum phase to)
{
	int expected = (int)from;

	return atomic_compare_exchange_strong(&socket->phase, &expected, (int)to);
}

static bool is_slow(const struct watched *socket, enum phase phase, int64_t now)
{
	int64_t since = atomic_load_explicit(&socket->since, memory_order_relaxed);

	return phase <= RECEIVING &&
	       now - since > atomic_load_explicit(&socket->allowed, memory_order_relaxed);
}

/* What the other end has for us now: 1 bytes, 0 its farewell, -1 nothing. */
static int pending(const struct watched *socket)
{
	char byte;

	return (int)recv(socket->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
}

/* libmicrohttpd misses a farewell that arrives together with the last bytes, as its epoll tells
 * each news once. Seen twice in a row, so that a request just read is not cut off from its
 * handling. */
static bool has_left(struct watched *socket, enum phase phase)
{
	bool leaves = phase <= RECEIVING && !pending(socket);
	bool left = leaves && socket->is_leaving;

	socket->is_leaving = leaves;
	return left;
}

static bool is_in_the_way(
	const struct reaper *reaper, const struct watched *socket, enum phase phase, int64_t now)
{
	if (!reaper->hurry || phase == WORKING)
		return false;
	if (phase == RECEIVING || phase == SENDING)
		return now - reaper->hurry > (phase == SENDING ? HURRY_SENDING : HURRY_RECEIVING);
	int64_t since = atomic_load_explicit(&socket->since, memory_order_relaxed);
	return now - since > HURRY_QUIET && pending(socket) < 0; /* else a request is on its way */
}

static void judge(struct reaper *reaper, struct watched *socket, int64_t now)
{
	enum phase phase = (enum phase)atomic_load_explicit(&socket->phase, memory_order_relaxed);
	bool slow = is_slow(socket, phase, now);

	if (!has_left(socket, phase) && !slow && !is_in_the_way(reaper, socket, phase, now))
		return;
	if (phase == REAPED || !watched_advance(socket, phase, REAPED))
		return; /* or it just went on */
	shutdown(socket->fd, SHUT_RDWR);
	socket->is_reaped = true;
	reaper->gone.reaped += slow;
}

static void look(struct reaper *reaper, int64_t now)
{
	for (struct watched *socket = reaper->first; socket; socket = socket->after)
		judge(reaper, socket, now);
}

static bool is_drained(const struct lingerer *lingerer, int64_t now)
{
	char waste[16384];
	ssize_t size;

	do
		size = recv(lingerer->fd, waste, sizeof waste, MSG_DONTWAIT);
	while (size > 0 && reaper_clock() < lingerer->until);
	return size == 0 || now >= lingerer->until || (errno != EAGAIN && errno != EINTR);
}

static void drain(struct reaper *reaper, int64_t now)
{
	for (int i = reaper->lingering; i-- > 0;)
		if (is_drained(&reaper->lingerers[i], now)) {
			close(reaper->lingerers[i].fd);
			reaper->lingerers[i] = reaper->lingerers[--reaper->lingering];
		}
}

static void nap(struct reaper *reaper)
{
	int tick = reaper->lingering || reaper->hurry ? TICK_BUSY : TICK;
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += (long)(tick % 1000) * 1000000;
	until.tv_sec += tick / 1000 + until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_cond_timedwait(&reaper->wake, &reaper->lock, &until);
}

static void *reap(void *about)
{
	struct reaper *reaper = about;

	pthread_mutex_lock(&reaper->lock);
	while (!reaper->is_over) {
		int64_t now = reaper_clock();
		look(reaper, now);
		drain(reaper, now);
		nap(reaper);
	}
	pthread_mutex_unlock(&reaper->lock);
	return NULL;
}

struct reaper *reaper_start(void)
{
	struct reaper *reaper = calloc(1, sizeof *reaper);
	pthread_condattr_t monotonic;

	if (!reaper)
		abort();
	pthread_mutex_init(&reaper->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&reaper->wake, &monotonic);
	pthread_cond_init(&reaper->empty, NULL);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&reaper->thread, NULL, reap, reaper))
		abort();
	return reaper;
}

void reaper_stop(struct reaper *reaper)
{
	pthread_mutex_lock(&reaper->lock);
	reaper->is_over = true;
	pthread_cond_signal(&reaper->wake);
	pthread_mutex_unlock(&reaper->lock);
	pthread_join(reaper->thread, NULL);
	while (reaper->lingering)
		close(reaper->lingerers[--reaper->lingering].fd);
	pthread_cond_destroy(&reaper->empty);
	pthread_cond_destroy(&reaper->wake);
	pthread_mutex_destroy(&reaper->lock);
	free(reaper);
}

void reaper_add(struct reaper *reaper, struct watched *socket)
{
	pthread_mutex_lock(&reaper->lock);
	socket->before = NULL;
	socket->after = reaper->first;
	if (reaper->first)
		reaper->first->before = socket;
	reaper->first = socket;
	reaper->gone.connections++;
	pthread_mutex_unlock(&reaper->lock);
}

static void linger(struct reaper *reaper, int fd)
{
	int copy = reaper->lingering < LINGERERS ? dup(fd) : -1;

	if (copy < 0)
		return;
	shutdown(copy, SHUT_WR);
	reaper->lingerers[reaper->lingering++] =
		(struct lingerer){ .fd = copy, .until = reaper_clock() + LINGER };
	pthread_cond_signal(&reaper->wake);
}

void reaper_remove(struct reaper *reaper, struct watched *socket, bool is_unread)
{
	pthread_mutex_lock(&reaper->lock);
	if (socket->before)
		socket->before->after = socket->after;
	else
		reaper->first = socket->after;
	if (socket->after)
		socket->after->before = socket->before;
	reaper->gone.requests += atomic_load_explicit(&socket->requests, memory_order_relaxed);
	if (is_unread && !socket->is_reaped)
		linger(reaper, socket->fd);
	if (!reaper->first)
		pthread_cond_broadcast(&reaper->empty);
	pthread_mutex_unlock(&reaper->lock);
}

void reaper_hurry(struct reaper *reaper)
{
	pthread_mutex_lock(&reaper->lock);
	reaper->hurry = reaper_clock();
	pthread_cond_signal(&reaper->wake);
	pthread_mutex_unlock(&reaper->lock);
}

void reaper_wait_empty(struct reaper *reaper)
{
	pthread_mutex_lock(&reaper->lock);
	while (reaper->first)
		pthread_cond_wait(&reaper->empty, &reaper->lock);
	pthread_mutex_unlock(&reaper->lock);
}

struct reaper_counts reaper_count(struct reaper *reaper)
{
	pthread_mutex_lock(&reaper->lock);
	struct reaper_counts counts = reaper->gone;
	for (struct watched *socket = reaper->first; socket; socket = socket->after) {
		counts.requests += atomic_load_explicit(&socket->requests, memory_order_relaxed);
		counts.open_connections++;
		counts.open_requests +=
			atomic_load_explicit(&socket->phase, memory_order_relaxed) != QUIET;
	}
	pthread_mutex_unlock(&reaper->lock);
	return counts;
}
