// SPDX-License-Identifier: EUPL-1.2
/* `smartlab simulate`: a fleet of plugs at a broker, for whoever has none yet, and for tests. */
#ifndef SIMULATE_H
#define SIMULATE_H

#include <stdbool.h>

struct rehearsal;

/* Publishes until it is told to stop by a signal; a broker that goes away is waited for. False: it was not there, or did
 * not let us in. */
bool simulate(const struct rehearsal *rehearsal);

#endif
