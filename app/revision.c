// SPDX-License-Identifier: EUPL-1.2
#include "app/revision.h"

#include "app/work.h"
#include "db/revision.h"

void work_touch(struct work *work, enum scope scope)
{
	work->touched |= 1u << scope;
}

int64_t revision_sum(const struct work *work, unsigned scopes)
{
	return db_revision_sum(work->db, scopes);
}

void revision_bump(struct db *db, unsigned scopes, int64_t writer)
{
	for (int scope = 0; scope < SCOPES; scope++)
		if (scopes & 1u << scope)
			db_revision_bump(db, scope, writer);
}
