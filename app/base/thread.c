// SPDX-License-Identifier: EUPL-1.2
#include "app/base/thread.h"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Signals are main's; and a broken connection must not end the program with SIGPIPE. */
static bool start_quietly(struct thread *thread, void *(*run)(void *about), void *about)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool started = pthread_create(&thread->id, NULL, run, about) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

bool thread_start(struct thread *thread, void *(*run)(void *about), void *about)
{
	thread->woken = eventfd(0, EFD_CLOEXEC);
	if (thread->woken >= 0 && start_quietly(thread, run, about))
		return true;
	if (thread->woken >= 0)
		close(thread->woken);
	return false;
}

void thread_stop(struct thread *thread)
{
	eventfd_write(thread->woken, 1);
	pthread_join(thread->id, NULL);
	close(thread->woken);
}

bool thread_nap(const struct thread *thread, int milliseconds)
{
	return poll(&(struct pollfd){ .fd = thread->woken, .events = POLLIN }, 1, milliseconds) > 0;
}
