// SPDX-License-Identifier: EUPL-1.2
#include "hw/broker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct arena arena;
static struct broker broker;

static void a_bare_address_has_the_usual_port_and_topic(void **state)
{
	(void)state;
	assert_true(broker_parse(&arena, "mqtt://broker.example", &broker));
	assert_string_equal(broker.host, "broker.example");
	assert_int_equal(broker.port, 1883);
	assert_false(broker.tls);
	assert_null(broker.user);
	assert_null(broker.password);
	assert_string_equal(broker.topic, "application/+/device/+/event/+");
	assert_true(broker_parse(&arena, "mqtts://broker.example/", &broker));
	assert_int_equal(broker.port, 8883);
	assert_true(broker.tls);
	assert_string_equal(broker.topic, "application/+/device/+/event/+");
}

static void an_address_may_say_everything(void **state)
{
	(void)state;
	assert_true(broker_parse(&arena, "mqtts://lab%40zwoenitz:a:b@c%2fd@[2001:db8::1]:2883/$share/lab/a@b/+",
		&broker));
	assert_string_equal(broker.user, "lab@zwoenitz");
	assert_string_equal(broker.password, "a:b@c/d");
	assert_string_equal(broker.host, "2001:db8::1");
	assert_int_equal(broker.port, 2883);
	assert_string_equal(broker.topic, "$share/lab/a@b/+");
	assert_true(broker_parse(&arena, "mqtt://user@localhost:1", &broker));
	assert_string_equal(broker.user, "user");
	assert_null(broker.password);
}

static void what_is_no_address_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = { "", "mqtt:", "http://broker.example", "mqtt://", "mqtt:///topic",
		"mqtt://:1883", "mqtt://host:", "mqtt://host:0", "mqtt://host:65536", "mqtt://host:x",
		"mqtt://[::1", "mqtt://[::1]x", "mqtt://[]", "mqtt://@host", "mqtt://a%zz@host",
		"mqtt://a%4@host", "mqtt://a%00@host", "mqtt://a:%@host" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (broker_parse(&arena, bad[i], &broker))
			fail_msg("%s was taken", bad[i]);
}

static int clear(void **state)
{
	(void)state;
	arena_clear(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_bare_address_has_the_usual_port_and_topic, clear),
		cmocka_unit_test_teardown(an_address_may_say_everything, clear),
		cmocka_unit_test_teardown(what_is_no_address_is_refused, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
