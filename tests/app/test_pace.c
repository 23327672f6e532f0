// SPDX-License-Identifier: EUPL-1.2
/* A wish for an interval comes true by the device's own word or by its pace; silence is told by it, once. */
#include "app/device.h"
#include "app/frame.h"
#include "app/relay.h"
#include "hw/codec.h"
#include "tests/app/fixture.h"

#include <string.h>

enum { HOUR = 3600, ON_AIR = 20 };

static const int64_t NOW = 1764000000;
static const struct relay_link LINK = { "chirpstack", "broker.example" };

/* A plug, and what happens to it. */
struct scene {
	char eui[FRAME_EUI + 1], name[30], fate[12];
	int64_t counter, resource, now, tries, count, pace;
	const char *model;
	bool sent;
	const char *health;
};

static int open_plugs(void **state)
{
	if (open_lab(state))
		return -1;
	lab->codecs = codecs;
	return 0;
}

static void enter(struct work *work, void *about)
{
	struct scene *s = about;
	struct device device = device_usual(s->eui);

	snprintf(s->eui, sizeof s->eui, "%016llx", (unsigned long long)random_number());
	snprintf(s->name, sizeof s->name, "Plug %s", s->eui);
	device.model = s->model;
	device.network = LINK.network;
	device.name = s->name;
	device.resource = add_resource(work, new_name(work));
	device_enter(work, &device);
}

static struct scene plug(const char *model)
{
	struct scene s = { .model = model, .now = NOW };

	assert_int_equal(run(WRITE, enter, &s), WORK_DONE);
	return s;
}

static void take(struct work *work, struct scene *s, unsigned port, const char *bytes, size_t size)
{
	struct frame frame = { .network = LINK.network, .session = "1", .counter = s->counter++, .at = s->now,
		.port = port, .size = size, .route = "application/1/device/1", .class = "C", .via = LINK.via };

	strcpy(frame.eui, s->eui);
	memcpy(frame.bytes, bytes, size);
	assert_int_equal(frame_take(work, &frame), FRAME_KEPT);
}

static void hear(struct work *work, void *about)
{
	struct scene *s = about;

	work->now = s->now;
	if (!strcmp(s->model, "ws52x"))
		take(work, s, 85, "\x08\x70\x01\x04\x80\x07\x00\x00\x00", 9);
	else { /* Netvox spreads a report over two frames */
		take(work, s, 6, "\x01\x0e\x01\x01\x00\x00\x1f\x40\x00\x00\x00", 11);
		s->now += ON_AIR / 2;
		take(work, s, 6, "\x01\x0e\x02\x00\xe6\x04\xd2\x02\x71\x00\x00", 11);
		s->now -= ON_AIR / 2;
	}
}

static void reply(struct work *work, void *about)
{
	struct scene *s = about;

	work->now = s->now;
	take(work, s, 85, s->count == 60 ? "\xfe\x03\x3c\x00" : "\xfe\x03\xb0\x04", 4);
}

static void refuse(struct work *work, void *about)
{
	struct scene *s = about;

	work->now = s->now;
	take(work, s, 7, "\x81\x0e\x01\0\0\0\0\0\0\0\0", 11);
}

static void ask(struct work *work, void *about)
{
	struct scene *s = about;
	struct device device;

	work->now = s->now;
	assert_true(device_of_eui(work, s->eui, &device));
	relay_ask_interval(work, &device, s->count);
}

static void send(struct work *work, void *about)
{
	struct scene *s = about;
	struct relay_order order;

	work->now = s->now;
	s->sent = relay_next(work, &LINK, &order) && order.downlink.size;
}

static void expire(struct work *work, void *about)
{
	struct scene *s = about;

	work->now = s->now;
	relay_expire(work, 100);
}

static void look(struct work *work, void *about)
{
	struct scene *s = about;
	struct relay_wish wish = { .status = "none" };
	struct device device;

	assert_true(device_of_eui(work, s->eui, &device));
	relay_list(work, device.id, &wish, 1);
	snprintf(s->fate, sizeof s->fate, "%s", wish.status);
	s->tries = wish.tries;
	s->pace = device.pace;
	s->health = health_of(&device, s->now);
}

static void expect(struct scene *s, const char *fate)
{
	assert_int_equal(run(READ, look, s), WORK_DONE);
	assert_string_equal(s->fate, fate);
}

static void at(struct scene *s, int64_t second, void (*job)(struct work *, void *))
{
	s->now = NOW + second;
	assert_int_equal(run(WRITE, job, s), WORK_DONE);
}

/* Asked for an interval of so many seconds and sent, at second 0. */
static struct scene told(const char *model, int seconds)
{
	struct scene s = plug(model);

	at(&s, -1, hear);
	s.count = seconds;
	at(&s, 0, ask);
	expect(&s, "waiting");
	at(&s, 0, send);
	assert_true(s.sent);
	expect(&s, "sent");
	return s;
}

static void an_interval_is_confirmed_by_the_devices_reply(void **state)
{
	struct scene s = told("ws52x", 60);

	(void)state;
	s.count = 0; /* it repeats another one, 1200 */
	at(&s, 2, reply);
	expect(&s, "sent");
	s.count = 60;
	at(&s, 3, reply);
	expect(&s, "done");
}

static void or_by_three_reports_at_the_new_pace(void **state)
{
	static const char *const models[] = { "ws52x", "r809a" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct scene s = told(models[i], 300);
		at(&s, 60, hear); /* the old pace, and reports of a change */
		at(&s, 120, hear);
		at(&s, 150, hear);
		at(&s, 450, hear);
		expect(&s, "sent");
		at(&s, 752, hear);
		expect(&s, "done");
	}
}

static void it_is_sent_again_and_fails_when_the_device_keeps_its_old_pace(void **state)
{
	struct scene s = told("ws52x", 60);

	(void)state;
	for (int64_t second = 1200; second <= 20 * 1200; second += 1200) {
		at(&s, second, hear);
		at(&s, second + 1, send);
	}
	expect(&s, "failed");
	assert_int_equal(s.tries, 5);
}

static void a_device_that_refuses_says_so(void **state)
{
	struct scene s = told("r809a", 60);

	(void)state;
	at(&s, ON_AIR, refuse);
	expect(&s, "failed");
}

static void what_no_broker_can_send_expires_by_the_clock(void **state)
{
	struct scene s = plug("ws52x");

	(void)state;
	at(&s, -1, hear);
	s.count = 60;
	at(&s, 0, ask);
	at(&s, 24 * HOUR, expire);
	expect(&s, "waiting");
	at(&s, 25 * HOUR, expire);
	expect(&s, "expired");
}

static void what_was_sent_before_the_broker_went_fails_by_the_clock(void **state)
{
	struct scene s = told("ws52x", 60);

	(void)state;
	at(&s, 25 * HOUR, expire);
	expect(&s, "failed");
}

/* ---- silence --------------------------------------------------------------------------------- */

static const char FORGET[] = "DELETE FROM delivery";
static const char OTHERS[] = "UPDATE device SET alarm_minutes = 0 WHERE eui <> $1 AND eui <> $2";
static const char PEOPLE[] = "DELETE FROM person";
static const char COUNT[] = "SELECT COUNT(*) FROM delivery WHERE kind = $1";
static const char DETAIL[] = "SELECT detail FROM delivery WHERE kind = $1 ORDER BY id DESC LIMIT 1";

struct office {
	struct scene *plugs[2];
	int64_t now, silent, back;
	char detail[100];
};

static void open_office(struct work *work, void *about)
{
	struct office *o = about;

	db_run(work->db, FORGET, WITH_NOTHING);
	db_run(work->db, PEOPLE, WITH_NOTHING);
	add_person(work, "Mandy");
	db_run(work->db, OTHERS, WITH(text(o->plugs[0]->eui), text(o->plugs[1]->eui)));
}

static void ring(struct work *work, void *about)
{
	struct office *o = about;

	work->now = o->now;
	device_alarm(work, 100);
}

static void read_mails(struct work *work, void *about)
{
	struct office *o = about;
	struct rows rows = db_query(work->db, DETAIL, WITH(text("device_silent")));

	if (db_next(&rows)) {
		snprintf(o->detail, sizeof o->detail, "%s", db_text(&rows, 0));
		db_stop(&rows);
	}
	db_one(work->db, COUNT, WITH(text("device_silent")), &o->silent);
	db_one(work->db, COUNT, WITH(text("device_back")), &o->back);
}

static void expect_mails(struct office *o, int64_t second, int64_t silent, int64_t back)
{
	o->now = NOW + second;
	assert_int_equal(run(WRITE, ring, o), WORK_DONE);
	assert_int_equal(run(READ, read_mails, o), WORK_DONE);
	assert_int_equal(o->silent, silent);
	assert_int_equal(o->back, back);
}

static void staff_are_told_once_of_a_silence_and_once_of_its_end(void **state)
{
	struct scene a = plug("ws52x"), b = plug("ws52x");
	struct office o = { .plugs = { &a, &b } };

	(void)state;
	assert_int_equal(run(WRITE, open_office, &o), WORK_DONE);
	at(&a, 0, hear);
	at(&b, 0, hear);
	expect_mails(&o, HOUR, 0, 0);
	expect_mails(&o, HOUR + 1, 1, 0); /* both in one */
	assert_non_null(strstr(o.detail, a.name));
	assert_non_null(strstr(o.detail, b.name));
	expect_mails(&o, 2 * HOUR, 1, 0);
	for (int64_t second = 3 * HOUR; second <= 4 * HOUR; second += 60)
		at(&a, second, hear);
	expect_mails(&o, 4 * HOUR, 1, 1);
	expect_mails(&o, 5 * HOUR, 1, 1);
	expect_mails(&o, 5 * HOUR + 1, 2, 1); /* a second silence of the first */
	assert_string_equal(o.detail, a.name);
}

static void a_device_that_reports_seldom_is_given_three_of_its_reports(void **state)
{
	struct scene a = plug("ws52x"), b = plug("ws52x");
	struct office o = { .plugs = { &a, &b } };

	(void)state;
	assert_int_equal(run(WRITE, open_office, &o), WORK_DONE);
	for (int64_t hour = 0; hour <= 8; hour += 2)
		at(&a, hour * HOUR, hear);
	for (int64_t second = 7 * HOUR; second <= 8 * HOUR; second += 60)
		at(&b, second, hear);
	expect(&a, "none");
	expect(&b, "none");
	assert_int_equal(a.pace, 2 * HOUR);
	assert_int_equal(b.pace, 60);
	a.now = b.now = NOW + 8 * HOUR + 901;
	expect(&a, "none");
	expect(&b, "none");
	assert_string_equal(a.health, "ok");
	assert_string_equal(b.health, "stale");
	expect_mails(&o, 9 * HOUR + 1, 1, 0);
	assert_string_equal(o.detail, b.name);
	expect_mails(&o, 14 * HOUR + 1, 2, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_interval_is_confirmed_by_the_devices_reply),
		cmocka_unit_test(or_by_three_reports_at_the_new_pace),
		cmocka_unit_test(it_is_sent_again_and_fails_when_the_device_keeps_its_old_pace),
		cmocka_unit_test(a_device_that_refuses_says_so),
		cmocka_unit_test(what_no_broker_can_send_expires_by_the_clock),
		cmocka_unit_test(what_was_sent_before_the_broker_went_fails_by_the_clock),
		cmocka_unit_test(staff_are_told_once_of_a_silence_and_once_of_its_end),
		cmocka_unit_test(a_device_that_reports_seldom_is_given_three_of_its_reports),
	};
	return RUN_ON_BOTH(tests, open_plugs, close_lab);
}
