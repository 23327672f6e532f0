// SPDX-License-Identifier: EUPL-1.2
/* All rules that a booking must keep, one function each: whoever books, however, passes them all. */
#ifndef POLICY_H
#define POLICY_H

#include "app/booking.h"

/* Adds a reason for each rule that is broken. Whether anybody else has it is the claim's business. */
void policy_check(struct work *work, const struct resource *resource, const struct booking *booking);

/* How staff may set rules aside after seeing them: takes back those that are rules or rights of booking, and returns
 * their codes, parted by spaces; NULL: none. Bad input and a time in the past stay. */
const char *policy_override(struct work *work);

/* Would that leave no reason, for whoever asks? */
bool policy_may_override(const struct work *work);

#endif
