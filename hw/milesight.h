// SPDX-License-Identifier: EUPL-1.2
/*
 * Milesight's frames: channels of id, type and value, little endian, on port 85. Which there are is the model's; what
 * the devices say of themselves and how they reply to downlinks is much the same for all of them.
 */
#ifndef MILESIGHT_H
#define MILESIGHT_H

#include "hw/field.h"

/* A channel with more than one number has a row for each, one behind the other; size is in the first. */
struct channel {
	uint16_t id; /* id and type as the datasheet writes them: 0x0870 */
	uint8_t size;
	struct field field;
	/* Instead of a fixed size: takes the value, at most left bytes of it, and returns how many it had; 0: cut short. */
	size_t (*take)(const uint8_t *value, size_t left, struct decoded *decoded);
};

/* own: the model's, ended by a row without an id. It is looked through before the common one. */
bool milesight_decode(const struct channel *own, const struct payload *payload, struct decoded *decoded,
	const char **why);

/* Orders that all of them know in the same way. interval: the command that sets it, 0xff03 for seconds and 0xff8e for
 * minutes; 0: none. */
bool milesight_encode(uint16_t interval, const struct order *order, struct downlink *downlink, const char **why);

#endif
