// SPDX-License-Identifier: EUPL-1.2
/*
 * Wishes for relays. A rule says what a relay should be, why, and until when that is worth anything; hw sends it, and it
 * is done when the device itself says so, not when the network took it. The newest wish for a device is the only one.
 *
 * Power is never cut from a machine that is at work, or of which nothing is known: only staff may, who look at it. By
 * inference an order leaves only within seconds of the plug's word that its machine idles, and only to a plug that obeys
 * at once: one of class A would obey a report later, when somebody may have begun.
 */
#ifndef RELAY_H
#define RELAY_H

#include "app/device.h"
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

/* By inference; it is sent with the device's next word that it idles. */
void relay_ask_cut(struct work *work, const struct device *device, int64_t expires);

/* What whoever stands before a machine must know of its power. False: it has no plug, or one that nobody may switch. */
struct relay_now {
	struct maybe relay;
	const char *fate; /* of what was wished last: waiting, failed; NULL: it is so, or long ago */
	bool on;          /* what that was */
	bool is_late;     /* it listens only after it has spoken */
	bool is_at_work;  /* and so it keeps its power, whoever has stopped */
	int64_t cut_at;   /* when its power is cut unless somebody uses or books it; 0: it is not */
};
bool relay_look(struct work *work, int64_t resource, struct relay_now *now);
int relay_list(struct work *work, int64_t device, struct relay_wish *list, int most); /* newest first */
/* Can it be told such a thing at all, as far as its codec and what was heard of it say? */
bool relay_can(struct work *work, const struct device *device, enum order_kind kind);

/* Staff: how often a device should report, in seconds. It is sent until the device says so or does so: app/pace.h. */
void relay_ask_interval(struct work *work, const struct device *device, int64_t seconds);

/* ---- for hw: what is to be sent now ---- */

/* A link to a network: its name, and the broker. */
struct relay_link {
	const char *network, *via;
};

/* One wish to send, counted as sent before it is, so that no two programs send it; again after pauses that grow, or by
 * inference with the device's next word, until the device says that it is so. Settles whatever needs no sending any
 * more. False: nothing is due. */
struct relay_order {
	struct relay_wish wish;
	struct device device;
	struct downlink downlink; /* size 0: nothing but that the network forgets what still waits there */
	const struct script *script; /* not NULL: its codec in JavaScript makes the downlink, outside of works, of this: */
	struct order what;
};
bool relay_next(struct work *work, const struct relay_link *link, struct relay_order *order);
bool relay_is_due(struct work *work, const struct relay_link *link); /* a READ work's glance */

/* ---- for frames ---- */

/* It is done or failed now. */
void relay_end(struct work *work, struct relay_wish *wish, const char *status);

/* Before the device's relay is moved by what it says: settles the wish that has come true, and tells a wish from a hand
 * at the plug. */
void relay_hear(struct work *work, struct device *device, bool on, int64_t at);

/* It feeds another machine, or none: what was wished of it is worth nothing any more, and nobody was warned there. */
void relay_void(struct work *work, int64_t device);

/* ---- timers' jobs ---- */

int relay_expire(struct work *work, int most); /* what no link settles, as none is connected */
int relay_begin(struct work *work, int most); /* power for bookings that begin, where the policy says so */

#endif
