// SPDX-License-Identifier: EUPL-1.2
#include "app/source.h"

#include "app/base/time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static struct arena arena;

static bool read(const char *event, const char *json, struct frame *frame, const char **why)
{
	return source_find(sources, "chirpstack")->read(&arena, event, json, strlen(json), frame, why);
}

static void refused(const char *json, const char *sentence)
{
	struct frame frame;
	const char *why;
	assert_false(read("up", json, &frame, &why));
	assert_string_equal(why, sentence);
}

static const char UP[] =
	"{\"deduplicationId\":\"3ac7e3c4-4401-4b8d-9386-a5c902f9202d\","
	"\"time\":\"2026-11-23T09:34:15.775023242+00:00\",\"deviceInfo\":{"
	"\"tenantName\":\"Speicher\",\"applicationId\":\"17c82e96-be03-4f38-aef3-f83d48582d97\","
	"\"deviceName\":\"Prusa 1\",\"devEui\":\"24E124148B000001\",\"deviceClassEnabled\":\"CLASS_C\","
	"\"tags\":{}},\"devAddr\":\"00189440\",\"adr\":true,\"dr\":1,\"fCnt\":4711,\"fPort\":85,"
	"\"confirmed\":false,\"data\":\"CHAB\",\"object\":null,\"rxInfo\":["
	"{\"gatewayId\":\"0016c001f153a14c\",\"rssi\":-103,\"snr\":4.5,\"crcStatus\":\"CRC_OK\"},"
	"{\"gatewayId\":\"0016c001f153a14d\",\"rssi\":-57,\"snr\":9.25,\"crcStatus\":\"CRC_OK\"}],"
	"\"txInfo\":{\"frequency\":868100000,\"modulation\":{\"lora\":{\"bandwidth\":125000,"
	"\"spreadingFactor\":9,\"codeRate\":\"CR_4_5\"}}},\"joinServerContext\":null}";

static void an_uplink_becomes_a_frame(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	int64_t at;
	assert_true(read("up", UP, &f, &why));
	assert_string_equal(f.eui, "24e124148b000001");
	assert_string_equal(f.network, "chirpstack");
	assert_string_equal(f.session, "00189440");
	assert_string_equal(f.name, "Prusa 1");
	assert_int_equal(f.counter, 4711);
	assert_int_equal(f.port, 85);
	assert_int_equal(f.size, 3);
	assert_memory_equal(f.bytes, "\x08\x70\x01", 3);
	assert_true(time_parse("2026-11-23T09:34:15Z", &at));
	assert_int_equal(f.at, at);
	assert_int_equal(f.spreading_factor, 9);
}

static void the_best_gateway_gives_the_signal(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	assert_true(read("up", UP, &f, &why));
	assert_true(f.has_signal);
	assert_int_equal(f.rssi, -57);
	assert_float_equal(f.snr, 9.25, 0);
}

static void what_is_left_out_is_zero(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	assert_true(read("up", "{\"deviceInfo\":{\"devEui\":\"24e124148b000001\"}}", &f, &why));
	assert_int_equal(f.counter, 0);
	assert_int_equal(f.port, 0);
	assert_int_equal(f.size, 0);
	assert_int_equal(f.at, 0);
	assert_string_equal(f.session, "");
	assert_null(f.name);
	assert_false(f.has_signal);
	assert_int_equal(f.spreading_factor, 0);
}

static void other_events_are_none_of_our_business(void **state)
{
	(void)state;
	static const char *const events[] = { "txack", "location", "integration", "" };
	struct frame f;
	for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
		const char *why = "not set";
		assert_false(read(events[i], "{}", &f, &why));
		assert_null(why);
	}
}

#define DEVICE "{\"deviceInfo\":{\"devEui\":\"24e124148b000001\"},"

static void what_is_wrong_is_said(void **state)
{
	(void)state;
	refused("{", "not JSON");
	refused("", "not JSON");
	refused("\n\x10\b\x01\x12\x04test", "this looks like Protobuf: have the network server send JSON (ChirpStack: json=true in "
		"[integration.mqtt], or JSON as the HTTP integration's encoding; version 3: marshaler=\"json_v3\")");
	refused("[]", "deviceInfo.devEui is not 16 hexadecimal digits");
	refused("{\"deviceInfo\":{\"devEui\":\"24e124148b00000\"}}",
		"deviceInfo.devEui is not 16 hexadecimal digits");
	refused("{\"deviceInfo\":{\"devEui\":\"24e124148b00000101\"}}",
		"deviceInfo.devEui is not 16 hexadecimal digits");
	refused(DEVICE "\"devAddr\":\"Prusa 1!\"}", "devAddr is not 8 hexadecimal digits");
	refused(DEVICE "\"fCnt\":\"1\"}", "fCnt is not a number of 32 bits");
	refused(DEVICE "\"fCnt\":-1}", "fCnt is not a number of 32 bits");
	refused(DEVICE "\"fCnt\":4294967296}", "fCnt is not a number of 32 bits");
	refused(DEVICE "\"fPort\":256}", "fPort is not a number of 8 bits");
	refused(DEVICE "\"data\":\"CHA\"}", "the payload is not base64, or too long for LoRaWAN");
	refused(DEVICE "\"data\":7}", "data is no text");
	refused(DEVICE "\"data\":\"CHAB\",\"joinServerContext\":{\"sessionKeyId\":\"1\"}}",
		"the payload is still encrypted: the join server keeps its key (joinServerContext); have it hand the application "
		"session key to ChirpStack");
}

static void a_payload_as_long_as_lorawan_allows_fits_and_no_longer(void **state)
{
	(void)state;
	char json[1000];
	struct frame f;
	const char *why;
	snprintf(json, sizeof json, DEVICE "\"data\":\"%0340d\"}", 0);
	assert_true(read("up", json, &f, &why));
	assert_int_equal(f.size, FRAME_BYTES);
	snprintf(json, sizeof json, DEVICE "\"data\":\"%0344d\"}", 0);
	refused(json, "the payload is too long for LoRaWAN");
}

static void a_text_of_more_than_64_kib_is_not_even_parsed(void **state)
{
	(void)state;
	static char json[(64 << 10) + 2];
	memset(json, ' ', sizeof json - 1);
	refused(json, "longer than 64 KiB");
}

static void a_name_unfit_to_keep_is_none(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	assert_true(read("up", "{\"deviceInfo\":{\"devEui\":\"24e124148b000001\","
		"\"deviceName\":\"a\\u0007b\"}}", &f, &why));
	assert_null(f.name);
}

static void batteries_joins_acknowledgements_and_complaints_are_told(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	assert_true(read("status", DEVICE "\"margin\":10,\"externalPowerSource\":false,"
		"\"batteryLevelUnavailable\":false,\"batteryLevel\":87.4}", &f, &why));
	assert_int_equal(f.kind, FRAME_STATUS);
	assert_true(f.about.has_battery && f.about.has_margin && !f.about.mains);
	assert_float_equal(f.about.battery, 87.4, 1e-9);
	assert_int_equal(f.about.margin, 10);
	assert_true(read("status", DEVICE "\"externalPowerSource\":true,\"batteryLevel\":0}", &f, &why));
	assert_true(f.about.mains && !f.about.has_battery);
	assert_true(read("join", DEVICE "\"time\":\"2026-11-23T09:34:15Z\"}", &f, &why));
	assert_int_equal(f.kind, FRAME_JOIN);
	assert_true(f.at > 0);
	assert_true(read("ack", DEVICE "\"queueItemId\":\"3ac7e3c4-4401-4b8d-9386-a5c902f9202d\","
		"\"acknowledged\":true}", &f, &why));
	assert_int_equal(f.kind, FRAME_ACK);
	assert_true(f.about.acknowledged);
	assert_string_equal(f.about.command, "3ac7e3c4-4401-4b8d-9386-a5c902f9202d");
	assert_true(read("log", DEVICE "\"level\":\"ERROR\",\"code\":\"UPLINK_F_CNT_RESET\","
		"\"description\":\"Frame-counter reset\"}", &f, &why));
	assert_int_equal(f.kind, FRAME_FAULT);
	assert_string_equal(f.about.fault, "UPLINK_F_CNT_RESET: Frame-counter reset");
	assert_false(read("log", DEVICE "\"level\":\"INFO\",\"code\":\"OTAA\"}", &f, &why));
	assert_null(why);
}

/* ---- version 3 ---- */

static const char UP_3[] =
	"{\"applicationID\":\"7\",\"applicationName\":\"lab\",\"deviceName\":\"Prusa 1\",\"devEUI\":\"24E124148B000001\","
	"\"rxInfo\":[{\"gatewayID\":\"0303030303030303\",\"name\":\"roof\",\"time\":\"2026-11-23T09:34:15.775Z\","
	"\"rssi\":-103,\"loRaSNR\":4.5},{\"gatewayID\":\"0303030303030304\",\"time\":null,\"rssi\":-48,\"loRaSNR\":9}],"
	"\"txInfo\":{\"frequency\":868100000,\"dr\":3},\"adr\":true,\"fCnt\":10,\"fPort\":85,\"data\":\"CHAB\","
	"\"object\":{\"button\":\"open\"}}";

static const char UP_3_PROTOBUF[] =
	"{\"applicationID\":\"7\",\"deviceName\":\"Prusa 1\",\"devEUI\":\"JOEkFIsAAAE=\",\"rxInfo\":["
	"{\"gatewayID\":\"AwMDAwMDAwM=\",\"time\":null,\"rssi\":-48,\"loRaSNR\":9}],\"txInfo\":{\"frequency\":868100000,"
	"\"modulation\":\"LORA\",\"loRaModulationInfo\":{\"bandwidth\":125,\"spreadingFactor\":11,\"codeRate\":\"4/5\"}},"
	"\"adr\":true,\"dr\":1,\"fCnt\":10,\"fPort\":85,\"data\":\"CHAB\",\"objectJSON\":\"{\\\"button\\\":\\\"open\\\"}\","
	"\"tags\":{},\"confirmedUplink\":true,\"devAddr\":\"AFSVgA==\",\"publishedAt\":\"2026-11-23T09:34:16Z\"}";

static void both_shapes_of_version_3_become_the_same_frame(void **state)
{
	(void)state;
	struct frame a, b;
	const char *why;
	assert_true(read("up", UP_3, &a, &why));
	assert_true(read("up", UP_3_PROTOBUF, &b, &why));
	assert_string_equal(a.eui, "24e124148b000001");
	assert_string_equal(b.eui, a.eui);
	assert_string_equal(a.session, "");
	assert_string_equal(b.session, "00549580");
	assert_string_equal(a.name, "Prusa 1");
	assert_int_equal(a.counter, 10);
	assert_int_equal(b.counter, 10);
	assert_memory_equal(a.bytes, "\x08\x70\x01", 3);
	assert_memory_equal(b.bytes, "\x08\x70\x01", 3);
	assert_int_equal(a.rssi, -48);
	assert_int_equal(a.spreading_factor, 9);
	assert_int_equal(b.spreading_factor, 11);
	assert_int_equal(b.at, a.at + 1);
}

static void what_is_wrong_with_version_3_is_said(void **state)
{
	(void)state;
	refused("{\"devEUI\":\"JOEkFIs=\"}", "devEUI is neither 16 hexadecimal digits nor base64 of 8 bytes");
	refused("{\"devEUI\":7}", "devEUI is neither 16 hexadecimal digits nor base64 of 8 bytes");
	refused("{\"devEUI\":\"JOEkFIsAAAE=\",\"devAddr\":\"x\"}",
		"devAddr is neither 8 hexadecimal digits nor base64 of 4 bytes");
	refused("{\"devEUI\":\"JOEkFIsAAAE=\",\"fCnt\":-1}", "fCnt is not a number of 32 bits");
}

static void version_3_tells_of_batteries_and_errors_too(void **state)
{
	(void)state;
	struct frame f;
	const char *why;
	assert_true(read("status", "{\"devEUI\":\"24e124148b000001\",\"margin\":6,\"batteryLevel\":75.5}", &f, &why));
	assert_true(f.about.has_battery);
	assert_true(read("error", "{\"devEUI\":\"24e124148b000001\",\"type\":\"UPLINK_FCNT_RESET\","
		"\"error\":\"invalid FCnt\"}", &f, &why));
	assert_string_equal(f.about.fault, "UPLINK_FCNT_RESET: invalid FCnt");
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
		cmocka_unit_test_teardown(the_best_gateway_gives_the_signal, clear),
		cmocka_unit_test_teardown(what_is_left_out_is_zero, clear),
		cmocka_unit_test_teardown(other_events_are_none_of_our_business, clear),
		cmocka_unit_test_teardown(what_is_wrong_is_said, clear),
		cmocka_unit_test_teardown(a_payload_as_long_as_lorawan_allows_fits_and_no_longer, clear),
		cmocka_unit_test_teardown(a_text_of_more_than_64_kib_is_not_even_parsed, clear),
		cmocka_unit_test_teardown(a_name_unfit_to_keep_is_none, clear),
		cmocka_unit_test_teardown(batteries_joins_acknowledgements_and_complaints_are_told, clear),
		cmocka_unit_test_teardown(both_shapes_of_version_3_become_the_same_frame, clear),
		cmocka_unit_test_teardown(what_is_wrong_with_version_3_is_said, clear),
		cmocka_unit_test_teardown(version_3_tells_of_batteries_and_errors_too, clear),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
