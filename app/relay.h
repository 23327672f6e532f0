// SPDX-License-Identifier: EUPL-1.2
/*
 * Wishes for relays. A rule says what a relay should be, why, and until when that is worth anything; hw sends it, and it
 * is done when the device itself says so, not when the network took it. The newest wish for a device is the only one.
 *
 * Power is never cut from a machine that is at work, or of which nothing is known: only staff may, who look at it.
 */
#ifndef RELAY_H
#define RELAY_H

#include "app/work.h"
#include "db/relay.h"

enum relay_why {
	RELAY_START,   /* somebody started at the machine's code */
	RELAY_STOP,    /* or stopped there */
	RELAY_BOOKING, /* a booking begins, and the machine's policy says so */
	RELAY_STAFF,
	RELAY_IDLE,    /* nobody uses it, whoever could was warned, and staff allowed it */
};

enum relay_fate {
	RELAY_ASKED, /* or it is so already */
	RELAY_NONE,  /* no plug there that may be switched for that reason */
	RELAY_AT_WORK, /* not cut: it is busy, or nobody knows */
};

/* Asks for work->person, who may be nobody. booking 0: for none. Never adds reasons: what a machine's code, say, does
 * without a plug is the same. */
enum relay_fate relay_ask(struct work *work, int64_t resource, bool on, enum relay_why why, int64_t booking,
	int64_t expires);

bool relay_open(struct work *work, int64_t resource, struct relay_wish *wish); /* what was asked and is not so yet */
int relay_list(struct work *work, int64_t device, struct relay_wish *list, int most); /* newest first */

#endif
