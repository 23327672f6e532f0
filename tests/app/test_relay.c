// SPDX-License-Identifier: EUPL-1.2
#include "app/relay.h"

#include "app/run.h"
#include "tests/app/fixture.h"

enum { MOST = 20, HOUR = 3600 };

static const int64_t NOW = 1764000000;

/* A machine with its plug, as the last frame left it, and what is wished of it in the end. */
struct scene {
	const char *use, *switched, *booking_status;
	int64_t may_cut, use_for, heard_ago; /* seconds */
	int64_t booked_in;                   /* 0: not booked */
	int64_t at[3];                       /* when the timer rings, after NOW; 0: not */
	const char *use_later;               /* from its second ring on; NULL: the same */
	int64_t device, resource, booking;
	struct relay_wish wishes[MOST];
	int count;
	int64_t warned;
};

static const char STATE[] =
	"UPDATE device SET use = $2, use_since = $3, last_heard = $4, relay = 1, switched = $5,"
	" may_cut = $6, idle_minutes = 30 WHERE id = $1";
static const char CLAIM[] =
	"INSERT INTO claim (resource, starts, ends, booking) VALUES ($1, $2, $3, $4)";
static const char STATUS[] = "UPDATE booking SET status = $2 WHERE id = $1";

static void set_use(struct work *work, const struct scene *s, const char *use, int64_t now)
{
	int64_t since = use == s->use ? NOW - s->use_for : now;

	db_run(work->db, STATE, WITH(num(s->device), text(use), num(since),
		num(now - s->heard_ago), text(s->switched), num(s->may_cut)));
}

static void book(struct work *work, struct scene *s)
{
	int64_t from = NOW + s->booked_in;

	s->booking = add_booking(work, add_person(work, "Ada"), s->resource, from);
	db_run(work->db, CLAIM, WITH(num(s->resource), num(from), num(from + 2 * HOUR), num(s->booking)));
	db_run(work->db, STATUS, WITH(num(s->booking), text(s->booking_status)));
}

static void prepare(struct work *work, void *about)
{
	struct scene *s = about;

	s->resource = add_resource(work, new_name(work));
	s->device = device_enter(work, &(struct device){
		.eui = arena_print(&work->arena, "%016llx", (unsigned long long)random_number()),
		.model = "ws52x", .network = "chirpstack", .resource = s->resource });
	if (s->booked_in)
		book(work, s);
}

static void look(struct work *work, struct scene *s)
{
	struct device device;

	s->count = relay_list(work, s->device, s->wishes, MOST);
	assert_true(db_device_by_id(work->db, s->device, &device));
	s->warned = device.warned;
}

static void forget(struct work *work, const struct scene *s)
{
	static const char GONE[] = "UPDATE device SET switched = 'never', may_cut = 0 WHERE id = $1";

	db_run(work->db, GONE, WITH(num(s->device)));
}

/* The timer as it rings; a device that is heard goes on being heard. */
static void ring(struct work *work, void *about)
{
	struct scene *s = about;

	for (int i = 0; i < 3 && (!i || s->at[i]); i++) {
		work->now = NOW + s->at[i];
		set_use(work, s, i && s->use_later ? s->use_later : s->use, work->now);
		relay_begin(work, MOST);
		relay_cut(work, MOST);
	}
	look(work, s);
	forget(work, s);
}

static void play(struct scene *s)
{
	s->booking_status = s->booking_status ? s->booking_status : "confirmed";
	assert_int_equal(run(WRITE, prepare, s), WORK_DONE);
	assert_int_equal(run(WRITE, ring, s), WORK_DONE);
}

/* ---- the cut ----------------------------------------------------------------------------------------------------- */

#define IDLE .use = "idle", .switched = "staff", .may_cut = 1, .use_for = HOUR, .heard_ago = 60

static void what_idles_is_warned_of_first_and_cut_ten_minutes_later(void **state)
{
	struct scene once = { IDLE }, soon = { IDLE, .at = { 0, 599 } }, later = { IDLE, .at = { 0, 600 } };

	(void)state;
	play(&once);
	assert_int_equal(once.count, 0);
	assert_int_equal(once.warned, NOW);
	play(&soon);
	assert_int_equal(soon.count, 0);
	play(&later);
	assert_int_equal(later.count, 1);
	assert_false(later.wishes[0].on);
	assert_int_equal(later.wishes[0].expires, NOW + 600 + 300);
}

static void a_cut_is_asked_for_once_while_it_is_open(void **state)
{
	struct scene s = { IDLE, .at = { 0, 600, 660 } };

	(void)state;
	play(&s);
	assert_int_equal(s.count, 1);
}

static void expect_no_cut(struct scene s)
{
	s.at[1] = 600;
	s.at[2] = 1200;
	play(&s);
	assert_int_equal(s.count, 0);
}

static void nothing_at_work_silent_or_unknown_is_ever_cut(void **state)
{
	struct scene busy = { IDLE }, silent = { IDLE }, unknown = { IDLE }, resumed = { IDLE };

	(void)state;
	busy.use = "busy";
	silent.heard_ago = 24 * HOUR;
	unknown.use = "unknown";
	resumed.use_later = "busy"; /* after the warning */
	expect_no_cut(busy);
	expect_no_cut(silent);
	expect_no_cut(unknown);
	expect_no_cut(resumed);
}

static void only_what_staff_allowed_and_idles_long_enough_unbooked_is_cut(void **state)
{
	struct scene forbidden = { IDLE }, never = { IDLE }, fresh = { IDLE }, booked = { IDLE };

	(void)state;
	forbidden.may_cut = 0;
	never.switched = "never";
	fresh.use_for = 60;
	booked.booked_in = -HOUR;
	expect_no_cut(forbidden);
	expect_no_cut(never);
	expect_no_cut(fresh);
	expect_no_cut(booked);
}

/* ---- power for bookings ------------------------------------------------------------------------------------------ */

static int begun(struct scene s)
{
	s.use = "off";
	s.heard_ago = 60;
	play(&s);
	if (s.count) {
		assert_true(s.wishes[0].on);
		assert_int_equal(s.wishes[0].booking, s.booking);
		assert_int_equal(s.wishes[0].expires, NOW + s.booked_in + 15 * 60);
	}
	return s.count;
}

static void a_booking_gets_power_once_and_only_when_it_begins(void **state)
{
	(void)state;
	assert_int_equal(begun((struct scene){ .switched = "booking", .booked_in = 59 }), 1);
	assert_int_equal(begun((struct scene){ .switched = "booking", .booked_in = 59, .at = { 0, 60, 90 } }), 1);
	assert_int_equal(begun((struct scene){ .switched = "booking", .booked_in = 61 }), 0);
	assert_int_equal(begun((struct scene){ .switched = "booking", .booked_in = -899 }), 1);
	assert_int_equal(begun((struct scene){ .switched = "booking", .booked_in = -901 }), 0);
}

static void without_the_policy_or_cancelled_it_gets_none(void **state)
{
	static const char *const others[] = { "never", "staff", "start" };

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_int_equal(begun((struct scene){ .switched = others[i], .booked_in = 30 }), 0);
	assert_int_equal(begun((struct scene){ .switched = "booking", .booked_in = 30,
		.booking_status = "cancelled" }), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_idles_is_warned_of_first_and_cut_ten_minutes_later),
		cmocka_unit_test(a_cut_is_asked_for_once_while_it_is_open),
		cmocka_unit_test(nothing_at_work_silent_or_unknown_is_ever_cut),
		cmocka_unit_test(only_what_staff_allowed_and_idles_long_enough_unbooked_is_cut),
		cmocka_unit_test(a_booking_gets_power_once_and_only_when_it_begins),
		cmocka_unit_test(without_the_policy_or_cancelled_it_gets_none),
	};
	return RUN_ON_BOTH(tests, open_lab, close_lab);
}
