// SPDX-License-Identifier: EUPL-1.2
/*
 * Against a real mosquitto. Each receiver is a process of its own, so that it can die where it hurts: the linker hands
 * the calls of frame_take and work_do to the wrappers below.
 */
#include "hw/receiver.h"

#include "app/base/log.h"
#include "app/base/time.h"
#include "app/device.h"
#include "app/frame.h"
#include "app/lab.h"
#include "app/reason.h"

#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

enum { DEAD = 9, FRAMES = 30 };
enum fault { NO_FAULT, DIE_IN_COMMIT, DIE_BEFORE_ACK, STORE_FAILS };

static char folder[] = "/tmp/smartlab-mqtt-XXXXXX", store[64], url[64];
static int port;
static pid_t broker;

/* ---- in the receiver ---- */

static enum fault fault;
static int calls;

enum frame_fate __real_frame_take(struct work *work, struct frame *frame);
enum frame_fate __wrap_frame_take(struct work *work, struct frame *frame);
enum work_end __real_work_do(struct work *work);
enum work_end __wrap_work_do(struct work *work);

enum frame_fate __wrap_frame_take(struct work *work, struct frame *frame)
{
	enum frame_fate fate = __real_frame_take(work, frame);
	calls++;
	if (fault == DIE_IN_COMMIT && calls == 3)
		_exit(DEAD);
	if (fault == STORE_FAILS)
		reason_add(work, BAD_INPUT, NULL); /* which rolls back */
	return fate;
}

/* Only what takes frames is meant: gaps and orders for relays are works, too. */
enum work_end __wrap_work_do(struct work *work)
{
	int before = calls;
	enum work_end end = __real_work_do(work);
	if (calls == before)
		return end;
	if (fault == DIE_BEFORE_ACK)
		_exit(DEAD);
	if (fault == STORE_FAILS) {
		fault = NO_FAULT;
		work->end = end = WORK_FAILED;
	}
	return end;
}

struct want {
	enum fault fault;
	int64_t frames; /* in the store, at last */
	int64_t twice;  /* counted by this receiver, at least: how many come at once is the broker's affair */
	int64_t refused;
};

static void count(struct work *work, void *about)
{
	struct device device = { 0 };
	device_of_eui(work, "24e124148b000001", &device);
	*(int64_t *)about = device.frames;
}

static int64_t kept(struct lab *lab)
{
	int64_t frames = 0;
	struct work work = { .lab = lab, .kind = READ, .job = count, .about = &frames };
	work_do(&work);
	arena_clear(&work.arena);
	return frames;
}

static void nap(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
}

static bool is_there(struct lab *lab, struct receiver *mqtt, const struct want *want)
{
	struct receiver_health health = receiver_health(mqtt);
	return health.connected && kept(lab) >= want->frames && health.twice >= want->twice &&
		health.refused >= want->refused;
}

/* Ends well if it got what is wanted within 20 s, and nothing more in a while after that. */
static int receive(const struct want *want)
{
	fault = want->fault;
	struct lab *lab = lab_open(&(struct lab_options){ .store = store, .codecs = codecs,
		.url = "http://127.0.0.1" });
	struct receiver *mqtt = receiver_start(lab, url, "smartlab-test");
	int turn = 0;
	while (turn++ < 1000 && !is_there(lab, mqtt, want))
		nap();
	for (int i = 0; i < 10 && want->frames; i++)
		nap();
	struct receiver_health health = receiver_health(mqtt);
	receiver_stop(mqtt);
	bool right = turn < 1000 && kept(lab) == want->frames && health.twice >= want->twice &&
		health.refused == want->refused;
	if (!right)
		fprintf(stderr, "kept %d, twice %d, refused %d, connected %d\n", (int)kept(lab),
			(int)health.twice, (int)health.refused, health.connected);
	lab_drain(lab);
	lab_close(lab);
	return right ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* ---- outside ---- */

static pid_t begin(struct want want)
{
	fflush(NULL);
	pid_t child = fork();
	if (!child)
		_exit(receive(&want));
	return child;
}

static int end(pid_t child)
{
	int status = 0;
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static pid_t spawn(const char *program, const char *const *words)
{
	pid_t child = fork();
	if (!child) {
		execv(program, (char *const *)words);
		_exit(127);
	}
	return child;
}

static void publish_text(const char *json)
{
	char number[8];
	snprintf(number, sizeof number, "%d", port);
	const char *words[] = { "mosquitto_pub", "-p", number, "-q", "1", "-t",
		"application/1/device/24e124148b000001/event/up", "-m", json, NULL };
	assert_int_equal(end(spawn("/usr/bin/mosquitto_pub", words)), 0);
}

static void publish(int counter)
{
	char json[200];
	snprintf(json, sizeof json, "{\"deviceInfo\":{\"devEui\":\"24e124148b000001\"},"
		"\"devAddr\":\"00189440\",\"fCnt\":%d,\"fPort\":85,\"data\":\"CHAB\"}", counter);
	publish_text(json);
}

static bool answers(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int s = socket(AF_INET, SOCK_STREAM, 0);
	bool open = connect(s, (struct sockaddr *)&at, sizeof at) == 0;
	close(s);
	return open;
}

/* "": it forgets when it ends. */
static void start_broker_with(const char *settings)
{
	char path[64];
	snprintf(path, sizeof path, "%s/mosquitto.conf", folder);
	FILE *file = fopen(path, "w");
	fprintf(file, "listener %d 127.0.0.1\nallow_anonymous true\nlog_type error\n%s", port, settings);
	fclose(file);
	const char *words[] = { "mosquitto", "-c", path, NULL };
	broker = spawn("/usr/sbin/mosquitto", words);
	for (int i = 0; i < 250 && !answers(); i++)
		nap();
	assert_true(answers());
}

static void start_broker(void)
{
	start_broker_with("");
}

/* A fresh store and a session at the broker, with FRAMES uplinks waiting in it. */
static void leave_frames_waiting(void)
{
	assert_int_equal(end(begin((struct want){ 0 })), EXIT_SUCCESS);
	for (int i = 0; i < FRAMES; i++)
		publish(i);
}

static void what_comes_while_we_are_away_comes_afterwards(void **state)
{
	(void)state;
	leave_frames_waiting();
	assert_int_equal(end(begin((struct want){ .frames = FRAMES })), EXIT_SUCCESS);
	publish(3);
	assert_int_equal(end(begin((struct want){ .frames = FRAMES, .twice = 1 })), EXIT_SUCCESS);
}

static void a_program_killed_inside_the_commit_loses_nothing(void **state)
{
	(void)state;
	leave_frames_waiting();
	assert_int_equal(end(begin((struct want){ .fault = DIE_IN_COMMIT, .frames = FRAMES })), DEAD);
	assert_int_equal(end(begin((struct want){ .frames = FRAMES })), EXIT_SUCCESS);
}

static void a_program_killed_before_it_acknowledges_keeps_nothing_twice(void **state)
{
	(void)state;
	leave_frames_waiting();
	publish_text("{}");
	assert_int_equal(end(begin((struct want){ .fault = DIE_BEFORE_ACK, .frames = FRAMES })), DEAD);
	pid_t child = begin((struct want){ .frames = FRAMES + 1, .refused = 1, .twice = 1 });
	publish(FRAMES);
	assert_int_equal(end(child), EXIT_SUCCESS);
}

/* It writes down each change, as an operator's `persistence true` does now and then. */
static void start_broker_that_keeps(void)
{
	char settings[200];
	snprintf(settings, sizeof settings, "user root\npersistence true\npersistence_location %s/\nautosave_on_changes true\n"
		"autosave_interval 1\n", folder);
	start_broker_with(settings);
}

static void kill_broker(void)
{
	kill(broker, SIGKILL);
	end(broker);
}

static void program_and_broker_killed_one_after_the_other_lose_nothing_and_keep_nothing_twice(void **state)
{
	(void)state;
	kill_broker();
	start_broker_that_keeps();
	leave_frames_waiting();
	assert_int_equal(end(begin((struct want){ .fault = DIE_IN_COMMIT, .frames = FRAMES })), DEAD);
	kill_broker();
	start_broker_that_keeps();
	assert_int_equal(end(begin((struct want){ .fault = DIE_BEFORE_ACK, .frames = FRAMES })), DEAD);
	kill_broker();
	start_broker_that_keeps();
	pid_t child = begin((struct want){ .frames = FRAMES + 1, .twice = 1 });
	publish(FRAMES);
	assert_int_equal(end(child), EXIT_SUCCESS);
}

static void when_the_store_fails_the_broker_is_asked_again(void **state)
{
	(void)state;
	leave_frames_waiting();
	assert_int_equal(end(begin((struct want){ .fault = STORE_FAILS, .frames = FRAMES })),
		EXIT_SUCCESS);
}

static void nonsense_is_counted_and_acknowledged(void **state)
{
	(void)state;
	leave_frames_waiting();
	publish_text("nonsense");
	assert_int_equal(end(begin((struct want){ .frames = FRAMES, .refused = 1 })), EXIT_SUCCESS);
	assert_int_equal(end(begin((struct want){ .frames = FRAMES })), EXIT_SUCCESS);
}

static void stop_broker(void)
{
	kill(broker, SIGTERM);
	end(broker);
}

static void a_broker_that_comes_later_and_goes_in_between_is_found_again(void **state)
{
	(void)state;
	stop_broker();
	pid_t child = begin((struct want){ .frames = 2 });
	nap();
	start_broker();
	sleep(3); /* the first pauses are 1 and 2 s */
	publish(1);
	stop_broker();
	start_broker();
	sleep(3);
	publish(2);
	assert_int_equal(end(child), EXIT_SUCCESS);
}

static void what_is_no_broker_is_not_even_tried(void **state)
{
	(void)state;
	log_quiet(LOG_FAULT - 1);
	assert_null(receiver_start(NULL, "http://127.0.0.1", "smartlab-test"));
	receiver_stop(NULL);
	log_quiet(LOG_FAULT);
}

static int fresh(void **state)
{
	(void)state;
	static int number;
	snprintf(store, sizeof store, "%s/%d.sqlite", folder, number++);
	start_broker(); /* one without our session */
	return 0;
}

static int clear(void **state)
{
	(void)state;
	stop_broker();
	return 0;
}

static int find_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof at;
	int s = socket(AF_INET, SOCK_STREAM, 0);
	bind(s, (struct sockaddr *)&at, size);
	getsockname(s, (struct sockaddr *)&at, &size);
	close(s);
	return ntohs(at.sin_port);
}

static int prepare(void **state)
{
	(void)state;
	log_quiet(LOG_FAULT);
	secret_start();
	zone_set("Europe/Berlin");
	if (!mkdtemp(folder) || chmod(folder, 0755)) /* mosquitto gives up root before it reads */
		return -1;
	port = find_port();
	snprintf(url, sizeof url, "mqtt://127.0.0.1:%d", port);
	return 0;
}

static int tidy(void **state)
{
	(void)state;
	char command[100];
	snprintf(command, sizeof command, "rm -r %s", folder);
	return system(command);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_comes_while_we_are_away_comes_afterwards),
		TEST(a_program_killed_inside_the_commit_loses_nothing),
		TEST(a_program_killed_before_it_acknowledges_keeps_nothing_twice),
		TEST(program_and_broker_killed_one_after_the_other_lose_nothing_and_keep_nothing_twice),
		TEST(when_the_store_fails_the_broker_is_asked_again),
		TEST(nonsense_is_counted_and_acknowledged),
		TEST(a_broker_that_comes_later_and_goes_in_between_is_found_again),
		TEST(what_is_no_broker_is_not_even_tried),
	};
	if (access("/usr/sbin/mosquitto", X_OK) || access("/usr/bin/mosquitto_pub", X_OK)) {
		puts("[  SKIPPED ] mosquitto is not installed");
		return 0;
	}
	return cmocka_run_group_tests(tests, prepare, tidy);
}
