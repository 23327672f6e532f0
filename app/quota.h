// SPDX-License-Identifier: EUPL-1.2
/* How much one person or one organisation may book in a week or a month. */
#ifndef QUOTA_H
#define QUOTA_H

#include "app/booking.h"
#include "db/quota.h"

/* A rule of policy_check(): adds OVER_QUOTA with the hours that are allowed. */
void quota_check(struct work *work, const struct resource *resource, const struct booking *booking);

int quota_list(struct work *work, struct quota *list, int most);
void quota_add(struct work *work, const struct quota *quota); /* adds BAD_INPUT for words that are none */
void quota_remove(struct work *work, int64_t quota);           /* adds NO_SUCH_PAGE */

/* Hours in which length, open bookings and quotas do not count. */
int free_hours_list(struct work *work, struct free_hours *list, int most);
void free_hours_add(struct work *work, const struct free_hours *hours); /* adds SLOT_BACKWARDS, NOT_A_NUMBER */
void free_hours_remove(struct work *work, int64_t id);                   /* adds NO_SUCH_PAGE */

#endif
