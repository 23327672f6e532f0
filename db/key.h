// SPDX-License-Identifier: EUPL-1.2
/* The keys that sign passes, as the store keeps them. */
#ifndef DB_KEY_H
#define DB_KEY_H

#include "app/base/secret.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

struct key {
	int64_t kid;  /* 1 to 255 */
	int64_t site; /* 16 bits that tell this lab's passes from another's */
	bool is_revoked;
	int64_t ends; /* when the last pass ends that it signed; 0: it signs */
	uint8_t sealed[SEALED_SEED], public[PUBLIC];
	uint8_t pair[PAIR]; /* opened by app/key.c; never in the store */
};

bool db_key_signing(struct db *db, struct key *key); /* the one that signs; false: none yet */
bool db_key_find(struct db *db, int64_t kid, struct key *key);
/* Those that sign or may still have to verify something at that instant. */
int db_keys_verifying(struct db *db, int64_t instant, struct key *list, int most);

/* Makes it the one that signs; the one before only verifies from then on. Sets kid and site. When all numbers were given,
 * it takes that of the key whose passes have ended longest ago; kid stays 0 and nothing is done if all of them still verify. */
void db_key_add(struct db *db, struct key *key, int64_t now);
void db_key_revoke(struct db *db, int64_t kid);

#endif
