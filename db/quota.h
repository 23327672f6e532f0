// SPDX-License-Identifier: EUPL-1.2
/* Quotas, hours in which policy rests, and prices, as the store keeps them. */
#ifndef DB_QUOTA_H
#define DB_QUOTA_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct quota {
	int64_t id;
	const char *whose;         /* person, organisation */
	const char *kind;          /* of the organisation, or citizen; NULL: all */
	const char *resource_kind; /* NULL: all together */
	const char *span;          /* week, month */
	int64_t minutes;
};

/* Whose bookings of which kind in which span are added up; one of person and organisation is 0. */
struct quota_use {
	int64_t person, organisation;
	const char *resource_kind;
	int64_t from, until, except_booking;
};

void db_quota_add(struct db *db, const struct quota *quota);
bool db_quota_remove(struct db *db, int64_t quota, struct quota *was);
int db_quotas(struct db *db, struct quota *list, int most);
int64_t db_quota_used(struct db *db, const struct quota_use *use); /* seconds */
const char *db_kind_of_booker(struct db *db, int64_t organisation); /* 0: citizen */

struct free_hours {
	int64_t id, resource; /* 0: all */
	int weekday, from_minute, until_minute;
};
void db_free_hours_add(struct db *db, const struct free_hours *hours);
bool db_free_hours_remove(struct db *db, int64_t id, struct free_hours *was);
int db_free_hours(struct db *db, int64_t resource, struct free_hours *list, int most); /* 0: of all */

struct price {
	int64_t resource;
	const char *tariff;
	int64_t cents_per_hour;
};
void db_price_set(struct db *db, const struct price *price);
int db_prices_of(struct db *db, int64_t resource, struct price *list, int most);
int64_t db_price(struct db *db, int64_t resource, int64_t organisation); /* cents an hour; 0: free of charge */

#endif
