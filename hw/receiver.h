// SPDX-License-Identifier: EUPL-1.2
/*
 * Uplinks from a broker: subscribes with QoS 1 and a session that the broker keeps, and acknowledges a message only when
 * its frame is on disk. What the broker holds while we are away comes afterwards; what comes twice is dropped.
 *
 * The acknowledgement waits in hw/mqtt.c until we write, and that is after some messages were committed in one work.
 *
 * A broker lets only so many messages wait for their acknowledgement, and that is how many share one commit: mosquitto's
 * max_inflight_messages is 20; 1000 is worth its line, as is a large max_queued_messages.
 */
#ifndef RECEIVER_H
#define RECEIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lab;
struct receiver;

/* client: the identifier under which the broker keeps our session, so always the same, and another for each program.
 * A broker that is away is tried again after 1 to 60 s. NULL, and a line in the log, if url is none, see hw/broker.h. */
struct receiver *receiver_start(struct lab *lab, const char *url, const char *client);
void receiver_stop(struct receiver *receiver); /* before lab_drain(); NULL is fine */

struct receiver_health {
	const char *host;
	bool connected;
	int64_t since;        /* how long it has been so */
	int64_t messages;     /* received */
	int64_t frames;       /* new ones among them, on disk */
	int64_t twice;        /* that were on disk already */
	int64_t refused;      /* that could not be read */
	int64_t last_message; /* 0: none yet */
};
struct receiver_health receiver_health(struct receiver *receiver);

#endif
