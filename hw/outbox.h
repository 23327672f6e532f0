// SPDX-License-Identifier: EUPL-1.2
/* Wishes for relays on their way to the network. */
#ifndef OUTBOX_H
#define OUTBOX_H

#include "app/relay.h"

struct lab;
struct link;

/* Publishes what is due. To be called only while connected: libmosquitto would keep a message for hours, and then switch
 * something on. An order counts as sent before it is; one that gets lost is sent again by its pause. */
void outbox_send(struct lab *lab, struct link *link, const struct relay_link *to);

#endif
