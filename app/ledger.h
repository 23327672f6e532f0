// SPDX-License-Identifier: EUPL-1.2
/* Booked against used: hours and energy, what ran without a booking, what was booked for nothing, who must be told. */
#ifndef LEDGER_H
#define LEDGER_H

#include "app/work.h"
#include "db/ledger.h"

enum { MOST_SUMS = 500, MOST_MONTHS = 13 };

int ledger_sums(struct work *work, enum run_by by, const struct run_filter *span, struct run_sum *list, int most);
struct run_sum ledger_total(struct work *work, int64_t from, int64_t until);
int ledger_idle(struct work *work, int64_t from, int64_t until, struct idle_booking *list, int most);

/* The lab's months up to that of an instant, oldest first; key is 2026-11. */
int ledger_months(struct work *work, int64_t until, struct run_sum list[static MOST_MONTHS]);

/* What that energy costs, in cents; 0 where nobody said what a kilowatt-hour does. */
int64_t ledger_cents(int64_t watt_hours, int64_t cents_per_kwh);
int64_t ledger_tariff(struct work *work);
void ledger_set_tariff(struct work *work, int64_t cents_per_kwh);

/* A timer's job: tell whoever comes next that a machine still works, and whoever is done that the rest can be given
 * back. */
int ledger_watch(struct work *work, int most);

#endif
