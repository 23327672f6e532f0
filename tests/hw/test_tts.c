// SPDX-License-Identifier: EUPL-1.2
#include "app/source.h"

#include "app/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static struct arena arena;

static bool read(const char *json, struct frame *frame, const char **why)
{
	return source_find(sources, "tts")->read(&arena, "", json, strlen(json), frame, why);
}

static void refused(const char *json, const char *sentence)
{
	struct frame frame;
	const char *why;
	assert_false(read(json, &frame, &why));
	assert_string_equal(why, sentence);
}

#define IDS "\"end_device_ids\":{\"device_id\":\"prusa-1\",\"application_ids\":{\"application_id\":\"lab\"}," \
	"\"dev_eui\":\"24E124148B000001\",\"join_eui\":\"24E124C0002A0001\",\"dev_addr\":\"260B1234\"}"
#define UP "{" IDS ",\"correlation_ids\":[\"as:up:01GK\"],\"received_at\":\"2026-11-23T09:34:16.5Z\"," \
	"\"uplink_message\":{\"session_key_id\":\"AYfg8rhha5n+FWx0ZaAprA==\",\"f_port\":85,\"f_cnt\":4711," \
	"\"frm_payload\":\"CHAB\",\"decoded_payload\":{\"socket_status\":\"on\"},\"rx_metadata\":[" \
	"{\"gateway_ids\":{\"gateway_id\":\"roof\",\"eui\":\"B827EBFFFE3AE91B\"},\"rssi\":-103,\"snr\":4.5}," \
	"{\"gateway_ids\":{\"gateway_id\":\"hall\"},\"rssi\":-57,\"channel_rssi\":-57,\"snr\":9.25}]," \
	"\"settings\":{\"data_rate\":{\"lora\":{\"bandwidth\":125000,\"spreading_factor\":9}},\"frequency\":\"868100000\"}," \
	"\"received_at\":\"2026-11-23T09:34:15.775Z\",\"consumed_airtime\":\"0.056576s\"," \
	"\"version_ids\":{\"brand_id\":\"netvox\",\"model_id\":\"r809a\"}}}"

static void an_uplink_becomes_a_frame(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	int64_t at;
	assert_true(read(UP, &f, &why));
	assert_int_equal(f.kind, FRAME_UPLINK);
	assert_string_equal(f.eui, "24e124148b000001");
	assert_string_equal(f.network, "tts");
	assert_string_equal(f.name, "prusa-1");
	assert_string_equal(f.session, "AYfg8rhha5n+FWx0ZaAprA==");
	assert_string_equal(f.model, "r809a");
	assert_int_equal(f.counter, 4711);
	assert_int_equal(f.port, 85);
	assert_int_equal(f.size, 3);
	assert_memory_equal(f.bytes, "\x08\x70\x01", 3);
	assert_int_equal(f.rssi, -57);
	assert_int_equal(f.spreading_factor, 9);
	assert_true(time_parse("2026-11-23T09:34:15Z", &at));
	assert_int_equal(f.at, at);
}

static void the_storage_wraps_the_same(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	assert_true(read("{\"result\":" UP "}", &f, &why));
	assert_string_equal(f.eui, "24e124148b000001");
	assert_int_equal(f.counter, 4711);
}

static void what_is_zero_is_left_out(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	assert_true(read("{" IDS ",\"received_at\":\"2026-11-23T09:34:16Z\",\"uplink_message\":{\"session_key_id\":\"A\"}}",
		&f, &why));
	assert_int_equal(f.counter, 0);
	assert_int_equal(f.port, 0);
	assert_int_equal(f.size, 0);
	assert_null(f.model);
}

static void a_simulated_uplink_is_not_metered(void **state)
{
	(void)state;
	struct frame f;
	const char *why = "not set";
	assert_false(read("{" IDS ",\"simulated\":true,\"uplink_message\":{\"session_key_id\":\"A\"}}", &f, &why));
	assert_null(why);
}

static void what_a_field_mask_left_out_is_named(void **state)
{
	(void)state;
	refused("{\"uplink_message\":{}}", "end_device_ids.dev_eui is missing, or not 16 hexadecimal digits");
	refused("{" IDS ",\"received_at\":\"2026-11-23T09:34:16Z\",\"uplink_message\":{\"f_cnt\":1}}",
		"uplink_message.session_key_id is missing: without it nothing tells one frame from another");
	refused("{" IDS ",\"uplink_message\":{\"session_key_id\":\"A\"}}", "received_at is missing, or no time");
	refused("{" IDS ",\"received_at\":\"2026-11-23T09:34:16Z\",\"uplink_message\":{\"session_key_id\":\"A\","
		"\"f_port\":1,\"frm_payload\":\"???\"}}", "the payload is not base64, or too long for LoRaWAN");
	refused("{" IDS ",\"received_at\":\"2026-11-23T09:34:16Z\",\"uplink_message\":{\"session_key_id\":\"A\","
		"\"frm_payload\":\"CHAB\"}}", "uplink_message.f_port is missing: the webhook's field filter leaves it out");
	refused("{", "not JSON");
}

static void each_delivery_is_marked_as_the_network_marks_it(void **state)
{
	static const char *const marks[] = { "\"as:up:01H1\"", "\"gs:up:x\",\"as:up:01H1\"", "\"as:up:01H2\"", "\"gs:up:x\"" };
	int64_t hashes[4];
	char json[400];

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct frame f;
		const char *why;
		snprintf(json, sizeof json, "{" IDS ",\"correlation_ids\":[%s],\"received_at\":\"2026-11-23T09:34:16Z\","
			"\"uplink_message\":{\"session_key_id\":\"A\",\"f_port\":85,\"frm_payload\":\"CHAB\"}}", marks[i]);
		assert_true(read(json, &f, &why));
		assert_false(f.has_counter);
		hashes[i] = f.delivery;
	}
	assert_int_equal(hashes[0], hashes[1]);
	assert_int_not_equal(hashes[0], hashes[2]);
	assert_int_equal(hashes[3], 0);
}

static void joins_acknowledgements_and_failures_are_told(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	assert_true(read("{" IDS ",\"received_at\":\"2026-11-23T09:34:16Z\",\"join_accept\":{}}", &f, &why));
	assert_int_equal(f.kind, FRAME_JOIN);
	assert_true(read("{" IDS ",\"downlink_ack\":{\"f_port\":85,\"correlation_ids\":[\"as:downlink:1\",\"cmd-42\"]}}",
		&f, &why));
	assert_int_equal(f.kind, FRAME_ACK);
	assert_true(f.about.acknowledged);
	assert_string_equal(f.about.command, "cmd-42");
	assert_true(read("{" IDS ",\"downlink_nack\":{\"correlation_ids\":[\"cmd-43\"]}}", &f, &why));
	assert_false(f.about.acknowledged);
	assert_true(read("{" IDS ",\"downlink_failed\":{\"downlink\":{\"correlation_ids\":[\"cmd-44\"]},"
		"\"error\":{\"name\":\"device_no_session\"}}}", &f, &why));
	assert_string_equal(f.about.fault, "DOWNLINK_FAILED: device_no_session");
	assert_false(read("{" IDS ",\"downlink_queued\":{}}", &f, &why));
	assert_null(why);
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
		cmocka_unit_test_teardown(an_uplink_becomes_a_frame, clear),
		cmocka_unit_test_teardown(the_storage_wraps_the_same, clear),
		cmocka_unit_test_teardown(what_is_zero_is_left_out, clear),
		cmocka_unit_test_teardown(a_simulated_uplink_is_not_metered, clear),
		cmocka_unit_test_teardown(what_a_field_mask_left_out_is_named, clear),
		cmocka_unit_test_teardown(each_delivery_is_marked_as_the_network_marks_it, clear),
		cmocka_unit_test_teardown(joins_acknowledgements_and_failures_are_told, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
