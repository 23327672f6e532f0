// SPDX-License-Identifier: EUPL-1.2
#define _GNU_SOURCE /* pipe2 */

#include "hw/sandbox.h"

#include "app/base/text.h"
#include "hw/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 1000 /* milliseconds */, START_PATIENCE = 10000, MOST_ANSWERS = 1000 };

bool worker_request_fits(const struct worker_request *request)
{
	return request->code <= WORKER_CODE && request->input <= WORKER_INPUT;
}

bool worker_answer_fits(const struct worker_answer *answer)
{
	return answer->size <= WORKER_TEXT && answer->good <= 1;
}

/* ---- the process ---- */

void sandbox_stop(struct sandbox *sandbox)
{
	if (!sandbox->process)
		return;
	close(sandbox->to);
	close(sandbox->from);
	kill(sandbox->process, SIGKILL);
	waitpid(sandbox->process, NULL, 0);
	*sandbox = (struct sandbox){ 0 };
}

/* Signals as they are by default, an empty environment, the two pipes and nothing else. */
static bool spawn(struct sandbox *sandbox, int in, int out)
{
	static char name[] = "smartlab", command[] = "codec-worker", *argv[] = { name, command, NULL }, *none[] = { NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t signals;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	sigemptyset(&signals);
	posix_spawnattr_setsigmask(&attributes, &signals);
	sigfillset(&signals);
	posix_spawnattr_setsigdefault(&attributes, &signals);
	bool done = !posix_spawn(&sandbox->process, "/proc/self/exe", &actions, &attributes, argv, none);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return done;
}

/* ---- the pipes ---- */

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* A dead reader must not end us: MSG_NOSIGNAL is for sockets, so SIGPIPE is ignored program-wide (see web/server.c). */
static bool put(const struct sandbox *sandbox, const void *from, size_t size, int64_t until)
{
	while (size) {
		struct pollfd fd = { .fd = sandbox->to, .events = POLLOUT };
		int64_t left = until - milliseconds();
		if (left <= 0 || poll(&fd, 1, (int)left) <= 0)
			return false;
		ssize_t done = write(sandbox->to, from, size < 4096 ? size : 4096); /* no more than fits: it must not block */
		if (done <= 0)
			return false;
		from = (const char *)from + done;
		size -= (size_t)done;
	}
	return true;
}

static bool get(const struct sandbox *sandbox, void *to, size_t size, int64_t until)
{
	while (size) {
		struct pollfd fd = { .fd = sandbox->from, .events = POLLIN };
		int64_t left = until - milliseconds();
		if (left <= 0 || poll(&fd, 1, (int)left) <= 0)
			return false;
		ssize_t done = read(sandbox->from, to, size);
		if (done <= 0)
			return false;
		to = (char *)to + done;
		size -= (size_t)done;
	}
	return true;
}

/* Loading the engine takes a moment that is not the script's. */
static bool is_ready(struct sandbox *sandbox)
{
	struct worker_answer hello;
	bool ready = get(sandbox, &hello, sizeof hello, milliseconds() + START_PATIENCE) && !hello.size && hello.good;

	if (!ready)
		sandbox_stop(sandbox);
	return ready;
}

static bool start(struct sandbox *sandbox)
{
	int in[2], out[2];

	if (!worker_is_there() || pipe2(in, O_CLOEXEC))
		return false;
	if (pipe2(out, O_CLOEXEC)) {
		close(in[0]), close(in[1]);
		return false;
	}
	*sandbox = (struct sandbox){ .to = in[1], .from = out[0] };
	bool done = spawn(sandbox, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	if (!done) {
		close(in[1]), close(out[0]);
		*sandbox = (struct sandbox){ 0 };
	}
	return done && is_ready(sandbox);
}

static bool ask(struct sandbox *sandbox, const struct script_call *call, int64_t until)
{
	const struct worker_request request = { (uint32_t)strlen(call->code), (uint32_t)strlen(call->input) };

	return put(sandbox, &request, sizeof request, until) && put(sandbox, call->code, request.code, until) &&
		put(sandbox, call->input, request.input, until);
}

static bool hear(struct sandbox *sandbox, struct arena *arena, int64_t until, bool *good, const char **text)
{
	struct worker_answer head;

	if (!get(sandbox, &head, sizeof head, until) || !worker_answer_fits(&head))
		return false;
	char *bytes = arena_alloc(arena, head.size + 1);
	if (!get(sandbox, bytes, head.size, until))
		return false;
	*good = head.good && text_is_clean(bytes, head.size);
	*text = text_is_clean(bytes, head.size) ? bytes : "what the script says is not text";
	return true;
}

/* How it ended, of itself or by us; it had started well, so that was the script. */
static const char *why_it_died(struct sandbox *sandbox)
{
	int status = 0;
	bool ended = waitpid(sandbox->process, &status, WNOHANG) == sandbox->process;

	if (ended) { /* it is gone already: only the pipes are left */
		close(sandbox->to);
		close(sandbox->from);
		*sandbox = (struct sandbox){ 0 };
	} else {
		sandbox_stop(sandbox);
	}
	if (!ended)
		return "the script took longer than a second and was ended";
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		return "the script made the engine ask for what it may not have";
	return "the script took too much memory or time, and died";
}

enum script_end sandbox_run(struct sandbox *sandbox, struct arena *arena, const struct script_call *call,
	const char **text)
{
	bool good = false;

	*text = "the code is longer than 128 KiB, or what it is given than 16";
	if (strlen(call->code) > WORKER_CODE || strlen(call->input) > WORKER_INPUT)
		return SCRIPT_FAILED;
	*text = "there is no JavaScript engine here: install libjavascriptcoregtk-4.1-0";
	if (!sandbox->process && !start(sandbox))
		return SCRIPT_NOT_RUN;
	int64_t until = milliseconds() + PATIENCE;
	if (!ask(sandbox, call, until) || !hear(sandbox, arena, until, &good, text)) {
		*text = why_it_died(sandbox);
		return SCRIPT_FAILED;
	}
	if (++sandbox->answers >= MOST_ANSWERS)
		sandbox_stop(sandbox);
	return good ? SCRIPT_RETURNED : SCRIPT_FAILED;
}
