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

/* The kinds about a booking: booking_confirmed, booking_requested, booking_changed, booking_cancelled, booking_approved,
 * booking_refused, booking_lapsed, booking_given (to whom it was before), booking_offered, offer_lapsed, booking_no_show,
 * objection_accepted, objection_rejected; to staff approval_wanted, objection_made. To its owner, once for each
 * sequence; detail is what staff said when they decided. */
void delivery_booking(struct work *work, const char *kind, const struct booking *booking);

/* Anything else; key, kind, and person or address are needed, due 0 is now. */
void delivery_add(struct work *work, const struct delivery *delivery);

#endif
