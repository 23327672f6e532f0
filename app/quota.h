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

#endif
