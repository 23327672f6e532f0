// SPDX-License-Identifier: EUPL-1.2
#include "db/revision.h"

#include "db/db.h"

static const char SUM[] =
	"SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM revision"
	" WHERE (($1 >> CAST(scope AS INTEGER)) & 1) = 1";

int64_t db_revision_sum(struct db *db, unsigned scopes)
{
	int64_t sum = 0;
	db_one(db, SUM, WITH(num(scopes)), &sum);
	return sum;
}

static const char BUMP[] =
	"INSERT INTO revision (scope, writer, n) VALUES ($1, $2, 1)"
	" ON CONFLICT (scope, writer) DO UPDATE SET n = revision.n + 1";

void db_revision_bump(struct db *db, int scope, int64_t writer)
{
	db_run(db, BUMP, WITH(num(scope), num(writer)));
}
