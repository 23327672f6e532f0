// SPDX-License-Identifier: EUPL-1.2
/* Frames that are a row of channels: an identifier that says what follows and how long it is, and then its value. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include "hw/field.h"

/* A channel with more than one number has a row for each, one behind the other; size is in each. */
struct channel {
	uint16_t id; /* as the datasheet writes it: 0x0870 */
	uint8_t size;
	struct field field;
	/* Instead of a fixed size: takes the value, at most left bytes of it, and returns how many it had; 0: cut short. */
	size_t (*take)(const uint8_t *value, size_t left, struct decoded *decoded);
};

struct channels {
	const struct channel *tables[2]; /* looked through in that order, each ended by a row without a size and a take */
	int id_size;                     /* 1 or 2 bytes */
	uint16_t mask;                   /* the bits of the identifier that count in the second table; 0: all */
	uint8_t alias, is;               /* an identifier that begins with alias is meant to begin with is */
	bool zeros_end;                  /* no identifier is 0: a rest of zeros only fills the frame up */
};

const struct channel *channel_find(const struct channels *channels, const uint8_t *at);

extern const char channels_cut_short[]; /* one of the reasons why */

/* True: all of it was understood. Else why is set, and what came before the fault is in decoded. */
bool channels_take(const struct channels *channels, const struct payload *payload, struct decoded *decoded,
	const char **why);

#endif
