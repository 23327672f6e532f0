// SPDX-License-Identifier: EUPL-1.2
/* What the machines of a simulated lab draw: a pure function of seed, time and booking. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stdint.h>

enum machine { MACHINE_PRINTER, MACHINE_LASER, MACHINE_LAMP, MACHINE_COMPUTER, MACHINES };

struct moment {
	uint64_t seed; /* of the machine: two of a kind differ */
	int64_t at;
	bool is_booked;
	int64_t from, until; /* the booking; if there is one */
};

/* W at the plug. A booking now and then stays unused, and a machine is now and then used without one. */
int64_t machine_watts(enum machine machine, const struct moment *moment);

/* From which power on such a machine works, for device_enter. */
int64_t machine_watts_busy(enum machine machine);

/* The same bits for the same seed and number: SplitMix64 (Steele, Lea, Flood 2014). */
uint64_t machine_dice(uint64_t seed, int64_t number);

#endif
