// SPDX-License-Identifier: EUPL-1.2
/* Bookings that staff must decide: they hold their claim until somebody does, or until they lapse. */
#ifndef APPROVAL_H
#define APPROVAL_H

#include "app/booking.h"

enum { DECIDE_WITHIN = 7 * 24 * 3600, MOST_QUEUE = 200, MOST_NOTE = 500 };

/* Undecided after DECIDE_WITHIN, or an hour before its begin, a request lapses. */
int64_t approval_lapses(const struct work *work, const struct booking *booking);

/* Makes a request of it if its resource wants that and staff do not book it themselves; true: it did. What has begun
 * cannot wait: a reason. Then, once it is stored, staff are told. */
bool approval_request(struct work *work, const struct resource *resource, struct booking *booking);
void approval_tell(struct work *work, const struct booking *booking);
/* A message about a booking to each of the staff, once for each of its sequences. */
void staff_tell(struct work *work, const char *kind, const struct booking *booking);

/* Both tell its owner. The rules are asked once more, for what has changed meanwhile; staff see them and may set them
 * aside. */
void approval_approve(struct work *work, const char *ref, bool override, struct booking *booking);
/* What a request breaks by now, newest first; nothing is refused by asking. */
const struct said *approval_conflicts(struct work *work, const struct booking *booking);
/* While its mail has not left: it is a request again, lapsing then. Adds UNDO_OVER, SLOT_TAKEN. */
void approval_undo(struct work *work, const char *ref, int64_t lapses);
void approval_refuse(struct work *work, const char *ref, const char *why, struct booking *booking);

int approval_queue(struct work *work, struct booking *list, int most);

/* A timer's job, for offers, too. */
int approval_lapse(struct work *work, int most);

#endif
