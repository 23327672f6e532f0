// SPDX-License-Identifier: EUPL-1.2
/* One connection to a broker, whoever uses it: the receiver of uplinks (hw/receiver.h), a plain client (hw/post.h). */
#ifndef MQTT_H
#define MQTT_H

#include "hw/broker.h"

#include <stdbool.h>
#include <stddef.h>

struct link;

/* What a connection tells, from within link_read(). connected: the broker has accepted us, and whether it kept our
 * session; granted: with which quality of service it lets us subscribe. */
struct link_hooks {
	void (*connected)(void *about, bool session_present);
	void (*granted)(void *about, int qos);
	void (*take)(void *about, const char *topic, const char *payload, size_t size);
};

void mqtt_begin(void); /* once for each user of this file, mqtt_end() at its end */
void mqtt_end(void);

/* Begins to connect; NULL: it cannot even try. client: under which the broker keeps our session; NULL: it keeps none. TLS
 * is verified with the system's authorities. */
struct link *link_open(const struct broker *broker, const char *client, const struct link_hooks *hooks, void *about);

/* Reads messages for as long as more tells that it wants them and some are there. False: the connection is over. */
bool link_read(struct link *link, bool (*more)(void *about));
/* What waits to be written, acknowledgements too. False: the connection is over. */
bool link_write(struct link *link);
bool link_subscribe(struct link *link, const char *topic, int qos);
bool link_publish(struct link *link, const char *topic, const char *text, int qos);

/* Until there is something to read, or room to write what waits, or other (a descriptor, -1: none) can be read. */
void link_await(struct link *link, int other, int milliseconds);

bool link_is_over(const struct link *link);
bool link_was_refused(const struct link *link); /* the broker is there, and does not let us in */
const char *link_why(const struct link *link); /* of a connection that is over: a sentence for people */
/* politely: says so to the broker, which then need not wait for us; else nothing more is written. NULL is fine. */
void link_close(struct link *link, bool politely);

#endif
