// SPDX-License-Identifier: EUPL-1.2
/* `smartlab simulate`: a fleet of plugs at a broker, for whoever has none yet, and for tests. */
#ifndef SIMULATE_H
#define SIMULATE_H

#include <stdbool.h>
#include <stdint.h>

struct rehearsal {
	const char *broker; /* see hw/broker.h */
	bool as_tts;        /* else as ChirpStack */
	int plugs, interval; /* how many, and seconds between two reports of one */
	int loss, twice, late, resets; /* of a thousand frames: lost (downlinks, too), delivered twice, out of order; reports
	                                * before which a plug joins anew and forgets its register */
	uint64_t seed;
};

/* Publishes until it is told to stop by a signal; true: it was. */
bool simulate(const struct rehearsal *rehearsal);

#endif
