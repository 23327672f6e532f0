// SPDX-License-Identifier: EUPL-1.2
/* A thread that waits most of the time and can be told to stop. */
#ifndef THREAD_H
#define THREAD_H

#include <pthread.h>
#include <stdbool.h>

struct thread {
	pthread_t id;
	int woken; /* becomes readable when it is time to stop; for poll() beside other things */
};

/* False: the system has none to give, and nothing is left to stop. */
bool thread_start(struct thread *thread, void *(*run)(void *about), void *about);
void thread_stop(struct thread *thread); /* tells it, and waits until it has ended */

/* For the thread itself: waits so long unless told to stop; true if it was. */
bool thread_nap(const struct thread *thread, int milliseconds);

#endif
