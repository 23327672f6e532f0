// SPDX-License-Identifier: EUPL-1.2
/* Downlinks as network servers take them from MQTT. */
#ifndef DOWNLINK_H
#define DOWNLINK_H

#include "app/relay.h"

struct message {
	const char *topic, *json;
};

/* The message for an order. ChirpStack gets an expiry; The Things Stack knows none, so the new one replaces all that
 * still waits there, and an order without bytes clears it. False: there is nothing to tell this network. Pure. */
bool downlink_write(struct arena *arena, const struct relay_order *order, struct message *message);

#endif
