// SPDX-License-Identifier: EUPL-1.2
/* Scripts as people paste them, and as somebody writes them who means harm. This program is its own worker. */
#define _GNU_SOURCE /* syscall */
#include "hw/sandbox.h"
#include "hw/worker.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static struct sandbox sandbox;
static struct arena arena;

#define UPLINK "{\"bytes\":[8,112,1],\"fPort\":85,\"recvTime\":1781510400000,\"variables\":{\"k\":\"2\"}}"
#define ORDER "{\"data\":{\"relay\":\"on\"},\"fPort\":85,\"variables\":{\"k\":\"2\"}}"

static const char *input = UPLINK;

static enum script_end run(const char *code, const char **text)
{
	return sandbox_run(&sandbox, &arena, &(struct script_call){ .code = code, .input = input }, text);
}

static void returns(const char *code, const char *json)
{
	const char *text;
	enum script_end end = run(code, &text);
	if (end != SCRIPT_RETURNED || strcmp(text, json) != 0)
		print_message("%s\n", text);
	assert_int_equal(end, SCRIPT_RETURNED);
	assert_string_equal(text, json);
}

static void fails(const char *code, const char *sentence)
{
	const char *text;
	enum script_end end = run(code, &text);
	if (end != SCRIPT_FAILED || !strstr(text, sentence))
		print_message("%s: %s\n", code, text);
	assert_int_equal(end, SCRIPT_FAILED);
	assert_non_null(strstr(text, sentence));
}

/* Of memory, which a sanitizer's engine asks for in ways it may not, or, on a busy machine, of time. */
static void runs_out(const char *code)
{
	const char *text;
	assert_int_equal(run(code, &text), SCRIPT_FAILED);
	if (!strstr(text, "memory") && !strstr(text, "longer than a second") && !strstr(text, "may not have"))
		fail_msg("%s: %s", code, text);
}

static void works(void)
{
	returns("function decodeUplink(i) { return { data: { on: i.bytes[2] === 1, port: i.fPort } } }",
		"{\"data\":{\"on\":true,\"port\":85}}");
}

static void the_usual_functions_are_called(void **state)
{
	(void)state;
	works();
	returns("function Decoder(bytes, port) { return { n: bytes.length + port } }", "{\"data\":{\"n\":88}}");
	returns("function Decode(fPort, bytes, variables) { return { p: fPort, b: bytes[0], v: variables } }",
		"{\"data\":{\"p\":85,\"b\":8,\"v\":{\"k\":\"2\"}}}");
	returns("const decodeUplink = ({ bytes }) => ({ data: bytes, warnings: ['w'] })",
		"{\"data\":[8,112,1],\"warnings\":[\"w\"]}");
	returns("exports.decodeUplink = (i) => ({ data: i.recvTime.toISOString() })",
		"{\"data\":\"2026-06-15T08:00:00.000Z\"}");
	returns("function decodeUplink(i) { return { data: [i.recvTime instanceof Date, i.recvTime.getTime(), +i.variables.k] } }",
		"{\"data\":[true,1781510400000,2]}");
	fails("var x = 1", "there is no function decodeUplink");
}

static void orders_become_bytes_by_any_of_the_usual_functions(void **state)
{
	(void)state;
	input = ORDER;
	returns("function encodeDownlink(i) { return { bytes: [i.data.relay === 'on' ? 1 : 0, +i.variables.k], fPort: i.fPort } }",
		"{\"bytes\":[1,2],\"fPort\":85}");
	returns("function Encoder(obj, port) { return [port, obj.relay === 'on'] }", "{\"bytes\":[85,true]}");
	returns("function Encode(fPort, obj, variables) { return new Uint8Array([fPort, variables.k]) }", "{\"bytes\":[85,2]}");
	returns("function encodeDownlink(i) { return { bytes: Buffer.from('0801', 'hex') } }", "{\"bytes\":[8,1]}");
	returns("function encodeDownlink(i) { return { errors: ['no such order'] } }", "{\"errors\":[\"no such order\"]}");
	fails("function decodeUplink() { return { data: 1 } }", "there is no function encodeDownlink");
	fails("function encodeDownlink() { for (;;); }", "longer than a second");
	fails("function encodeDownlink() { return { bytes: { length: 1e9 } } }", "");
	input = UPLINK;
	works();
}

static void code_in_strict_and_in_sloppy_mode_runs(void **state)
{
	(void)state;
	returns("'use strict'; function decodeUplink(i) { return { data: (function () { return this === undefined })() } }",
		"{\"data\":true}");
	returns("function decodeUplink(i) { with (i) { fresh = fPort } return { data: fresh + 010 } }", "{\"data\":93}");
	fails("'use strict'; function decodeUplink(i) { fresh = 1; return { data: fresh } }", "fresh");
}

static void what_would_come_later_is_not_waited_for(void **state)
{
	(void)state;
	fails("async function decodeUplink() { return { data: 1 } }", "decodeUplink is async");
	fails("function decodeUplink() { return new Promise(() => {}) }", "decodeUplink is async");
	fails("function decodeUplink() { return { then() { for (;;); } } }", "decodeUplink is async");
	returns("function decodeUplink() { Promise.resolve().then(() => { for (let i = 0; i < 9; i++); }); return { data: 1 } }",
		"{\"data\":1}");
	works();
}

static void what_network_servers_offer_is_there(void **state)
{
	(void)state;
	returns("function decodeUplink(i) { console.log(i); const b = Buffer.from(i.bytes);"
		" return { data: [b.readUInt16BE(0), b.readUInt8(2), b.toString('hex'), b.slice(1).length,"
		" Buffer.from('0102', 'hex').readUInt16LE(0), Buffer.from(new Uint8Array([0, 0, 128, 63])).readFloatLE(0)] } }",
		"{\"data\":[2160,1,\"087001\",2,513,1]}");
	returns("function decodeUplink(i) { const b = Buffer.from(i.bytes), t = b.toString('base64');"
		" return { data: [t, Buffer.from(t, 'base64').equals(b), Buffer.from('CHA', 'base64').toString('hex'),"
		" b.slice(0, 1).toString('base64'), Buffer.isBuffer(b), Buffer.concat([b, b]).length, b.readIntBE(0, 3)] } }",
		"{\"data\":[\"CHAB\",true,\"0870\",\"CA==\",true,6,552961]}");
	returns("x = 1; function decodeUplink() { y = 2; return { data: '7'.padStart(3, '0') + [...'ab'] + `${x + y}` } }",
		"{\"data\":\"007a,b3\"}");
}

static void what_is_wrong_is_said(void **state)
{
	(void)state;
	fails("function decodeUplink( {", "SyntaxError");
	fails("function decodeUplink() { throw new Error('no such port') }", "Error: no such port");
	fails("function decodeUplink() { return undefinedThing.x }", "ReferenceError");
	fails("function decodeUplink() { return { get data() { throw new Error('later') } } }", "later");
	fails("function decodeUplink() { const o = {}; o.o = o; return o }", "cyclic");
	fails("throw null", "null");
	fails("function decodeUplink() { throw { toString() { throw 1 } } }", "stopped");
	fails("function decodeUplink() { throw { toString() { for (;;); } } }", "longer than a second");
	fails("function decodeUplink() { return Symbol.iterator.x.y }", "TypeError");
	returns("function decodeUplink() { }", "null");
}

/* ---- hostile ones: each ends, is said to have failed, and the next script runs as if nothing had been ---- */

static void what_loops_is_ended(void **state)
{
	(void)state;
	works(); /* it is started, and its start is not the script's time */
	fails("for (;;);", "longer than a second");
	works();
	fails("function decodeUplink() { for (;;); }", "longer than a second");
	fails("function decodeUplink() { return { get data() { for (;;); } } }", "longer than a second");
	fails("function decodeUplink() { return { toJSON() { for (;;); } } }", "longer than a second");
	works();
	runs_out("const a = []; a.length = 4294967295; a.join('x')");
	works();
	fails("/(a+)+$/.test('a'.repeat(40) + 'b')", "longer than a second");
	works();
}

static void what_eats_memory_is_ended(void **state)
{
	(void)state;
	fails("const a = []; for (;;) a.push(new Array(1e5).fill(1.5))", "");
	works();
	runs_out("new Uint8Array(2 ** 30)");
	runs_out("'x'.repeat(2 ** 30)");
	runs_out("let s = 'x'; for (;;) s += s");
	fails("const m = new Map(); for (let i = 0; ; i++) m.set('key' + i, [i])", "");
	works();
}

static void what_goes_too_deep_is_ended(void **state)
{
	(void)state;
	fails("function f() { return f() + 1 } f()", "stack");
	fails("let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; function decodeUplink() { return o }", "");
	works();
}

static void a_huge_result_is_refused(void **state)
{
	(void)state;
	fails("function decodeUplink() { return { data: 'x'.repeat(1e6) } }", "64 KiB");
	fails("function decodeUplink() { throw new Error('x'.repeat(1e5)) }", "64 KiB");
	works();
}

static void tricks_with_prototypes_stay_in_their_script(void **state)
{
	(void)state;
	const char *text;
	run("JSON.stringify = () => 'mine'; JSON.parse = () => 7; Object.prototype.data = 'everywhere';"
		"Array.prototype.push = Array.prototype.map = () => { throw 1 };"
		"Function.prototype.call = Function.prototype.apply = () => 'called';"
		"globalThis.decodeUplink = 7; Date = eval = null;", &text);
	works();
	returns("Object.prototype.toJSON = () => 'x'; function decodeUplink() { return { data: 1 } }", "\"x\"");
	returns("function decodeUplink() { return typeof Object.prototype.toJSON }", "\"undefined\"");
}

static void nothing_of_the_world_can_be_reached(void **state)
{
	(void)state;
	returns("function decodeUplink() { return ['require', 'process', 'fetch', 'XMLHttpRequest', 'load', 'read', 'readFile',"
		" 'print', 'quit', 'setTimeout', 'Worker', 'WebAssembly', 'navigator', 'document'].filter((n) => n in globalThis"
		" && n !== 'WebAssembly') }", "[]");
	fails("require('fs')", "require");
	fails("import('/etc/passwd').then(() => 0); import x from '/etc/passwd'", "SyntaxError");
	returns("function decodeUplink() { import('file:///etc/passwd'); return 1 }", "1");
	works();
}

/* What the engine keeps for itself aside: an event counter, a timer, random numbers, its own size. */
static void the_process_holds_its_pipes_and_nothing_of_ours(void **state)
{
	(void)state;
	char command[500];
	works();
	snprintf(command, sizeof command, "test $(ls /proc/%d/fd 2>/dev/null | wc -l) -le 6 && "
		"! ls -l /proc/%d/fd | grep -vE 'pipe:|eventfd|timerfd|/dev/urandom|statm|^total' && "
		"grep -q '^Seccomp:.2' /proc/%d/status && grep -q '^NoNewPrivs:.1' /proc/%d/status", sandbox.process,
		sandbox.process, sandbox.process, sandbox.process);
	assert_int_equal(system(command), 0);
}

/* ---- the walls, tried from inside: each in a process of its own that the kernel ends ---- */

static void open_a_file(void)
{
	open("/etc/passwd", O_RDONLY);
}

static void open_a_socket(void)
{
	socket(AF_INET, SOCK_STREAM, 0);
}

static void make_a_process(void)
{
	fork();
}

static void become_another(void)
{
	char *const none[] = { NULL };
	execve("/bin/true", none, none);
}

static void kill_its_parent(void)
{
	kill(getppid(), SIGTERM);
}

static void signal_its_parent(void)
{
	syscall(SYS_tgkill, getppid(), getppid(), SIGTERM);
}

static void run_what_it_wrote(void)
{
	mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void trace_its_parent(void)
{
	ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}

static void free_itself(void)
{
	prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static int end_of(void (*attempt)(void))
{
	int status = 0;
	pid_t child = fork();
	if (!child) {
		setrlimit(RLIMIT_NOFILE, &(struct rlimit){ 8, 8 });
		if (!worker_confine())
			_exit(1);
		attempt();
		_exit(2);
	}
	waitpid(child, &status, 0);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void do_nothing(void)
{
}

static void whatever_breaks_out_of_the_engine_still_stands_before_walls(void **state)
{
	static void (*const attempts[])(void) = { open_a_file, open_a_socket, make_a_process, become_another,
		kill_its_parent, signal_its_parent, run_what_it_wrote, trace_its_parent, free_itself };

	(void)state;
	assert_int_equal(end_of(do_nothing), 2);
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
		if (end_of(attempts[i]) != -SIGSYS)
			fail_msg("attempt %zu was not ended", i);
}

static void the_process_has_limits(void **state)
{
	static const char *const limits[] = { "'Max cpu time +60 +60'", "'Max file size +0 +0'", "'Max core file size +0 +0'",
		"'Max open files +2 +2'", "'Max data size +[0-9]+ +[0-9]+'", "'Max stack size +8388608 +8388608'" };
	char command[200];

	(void)state;
	works();
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		snprintf(command, sizeof command, "grep -qE %s /proc/%d/limits", limits[i], sandbox.process);
		if (system(command))
			fail_msg("no limit %s", limits[i]);
	}
}

static void a_worker_that_was_killed_is_replaced(void **state)
{
	(void)state;
	works();
	kill(sandbox.process, SIGKILL);
	sleep(1);
	const char *text;
	assert_int_not_equal(run("function decodeUplink() { return 1 }", &text), SCRIPT_RETURNED);
	works();
}

static void a_request_that_does_not_fit_is_none(void **state)
{
	(void)state;
	assert_false(worker_request_fits(&(struct worker_request){ .code = WORKER_CODE + 1 }));
	assert_false(worker_request_fits(&(struct worker_request){ .input = WORKER_INPUT + 1 }));
	assert_true(worker_request_fits(&(struct worker_request){ .code = WORKER_CODE, .input = WORKER_INPUT }));
	char *long_one = arena_alloc(&arena, WORKER_INPUT + 2);
	memset(long_one, ' ', WORKER_INPUT + 1);
	long_one[WORKER_INPUT + 1] = 0;
	const char *text;
	input = long_one;
	assert_int_equal(run("1", &text), SCRIPT_FAILED);
	assert_non_null(strstr(text, "longer than 128 KiB"));
	input = UPLINK;
	assert_false(worker_answer_fits(&(struct worker_answer){ .size = WORKER_TEXT + 1 }));
	assert_false(worker_answer_fits(&(struct worker_answer){ .good = 2 }));
}

static int clear(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	sandbox_stop(&sandbox);
	return 0;
}

#define TEST(name) cmocka_unit_test_teardown(name, clear)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(the_usual_functions_are_called),
		TEST(orders_become_bytes_by_any_of_the_usual_functions),
		TEST(code_in_strict_and_in_sloppy_mode_runs),
		TEST(what_would_come_later_is_not_waited_for),
		TEST(what_network_servers_offer_is_there),
		TEST(what_is_wrong_is_said),
		TEST(what_loops_is_ended),
		TEST(what_eats_memory_is_ended),
		TEST(what_goes_too_deep_is_ended),
		TEST(a_huge_result_is_refused),
		TEST(tricks_with_prototypes_stay_in_their_script),
		TEST(nothing_of_the_world_can_be_reached),
		TEST(the_process_holds_its_pipes_and_nothing_of_ours),
		TEST(whatever_breaks_out_of_the_engine_still_stands_before_walls),
		TEST(the_process_has_limits),
		TEST(a_worker_that_was_killed_is_replaced),
		TEST(a_request_that_does_not_fit_is_none),
	};
	if (argc == 2 && !strcmp(argv[1], "codec-worker"))
		return worker_serve();
	signal(SIGPIPE, SIG_IGN);
	if (!worker_is_there()) {
		puts("[  SKIPPED ] built without JavaScriptCore or libseccomp");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, stop);
}
