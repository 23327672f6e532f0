// SPDX-License-Identifier: EUPL-1.2
/* Scripts as people paste them, and as somebody writes them who means harm. This program is its own worker. */
#include "hw/sandbox.h"
#include "hw/worker.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static struct sandbox sandbox;
static struct arena arena;

static enum script_end run(const char *code, const char **text)
{
	static const uint8_t bytes[] = { 0x08, 0x70, 0x01 };

	return sandbox_run(&sandbox, &arena, &(struct script_call){ .code = code, .bytes = bytes,
		.size = sizeof bytes, .port = 85, .at = 1781510400 }, text);
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
		"{\"data\":{\"p\":85,\"b\":8,\"v\":{}}}");
	returns("const decodeUplink = ({ bytes }) => ({ data: bytes, warnings: ['w'] })",
		"{\"data\":[8,112,1],\"warnings\":[\"w\"]}");
	returns("exports.decodeUplink = (i) => ({ data: i.recvTime.toISOString() })",
		"{\"data\":\"2026-06-15T08:00:00.000Z\"}");
	fails("var x = 1", "there is no function decodeUplink");
}

static void what_network_servers_offer_is_there(void **state)
{
	(void)state;
	returns("function decodeUplink(i) { console.log(i); const b = Buffer.from(i.bytes);"
		" return { data: [b.readUInt16BE(0), b.readUInt8(2), b.toString('hex'), b.slice(1).length,"
		" Buffer.from('0102', 'hex').readUInt16LE(0), Buffer.from(new Uint8Array([0, 0, 128, 63])).readFloatLE(0)] } }",
		"{\"data\":[2160,1,\"087001\",2,513,1]}");
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

/* What the engine keeps for itself aside: an event counter, random numbers, its own size. */
static void the_process_holds_its_pipes_and_nothing_of_ours(void **state)
{
	(void)state;
	char command[500];
	works();
	snprintf(command, sizeof command, "test $(ls /proc/%d/fd 2>/dev/null | wc -l) -le 6 && "
		"! ls -l /proc/%d/fd | grep -vE 'pipe:|eventfd|/dev/urandom|statm|^total' && "
		"grep -q '^Seccomp:.2' /proc/%d/status && grep -q '^NoNewPrivs:.1' /proc/%d/status", sandbox.process,
		sandbox.process, sandbox.process, sandbox.process);
	assert_int_equal(system(command), 0);
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
	assert_false(worker_request_fits(&(struct worker_request){ .payload = 256 }));
	assert_false(worker_request_fits(&(struct worker_request){ .port = 256 }));
	assert_true(worker_request_fits(&(struct worker_request){ .code = WORKER_CODE, .payload = 255, .port = 255 }));
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
		TEST(what_network_servers_offer_is_there),
		TEST(what_is_wrong_is_said),
		TEST(what_loops_is_ended),
		TEST(what_eats_memory_is_ended),
		TEST(what_goes_too_deep_is_ended),
		TEST(a_huge_result_is_refused),
		TEST(tricks_with_prototypes_stay_in_their_script),
		TEST(nothing_of_the_world_can_be_reached),
		TEST(the_process_holds_its_pipes_and_nothing_of_ours),
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
