// SPDX-License-Identifier: EUPL-1.2
/* Booked against used: hours and energy, what ran without a booking, what was booked for nothing, who must be told. */
#ifndef LEDGER_H
#define LEDGER_H

#include "app/work.h"
#include "db/ledger.h"

enum { MOST_SUMS = 500, MOST_UPKEEPS = 100, MOST_MONTHS = 13 };

int ledger_sums(struct work *work, enum run_by by, const struct run_filter *span, struct run_sum *list, int most);
struct run_sum ledger_total(struct work *work, int64_t from, int64_t until);
int ledger_idle(struct work *work, int64_t from, int64_t until, struct idle_booking *list, int most);

/* The lab's months up to that of an instant, oldest first; key is 2026-11. */
int ledger_months(struct work *work, int64_t until, struct run_sum list[static MOST_MONTHS]);

/* What that energy costs, in cents; 0 where nobody said what a kilowatt-hour does. */
int64_t ledger_cents(int64_t watt_hours, int64_t cents_per_kwh);
int64_t ledger_tariff(struct work *work);
void ledger_set_tariff(struct work *work, int64_t cents_per_kwh);

/* What a machine needs after so many hours of work; done: its hours count anew. Adds the reasons. */
int upkeep_list(struct work *work, int64_t resource, struct upkeep *list, int most);
void upkeep_add(struct work *work, int64_t resource, const char *name, int64_t every_hours);
void upkeep_done(struct work *work, int64_t resource, int64_t upkeep);
void upkeep_delete(struct work *work, int64_t upkeep);

/* Timers' jobs: tell whoever comes next that a machine still works, and whoever is done that the rest can be given back;
 * tell staff what is due. */
int ledger_watch(struct work *work, int most);
int upkeep_remind(struct work *work, int most);

#endif
