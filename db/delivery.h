// SPDX-License-Identifier: EUPL-1.2
/* The outbox as the store keeps it. */
#ifndef DB_DELIVERY_H
#define DB_DELIVERY_H

#include "app/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

struct delivery {
	int64_t id;
	const char *key;     /* at most one row has it */
	const char *kind;
	int64_t person;      /* 0: to address */
	const char *address;
	int64_t booking, seat; /* about what; 0: nothing, at most one */
	const char *token, *detail;
	int64_t created, due;
	const char *status, *fault;
	int64_t tries, sent;
	const char *language; /* of the mail; NULL with a person: theirs */
	/* Joined: */
	const char *person_name, *person_email, *booking_ref;
	int64_t over; /* when that has ended */
	bool unwanted; /* the person said so */
};

void db_delivery_add(struct db *db, const struct delivery *delivery); /* not if its key is there */

/* The one that is due first is leased, and has one try more; false: none is due. */
bool db_delivery_lease(struct db *db, int64_t now, int64_t until, struct delivery *delivery);
/* From leased to sending, unless somebody else has it by now. */
bool db_delivery_sending(struct db *db, const struct delivery *delivery, int64_t until);
void db_delivery_sent(struct db *db, int64_t delivery, int64_t now); /* forgets its token */
/* Another status, why, and when it is due again. */
void db_delivery_settle(struct db *db, int64_t delivery, const char *status, const char *fault, int64_t due);
/* Those whose sender has not been heard of in time become unknown; says how many. */
int db_deliveries_abandoned(struct db *db, int64_t now, const char *fault, int most);
void db_deliveries_done(struct db *db); /* what waits counts as sent when it was due */
/* Back among those that wait, if it is not sent; false: there is none. */
bool db_delivery_again(struct db *db, int64_t delivery, int64_t now);

/* A decision's message, made at that instant, is sent later, and until then it can be taken out; false: it has gone. */
void db_delivery_hold(struct db *db, int64_t booking, int64_t created, int64_t due);
bool db_delivery_unsend(struct db *db, int64_t booking, const char *kind);

/* What has not been sent: of one status, the oldest first. */
int db_deliveries(struct db *db, const char *status, struct delivery *list, int most);
/* As a table, for staff; "": any. */
struct delivery_filter {
	const char *status;
	const char *part; /* of address, name or kind, lower case */
};
enum delivery_column { DELIVERIES_BY_CREATED, DELIVERIES_BY_KIND, DELIVERIES_BY_ADDRESS, DELIVERIES_BY_TRIES };
int64_t db_outbox_count(struct db *db, const struct delivery_filter *filter);
int db_outbox(struct db *db, const struct delivery_filter *filter, struct slice slice, struct delivery *list);
int64_t db_delivery_count(struct db *db, const char *status);

/* Bookings that begin until then, were made before a day ahead, and have had no reminder for this time yet. */
struct reminded {
	int64_t booking, person, starts;
};
int db_bookings_to_remind(struct db *db, int64_t now, int64_t until, struct reminded *list, int most);

void db_unwanted_set(struct db *db, int64_t person, const char *kind, bool unwanted);
bool db_is_unwanted(struct db *db, int64_t person, const char *kind);

#endif
