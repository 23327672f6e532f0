// SPDX-License-Identifier: EUPL-1.2
/*
 * Messages on their way out. A rule writes a row of the outbox in its own transaction; web renders and sends it later.
 * The key of a row, made of kind, subject and sequence, makes each message happen at most once.
 */
#ifndef DELIVERY_H
#define DELIVERY_H

#include "app/work.h"
#include "db/booking.h"
#include "db/delivery.h"

enum {
	LEASE = 300,            /* seconds in which a sender must have done with a message */
	MOST_TRIES = 10,
	STALE = 3 * 24 * 3600,  /* what nobody sent for so long says nothing new: staff decide */
	REMIND_AHEAD = 24 * 3600,
};

/* A kind of message. Its words are mail_KIND_subject and mail_KIND_text of web/languages, in which {} is the detail. */
struct delivery_kind {
	const char *name;
	bool optional; /* people may do without; called message_KIND then */
	bool staff;    /* only they get it */
	bool calendar; /* tells when a booking is: comes with its event, and not after it is over */
	const char *link; /* below the lab's address, before the token; NULL: the booking */
};
extern const struct delivery_kind delivery_kinds[]; /* ends with a NULL name */

/* The kind of that name. What has no line in the table is told in general words. */
const struct delivery_kind *delivery_kind_named(const char *name);

/* The kinds about a booking: booking_confirmed, booking_requested, booking_changed, booking_cancelled, booking_approved,
 * booking_refused, booking_lapsed, booking_given (to whom it was before), booking_offered, offer_lapsed, booking_no_show,
 * objection_accepted, objection_rejected; to staff approval_wanted, objection_made. To its owner, once for each
 * sequence; detail is what staff said when they decided. */
void delivery_booking(struct work *work, const char *kind, const struct booking *booking);

/* Anything else; key, kind, and person or address are needed, due 0 is now. */
void delivery_add(struct work *work, const struct delivery *delivery);

/* ---- for the sender: take, mark, and tell how it ended, a WRITE work each ---- */

/* One that is due, wanted and still true; booking and event are filled if it is about one, or a seat in a workshop. False: there is none. */
bool delivery_take(struct work *work, struct delivery *delivery, struct booking *booking, const char **event);
/* Once this is on disk it may be sent; false: somebody else has it. */
bool delivery_sending(struct work *work, const struct delivery *delivery);
void delivery_sent(struct work *work, const struct delivery *delivery);
/* It was not sent: again after a pause, which grows from a minute to six hours, but not for ever. */
void delivery_delay(struct work *work, const struct delivery *delivery, const char *why);
void delivery_fail(struct work *work, const struct delivery *delivery, const char *why);
/* It may have arrived: staff decide. */
void delivery_lose(struct work *work, const struct delivery *delivery, const char *why);

/* ---- for staff ---- */

int delivery_list(struct work *work, const char *status, struct delivery *list, int most);
int64_t outbox_count(struct work *work, const struct delivery_filter *filter);
int outbox_find(struct work *work, const struct delivery_filter *filter, struct slice slice, struct delivery *list);
int64_t delivery_count(struct work *work, const char *status);
void delivery_again(struct work *work, int64_t delivery); /* adds NO_SUCH_MESSAGE */

/* ---- for work->person ---- */

bool delivery_is_wanted(struct work *work, const struct delivery_kind *kind);
void delivery_want(struct work *work, const char *kind, bool wanted); /* adds NO_SUCH_MESSAGE */

/* Timers' jobs: remind of what begins tomorrow; give up what a sender that died has left. */
int delivery_remind(struct work *work, int most);
int delivery_abandon(struct work *work, int most);

#endif
