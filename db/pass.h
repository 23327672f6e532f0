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
	struct token token;
};

void db_pass_add(struct db *db, const struct pass *pass);
/* The one that is not revoked. */
bool db_pass_of_booking(struct db *db, int64_t booking, struct pass *pass);
void db_pass_revoke_booking(struct db *db, int64_t booking, int64_t now);

#endif
