// SPDX-License-Identifier: EUPL-1.2
/* Counters of changes as the store keeps them. */
#ifndef DB_REVISION_H
#define DB_REVISION_H

#include <stdint.h>

struct db;

int64_t db_revision_sum(struct db *db, unsigned scopes); /* bits 1 << scope */
void db_revision_bump(struct db *db, int scope, int64_t writer);

#endif
