// SPDX-License-Identifier: EUPL-1.2
/* What `smartlab simulate` is told at the terminal. */
#ifndef REHEARSAL_H
#define REHEARSAL_H

#include "hw/broker.h"
#include "hw/report.h"

struct config;

struct rehearsal {
	const char *url; /* of the broker, as it was typed */
	struct broker broker;
	enum report_as as;
	int plugs, interval; /* how many, and seconds between two reports of one */
	int loss, twice, late, resets; /* of a thousand frames: lost (downlinks, too), delivered twice, out of order; reports
	                                * before which a plug joins anew and forgets its register */
	int seed;
};

extern const char rehearsal_help[];

/* False, and a sentence on standard error that says what to do. Texts live in the config's arena. */
bool rehearsal_read(struct config *config, struct rehearsal *rehearsal);

#endif
