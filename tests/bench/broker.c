// SPDX-License-Identifier: EUPL-1.2
/*
 * The two ends of a broker. publish sends COUNT uplinks of some plugs, as ChirpStack would; count is
 * the limit for whoever keeps them: a client that only acknowledges and counts. It prints how many
 * came a second; with COUNT 0 it only lets the broker know it.
 *
 * broker publish PORT COUNT | broker count PORT COUNT
 */
#include <mosquitto.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PLUGS = 200, IN_FLIGHT = 1000 };

static struct {
	long wanted, seen;
	double began;
} at;

static double now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

#define GATEWAY(id, rssi, snr) \
	"{\"gatewayId\":\"" id "\",\"uplinkId\":4217106255,\"rssi\":" rssi ",\"snr\":" snr "," \
	"\"channel\":1,\"location\":{},\"context\":\"E3OWOQ==\"," \
	"\"metadata\":{\"region_config_id\":\"eu868\"},\"crcStatus\":\"CRC_OK\"}"

/* Of ChirpStack v4, 1.1 kB, two gateways; the payload is a WS52x's full report. */
static const char UPLINK[] =
	"{\"deduplicationId\":\"3ac7e3c4-4401-4b8d-9386-a5c902f9202d\",\"time\":\"%s\",\"deviceInfo\":{"
	"\"tenantId\":\"52f14cd4-c6f1-4fbd-8f87-4025e1d49242\",\"tenantName\":\"Speicher\","
	"\"applicationId\":\"17c82e96-be03-4f38-aef3-f83d48582d97\",\"applicationName\":\"Stecker\","
	"\"deviceProfileId\":\"14855bf7-d10d-4aee-b618-ebfcb64dc7ad\",\"deviceProfileName\":\"WS52x\","
	"\"deviceName\":\"Stecker %d\",\"devEui\":\"24e124148b%06d\","
	"\"deviceClassEnabled\":\"CLASS_C\",\"tags\":{}},"
	"\"devAddr\":\"00189440\",\"adr\":true,\"dr\":5,\"fCnt\":%ld,\"fPort\":85,\"confirmed\":false,"
	"\"data\":\"CHABBYEsB8lKAAN0MAkGgwlmAAAEgAcAAAA=\",\"object\":null,\"rxInfo\":["
	GATEWAY("0016c001f153a14c", "-103", "4.5") "," GATEWAY("0016c001f153a14d", "-57", "9.25") "],"
	"\"txInfo\":{\"frequency\":868100000,\"modulation\":{\"lora\":{\"bandwidth\":125000,"
	"\"spreadingFactor\":7,\"codeRate\":\"CR_4_5\"}}}}";

static void publish_one(struct mosquitto *link, long number)
{
	char topic[128], text[2048], time_text[32];
	int plug = (int)(number % PLUGS);
	time_t seconds = time(NULL);
	struct tm tm;

	strftime(time_text, sizeof time_text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &tm));
	snprintf(topic, sizeof topic, "application/17c8/device/24e124148b%06d/event/up", plug);
	int size = snprintf(text, sizeof text, UPLINK, time_text, plug, plug, number / PLUGS);
	mosquitto_publish(link, NULL, topic, size, text, 1, false);
}

/* In waves: what is not acknowledged waits in this process's memory. */
static void on_published(struct mosquitto *link, void *about, int id)
{
	(void)about, (void)id;
	at.seen++;
	if (at.seen == at.wanted)
		mosquitto_disconnect(link);
	else if (at.seen - 1 + IN_FLIGHT < at.wanted)
		publish_one(link, at.seen - 1 + IN_FLIGHT);
}

static void on_publisher(struct mosquitto *link, void *about, int refused)
{
	(void)about;
	for (long i = 0; !refused && i < IN_FLIGHT && i < at.wanted; i++)
		publish_one(link, i);
}

static void on_counter(struct mosquitto *link, void *about, int refused)
{
	(void)about;
	if (!refused)
		mosquitto_subscribe(link, NULL, "application/+/device/+/event/up", 1);
}

static void on_subscribed(struct mosquitto *link, void *about, int id, int count,
	const int *granted)
{
	(void)about, (void)id, (void)count, (void)granted;
	if (!at.wanted)
		mosquitto_disconnect(link);
}

static void on_message(struct mosquitto *link, void *about, const struct mosquitto_message *message)
{
	(void)about, (void)message;
	if (!at.seen++)
		at.began = now();
	if (at.seen == at.wanted) {
		printf("%.0f\n", (double)at.seen / (now() - at.began));
		mosquitto_disconnect(link);
	}
}

int main(int argc, char **argv)
{
	bool publishes = argc == 4 && !strcmp(argv[1], "publish");
	struct mosquitto *link;

	if (argc != 4 || mosquitto_lib_init() ||
	    !(link = mosquitto_new(publishes ? "publisher" : "counter", publishes, NULL)))
		return EXIT_FAILURE;
	at.wanted = atol(argv[3]);
	mosquitto_int_option(link, MOSQ_OPT_SEND_MAXIMUM, IN_FLIGHT);
	mosquitto_connect_callback_set(link, publishes ? on_publisher : on_counter);
	mosquitto_publish_callback_set(link, on_published);
	mosquitto_subscribe_callback_set(link, on_subscribed);
	mosquitto_message_callback_set(link, on_message);
	int rc = mosquitto_connect(link, "127.0.0.1", atoi(argv[2]), 60);
	rc = rc ? rc : mosquitto_loop_forever(link, 1000, 1);
	mosquitto_destroy(link);
	return rc == MOSQ_ERR_SUCCESS ? EXIT_SUCCESS : EXIT_FAILURE;
}
