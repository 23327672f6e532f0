// SPDX-License-Identifier: EUPL-1.2
/*
 * JavaScriptCore is opened here at run time and nowhere else, so that the lab itself neither links nor loads it. Its
 * compilers are off: an interpreter needs no memory that is writable and executable, and the filter gives none. Its own
 * time limit is not used, since it does not end every loop: a script that takes too long is killed from outside.
 */
#define _GNU_SOURCE

#include "hw/worker.h"

#include "app/base/buffer.h"
#include "app/base/embed.h"

#include <JavaScriptCore/JavaScript.h>
#include <dlfcn.h>
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MEMORY = 128 << 20, CPU_SECONDS = 60, STACK = 8 << 20 };
static const char LIBRARY[] = "libjavascriptcoregtk-4.1.so.0";

/* What we use of it, by name. */
static struct {
	JSContextGroupRef (*group_new)(void);
	void (*group_free)(JSContextGroupRef);
	JSGlobalContextRef (*context_new)(JSContextGroupRef, JSClassRef);
	void (*context_free)(JSGlobalContextRef);
	JSStringRef (*string_new)(const char *);
	void (*string_free)(JSStringRef);
	size_t (*string_copy)(JSStringRef, char *, size_t);
	size_t (*string_size)(JSStringRef);
	JSValueRef (*evaluate)(JSContextRef, JSStringRef, JSObjectRef, JSStringRef, int, JSValueRef *);
	JSValueRef (*string_value)(JSContextRef, JSStringRef);
	JSObjectRef (*to_object)(JSContextRef, JSValueRef, JSValueRef *);
	JSValueRef (*call)(JSContextRef, JSObjectRef, JSObjectRef, size_t, const JSValueRef[], JSValueRef *);
	JSStringRef (*to_json)(JSContextRef, JSValueRef, unsigned, JSValueRef *);
	JSStringRef (*to_string)(JSContextRef, JSValueRef, JSValueRef *);
} js;

static const struct {
	void *to;
	const char *name;
} symbols[] = {
	{ &js.group_new, "JSContextGroupCreate" }, { &js.group_free, "JSContextGroupRelease" },
	{ &js.context_new, "JSGlobalContextCreateInGroup" }, { &js.context_free, "JSGlobalContextRelease" },
	{ &js.string_new, "JSStringCreateWithUTF8CString" }, { &js.string_free, "JSStringRelease" },
	{ &js.string_copy, "JSStringGetUTF8CString" }, { &js.string_size, "JSStringGetMaximumUTF8CStringSize" },
	{ &js.evaluate, "JSEvaluateScript" }, { &js.string_value, "JSValueMakeString" },
	{ &js.to_object, "JSValueToObject" }, { &js.call, "JSObjectCallAsFunction" },
	{ &js.to_json, "JSValueCreateJSONString" }, { &js.to_string, "JSValueToStringCopy" },
};

bool worker_is_there(void)
{
	return true;
}

static bool load(void)
{
	static const char *const options[][2] = { { "JSC_useJIT", "0" }, { "JSC_useConcurrentGC", "0" },
		{ "JSC_numberOfGCMarkers", "1" }, { "GIGACAGE_ENABLED", "0" }, { "TZ", "UTC" } };

	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		setenv(options[i][0], options[i][1], 1);
	void *library = dlopen(LIBRARY, RTLD_NOW);
	for (size_t i = 0; library && i < sizeof symbols / sizeof *symbols; i++) {
		void *symbol = dlsym(library, symbols[i].name);
		if (!symbol)
			return false;
		memcpy(symbols[i].to, &symbol, sizeof symbol);
	}
	return library;
}

/* ---- one call ---- */

static JSValueRef evaluate(JSContextRef context, const char *code, JSValueRef *thrown)
{
	JSStringRef text = js.string_new(code);
	JSValueRef value = js.evaluate(context, text, NULL, NULL, 1, thrown);

	js.string_free(text);
	return value;
}

static JSValueRef call(JSContextRef context, const char *code, const char *input, JSValueRef *thrown)
{
	evaluate(context, embedded_find(embedded_scripts, "prelude.js")->bytes, thrown);
	JSValueRef driver = *thrown ? NULL : evaluate(context, embedded_find(embedded_scripts, "driver.js")->bytes, thrown);
	JSObjectRef function = driver ? js.to_object(context, driver, thrown) : NULL;
	if (function)
		evaluate(context, code, thrown);
	if (!function || *thrown)
		return NULL;
	JSStringRef text = js.string_new(input);
	JSValueRef argument = js.string_value(context, text);
	js.string_free(text);
	return js.call(context, function, NULL, 1, &argument, thrown);
}

/* False: it is too long. */
static bool copy(JSStringRef from, struct buffer *to)
{
	size_t room = from ? js.string_size(from) : 0; /* three bytes a letter, and a NUL */

	if (!room)
		return true;
	if (room > 4 * WORKER_TEXT)
		return false;
	size_t size = js.string_copy(from, buffer_room(to, room), room);
	to->size = size ? size - 1 : 0;
	return to->size <= WORKER_TEXT;
}

static void say(struct buffer *to, const char *sentence)
{
	to->size = 0;
	buffer_text(to, sentence);
}

/* Printing may run the script's own code once more, and it may throw again. Undefined prints as nothing. */
static bool print(JSContextRef context, JSValueRef value, JSValueRef thrown, struct buffer *to)
{
	JSValueRef again = NULL;
	JSStringRef text = value && !thrown ? js.to_json(context, value, 0, &again) : NULL;
	bool good = value && !thrown && !again;

	if (!good)
		text = js.to_string(context, thrown ? thrown : again ? again : value, NULL);
	bool fits = copy(text, to);
	if (text)
		js.string_free(text);
	if (!fits)
		say(to, "the result is longer than 64 KiB");
	else if (!to->size)
		say(to, good ? "null" : "the script was stopped");
	return good && fits;
}

static bool run(const char *code, const char *input, struct buffer *to)
{
	JSContextGroupRef group = js.group_new();
	JSGlobalContextRef context = js.context_new(group, NULL);
	JSValueRef thrown = NULL;

	JSValueRef value = call(context, code, input, &thrown);
	bool good = print(context, value, thrown, to);
	js.context_free(context);
	js.group_free(group);
	return good;
}

/* ---- the cage ---- */

static bool limit(int what, rlim_t most)
{
	return !setrlimit(what, &(struct rlimit){ most, most });
}

/* JavaScriptCore reserves 4 GiB for its structures and never touches most of it: what may grow counts from here. */
static rlim_t memory_now(void)
{
	long pages[6] = { 0 };
	FILE *file = fopen("/proc/self/statm", "r");

	if (!file)
		return 0;
	int read = fscanf(file, "%ld %ld %ld %ld %ld %ld", &pages[0], &pages[1], &pages[2], &pages[3], &pages[4], &pages[5]);
	fclose(file);
	return read == 6 ? (rlim_t)pages[5] * (rlim_t)sysconf(_SC_PAGESIZE) : 0;
}

static bool limit_all(void)
{
	rlim_t memory = memory_now();

	return memory && limit(RLIMIT_DATA, memory + MEMORY) && limit(RLIMIT_CPU, CPU_SECONDS) &&
		limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_STACK, STACK) &&
		limit(RLIMIT_NOFILE, 2) && !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && !prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* Memory may be had, but none that runs; everything that names a file, a socket or another process ends this one. */
static bool allow_memory(scmp_filter_ctx filter)
{
	static const int calls[] = { SCMP_SYS(mmap), SCMP_SYS(mprotect) };
	bool done = true;

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		done = done && !seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 1,
			SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	return done;
}

/* Read and write what is open: the two pipes, and what the engine keeps for itself, an event counter that it wakes itself
 * with, random numbers, and how much memory it has. That of Debian 13 asks for a timer each time; the limit on files lets it
 * have the one that it got before. */
static bool filter_calls(void)
{
	static const int calls[] = { SCMP_SYS(munmap), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(mremap),
		SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(gettimeofday),
		SCMP_SYS(sched_yield), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction),
		SCMP_SYS(sigaltstack), SCMP_SYS(getrandom), SCMP_SYS(gettid), SCMP_SYS(getpid),
		SCMP_SYS(getrusage), SCMP_SYS(sched_getaffinity), SCMP_SYS(exit), SCMP_SYS(exit_group),
		SCMP_SYS(restart_syscall), SCMP_SYS(rseq), SCMP_SYS(set_robust_list), SCMP_SYS(membarrier),
		SCMP_SYS(timerfd_create), SCMP_SYS(timerfd_settime) };
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool done = filter && !seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) && allow_memory(filter) &&
		!seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 0) &&
		!seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(pread64), 0) &&
		!seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 0) &&
		!seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
			SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0)); /* its own threads: the collector stops them */

	for (size_t i = 0; done && i < sizeof calls / sizeof *calls; i++)
		done = !seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
	done = done && !seccomp_load(filter);
	if (filter)
		seccomp_release(filter);
	return done;
}

/* What JavaScriptCore and the C library do only once, they do before the door closes: threads, locales, zones. */
static void warm_up(void)
{
	struct buffer answer = { 0 };

	run("function decodeUplink() { return { data: [new Date(0).toLocaleString(), /a/.test('a'), Intl && 1.5.toFixed(1)] } }",
		"{}", &answer);
	buffer_clear(&answer);
}

bool worker_confine(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	return limit_all() && filter_calls();
}

/* ---- serving ---- */

static bool read_all(void *to, size_t size)
{
	while (size) {
		ssize_t got = read(STDIN_FILENO, to, size);
		if (got <= 0)
			return false;
		to = (char *)to + got;
		size -= (size_t)got;
	}
	return true;
}

static bool write_all(const void *from, size_t size)
{
	while (size) {
		ssize_t put = write(STDOUT_FILENO, from, size);
		if (put <= 0)
			return false;
		from = (const char *)from + put;
		size -= (size_t)put;
	}
	return true;
}

static bool answer(const char *code, const char *input)
{
	struct buffer text = { 0 };
	bool good = run(code, input, &text);
	struct worker_answer head = { .size = (uint32_t)text.size, .good = good };
	bool sent = write_all(&head, sizeof head) && write_all(text.bytes, text.size);

	buffer_clear(&text);
	return sent;
}

int worker_serve(void)
{
	static char code[WORKER_CODE + 1], input[WORKER_INPUT + 1];
	struct worker_request request;

	if (syscall(SYS_close_range, STDERR_FILENO, ~0U, 0) || !load())
		return EXIT_FAILURE;
	warm_up();
	if (!worker_confine() || !write_all(&(struct worker_answer){ .good = 1 }, sizeof(struct worker_answer)))
		return EXIT_FAILURE;
	while (read_all(&request, sizeof request) && worker_request_fits(&request) && read_all(code, request.code) &&
		read_all(input, request.input)) {
		code[request.code] = input[request.input] = 0;
		if (!answer(code, input))
			break;
	}
	return EXIT_SUCCESS;
}
