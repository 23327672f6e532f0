// SPDX-License-Identifier: EUPL-1.2
/*
 * Links in mails: a token of 256 bits, of which the store keeps the hash, and for a while what it may do. Opening the
 * link changes nothing, since scanners of mail follow it; only the button on its page does.
 */
#ifndef TICKET_H
#define TICKET_H

#include "app/work.h"
#include "db/delivery.h"
#include "db/ticket.h"

enum {
	TICKET_HOURS = 2 * 3600,         /* a forgotten password */
	TICKET_DAYS = 2 * 24 * 3600,     /* an address to confirm */
	TICKET_WEEKS = 14 * 24 * 3600,   /* an invitation */
	TICKET_YEARS = 730 * 24 * 3600,  /* a guardian's: also for withdrawing */
	TICKET_KEPT = 30 * 24 * 3600,    /* after its end it is forgotten */
};

/* Keeps the ticket for so many seconds and sends the mail with its token: kind, and whatever it has of person, detail
 * and language. It goes to the ticket's address. */
void ticket_send(struct work *work, struct ticket *ticket, int64_t seconds, const struct delivery *mail);

/* False, and NO_SUCH_TICKET: it has ended, was used, or never was. */
bool ticket_find(struct work *work, const char *token, struct ticket *ticket);

/* True once: of two that come at the same time one gets it, the other NO_SUCH_TICKET. */
bool ticket_use(struct work *work, const struct ticket *ticket);

/* A timer's job. */
int ticket_forget(struct work *work, int most);

#endif
