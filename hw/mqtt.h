// SPDX-License-Identifier: EUPL-1.2
/*
 * Uplinks from a broker: subscribes with QoS 1 and a session that the broker keeps, and acknowledges a message only when
 * its frame is on disk. What the broker holds while we are away comes afterwards; what comes twice is dropped.
 *
 * A broker lets only so many messages wait for their acknowledgement, and that is how many share one commit: mosquitto's
 * max_inflight_messages is 20; 1000 is worth its line, as is a large max_queued_messages.
 */
#ifndef MQTT_H
#define MQTT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct broker;
struct lab;
struct mqtt;

/* client: the identifier under which the broker keeps our session, so always the same, and another for each program.
 * A broker that is away is tried again after 1 to 60 s. NULL, and a line in the log, if url is none, see hw/broker.h. */
struct mqtt *mqtt_start(struct lab *lab, const char *url, const char *client);
void mqtt_stop(struct mqtt *mqtt); /* before lab_drain(); NULL is fine */

struct mqtt_health {
	const char *host;
	bool connected;
	int64_t since;        /* how long it has been so */
	int64_t messages;     /* received */
	int64_t frames;       /* new ones among them, on disk */
	int64_t twice;        /* that were on disk already */
	int64_t refused;      /* that could not be read */
	int64_t last_message; /* 0: none yet */
};
struct mqtt_health mqtt_health(struct mqtt *mqtt);

/* ---- a plain client, for the simulator: nothing is kept, and whoever uses it waits ---- */

struct post;

/* Subscribes to the topic; take gets what comes there, from within post_wait(). NULL: the broker is away. */
struct post *post_open(const struct broker *broker, const char *topic,
	void (*take)(void *about, const char *topic, const char *text, size_t size), void *about);
bool post_again(struct post *post); /* after a lost connection; false: still away, or it never let us in */
bool post_was_accepted(const struct post *post);
bool post_send(struct post *post, const char *topic, const char *text);
bool post_wait(struct post *post, int milliseconds); /* false: the connection is lost */
void post_close(struct post *post); /* NULL is fine */

#endif
