// SPDX-License-Identifier: EUPL-1.2
/* What a booking costs: integer cents, by the hour, by who pays. */
#ifndef PRICE_H
#define PRICE_H

#include "app/booking.h"
#include "db/quota.h"

/* Cents for that time on the resource, for an organisation or (0) a person without one; half a cent is rounded up. */
int64_t price_of(struct work *work, int64_t resource, int64_t organisation, int64_t from, int64_t until);

int price_list(struct work *work, int64_t resource, struct price *list, int most);
void price_set(struct work *work, const struct price *price); /* adds NOT_A_NUMBER */

#endif
