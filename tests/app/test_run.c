// SPDX-License-Identifier: EUPL-1.2
#include "app/run.h"

#include "app/device.h"
#include "app/frame.h"
#include "db/device.h"
#include "db/track.h"
#include "hw/codec.h"
#include "tests/app/fixture.h"

/* The longest days that are replayed, in frames, and how often they are shuffled. */
enum { FRAMES = 700, SHUFFLES = 12, MOST = 60 };

static const int64_t BEGIN = 1764000000;

static int open_hw_lab(void **state)
{
	if (open_lab(state))
		return -1;
	lab->codecs = codecs;
	return 0;
}

/* ---- days as frames -------------------------------------------------------------------------- */

struct replayed {
	char eui[FRAME_EUI + 1];
	struct frame frames[FRAMES];
	int count;
	struct run runs[MOST];
	int run_count;
	enum use use;
	int64_t since, frames_kept;
};

static uint64_t seed;

static unsigned dice(unsigned sides)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed % sides);
}

static void add(struct replayed *day, int64_t at, const char *session, int64_t counter, const uint8_t bytes[26])
{
	struct frame *frame = &day->frames[day->count++];

	*frame = (struct frame){ .network = "chirpstack", .session = session, .counter = counter, .port = 85,
		.size = 26, .at = at };
	memcpy(frame->bytes, bytes, 26);
}

static void write_report(uint8_t bytes[26], bool relay, int64_t watts, int64_t watt_hours)
{
	static const uint8_t report[26] = { 0x08, 0x70, 1, 0x05, 0x81, 90, 0x07, 0xc9, 0, 0, 0x03, 0x74, 0x30, 9,
		0x06, 0x83, 0, 0, 0, 0, 0x04, 0x80 };

	memcpy(bytes, report, 26);
	bytes[2] = relay;
	for (int i = 0; i < 4; i++) {
		bytes[16 + i] = (uint8_t)(watt_hours >> i * 8);
		bytes[22 + i] = (uint8_t)(watts >> i * 8);
	}
}

/* Prints, pauses, losses, silences, joins, lost counters, resets of the register: whatever plugs do. */
static void make(struct replayed *day, uint64_t from)
{
	static const char *const sessions[] = { "00000001", "00000002", "00000003" };
	int64_t at = BEGIN, counter = 0, energy = 1000 * 3600;
	int64_t watts = 8;
	int session = 0;
	uint8_t bytes[26];

	seed = from;
	day->count = 0;
	while (day->count < FRAMES) {
		int64_t step = dice(40) ? 50 + dice(20) : 600 + dice(3000);
		bool relay = dice(60);
		if (!dice(12))
			watts = (int64_t[]){ 0, 8, 15, 25, 60, 180, 240 }[dice(7)];
		at += step;
		energy += watts * step;
		if (!dice(300))
			energy = 0;
		if (!dice(250))
			counter = 0;
		if (!dice(200) && session < 2)
			session++, counter = 0;
		write_report(bytes, relay, relay ? watts : 0, energy / 3600);
		if (dice(15))
			add(day, at, sessions[session], counter, bytes);
		counter++;
	}
}

static void shuffle(struct replayed *day, int reach)
{
	for (int i = day->count - 1; i > 0; i--) {
		int other = i - (int)dice((unsigned)(reach < i ? reach : i) + 1);
		struct frame frame = day->frames[i];
		day->frames[i] = day->frames[other];
		day->frames[other] = frame;
	}
}

/* ---- heard, and looked at -------------------------------------------------------------------- */

struct part {
	struct replayed *day;
	int from, until;
};

static void hear(struct work *work, void *about)
{
	struct part *part = about;

	for (int i = part->from; i < part->until; i++) {
		struct frame *frame = &part->day->frames[i];
		strcpy(frame->eui, part->day->eui);
		frame_take(work, frame);
	}
}

static void catch_up(struct work *work, void *about)
{
	*(int *)about = run_catch_up(work, 100);
}

static void until_done(void (*job)(struct work *, void *))
{
	int more = 1;

	while (more)
		assert_int_equal(run(WRITE, job, &more), WORK_DONE);
}

static void look(struct work *work, void *about)
{
	struct replayed *day = about;
	struct device device;
	struct run *all = arena_alloc(&work->arena, sizeof *all * 5000);
	int count = run_list(work, &(struct run_filter){ .from = BEGIN, .until = BEGIN + 30 * 86400 }, all, 5000);

	assert_true(device_of_eui(work, day->eui, &device));
	day->run_count = 0;
	for (int i = 0; i < count; i++)
		if (all[i].device == device.id)
			day->runs[day->run_count++] = all[i];
	assert_true(day->run_count < MOST);
	day->use = device.use;
	day->since = device.use_since;
	day->frames_kept = device.frames;
}

/* On a device of its own, in works of seven frames. */
static void replay(struct replayed *day)
{
	snprintf(day->eui, sizeof day->eui, "%016llx", (unsigned long long)random_number());
	for (int i = 0; i < day->count; i += 7) {
		int until = i + 7 < day->count ? i + 7 : day->count;
		assert_int_equal(run(WRITE, hear, &(struct part){ day, i, until }), WORK_DONE);
	}
	until_done(catch_up);
	assert_int_equal(run(READ, look, day), WORK_DONE);
}

static void expect_same(const struct replayed *a, const struct replayed *b)
{
	assert_int_equal(a->frames_kept, b->frames_kept);
	assert_int_equal(a->run_count, b->run_count);
	for (int i = 0; i < a->run_count; i++) {
		assert_int_equal(a->runs[i].from, b->runs[i].from);
		assert_int_equal(a->runs[i].until, b->runs[i].until);
		assert_int_equal(a->runs[i].is_open, b->runs[i].is_open);
		assert_int_equal(a->runs[i].watt_hours, b->runs[i].watt_hours);
		assert_int_equal(a->runs[i].watts_most, b->runs[i].watts_most);
	}
	assert_int_equal(a->use, b->use);
	assert_int_equal(a->since, b->since);
}

static void days_heard_in_any_order_give_the_same_runs(void **state)
{
	static struct replayed in_order, shuffled;
	int runs = 0;

	(void)state;
	for (uint64_t i = 1; i <= SHUFFLES; i++) {
		make(&in_order, i * 7919);
		shuffled = in_order;
		replay(&in_order);
		runs += in_order.run_count;
		shuffle(&shuffled, i % 3 ? 5 : FRAMES); /* a few late, or all as it comes */
		replay(&shuffled);
		expect_same(&in_order, &shuffled);
	}
	assert_true(runs > SHUFFLES); /* else nothing was tried */
}

static void rewind_all(struct work *work, void *about)
{
	const struct replayed *day = about;
	struct device device;

	assert_true(device_of_eui(work, day->eui, &device));
	run_rewind(work, &device);
	db_device_move(work->db, &device);
}

static void folded_again_all_runs_are_as_they_were(void **state)
{
	static struct replayed day, again;

	(void)state;
	make(&day, 4711);
	replay(&day);
	again = day;
	assert_int_equal(run(WRITE, rewind_all, &again), WORK_DONE);
	assert_int_equal(run(READ, look, &again), WORK_DONE);
	assert_int_equal(again.run_count, 0);
	until_done(catch_up);
	assert_int_equal(run(READ, look, &again), WORK_DONE);
	expect_same(&day, &again);
}

/* ---- not for ever ---------------------------------------------------------------------------- */

static void thin(struct work *work, void *about)
{
	*(int *)about = run_thin(work, 100);
}

struct rest {
	const char *eui;
	int64_t frames, old_frames, readings, crowded; /* crowded: more than one old one of a quarter of an hour */
	int64_t kept_from;
};

static const char FRAMES_LEFT[] = "SELECT COUNT(*) FROM frame WHERE device = $1 AND at >= $2";
static const char READINGS_LEFT[] = "SELECT COUNT(*) FROM reading WHERE device = $1 AND at < $2";
static const char CROWDED[] =
	"SELECT COUNT(*) FROM (SELECT at / 900 FROM reading WHERE device = $1 AND at < $2"
	" GROUP BY at / 900 HAVING COUNT(*) > 1) crowd";

static void count_rest(struct work *work, void *about)
{
	struct rest *rest = about;
	struct device device;
	int64_t all = 0;

	assert_true(device_of_eui(work, rest->eui, &device));
	rest->kept_from = device.kept_from;
	db_one(work->db, FRAMES_LEFT, WITH(num(device.id), num(0)), &all);
	db_one(work->db, FRAMES_LEFT, WITH(num(device.id), num(device.kept_from)), &rest->frames);
	rest->old_frames = all - rest->frames;
	db_one(work->db, READINGS_LEFT, WITH(num(device.id), num(device.kept_from)), &rest->readings);
	db_one(work->db, CROWDED, WITH(num(device.id), num(device.kept_from)), &rest->crowded);
}

static void what_is_old_is_thinned_and_its_runs_stay_also_when_all_is_folded_again(void **state)
{
	static struct replayed day, after;
	struct rest rest = { .eui = day.eui };

	(void)state;
	make(&day, 271828);
	replay(&day); /* of a year ago */
	assert_true(day.run_count > 3);
	until_done(thin);
	assert_int_equal(run(READ, count_rest, &rest), WORK_DONE);
	assert_true(rest.kept_from > BEGIN + 6 * 3600);
	assert_int_equal(rest.old_frames, 0);
	assert_true(rest.frames > 0); /* behind the last place to go back to */
	assert_true(rest.readings > 20);
	assert_int_equal(rest.crowded, 0);
	after = day;
	assert_int_equal(run(READ, look, &after), WORK_DONE);
	expect_same(&day, &after);
	assert_int_equal(run(WRITE, rewind_all, &after), WORK_DONE);
	until_done(catch_up);
	assert_int_equal(run(READ, look, &after), WORK_DONE);
	expect_same(&day, &after);
}

static void what_comes_late_from_before_the_thinning_moves_nothing(void **state)
{
	static struct replayed day, after;

	(void)state;
	make(&day, 161803);
	struct frame late = day.frames[3];
	day.frames[3] = day.frames[4];
	replay(&day);
	until_done(thin);
	after = day;
	after.frames[0] = late;
	assert_int_equal(run(WRITE, hear, &(struct part){ &after, 0, 1 }), WORK_DONE);
	until_done(catch_up);
	assert_int_equal(run(READ, look, &after), WORK_DONE);
	after.frames_kept = day.frames_kept;
	expect_same(&day, &after);
}

/* ---- whose they are -------------------------------------------------------------------------- */

struct visit {
	const char *eui;
	int64_t person, resource, booking, from; /* of two hours */
	int64_t run_from; /* of half an hour */
	struct run runs[MOST];
	int count;
	int64_t came;
};

static const char CLAIM[] = "INSERT INTO claim (resource, starts, ends, booking) VALUES ($1, $2, $3, $4)";

static void prepare(struct work *work, void *about)
{
	struct visit *visit = about;

	visit->person = add_person(work, "Ada");
	visit->resource = add_resource(work, new_name(work));
	visit->booking = add_booking(work, visit->person, visit->resource, visit->from);
	db_run(work->db, CLAIM, WITH(num(visit->resource), num(visit->from), num(visit->from + 7200),
		num(visit->booking)));
	device_enter(work, &(struct device){ .eui = visit->eui, .model = "ws52x", .network = "chirpstack",
		.resource = visit->resource });
}

static void work_half_an_hour(struct work *work, void *about)
{
	struct visit *visit = about;
	struct frame frame = { .network = "chirpstack", .session = "01", .port = 85, .size = 26 };

	strcpy(frame.eui, visit->eui);
	for (int i = 0; i <= 40; i++) {
		frame.counter = frame.at = visit->run_from + i * 60;
		write_report(frame.bytes, true, i < 30 ? 100 : 5, 0);
		frame_take(work, &frame);
	}
}

static const char CAME[] = "SELECT checked_in FROM booking WHERE id = $1";

static void look_at_visit(struct work *work, void *about)
{
	struct visit *visit = about;
	struct run_filter filter = { .resource = visit->resource };

	visit->count = run_list(work, &filter, visit->runs, MOST);
	visit->came = 0;
	db_one(work->db, CAME, WITH(num(visit->booking)), &visit->came);
}

static void expect_visit(int64_t run_from, bool is_booked)
{
	char eui[FRAME_EUI + 1];
	struct visit visit = { .eui = eui, .from = BEGIN, .run_from = BEGIN + run_from };

	snprintf(eui, sizeof eui, "%016llx", (unsigned long long)random_number());
	assert_int_equal(run(WRITE, prepare, &visit), WORK_DONE);
	assert_int_equal(run(WRITE, work_half_an_hour, &visit), WORK_DONE);
	assert_int_equal(run(READ, look_at_visit, &visit), WORK_DONE);
	assert_int_equal(visit.count, 1);
	assert_int_equal(visit.runs[0].until - visit.runs[0].from, 1800);
	assert_int_equal(visit.runs[0].booking, is_booked ? visit.booking : 0);
	assert_int_equal(visit.came, is_booked ? visit.runs[0].from : 0);
}

static void a_run_is_of_the_booking_in_which_it_began_and_witnesses_that_somebody_came(void **state)
{
	(void)state;
	expect_visit(3600, true);
	expect_visit(7000, true);   /* it goes on beyond its end */
	expect_visit(-600, true);   /* ten minutes early */
	expect_visit(-3600, false);
	expect_visit(7200, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_heard_in_any_order_give_the_same_runs),
		cmocka_unit_test(folded_again_all_runs_are_as_they_were),
		cmocka_unit_test(what_is_old_is_thinned_and_its_runs_stay_also_when_all_is_folded_again),
		cmocka_unit_test(what_comes_late_from_before_the_thinning_moves_nothing),
		cmocka_unit_test(a_run_is_of_the_booking_in_which_it_began_and_witnesses_that_somebody_came),
	};
	return RUN_ON_BOTH(tests, open_hw_lab, close_lab);
}
