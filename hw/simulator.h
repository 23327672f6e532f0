// SPDX-License-Identifier: EUPL-1.2
/*
 * A fleet of plugs for the demo. It makes the bytes that real plugs send, wraps them as ChirpStack would, and hands the
 * text in where real ones come in.
 */
#ifndef SIMULATOR_H
#define SIMULATOR_H

#include "hw/machine.h"

#include <stddef.h>

struct lab;
struct simulator;
struct work;

struct simulated_plug {
	const char *eui;   /* 16 lower-case hexadecimal digits */
	const char *name;  /* what the network calls it */
	const char *model; /* ws52x or r809a */
	enum machine machine;
};

struct simulation {
	const struct simulated_plug *fleet; /* lives as long as the simulator */
	size_t count;
	uint64_t seed;
	int interval;      /* seconds between two reports of a plug; 0: 5 */
	int64_t past;      /* how many seconds before now to begin, unless the store knows later frames */
	int past_interval; /* seconds between two reports there; 0: 300 */
	/* Is there a booking that runs at that time on the resource of the plug, and from when until when? */
	bool (*is_booked)(struct work *work, int64_t resource, int64_t at, int64_t *from, int64_t *until);
};

/* The devices should be entered before (device_enter, with machine_watts_busy), with a model and a resource. */
struct simulator *simulator_start(struct lab *lab, const struct simulation *simulation);
void simulator_stop(struct simulator *simulator); /* before lab_drain(); NULL is fine */

#endif
