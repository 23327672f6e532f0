// SPDX-License-Identifier: EUPL-1.2
/* Who did what to what, for staff to look up. */
#ifndef DB_AUDIT_H
#define DB_AUDIT_H

#include "app/base/slice.h"

#include <stdint.h>

struct db;

struct audit_row {
	int64_t id, at, by;  /* by 0: the program */
	const char *person, *verb;
	int64_t subject;     /* 0: none */
	const char *name;    /* of the subject: a booking's ref, a person's name …; NULL: it has none, or is gone */
	const char *detail;
};

/* ""  and 0: any. All texts in lower case. */
struct audit_filter {
	const char *search; /* part of a verb or a detail, or of who did it */
	const char *person; /* part of the name of who did it */
	const char *noun;   /* the verb's first half, "booking" */
	const char *about;  /* part of the subject's name */
	int64_t from, until;
};
enum audit_column { AUDIT_BY_TIME, AUDIT_BY_PERSON, AUDIT_BY_VERB };
int64_t db_audit_count(struct db *db, const struct audit_filter *filter);
int db_audit(struct db *db, const struct audit_filter *filter, struct slice slice, struct audit_row *list);

#endif
