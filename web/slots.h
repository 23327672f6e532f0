// SPDX-License-Identifier: EUPL-1.2
/* How slots stand in tables of people: neighbours that are taken by the same, closed or over become one cell. */
#ifndef SLOTS_H
#define SLOTS_H

#include "app/resource.h"
#include "web/request.h"

/* How many slots from that one on, of all there are, make one cell; free ones stand alone. */
int slots_together(const struct slot *slots, int count);
/* Status, and for what is taken its real times and where it leads: taken_from, taken_until, act, which no scope further out has. */
void put_slots_together(struct request *rq, struct node *cell, const struct resource *r, const struct slot *slots,
	int count);
const char *slot_clock(struct request *rq, int64_t instant); /* 14:00 */

#endif
