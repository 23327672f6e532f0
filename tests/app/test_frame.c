// SPDX-License-Identifier: EUPL-1.2
#include "app/frame.h"

#include "app/base/log.h"
#include "app/base/time.h"
#include "app/device.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/script.h"
#include "db/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

/* Every test has a device of its own, so that all may share one store. */
static struct lab *lab;
static char eui[FRAME_EUI + 1];
static int64_t noon;

/* One job for all tests: an uplink, or a look at what is known. */
struct step {
	struct frame frame;
	enum frame_fate fate;
	bool is_known;
	struct device device;
	struct live live;
	int64_t look_at;
	struct day day;
	struct point points[10];
	int count;
	struct arena arena; /* of the texts in device */
};

static struct step step;

static void run(enum work_kind kind, void (*job)(struct work *work, void *about))
{
	arena_clear(&step.arena);
	struct work work = { .lab = lab, .kind = kind, .job = job };
	assert_int_equal(work_do(&work), WORK_DONE);
	step.arena = work.arena;
}

static void take(struct work *work, void *about)
{
	(void)about;
	step.fate = frame_take(work, &step.frame);
}

static void look(struct work *work, void *about)
{
	(void)about;
	step.is_known = device_of_eui(work, eui, &step.device);
	step.live = use_of(&step.device, step.look_at);
	step.day.device = step.device.id;
	if (step.day.until)
		step.count = reading_day(work, &step.day, step.points, 10);
}

static int64_t delivery; /* of the next ones; 0: not said */

static enum frame_fate hear(int64_t counter, int64_t at, const char *bytes, size_t size)
{
	step.frame = (struct frame){ .network = "chirpstack", .session = "00189440", .counter = counter,
		.has_counter = true, .delivery = delivery, .port = 85, .size = size, .at = at, .has_signal = true, .rssi = -80, .snr = 7.5,
		.spreading_factor = 7 };
	strcpy(step.frame.eui, eui);
	memcpy(step.frame.bytes, bytes, size);
	run(WRITE, take);
	return step.fate;
}

/* A full report of a WS52x, which has a model's certainty, with that power. */
static enum frame_fate hear_watts(int64_t counter, int64_t at, int watts)
{
	char bytes[] = "\x08\x70\x01\x05\x81\x2c\x07\xc9\x4a\x00\x03\x74\x30\x09\x06\x83\x09\x66\x00\x00"
		"\x04\x80\x00\x00\x00\x00";
	bytes[22] = (char)watts;
	bytes[23] = (char)(watts >> 8);
	return hear(counter, at, bytes, sizeof bytes - 1);
}

static void see(enum use use, int64_t since, int64_t now)
{
	step.look_at = now;
	run(READ, look);
	assert_true(step.is_known);
	assert_string_equal(use_word(step.live.use), use_word(use));
	assert_int_equal(step.live.since, since);
}

static void a_plug_nobody_entered_appears_with_its_first_frame(void **state)
{
	(void)state;
	assert_int_equal(hear_watts(1, noon, 7), FRAME_KEPT);
	see(USE_IDLE, noon, noon);
	assert_string_equal(step.device.name, eui);
	assert_string_equal(step.device.model, "ws52x");
	assert_string_equal(step.device.network, "chirpstack");
	assert_int_equal(step.device.resource, 0);
	assert_true(step.device.watts.known);
	assert_int_equal(step.device.watts.is, 7);
	assert_int_equal(step.device.watt_hours.is, 26121);
	assert_int_equal(step.device.relay.is, 1);
	assert_int_equal(step.device.rssi.is, -80);
	assert_float_equal(step.device.snr, 7.5, 0);
	assert_int_equal(step.device.spreading_factor, 7);
}

static void what_no_codec_is_sure_of_is_kept_unread(void **state)
{
	(void)state;
	assert_int_equal(hear(1, noon, "\x01", 1), FRAME_UNDECODED);
	assert_int_equal(hear(2, noon, "", 0), FRAME_UNDECODED);
	see(USE_UNKNOWN, noon, noon);
	assert_null(step.device.model);
	assert_int_equal(step.device.frames, 2);
	assert_int_equal(hear_watts(3, noon + 5, 7), FRAME_KEPT);
	see(USE_IDLE, noon + 5, noon + 5);
	assert_int_equal(hear(4, noon + 9, "\x01", 1), FRAME_UNDECODED);
	see(USE_IDLE, noon + 5, noon + 9);
}

static void the_same_frame_twice_changes_nothing(void **state)
{
	(void)state;
	assert_int_equal(hear_watts(1, noon, 7), FRAME_KEPT);
	assert_int_equal(hear_watts(1, noon, 7), FRAME_TWICE);
	assert_int_equal(hear_watts(1, noon + 30, 7), FRAME_TWICE); /* sent again by the device, unacknowledged */
	see(USE_IDLE, noon, noon + 30);
	assert_int_equal(step.device.frames, 1);
	assert_int_equal(step.device.last_heard, noon);
}

static void end_at_once(struct work *work, void *about)
{
	(void)about;
	device_enter(work, &(struct device){ .eui = eui, .model = "ws52x", .network = "chirpstack", .end_delay = 1 });
}

static void power_moves_the_state_with_hysteresis(void **state)
{
	(void)state;
	run(WRITE, end_at_once);
	static const struct { int watts; enum use use; int since; } day[] = {
		{ 0, USE_OFF, 0 }, { 2, USE_OFF, 0 }, { 3, USE_IDLE, 2 }, { 29, USE_IDLE, 2 },
		{ 30, USE_BUSY, 4 }, { 21, USE_BUSY, 4 }, { 20, USE_BUSY, 4 }, { 20, USE_IDLE, 6 }, { 29, USE_IDLE, 6 },
		{ 300, USE_BUSY, 9 }, { 0, USE_OFF, 10 } };
	for (int i = 0; i < (int)(sizeof day / sizeof *day); i++) {
		hear_watts(i, noon + i * 60, day[i].watts);
		see(day[i].use, noon + day[i].since * 60, noon + i * 60);
	}
}

static void a_relay_that_is_off_means_no_power_whatever_was_said_before(void **state)
{
	(void)state;
	hear_watts(1, noon, 150);
	hear(2, noon + 1, "\x08\x70\x00", 3);
	see(USE_OFF, noon + 1, noon + 1);
	assert_int_equal(step.device.watts.is, 0);
	assert_int_equal(step.device.watt_hours.is, 26121);
	hear(3, noon + 2, "\x08\x70\x01", 3);
	see(USE_OFF, noon + 1, noon + 2);
	hear_watts(4, noon + 3, 150);
	see(USE_BUSY, noon + 3, noon + 3);
}

static void a_silent_plug_is_unknown_and_never_off(void **state)
{
	(void)state;
	hear_watts(1, noon, 150);
	see(USE_BUSY, noon, noon + 900);
	see(USE_UNKNOWN, noon, noon + 901);
	hear(2, noon + 2000, "\x08\x70\x01", 3);
	see(USE_UNKNOWN, noon + 2000, noon + 2000);
	hear_watts(3, noon + 2001, 150);
	see(USE_BUSY, noon + 2001, noon + 2001);
	hear_watts(4, noon + 4000, 150);
	see(USE_BUSY, noon + 4000, noon + 4000);
}

static void a_late_frame_is_kept_and_moves_nothing(void **state)
{
	(void)state;
	hear_watts(1, noon, 150);
	hear_watts(4, noon + 180, 150);
	see(USE_BUSY, noon, noon + 180);
	assert_int_equal(step.device.lost, 2);
	assert_int_equal(hear_watts(2, noon + 60, 0), FRAME_KEPT);
	see(USE_BUSY, noon, noon + 180);
	assert_int_equal(step.device.lost, 1);
	assert_int_equal(step.device.frames, 3);
	assert_int_equal(step.device.last_heard, noon + 180);
	assert_int_equal(step.device.last_counter, 4);
}

static void a_join_starts_the_counter_anew(void **state)
{
	(void)state;
	hear_watts(70, noon, 150);
	step.frame.session = "00189441";
	step.frame.counter = 0;
	step.frame.at = noon + 60;
	run(WRITE, take);
	assert_int_equal(step.fate, FRAME_KEPT);
	see(USE_BUSY, noon, noon + 60);
	assert_string_equal(step.device.last_session, "00189441");
	assert_int_equal(step.device.last_counter, 0);
	assert_int_equal(step.device.lost, 0);
	assert_int_equal(hear_watts(69, noon - 60, 0), FRAME_KEPT);
	see(USE_BUSY, noon, noon + 60);
}

static void a_time_that_is_missing_or_to_come_is_the_time_of_arrival(void **state)
{
	(void)state;
	int64_t before = clock_now();
	hear_watts(1, 0, 150);
	see(USE_BUSY, step.frame.at, step.frame.at);
	assert_in_range(step.frame.at, before, clock_now());
	hear_watts(2, clock_now() + 10000, 150);
	assert_in_range(step.frame.at, before, clock_now());
	assert_int_equal(step.frame.received, step.frame.at);
}

static void a_day_is_drawn_by_the_means_of_its_spans(void **state)
{
	(void)state;
	hear_watts(1, noon, 100);
	hear_watts(2, noon + 30, 201);
	hear_watts(3, noon + 60, 50);
	hear_watts(4, noon + 599, 7);
	hear_watts(5, noon + 600, 9);
	step.day = (struct day){ .from = noon, .until = noon + 600 };
	run(READ, look);
	step.day.until = 0;
	assert_int_equal(step.day.span, 60);
	assert_int_equal(step.count, 3);
	assert_int_equal(step.points[0].at, noon);
	assert_in_range(step.points[0].watts, 150, 151);
	assert_int_equal(step.points[1].at, noon + 60);
	assert_int_equal(step.points[1].watts, 50);
	assert_int_equal(step.points[2].at, noon + 540);
	assert_int_equal(step.points[2].watts, 7);
}

static void assign(struct work *work, void *about)
{
	(void)about;
	device_enter(work, &(struct device){ .eui = eui, .name = "Laser", .model = "r809a",
		.network = "chirpstack", .watts_busy = 400 });
}

static void staff_may_name_a_plug_before_and_after_it_is_heard(void **state)
{
	(void)state;
	run(WRITE, assign);
	see(USE_UNKNOWN, 0, noon);
	assert_int_equal(step.device.watts_idle_below, 280);
	assert_int_equal(step.device.watts_on, 3);
	assert_int_equal(hear_watts(1, noon, 7), FRAME_UNDECODED);
	run(WRITE, assign);
	see(USE_UNKNOWN, noon, noon);
	assert_string_equal(step.device.name, "Laser");
	assert_int_equal(step.device.frames, 1);
}

static void list(struct work *work, void *about)
{
	struct device devices[100];
	int *seen = about, count = device_list(work, devices, 100);

	*seen = 0;
	for (int i = 0; i < count; i++)
		*seen += !strcmp(devices[i].eui, eui);
	assert_int_equal(device_list(work, devices, 1), 1);
}

static void every_plug_is_listed_once(void **state)
{
	(void)state;
	int seen;
	hear_watts(1, noon, 7);
	struct work work = { .lab = lab, .kind = READ, .job = list, .about = &seen };
	assert_int_equal(work_do(&work), WORK_DONE);
	arena_clear(&work.arena);
	assert_int_equal(seen, 1);
}

static void count(struct work *work, void *about)
{
	*(int64_t *)about = revision_sum(work, 1 << SCOPE_DEVICES);
}

static int64_t revision(void)
{
	int64_t n;
	struct work work = { .lab = lab, .kind = READ, .job = count, .about = &n };
	assert_int_equal(work_do(&work), WORK_DONE);
	arena_clear(&work.arena);
	return n;
}

static void a_device_that_lost_its_counter_is_heard_all_the_same(void **state)
{
	(void)state;
	hear_watts(700, noon, 7);
	assert_int_equal(hear_watts(0, noon + 60, 150), FRAME_KEPT);
	see(USE_BUSY, noon + 60, noon + 60);
	assert_int_equal(step.device.restarts, 1);
	assert_int_equal(step.device.lost, 0);
	assert_int_equal(hear_watts(700, noon + 3600, 150), FRAME_KEPT);
	assert_int_equal(hear_watts(700, noon + 3600, 150), FRAME_TWICE);
	assert_int_equal(hear_watts(700, noon, 7), FRAME_TWICE);
}

static enum frame_fate hear_marked(int64_t counter, int64_t at, int64_t mark)
{
	delivery = mark;
	enum frame_fate fate = hear_watts(counter, at, 7);
	delivery = 0;
	return fate;
}

/* Without a join: the session stays, and the first frame of the new count may look like that of the old one. */
static void a_device_that_began_anew_within_minutes_is_told_from_its_echo_by_the_network(void **state)
{
	(void)state;
	assert_int_equal(hear_marked(0, noon, 11), FRAME_KEPT);
	assert_int_equal(hear_marked(0, noon + 5, 11), FRAME_TWICE);
	assert_int_equal(hear_marked(0, noon + 5, 12), FRAME_TWICE); /* it heard no acknowledgement */
	assert_int_equal(hear_marked(1, noon + 100, 13), FRAME_KEPT);
	assert_int_equal(hear_marked(0, noon + 200, 14), FRAME_KEPT);
	assert_int_equal(hear_marked(0, noon + 200, 14), FRAME_TWICE);
	assert_int_equal(hear_marked(0, noon + 300, 0), FRAME_TWICE); /* nobody says that it is another */
	see(USE_IDLE, noon, noon + 300);
	assert_int_equal(step.device.frames, 3);
	assert_int_equal(step.device.restarts, 1);
}

static void without_a_time_the_counter_tells_what_is_late_and_what_is_twice(void **state)
{
	(void)state;
	hear_watts(5, 0, 150);
	int64_t since = step.frame.at;
	assert_int_equal(hear_watts(5, 0, 150), FRAME_TWICE);
	hear_watts(7, 0, 150);
	assert_int_equal(step.frame.at, step.frame.received);
	int64_t newest = step.frame.at;
	assert_int_equal(hear_watts(6, 0, 7), FRAME_KEPT);
	assert_int_equal(step.frame.at, newest);
	see(USE_BUSY, since, newest);
	assert_int_equal(step.device.last_counter, 7);
	assert_int_equal(step.device.lost, 0);
}

static void live_pages_learn_of_a_frame_once(void **state)
{
	(void)state;
	int64_t before = revision();
	hear_watts(1, noon, 7);
	int64_t after = revision();
	assert_true(after > before);
	hear_watts(1, noon, 7);
	assert_int_equal(revision(), after);
}

static char folder[32], store[64], secret[64];
static const char *postgres; /* NULL: SQLite */

static void save(struct work *work, struct script *script, const char *code)
{
	script->code = code;
	script_save(work, script);
	assert_null(work->reasons);
}

static void change_while_it_runs(struct work *work, void *about)
{
	struct person ada = { .email = arena_print(&work->arena, "%s@lab.example", eui), .name = "Ada",
		.role = "staff", .language = "de" };
	struct script script = { .model = arena_print(&work->arena, "own-%s", eui), .title = "Own",
		.mapping = "watts /w", .examples = "00 => {}", .orders = "", .told = "", .variables = "" };
	struct device device = device_usual(eui);
	struct waiting_frame before, after;
	const struct decoded said = { .now = { .has = HAS_WATTS, .watts = 7 } };

	(void)about;
	person_add(work, &ada, NULL);
	work->person = &ada;
	save(work, &script, "old");
	device.model = script.model;
	device_enter(work, &device);
	frame_take(work, &step.frame);
	assert_int_equal(script_due(work, &before, 1), 1);
	work->now++;
	save(work, &script, "new");
	script_done(work, &before, &said, NULL);
	assert_int_equal(script_due(work, &after, 1), 1);
	assert_string_equal(after.script.code, "new");
	script_done(work, &after, &said, NULL);
	assert_int_equal(script_due(work, &after, 1), 0);
}

static void what_old_code_read_while_staff_saved_new_is_read_again(void **state)
{
	(void)state;
	step.frame = (struct frame){ .network = "chirpstack", .session = "1", .counter = 1, .port = 2,
		.size = 1, .at = noon };
	strcpy(step.frame.eui, eui);
	run(WRITE, change_while_it_runs);
}

static int open_lab(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/smartlab-XXXXXX");
	char *path = mkdtemp(folder);
	log_quiet(LOG_WARN);
	secret_start();
	zone_set("Europe/Berlin");
	snprintf(store, sizeof store, "%s/lab.sqlite", path);
	snprintf(secret, sizeof secret, "%s/secret", path);
	lab = lab_open(&(struct lab_options){ .store = postgres ? postgres : store, .codecs = codecs,
		.secret_file = secret, .url = "http://127.0.0.1" });
	noon = clock_now() - 7200;
	return lab ? 0 : -1;
}

static int close_lab(void **state)
{
	(void)state;
	char command[100];
	lab_drain(lab);
	lab_close(lab);
	snprintf(command, sizeof command, "rm -r %s", folder);
	return system(command);
}

static int fresh(void **state)
{
	(void)state;
	snprintf(eui, sizeof eui, "%016llx", (unsigned long long)random_number());
	return 0;
}

static int clear(void **state)
{
	(void)state;
	arena_clear(&step.arena);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, clear)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_plug_nobody_entered_appears_with_its_first_frame),
		TEST(what_no_codec_is_sure_of_is_kept_unread),
		TEST(the_same_frame_twice_changes_nothing),
		TEST(power_moves_the_state_with_hysteresis),
		TEST(a_relay_that_is_off_means_no_power_whatever_was_said_before),
		TEST(a_silent_plug_is_unknown_and_never_off),
		TEST(a_late_frame_is_kept_and_moves_nothing),
		TEST(a_join_starts_the_counter_anew),
		TEST(a_time_that_is_missing_or_to_come_is_the_time_of_arrival),
		TEST(a_day_is_drawn_by_the_means_of_its_spans),
		TEST(staff_may_name_a_plug_before_and_after_it_is_heard),
		TEST(a_device_that_lost_its_counter_is_heard_all_the_same),
		TEST(a_device_that_began_anew_within_minutes_is_told_from_its_echo_by_the_network),
		TEST(without_a_time_the_counter_tells_what_is_late_and_what_is_twice),
		TEST(every_plug_is_listed_once),
		TEST(live_pages_learn_of_a_frame_once),
		TEST(what_old_code_read_while_staff_saved_new_is_read_again),
	};
	int failed = cmocka_run_group_tests_name("SQLite", tests, open_lab, close_lab);
	postgres = getenv("SMARTLAB_TEST_POSTGRES");
	if (postgres)
		return failed + cmocka_run_group_tests_name("PostgreSQL", tests, open_lab, close_lab);
	puts("[  SKIPPED ] PostgreSQL: SMARTLAB_TEST_POSTGRES is not set");
	return failed;
}
