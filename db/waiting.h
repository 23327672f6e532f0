// SPDX-License-Identifier: EUPL-1.2
/* Who waits for a time that is taken, as the store keeps it. */
#ifndef DB_WAITING_H
#define DB_WAITING_H

#include <stdbool.h>
#include <stdint.h>

struct db;

/* A whole wish, so that an offer is the booking itself. */
struct waiting {
	int64_t id, person, organisation, resource;
	int64_t from, until;
	const char *purpose;
	int64_t participants, created;
	/* Joined: */
	const char *resource_slug, *resource_name, *organisation_slug; /* the last NULL: for oneself */
};

bool db_waiting_add(struct db *db, struct waiting *waiting); /* sets id; false: waits for just that already */
int64_t db_waiting_count(struct db *db, int64_t person);
int db_waiting_of(struct db *db, int64_t person, struct waiting *list, int most); /* in the order of the times */
/* Those still waiting for what [from, until) of the resource may be part of, the first who came first. */
int db_waiting_for(struct db *db, int64_t resource, int64_t from, int64_t until, struct waiting *list, int most);

bool db_waiting_leave(struct db *db, int64_t person, int64_t id); /* false: nobody waits there */
void db_waiting_set(struct db *db, int64_t id, const char *status);
/* Of those whose time is over at most so many wait no longer; how many did. */
int db_waiting_over(struct db *db, int64_t now, int most);

#endif
