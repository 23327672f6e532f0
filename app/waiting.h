// SPDX-License-Identifier: EUPL-1.2
/*
 * Waiting for a time that is taken. When it becomes free, whoever has waited longest gets an offer: a booking of theirs
 * that holds the claim, so that nobody can take it twice, until they accept, decline, or it lapses and the next is asked.
 */
#ifndef WAITING_H
#define WAITING_H

#include "app/booking.h"
#include "db/waiting.h"

enum {
	MOST_WAITING = 20,            /* of one person */
	OFFER_LASTS = 24 * 3600,      /* an offer is open for so long at most */
	OFFER_BEFORE = 2 * 3600,      /* and ends so long before its begin, */
	OFFER_LEAST = 15 * 60,        /* but there is always so much time to answer */
};

/* For oneself. Whoever could not book it anyway is told so at once, as is who could book it right now. */
void waiting_join(struct work *work, const struct wish *wish, struct waiting *waiting);
bool waiting_may(struct work *work, const struct wish *wish); /* would that be let in? */
void waiting_leave(struct work *work, int64_t id);
int waiting_list(struct work *work, struct waiting *list, int most); /* one's own */

/* In the work that freed [from, until) of it: offers it to those who wait, as far as it goes. */
void waiting_offer(struct work *work, int64_t resource, int64_t from, int64_t until);

/* The rules are asked once more; what needs approval is requested then. */
void waiting_accept(struct work *work, const char *ref, struct booking *booking);

/* A timer's job: whose time is over waits no longer. */
int waiting_end(struct work *work, int most);

#endif
