// SPDX-License-Identifier: EUPL-1.2
#include "app/relay.h"

#include "app/idle.h"
#include "app/machine.h"
#include "app/run.h"
#include "tests/app/plugged.h"

enum { BUSY = 120, RESTING = 8, SILENCE = -1, MOST = 20 };

static const struct relay_link broker = { "chirpstack", "broker" };

/* The last order that was sent, how many were, and the wishes, newest first, after some minutes. */
static struct relay_order sent;
static int sent_count, wish_count;
static char why[20], status[20]; /* of the newest */

static void keep_wishes(struct work *work)
{
	struct relay_wish list[MOST];

	wish_count = relay_list(work, plugged.device, list, MOST);
	snprintf(why, sizeof why, "%s", wish_count ? list[0].why : "");
	snprintf(status, sizeof status, "%s", wish_count ? list[0].status : "");
}

static void send_all(struct work *work)
{
	struct relay_order order;

	while (relay_next(work, &broker, &order))
		if (order.device.id == plugged.device) {
			sent = order;
			sent_count++;
		}
	keep_wishes(work);
}

/* As timers and the broker's link do. */
static void go_on(struct work *work)
{
	relay_begin(work, MOST);
	idle_cut(work, MOST);
	send_all(work);
}

/* The broker is away: nothing is sent. */
static void go_on_alone(struct work *work)
{
	relay_begin(work, MOST);
	idle_cut(work, MOST);
	keep_wishes(work);
}

static void begin(const char *switched, bool may_cut)
{
	plug_in(switched, may_cut);
	sent = (struct relay_order){ 0 };
	sent_count = wish_count = 0;
}

/* What whoever stands before the machine is told. */
static struct relay_now told;
static char told_fate[20];
static bool by_hand;

static void look(struct work *work, void *about)
{
	struct device device;

	(void)about;
	work->now = plugged.now;
	assert_true(relay_look(work, plugged.resource, &told));
	snprintf(told_fate, sizeof told_fate, "%s", told.fate ? told.fate : "");
	assert_true(device_of_eui(work, plugged.eui, &device));
	by_hand = device.relay_local;
}

static void look_now(void)
{
	assert_int_equal(run(READ, look, NULL), WORK_DONE);
}

static void staff_wish_it(struct work *work, void *about)
{
	work->now = plugged.now;
	work->person = &plugged.ada;
	relay_ask(work, plugged.resource, *(bool *)about, RELAY_STAFF, 0, plugged.now + 2 * MINUTE);
}

static void wish_it(bool on)
{
	assert_int_equal(run(WRITE, staff_wish_it, &on), WORK_DONE);
}

static void a_hand_at_the_plug_is_told_from_a_wish(void **state)
{
	(void)state;
	begin("staff", false);
	pass(1, RESTING, go_on);
	wish_it(false);
	look_now();
	assert_string_equal(told_fate, "waiting");
	assert_false(told.on);
	pass(1, RESTING, go_on);
	plugged.relay = false;
	pass(1, 0, go_on);
	look_now();
	assert_string_equal(told_fate, "");
	assert_true(told.relay.known && !told.relay.is);
	assert_false(by_hand);
	plugged.relay = true;
	pass(1, RESTING, go_on);
	look_now();
	assert_true(told.relay.is);
	assert_true(by_hand);
}

static void what_did_not_arrive_is_told_at_the_machine_for_a_while(void **state)
{
	(void)state;
	begin("staff", false);
	pass(1, BUSY, go_on);
	wish_it(false); /* staff, who look at it */
	pass(4, BUSY, go_on);
	look_now();
	assert_string_equal(told_fate, "failed");
	assert_false(told.is_late);
	pass(15, BUSY, go_on);
	look_now();
	assert_string_equal(told_fate, "");
	pass(1, SILENCE, go_on);
	plugged.now += HOUR;
	look_now();
	assert_false(told.relay.known); /* nobody knows any more */
}

/* ---- the cut --------------------------------------------------------------------------------- */

static void what_idles_is_cut_ten_minutes_after_its_last_user_was_warned(void **state)
{
	(void)state;
	begin("staff", true);
	book(&plugged.ada, 0, HOUR);
	pass(20, BUSY, go_on);
	pass(39, RESTING, go_on); /* still booked */
	assert_int_equal(mails_to(&plugged.ada, "machine_idle"), 0);
	pass(1, RESTING, go_on);
	assert_int_equal(mails_to(&plugged.ada, "machine_idle"), 1);
	look_now();
	assert_int_equal(told.cut_at, plugged.now + 10 * MINUTE);
	pass(9, RESTING, go_on);
	assert_int_equal(wish_count, 0);
	pass(2, RESTING, go_on); /* asked for, and sent with the next word */
	assert_int_equal(wish_count, 1);
	assert_int_equal(sent_count, 1);
	assert_false(sent.wish.on);
	assert_in_range(sent.wish.expires - plugged.now, 1, 30); /* for the network */
	plugged.relay = false;
	pass(30, 0, go_on);
	assert_string_equal(why, "idle");
	assert_int_equal(wish_count, 1);
	assert_int_equal(sent_count, 1);
	assert_int_equal(mails_to(&plugged.ada, "machine_idle"), 1);
	assert_int_equal(mails_to(&plugged.bob, "machine_idle"), 0);
}

/* Idle for long, warned of, and asked to be cut with the next word. */
static void begin_at_the_edge(void)
{
	begin("staff", true);
	pass(2, RESTING, go_on);
	for (int i = 0; i < 60 && !wish_count; i++)
		pass(1, RESTING, go_on);
	assert_int_equal(wish_count, 1);
	assert_int_equal(sent_count, 0);
}

static void nothing_is_sent_before_the_plug_has_said_once_more_that_its_machine_idles(void **state)
{
	(void)state;
	begin_at_the_edge();
	pass(5, SILENCE, go_on);
	assert_int_equal(sent_count, 0);
	pass(1, RESTING, go_on);
	assert_int_equal(sent_count, 1);
	begin_at_the_edge();
	pass(1, BUSY, go_on);
	pass(30, SILENCE, go_on);
	assert_int_equal(sent_count, 0);
	assert_string_equal(status, "failed");
}

static void what_was_heard_long_ago_and_comes_only_now_is_no_word_of_now(void **state)
{
	(void)state;
	begin_at_the_edge();
	plugged.now += 5 * MINUTE;
	heard(plugged.now - 2 * MINUTE, RESTING); /* the broker was away, and hands over what it kept */
	heard(plugged.now - MINUTE, RESTING);
	pass(1, SILENCE, go_on);
	assert_int_equal(sent_count, 0);
	pass(1, RESTING, go_on);
	assert_int_equal(sent_count, 1);
}

static void an_order_that_nobody_sent_in_time_waits_for_the_next_word(void **state)
{
	(void)state;
	begin_at_the_edge();
	pass(1, RESTING, go_on_alone);
	pass(2, SILENCE, go_on); /* the broker is back, and at the machine somebody may have begun */
	assert_int_equal(sent_count, 0);
	pass(1, RESTING, go_on);
	assert_int_equal(sent_count, 1);
	begin_at_the_edge();
	pass(1, RESTING, go_on_alone);
	pass(6 * 60, SILENCE, go_on_alone);
	pass(1, SILENCE, go_on);
	assert_int_equal(sent_count, 0);
	assert_string_equal(status, "expired");
}

static void a_plug_that_does_not_obey_is_told_with_each_word_and_then_let_be(void **state)
{
	(void)state;
	begin_at_the_edge();
	pass(60, RESTING, go_on);
	assert_in_range(sent_count, 2, 20);
	int so_far = sent_count;
	pass(120, RESTING, go_on);
	assert_int_equal(sent_count, so_far);
	assert_int_equal(wish_count, 1);
	assert_string_equal(status, "failed");
}

static void expect_no_cut(int minutes, int64_t watts)
{
	pass(minutes, watts, go_on);
	assert_int_equal(sent_count, 0);
	assert_int_equal(wish_count, 0);
}

static void nothing_at_work_silent_or_unknown_is_ever_cut(void **state)
{
	(void)state;
	begin("staff", true);
	expect_no_cut(200, BUSY);
	begin("staff", true);
	pass(25, RESTING, go_on);
	expect_no_cut(200, SILENCE);
	heard(plugged.now, RESTING); /* what it did meanwhile is not known */
	expect_no_cut(30, RESTING);
	begin("staff", true);
	for (int i = 0; i < 30; i++) { /* a heater's pauses */
		pass(3, RESTING, go_on);
		pass(1, BUSY, go_on);
	}
	expect_no_cut(4, RESTING);
}

static void only_what_staff_allowed_is_cut(void **state)
{
	(void)state;
	begin("staff", false);
	expect_no_cut(90, RESTING);
	begin("never", true);
	expect_no_cut(90, RESTING);
	begin_at_the_edge();
	staff_decide((struct decided){ "staff", false, plugged.resource }); /* not any more */
	pass(3, RESTING, go_on);
	assert_int_equal(sent_count, 0);
}

static void a_plug_that_may_obey_later_is_never_told_by_inference(void **state)
{
	static const char *const classes[] = { "A", "B", NULL };

	(void)state;
	for (int i = 0; i < 3; i++) {
		begin("staff", true);
		plugged.class = classes[i];
		expect_no_cut(90, RESTING);
	}
}

static void a_booking_keeps_the_power_on_from_a_quarter_of_an_hour_before(void **state)
{
	(void)state;
	begin_at_the_edge();
	int64_t past = plugged.now % (15 * MINUTE);
	book(&plugged.bob, 15 * MINUTE - past, HOUR - past); /* just before it is sent */
	pass(2, RESTING, go_on);
	assert_int_equal(sent_count, 0);
	assert_string_equal(status, "failed");
	begin("staff", true);
	pass(10, SILENCE, go_on);
	book(&plugged.bob, 50 * MINUTE, 110 * MINUTE);
	expect_no_cut(50, RESTING); /* warned after half an hour, and then it was soon his */
	assert_int_equal(RUN_EARLY, 15 * MINUTE);
	begin("staff", true);
	struct booked late = book(&plugged.bob, HOUR, 2 * HOUR);
	pass(43, RESTING, go_on);
	assert_int_equal(sent_count, 1); /* 17 minutes before */
	assert_int_equal(run(WRITE, cancel_it, &late), WORK_DONE);
}

static void who_sat_idle_beside_it_is_warned_after_the_booking_as_well(void **state)
{
	(void)state;
	begin("staff", true);
	pass(35, RESTING, go_on); /* nobody's: warned */
	book(&plugged.bob, 10 * MINUTE, 55 * MINUTE);
	pass(55, RESTING, go_on);
	assert_int_equal(wish_count, 0);
	pass(9, RESTING, go_on); /* the old warning is not for this */
	assert_int_equal(wish_count, 0);
	pass(2, RESTING, go_on);
	assert_int_equal(sent_count, 1);
}

static void a_plug_at_another_machine_has_seen_nothing_of_it_yet(void **state)
{
	(void)state;
	begin_at_the_edge();
	int64_t first = plugged.resource;
	assert_int_equal(run(WRITE, enter_machine, NULL), WORK_DONE);
	assert_int_not_equal(plugged.resource, first);
	staff_decide((struct decided){ "staff", true, plugged.resource });
	pass(30, RESTING, go_on);
	assert_int_equal(sent_count, 0);
	assert_int_equal(wish_count, 1); /* the old one, which came to nothing */
	assert_string_equal(status, "expired");
	pass(10, RESTING, go_on);
	assert_int_equal(sent_count, 0);
	pass(1, RESTING, go_on);
	assert_int_equal(sent_count, 1);
}

static void a_plug_that_was_replaced_switches_nothing_any_more(void **state)
{
	(void)state;
	begin_at_the_edge();
	int64_t old = plugged.device;
	snprintf(plugged.eui, sizeof plugged.eui, "%016llx", (unsigned long long)random_number());
	plugged.counter = 0;
	staff_decide((struct decided){ "staff", true, plugged.resource });
	assert_int_not_equal(plugged.device, old);
	pass(20, BUSY, go_on); /* the machine works, by the new one's word */
	pass(15, RESTING, go_on);
	assert_int_equal(sent_count, 0);
	plugged.device = old;
	pass(1, SILENCE, go_on);
	assert_int_equal(sent_count, 0);
	assert_string_equal(status, "expired");
}

/* ---- power for bookings ---------------------------------------------------------------------- */

static void a_booking_gets_power_once_and_only_when_it_begins(void **state)
{
	(void)state;
	begin("booking", false);
	plugged.relay = false;
	struct booked booked = book(&plugged.ada, HOUR, 2 * HOUR);
	pass(58, 0, go_on);
	assert_int_equal(wish_count, 0);
	pass(2, 0, go_on);
	assert_int_equal(wish_count, 1);
	assert_true(sent.wish.on);
	assert_int_equal(sent.wish.booking, booked.id);
	assert_int_equal(sent.wish.expires, plugged.now + 15 * MINUTE);
	plugged.relay = true;
	pass(1, RESTING, go_on);
	assert_string_equal(status, "done");
	plugged.relay = false; /* somebody's hand */
	pass(20, 0, go_on);
	assert_int_equal(wish_count, 1);
}

static void a_booking_that_began_while_all_was_away_gets_power_only_if_it_is_fresh(void **state)
{
	(void)state;
	begin("booking", false);
	plugged.relay = false;
	pass(1, 0, go_on);
	book(&plugged.ada, 14 * MINUTE, 74 * MINUTE);
	plugged.now += 28 * MINUTE;
	pass(1, 0, go_on);
	assert_int_equal(wish_count, 1);
	begin("booking", false);
	pass(1, 0, go_on);
	book(&plugged.ada, 14 * MINUTE, 74 * MINUTE);
	plugged.now += 30 * MINUTE;
	pass(1, 0, go_on);
	assert_int_equal(wish_count, 0);
}

static void without_the_policy_or_cancelled_it_gets_none(void **state)
{
	static const char *const others[] = { "never", "staff", "start", "booking" };

	(void)state;
	for (int i = 0; i < 4; i++) {
		begin(others[i], false);
		pass(1, 0, go_on);
		struct booked booked = book(&plugged.ada, 14 * MINUTE, 74 * MINUTE);
		if (i == 3)
			assert_int_equal(run(WRITE, cancel_it, &booked), WORK_DONE);
		pass(20, 0, go_on);
		assert_int_equal(wish_count, 0);
	}
}

/* Half a minute before it; the broker is away while that is decided. */
static void await_begin(struct booked *booked)
{
	begin("booking", false);
	plugged.relay = false;
	pass(1, 0, go_on);
	*booked = book(&plugged.ada, 14 * MINUTE, 74 * MINUTE);
	pass(13, 0, go_on_alone);
	plugged.now -= MINUTE / 2;
	pass(1, 0, go_on_alone);
	assert_string_equal(status, "waiting");
}

static void what_waits_for_a_booking_ends_with_it_or_with_the_leave_to_switch(void **state)
{
	struct booked booked;

	(void)state;
	await_begin(&booked);
	assert_int_equal(run(WRITE, cancel_it, &booked), WORK_DONE);
	pass(2, 0, go_on);
	assert_string_equal(status, "expired");
	await_begin(&booked);
	staff_decide((struct decided){ "never", false, plugged.resource });
	pass(2, 0, go_on);
	assert_string_equal(status, "expired");
	assert_int_equal(sent_count, 0);
}

/* ---- the code on the machine ----------------------------------------------------------------- */

static int denials;

/* As if Ada scanned the label. */
static void use_code(struct work *work, void (*verb)(struct work *, const struct machine_wish *, struct machine *))
{
	struct label list[MOST_RESOURCES];
	struct machine_wish wish = { .condition = "clean", .note = "" };
	struct machine machine;

	work->person = &plugged.ada;
	for (int i = machine_labels(work, list, MOST_RESOURCES); i-- > 0;)
		if (!strcmp(list[i].slug, plugged.slug))
			wish.code = list[i].code;
	verb(work, &wish, &machine);
	denials = machine.count;
	send_all(work);
}

static void label(struct work *work)
{
	work->person = &plugged.ada;
	machine_code_make(work, plugged.slug);
}

static void start(struct work *work)
{
	use_code(work, machine_start);
}

static void stop(struct work *work)
{
	use_code(work, machine_stop);
}

static void whoever_starts_a_machine_by_its_code_gets_power_until_they_end(void **state)
{
	(void)state;
	begin("start", false);
	plugged.relay = false;
	book(&plugged.ada, 0, HOUR);
	pass(1, 0, label);
	pass(1, 0, start);
	assert_int_equal(denials, 0);
	assert_string_equal(why, "start");
	assert_true(sent_count == 1 && sent.wish.on);
	plugged.relay = true;
	pass(20, BUSY, go_on);
	pass(5, RESTING, go_on);
	assert_int_equal(sent_count, 1);
	pass(1, RESTING, stop);
	assert_int_equal(denials, 0);
	assert_string_equal(why, "stop");
	assert_true(sent_count == 2 && !sent.wish.on);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hand_at_the_plug_is_told_from_a_wish),
		cmocka_unit_test(what_did_not_arrive_is_told_at_the_machine_for_a_while),
		cmocka_unit_test(what_idles_is_cut_ten_minutes_after_its_last_user_was_warned),
		cmocka_unit_test(nothing_is_sent_before_the_plug_has_said_once_more_that_its_machine_idles),
		cmocka_unit_test(what_was_heard_long_ago_and_comes_only_now_is_no_word_of_now),
		cmocka_unit_test(an_order_that_nobody_sent_in_time_waits_for_the_next_word),
		cmocka_unit_test(a_plug_that_does_not_obey_is_told_with_each_word_and_then_let_be),
		cmocka_unit_test(nothing_at_work_silent_or_unknown_is_ever_cut),
		cmocka_unit_test(only_what_staff_allowed_is_cut),
		cmocka_unit_test(a_plug_that_may_obey_later_is_never_told_by_inference),
		cmocka_unit_test(a_booking_keeps_the_power_on_from_a_quarter_of_an_hour_before),
		cmocka_unit_test(who_sat_idle_beside_it_is_warned_after_the_booking_as_well),
		cmocka_unit_test(a_plug_at_another_machine_has_seen_nothing_of_it_yet),
		cmocka_unit_test(a_plug_that_was_replaced_switches_nothing_any_more),
		cmocka_unit_test(a_booking_gets_power_once_and_only_when_it_begins),
		cmocka_unit_test(a_booking_that_began_while_all_was_away_gets_power_only_if_it_is_fresh),
		cmocka_unit_test(without_the_policy_or_cancelled_it_gets_none),
		cmocka_unit_test(what_waits_for_a_booking_ends_with_it_or_with_the_leave_to_switch),
		cmocka_unit_test(whoever_starts_a_machine_by_its_code_gets_power_until_they_end),
	};
	return RUN_ON_BOTH(tests, open_plugged_lab, close_lab);
}
