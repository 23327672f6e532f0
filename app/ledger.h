// SPDX-License-Identifier: EUPL-1.2
/* Booked against used: hours and energy, what ran without a booking, what was booked for nothing, who must be told. */
#ifndef LEDGER_H
#define LEDGER_H

#include "app/work.h"
#include "db/ledger.h"

enum { MOST_SUMS = 500, MOST_MONTHS = 13, MOST_PRICES = 20 };

int ledger_sums(struct work *work, enum run_by by, const struct run_filter *span, struct run_sum *list, int most);
struct run_sum ledger_total(struct work *work, int64_t from, int64_t until);
int ledger_idle(struct work *work, int64_t from, int64_t until, struct idle_booking *list, int most);

/* The lab's months up to that of an instant, oldest first; key is 2026-11. */
int ledger_months(struct work *work, int64_t until, struct run_sum list[static MOST_MONTHS]);

struct run_sum ledger_of_booking(struct work *work, int64_t booking);

/* What the energy of those runs cost, in cents; 0 where nobody said what a kilowatt-hour does. */
int64_t ledger_cents(const struct run_sum *sum);
/* The last price first; 0 of them: nobody said one. The first that staff set counts for all that was before, too; others
 * from a local day on, 0 is today. Adds the reasons. */
int ledger_prices(struct work *work, struct energy_price *list, int most);
void ledger_set_price(struct work *work, int64_t cents_per_kwh, int day);

/* A timer's job: tell whoever comes next that a machine still works, and whoever is done that the rest can be given
 * back. */
int ledger_watch(struct work *work, int most);

#endif
