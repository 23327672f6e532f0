// SPDX-License-Identifier: EUPL-1.2
/* Passes as the store keeps them. */
#ifndef DB_PASS_H
#define DB_PASS_H

#include "app/base/secret.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

enum pass_type { PASS_BOOKING = 1, PASS_PERSON, PASS_DAY, PASS_SEAT };

/* What a pass says of itself. */
struct token {
	enum pass_type type;
	int64_t kid;      /* which key signed it */
	int64_t site;     /* which lab it is of */
	int64_t tid;      /* 64 random bits */
	int64_t resource; /* below 2^32; 0: attendance only */
	int64_t from, until; /* whole minutes */
	uint8_t signature[SIGNATURE];
};

struct pass {
	int64_t id;
	int64_t booking, person; /* booking may be 0 */
	int64_t seat, number, day; /* of a seat: which of them, from 1, on which day of the workshop; else 0 */
	struct token token;
};

void db_pass_add(struct db *db, const struct pass *pass);
/* The one that is not revoked. */
bool db_pass_of_booking(struct db *db, int64_t booking, struct pass *pass);
void db_pass_revoke_booking(struct db *db, int64_t booking, int64_t now);

/* Of a seat's day those that are not revoked, in the order of their number. */
int db_passes_of_seat(struct db *db, int64_t seat, int64_t day, struct pass *list, int most);
void db_pass_revoke_seat(struct db *db, int64_t seat, int64_t after_number, int64_t now); /* on all days */

/* Those that still admit, or will, and that this key signed; and another number, key and signature for one of them. */
int db_passes_of_key(struct db *db, int64_t kid, int64_t now, struct pass *list, int most);
void db_pass_sign(struct db *db, int64_t pass, const struct token *token);

#endif
