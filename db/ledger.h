// SPDX-License-Identifier: EUPL-1.2
/* Runs against bookings, summed up. */
#ifndef DB_LEDGER_H
#define DB_LEDGER_H

#include "db/run.h"

enum run_by { RUNS_BY_MACHINE, RUNS_BY_PERSON, RUNS_BY_ORGANISATION, RUNS_BY_BOOKING, RUN_GROUPINGS };

struct run_sum {
	const char *key, *name; /* slug or ref; NULL: without a booking, or for oneself */
	int64_t runs, seconds, watt_hours;
	int64_t unbooked, unbooked_runs; /* seconds of it without a booking, and how many those were */
	int64_t millicents;     /* of energy, by the price when each run began */
};

/* Of the runs that begin in [from, until), those with the most energy first. */
int db_run_sums(struct db *db, enum run_by by, const struct run_filter *span, struct run_sum *list, int most);
struct run_sum db_run_total(struct db *db, int64_t from, int64_t until);
struct run_sum db_run_sum_of(struct db *db, int64_t booking);

/* Bookings that were over by until, of machines whose plug was heard all the time, and in which nothing ran. */
struct idle_booking {
	const char *ref, *resource_slug, *resource_name, *person_name;
	int64_t from, until;
};
int db_idle_bookings(struct db *db, int64_t from, int64_t until, struct idle_booking *list, int most);

/* Machines that still work when their booking is over, or without one, and the next begins before until: both bookings'
 * ids and people; 0: none. */
struct overrun {
	int64_t booking, person, next, next_person;
	const char *resource_name;
};
int db_overruns(struct db *db, int64_t now, int64_t until, struct overrun *list, int most);

/* Bookings of which much is left though their machine has been at rest since then. */
struct spare {
	int64_t booking, person;
	const char *resource_name;
};
int db_spares(struct db *db, int64_t now, int64_t rest_since, int64_t left_until, struct spare *list, int most);

/* What a kilowatt-hour costs from some instant on. */
struct energy_price {
	int64_t since, cents;
};
int db_energy_prices(struct db *db, struct energy_price *list, int most); /* the last one first */
void db_energy_price_set(struct db *db, const struct energy_price *price); /* another one since then goes */

#endif
