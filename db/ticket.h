// SPDX-License-Identifier: EUPL-1.2
/* What a link in a mail may do, as the store keeps it. */
#ifndef DB_TICKET_H
#define DB_TICKET_H

#include "app/base/secret.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

struct ticket {
	int64_t id;
	const char *kind; /* confirm, reset, invite, guardian */
	int64_t person, organisation; /* 0: none */
	const char *email;
	const char *name, *language, *password, *guardian; /* confirm: what was typed when joining */
	int64_t born, created, ends;
	/* Joined: */
	const char *person_name, *organisation_name, *organisation_slug;
};

void db_ticket_add(struct db *db, const struct ticket *ticket, const uint8_t hash[static HASH]);
/* That has not ended and was not used. */
bool db_ticket_by_hash(struct db *db, const uint8_t hash[static HASH], int64_t now, struct ticket *ticket);
bool db_ticket_use(struct db *db, int64_t ticket, int64_t now); /* false: it was used meanwhile */
/* All others of that kind for that address are void. */
void db_tickets_void(struct db *db, const char *kind, const char *email, int64_t now);
int db_invitations(struct db *db, int64_t organisation, int64_t now, struct ticket *list, int most);
bool db_invitation_void(struct db *db, int64_t organisation, int64_t ticket, int64_t now);
/* Those that ended before then leave the store; says how many. */
int db_tickets_forget(struct db *db, int64_t before, int most);

#endif
