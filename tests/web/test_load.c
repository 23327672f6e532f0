// SPDX-License-Identifier: EUPL-1.2
/* Many connections at once: no request is ever stuck or lost, no trickle lives. */
#include "tests/web/client.h"
#include "tests/web/echo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/time.h>

#include <cmocka.h>

enum { CLIENTS = 64, IDLE = 100, TRICKLES = 300 };

/* A client of its own thread, connected as long as it likes. */
struct guest {
	pthread_t thread;
	unsigned seed;
	bool is_faithful; /* neither leaves early nor minds that the server ends the connection */
	int answered, left, stuck, wrong;
};

static atomic_bool is_time_up;

static int dial_patiently(void)
{
	int fd = dial(echo.port);
	struct timeval patience = { .tv_sec = PATIENCE / 1000 };

	if (fd >= 0)
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	return fd;
}

/* Every second request waits in the server; the query is its number. */
static int compose(struct guest *guest, int number, char *request)
{
	static const char *const paths[] = { "/now", "/wait", "/static", "/wait/not" };
	const char *path = paths[rand_r(&guest->seed) % 4];
	size_t body = rand_r(&guest->seed) % 3 ? 0 : rand_r(&guest->seed) % 3000;

	if (!body)
		return sprintf(request, "GET %s?%d HTTP/1.1\r\nHost: lab\r\n\r\n", path, number);
	return sprintf(request,
		"POST %s?%d HTTP/1.1\r\nHost: lab\r\nContent-Length: %zu\r\n\r\n%0*d", path, number,
		body, (int)body, 1);
}

/* False if the connection is to be opened anew. */
static bool ask(struct guest *guest, int fd, int number)
{
	char request[4096], answer[8192], mark[32];
	int size = compose(guest, number, request);

	if (!guest->is_faithful && rand_r(&guest->seed) % 64 == 0) {
		say(fd, request, (size_t)size / (1 + rand_r(&guest->seed) % 2));
		guest->left++;
		return false;
	}
	if (!say(fd, request, (size_t)size))
		return false;
	int status = hear_one(fd, answer, sizeof answer);
	if (!status) {
		guest->stuck += !guest->is_faithful;
		return false;
	}
	snprintf(mark, sizeof mark, "|%d|", number);
	guest->wrong += status != 200 || (!strstr(answer, mark) && !strstr(answer, "always"));
	guest->answered++;
	return !strstr(answer, "Connection: close");
}

static void *visit(void *about)
{
	struct guest *guest = about;
	int fd = -1, number = 0;

	while (!atomic_load(&is_time_up)) {
		if (fd < 0 && (fd = dial_patiently()) < 0)
			break;
		if (!ask(guest, fd, ++number)) {
			close(fd);
			fd = -1;
		}
	}
	if (fd >= 0)
		close(fd);
	return NULL;
}

static void invite(struct guest *guests, bool are_faithful)
{
	atomic_store(&is_time_up, false);
	for (int i = 0; i < CLIENTS; i++) {
		guests[i] = (struct guest){ .seed = (unsigned)i, .is_faithful = are_faithful };
		assert_int_equal(pthread_create(&guests[i].thread, NULL, visit, &guests[i]), 0);
	}
}

static struct guest farewell(struct guest *guests)
{
	struct guest all = { .seed = 0 };

	for (int i = 0; i < CLIENTS; i++) {
		pthread_join(guests[i].thread, NULL);
		all.answered += guests[i].answered;
		all.left += guests[i].left;
		all.stuck += guests[i].stuck;
		all.wrong += guests[i].wrong;
	}
	return all;
}

static void every_request_is_answered_while_others_wait_and_leave(void **state)
{
	struct guest guests[CLIENTS];
	const char *seconds = getenv("LOAD_SECONDS");

	(void)state;
	invite(guests, false);
	nap((seconds ? atol(seconds) : 10) * 1000000);
	atomic_store(&is_time_up, true);
	struct guest all = farewell(guests);
	print_message("%d answered, %d left early\n", all.answered, all.left);
	assert_int_equal(all.stuck, 0);
	assert_int_equal(all.wrong, 0);
	assert_true(all.answered > 1000);
	assert_true(all.left > 0);
}

static void a_stop_under_load_answers_all_that_was_handled(void **state)
{
	struct guest guests[CLIENTS];

	(void)state;
	invite(guests, true);
	nap(500000);
	server_quiesce(echo.server);
	nap(20000);
	struct server *server = echo.server;
	server_stop(server);
	atomic_store(&is_time_up, true);
	struct guest all = farewell(guests);
	echo.server = NULL;
	assert_true(all.answered > 100);
	assert_int_equal(all.wrong, 0);
	assert_int_equal(all.answered, echo.handled);
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void a_stop_does_not_wait_for_idle_connections(void **state)
{
	char answer[1000];
	int fds[IDLE];

	(void)state;
	for (int i = 0; i < IDLE; i++) {
		fds[i] = dial_patiently();
		say_text(fds[i], "GET /static HTTP/1.1\r\nHost: lab\r\n\r\n");
		assert_int_equal(hear_one(fds[i], answer, sizeof answer), 200);
	}
	int64_t begin = milliseconds();
	server_stop(echo.server);
	echo.server = NULL;
	assert_true(milliseconds() - begin < 2000);
	for (int i = 0; i < IDLE; i++)
		close(fds[i]);
}

static void a_stop_waits_for_whom_it_let_wait(void **state)
{
	char answer[1000];

	(void)state;
	int fd = dial_patiently();
	say_text(fd, "GET /wait/long HTTP/1.1\r\nHost: lab\r\n\r\n");
	while (!echo.handled)
		nap(1000);
	server_stop(echo.server);
	echo.server = NULL;
	assert_int_equal(hear_one(fd, answer, sizeof answer), 200);
	assert_non_null(strstr(answer, "Connection: close"));
	close(fd);
}

/* One byte more on each; how many connections still take it. */
static int trickle(const int *fds)
{
	struct pollfd end = { .events = POLLIN };
	int alive = 0;

	for (int i = 0; i < TRICKLES; i++) {
		end.fd = fds[i];
		alive += say(fds[i], "a", 1) && !poll(&end, 1, 0);
	}
	return alive;
}

static void a_trickle_ends_while_others_are_served(void **state)
{
	static const char *const begins[] = { "G", "GET /aaa",
		"GET / HTTP/1.1\r\nHost: lab\r\nX-A: ",
		"POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 1000\r\n\r\n" };
	int fds[TRICKLES], alive = TRICKLES;
	char answer[1000];

	(void)state;
	for (int i = 0; i < TRICKLES; i++) {
		fds[i] = dial_patiently();
		assert_true(say_text(fds[i], begins[i % 4]));
	}
	int64_t begin = milliseconds();
	int other = dial_patiently();
	while (alive && milliseconds() - begin < 10000) {
		say_text(other, "GET /wait HTTP/1.1\r\nHost: lab\r\n\r\n");
		assert_int_equal(hear_one(other, answer, sizeof answer), 200);
		alive = trickle(fds);
		if (milliseconds() - begin < 1500)
			assert_int_equal(alive, TRICKLES);
		nap(100000);
	}
	assert_int_equal(alive, 0);
	assert_in_range(milliseconds() - begin, 1900, 4000);
	assert_int_equal(server_count(echo.server).reaped, TRICKLES);
	close(other);
	for (int i = 0; i < TRICKLES; i++)
		close(fds[i]);
}

static void waiting_does_not_count_as_receiving(void **state)
{
	char answer[1000];

	(void)state;
	int fd = dial_patiently();
	say_text(fd, "GET /wait/long HTTP/1.1\r\nHost: lab\r\n\r\n");
	assert_int_equal(hear_one(fd, answer, sizeof answer), 200);
	say_text(fd,
		"GET /static HTTP/1.1\r\nHost: lab\r\n\r\n"); /* counted anew since the answer */
	assert_int_equal(hear_one(fd, answer, sizeof answer), 200);
	close(fd);
}

static void a_large_upload_may_take_longer(void **state)
{
	static char piece[1 << 19];
	char answer[4 << 20];

	(void)state;
	int fd = dial_patiently();
	say_text(fd, "PUT /large HTTP/1.1\r\nHost: lab\r\nContent-Length: 2097152\r\n\r\n");
	for (int i = 0; i < 4; i++) {
		nap(800000);
		assert_true(say(fd, piece, sizeof piece));
	}
	assert_int_equal(hear_one(fd, answer, sizeof answer), 200);
	close(fd);
}

static void counts_what_happens(void **state)
{
	char answer[1000];

	(void)state;
	int fd = dial_patiently();
	for (int i = 0; i < 3; i++) {
		say_text(fd, "GET /wait HTTP/1.1\r\nHost: lab\r\n\r\n");
		assert_int_equal(hear_one(fd, answer, sizeof answer), 200);
	}
	say_text(fd, "GET /wait/long HTTP/1.1\r\nHost: lab\r\n\r\n");
	while (echo.handled < 4)
		nap(1000);
	struct server_counts counts = server_count(echo.server);
	assert_int_equal(counts.connections, 1);
	assert_int_equal(counts.open_connections, 1);
	assert_int_equal(counts.requests, 4);
	assert_int_equal(counts.open_requests, 1);
	assert_int_equal(hear_one(fd, answer, sizeof answer), 200);
	say_text(fd, "GET // HTTP/1.1\r\nHost: lab\r\n\r\n");
	assert_int_equal(hear_one(fd, answer, sizeof answer), 400);
	assert_int_equal(server_count(echo.server).refused, 1);
	close(fd);
}

#define WIRE(name) cmocka_unit_test_setup_teardown(name, echo_start, echo_stop)
#define WIRE_IN(name, seconds)                                                                     \
	cmocka_unit_test_prestate_setup_teardown(name, echo_start, echo_stop, seconds)

int main(void)
{
	static unsigned short_deadlines[2] = { 2, 6 };
	const struct CMUnitTest tests[] = {
		WIRE(every_request_is_answered_while_others_wait_and_leave),
		WIRE(a_stop_under_load_answers_all_that_was_handled),
		WIRE(a_stop_does_not_wait_for_idle_connections),
		WIRE(a_stop_waits_for_whom_it_let_wait),
		WIRE_IN(a_trickle_ends_while_others_are_served, short_deadlines),
		WIRE_IN(waiting_does_not_count_as_receiving, short_deadlines),
		WIRE_IN(a_large_upload_may_take_longer, short_deadlines),
		WIRE(counts_what_happens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
