// SPDX-License-Identifier: EUPL-1.2
#include "app/ledger.h"

#include "app/base/time.h"
#include "app/delivery.h"
#include "app/person.h"

enum {
	AHEAD = 30 * 60,   /* seconds before a booking in which its owner learns that the machine still works */
	RESTED = 15 * 60,  /* at rest for so long, somebody may be done */
	WORTH = 30 * 60,   /* and what is left is worth giving back */
	MOST_CENTS = 1000,
};

int ledger_sums(struct work *work, enum run_by by, const struct run_filter *span, struct run_sum *list, int most)
{
	return db_run_sums(work->db, by, span, list, most);
}

struct run_sum ledger_total(struct work *work, int64_t from, int64_t until)
{
	return db_run_total(work->db, from, until);
}

int ledger_idle(struct work *work, int64_t from, int64_t until, struct idle_booking *list, int most)
{
	return db_idle_bookings(work->db, from, until, list, most);
}

static int64_t month_begin(int year, int month)
{
	int months = year * 12 + month - 1;

	return zone_instant(day_of((struct date){ months / 12, months % 12 + 1, 1 }), 0);
}

int ledger_months(struct work *work, int64_t until, struct run_sum list[static MOST_MONTHS])
{
	struct date last = date_of(zone_day(until));

	for (int i = 0; i < MOST_MONTHS; i++) {
		int month = last.month - (MOST_MONTHS - 1) + i, number = last.year * 12 + month - 1;
		list[i] = db_run_total(work->db, month_begin(last.year, month), month_begin(last.year, month + 1));
		list[i].key = list[i].name = arena_print(&work->arena, "%04d-%02d", number / 12, number % 12 + 1);
	}
	return MOST_MONTHS;
}

struct run_sum ledger_of_booking(struct work *work, int64_t booking)
{
	return db_run_sum_of(work->db, booking);
}

int64_t ledger_cents(const struct run_sum *sum)
{
	return (sum->millicents + 500) / 1000;
}

int ledger_prices(struct work *work, struct energy_price *list, int most)
{
	return db_energy_prices(work->db, list, most);
}

void ledger_set_price(struct work *work, int64_t cents, int day)
{
	struct energy_price any, price = { .cents = cents };

	if (cents < 0 || cents > MOST_CENTS) {
		reason_add(work, NOT_A_NUMBER, "cents_per_kwh");
		return;
	}
	if (db_energy_prices(work->db, &any, 1))
		price.since = zone_instant(day ? day : zone_day(work->now), 0);
	db_energy_price_set(work->db, &price);
	audit(work, "energy.price", 0, arena_print(&work->arena, "%lld", (long long)cents));
}

/* ---- who must be told ------------------------------------------------------------------------ */

static void tell(struct work *work, const char *kind, int64_t person, int64_t booking, const char *detail)
{
	delivery_add(work, &(struct delivery){ .kind = kind, .person = person, .booking = booking, .detail = detail,
		.key = arena_print(&work->arena, "%s %lld", kind, (long long)booking) });
}

int ledger_watch(struct work *work, int most)
{
	struct overrun *over = arena_alloc(&work->arena, sizeof *over * (size_t)most);
	struct spare *spare = arena_alloc(&work->arena, sizeof *spare * (size_t)most);
	int overs = db_overruns(work->db, work->now, work->now + AHEAD, over, most - 1);
	int spares = db_spares(work->db, work->now, work->now - RESTED, work->now + WORTH, spare, most - 1);

	for (int i = 0; i < overs; i++) {
		tell(work, "machine_late", over[i].next_person, over[i].next, over[i].resource_name);
		if (over[i].booking)
			tell(work, "machine_overrun", over[i].person, over[i].booking, over[i].resource_name);
	}
	for (int i = 0; i < spares; i++)
		tell(work, "booking_spare", spare[i].person, spare[i].booking, spare[i].resource_name);
	return 0; /* each is told once, whatever is found again */
}
