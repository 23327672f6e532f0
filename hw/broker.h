// SPDX-License-Identifier: EUPL-1.2
/* The address of an MQTT broker, as --mqtt takes it. */
#ifndef BROKER_H
#define BROKER_H

#include "app/base/arena.h"

#include <stdbool.h>

struct broker {
	bool tls;
	const char *host;
	int port;
	const char *user, *password; /* NULL: none */
	const char *topic;           /* what to subscribe to */
};

/* mqtt://[user[:password]@]host[:port][/topic], or mqtts:// for TLS with the system's authorities. User and password may
 * be percent-encoded (RFC 3986). Without a topic it is ChirpStack's application/+/device/+/event/+; several programs
 * that share the work name $share/GROUP/TOPIC. False: it is no such address. */
bool broker_parse(struct arena *arena, const char *url, struct broker *broker);

/* Whose topics these are, as struct source calls it: The Things Stack's begin with v3/. */
const char *broker_network(const struct broker *broker);

#endif
