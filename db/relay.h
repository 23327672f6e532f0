// SPDX-License-Identifier: EUPL-1.2
/* Wishes for relays, as the store keeps them. */
#ifndef DB_RELAY_H
#define DB_RELAY_H

#include "db/maybe.h"

struct relay_wish {
	int64_t id, device;
	bool on;
	const char *why;         /* start, stop, booking, staff, idle */
	int64_t person, booking; /* 0: none */
	int64_t made, expires;
	const char *status;      /* waiting, sent, done, failed, expired, replaced */
	int64_t due, tries;
	int64_t sent, ended;     /* 0: not yet */
	const char *person_name; /* joined; NULL: none */
};

/* A new one; sets id. Those of the device that are still open are replaced. */
void db_relay_add(struct db *db, struct relay_wish *wish);
bool db_relay_open(struct db *db, int64_t device, struct relay_wish *wish); /* the one that waits or was sent */
int db_relay_list(struct db *db, int64_t device, struct relay_wish *list, int most); /* newest first */

#endif
