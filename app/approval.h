// SPDX-License-Identifier: EUPL-1.2
/* Bookings that staff must decide: they hold their claim until somebody does, or until they lapse. */
#ifndef APPROVAL_H
#define APPROVAL_H

#include "app/booking.h"

enum { DECIDE_WITHIN = 7 * 24 * 3600 }; /* undecided after that, or an hour before its begin, a request lapses */

int64_t approval_lapses(const struct work *work, const struct booking *booking);

/* Both tell its owner. The rules are asked once more, for what has changed meanwhile; staff see them and may set them
 * aside. */
void approval_approve(struct work *work, const char *ref, bool override, struct booking *booking);
void approval_refuse(struct work *work, const char *ref, const char *why, struct booking *booking);

int approval_queue(struct work *work, struct booking *list, int most);

/* A timer's job. */
int approval_lapse(struct work *work, int most);

#endif
