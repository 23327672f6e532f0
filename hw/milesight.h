// SPDX-License-Identifier: EUPL-1.2
/*
 * Milesight's frames: channels of id, type and value, little endian, on port 85. Which there are is the model's; what
 * the devices say of themselves and how they reply to downlinks is much the same for all of them.
 */
#ifndef MILESIGHT_H
#define MILESIGHT_H

#include "hw/channel.h"

/* own: the model's, ended by a row without an id. It is looked through before the common one. */
bool milesight_decode(const struct channel *own, const struct payload *payload, struct decoded *decoded,
	const char **why);

/* Orders that all of them know in the same way. interval: the command that sets it, 0xff03 for seconds and 0xff8e for
 * minutes; 0: none. */
bool milesight_encode(uint16_t interval, const struct order *order, struct downlink *downlink, const char **why);

#endif
