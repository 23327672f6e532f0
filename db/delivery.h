// SPDX-License-Identifier: EUPL-1.2
/* The outbox as the store keeps it. */
#ifndef DB_DELIVERY_H
#define DB_DELIVERY_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct delivery {
	int64_t id;
	const char *key;     /* at most one row has it */
	const char *kind;
	int64_t person;      /* 0: to address */
	const char *address;
	int64_t booking;     /* about what; 0: nothing */
	const char *token, *detail;
	int64_t created, due;
	const char *status, *fault;
	int64_t tries, sent;
};

void db_delivery_add(struct db *db, const struct delivery *delivery); /* not if its key is there */

#endif
