// SPDX-License-Identifier: EUPL-1.2
/* A number that may be unknown, and how it enters and leaves a row. */
#ifndef DB_MAYBE_H
#define DB_MAYBE_H

#include "db/db.h"

struct maybe {
	bool known;
	int64_t is;
};

static inline struct arg known(struct maybe n) { return nullable(num(n.is), n.known); }

static inline struct maybe db_maybe(const struct rows *rows, int column)
{
	return (struct maybe){ !db_is_null(rows, column), db_num(rows, column) };
}

#endif
