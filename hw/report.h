// SPDX-License-Identifier: EUPL-1.2
/* What simulated plugs send, and how a network server tells it: bytes and JSON as real ones make them. */
#ifndef REPORT_H
#define REPORT_H

#include "app/source.h"
#include "hw/simulator.h"

struct buffer;

#define REPORT_APPLICATION "plugs"
#define REPORT_APPLICATION_ID "17c82e96-be03-4f38-aef3-f83d48582d97" /* so ChirpStack knows it */

/* Of version 3 of ChirpStack its own JSON, which tells neither session nor time but the gateway's. */
enum report_as { AS_CHIRPSTACK, AS_CHIRPSTACK3, AS_TTS };

struct payload {
	uint8_t bytes[FRAME_BYTES];
	size_t size;
};

struct plug_state {
	int64_t at, watts, watt_hours, milliamps, decivolts;
	bool relay;
};

/* The frames of one report: Netvox spreads over two what Milesight says in one. */
enum { REPORT_FRAMES = 2 };
int report_make(const char *model, const struct plug_state *state, struct payload made[static REPORT_FRAMES]);

struct report {
	const struct simulated_plug *plug;
	const char *session;
	int64_t counter, at;
	unsigned port;
	uint64_t dice; /* of the radio */
	const struct payload *payload;
};

/* An uplink as such a network server tells it. */
void report_print(struct arena *arena, const struct report *report, enum report_as as, struct buffer *json);

#endif
