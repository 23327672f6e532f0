// SPDX-License-Identifier: EUPL-1.2
/* The simulated fleet at its broker, and what it says of itself to whoever looks on at the terminal. */
#ifndef STAGE_H
#define STAGE_H

#include "hw/rehearsal.h"

struct post;

struct actor {
	struct simulated_plug is;
	char eui[FRAME_EUI + 1], name[FRAME_EUI + 8];
	uint64_t seed;
	unsigned session;
	int64_t counter, due, interval;
	int64_t at;        /* of its last report */
	double watt_hours;
	bool relay;
	char *held;        /* a message that comes after the next one, as a free text */
};

struct stage {
	const struct rehearsal *how;
	struct post *post;
	struct actor *actors;
	uint64_t dice;
	struct tally {
		int64_t sent, lost, twice, late, resets, orders;
	} tally;
	int64_t told; /* when the progress was */
	bool is_terminal;
};

/* All on standard error. */
void stage_introduce(const struct stage *stage);          /* who plays, and how the lab hears them */
void stage_tell_progress(struct stage *stage, bool last); /* a line, now and then */
void stage_tell_nobody(const struct stage *stage);        /* there is no broker */
void stage_tell_refused(const struct stage *stage);       /* it lets nobody in like that */
void stage_tell_gone(const struct stage *stage);

#endif
