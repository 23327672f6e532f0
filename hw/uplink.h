// SPDX-License-Identifier: EUPL-1.2
/* What the JSON of all network servers has in common: identifiers, payload, signal. Each returns NULL, or a static
 * sentence that says what is wrong. */
#ifndef UPLINK_H
#define UPLINK_H

#include "app/source.h"
#include "hw/json.h"

enum { MOST_JSON = 64 << 10, EUI_BYTES = 8, ADDRESS_BYTES = 4 };

bool uplink_is_hex(const char *text, size_t bytes);
const char *uplink_lower(struct arena *arena, const char *text);

/* A name is for people to recognise the device by; one that is unfit to keep is none: NULL. */
const char *uplink_name(struct arena *arena, const char *text);
bool uplink_eui(const char *text, struct frame *frame); /* 16 hexadecimal digits of either case */
const char *uplink_payload(struct arena *arena, const char *base64, struct frame *frame);

int64_t uplink_delivery(const char *mark); /* a hash; 0 of "" */
/* The first sentence of what is wrong with a message that is no JSON. */
const char *uplink_no_json(const char *text, size_t size);

/* One gateway's word: the one that heard it best tells how far the device is from being lost. */
void uplink_heard(struct frame *frame, double rssi, double snr);

/* The first text of the list that begins with none of the marks of the network server itself, or NULL. */
const char *uplink_command(struct arena *arena, const struct node *list);

#endif
