// SPDX-License-Identifier: EUPL-1.2
/* Wishes for relays, as the store keeps them. */
#ifndef DB_RELAY_H
#define DB_RELAY_H

#include "db/maybe.h"

struct relay_wish {
	int64_t id, device;
	bool on;
	int64_t seconds;         /* not the relay, but the interval of its reports; 0: the relay */
	const char *why;         /* start, stop, booking, staff, idle */
	int64_t person, booking; /* 0: none */
	int64_t made, expires;
	const char *status;      /* waiting, sent, done, failed, expired, replaced */
	int64_t due, tries;
	int64_t sent, ended;     /* 0: not yet */
	const char *person_name; /* joined; NULL: none */
};

/* A new one; sets id. Those of the device that are still open and about the same are replaced. */
void db_relay_add(struct db *db, struct relay_wish *wish);
/* The one for the relay that waits or was sent. */
bool db_relay_open(struct db *db, int64_t device, struct relay_wish *wish);
bool db_relay_open_pace(struct db *db, int64_t device, struct relay_wish *wish); /* the one for its interval */
/* An open one that expired before then, or at that time. */
bool db_relay_overdue(struct db *db, int64_t before, struct relay_wish *wish);
/* One that is due or over, for a device of that network which is heard through that broker, or not by a broker at all. */
bool db_relay_due(struct db *db, const char *network, const char *via, int64_t now, struct relay_wish *wish);
void db_relay_settle(struct db *db, const struct relay_wish *wish); /* status, due, tries, sent, ended */
/* Was it made for a booking that is off, or begins only when it is over? */
bool db_relay_is_moot(struct db *db, int64_t id);
/* The last one for the relay that was sent or done, made since then. */
bool db_relay_recent(struct db *db, int64_t device, int64_t since, struct relay_wish *wish);

/* Bookings that begin in [from, until) on a machine whose plug is switched for bookings, and was not asked for them. */
struct relay_begin {
	int64_t device, booking, from;
};
int db_relay_begins(struct db *db, int64_t from, int64_t until, struct relay_begin *list, int most);

/* Those by inference that are open are due now: the device has just spoken. */
void db_relay_heed(struct db *db, int64_t device, int64_t now);
bool db_relay_was_idle(struct db *db, int64_t device, int64_t since); /* was one made by inference since then? */
/* What is open for its relay is worth nothing from now on. */
void db_relay_void(struct db *db, int64_t device, int64_t now);
int db_relay_list(struct db *db, int64_t device, struct relay_wish *list, int most); /* newest first */

#endif
