// SPDX-License-Identifier: EUPL-1.2
/* Qualifications as the store keeps them. */
#ifndef DB_QUALIFICATION_H
#define DB_QUALIFICATION_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct qualification {
	int64_t person, resource, granted_by, granted, expires;
	const char *person_name, *person_email, *resource_name, *resource_slug; /* joined */
};

struct qualification_filter {
	int64_t person, resource; /* 0: any */
};

void db_qualification_add(struct db *db, const struct qualification *qualification); /* or renews it */
bool db_qualification_remove(struct db *db, int64_t person, int64_t resource, struct qualification *was);
bool db_is_qualified(struct db *db, int64_t person, int64_t resource, int64_t until);
/* Those that lapse first come first. */
int db_qualifications(struct db *db, const struct qualification_filter *filter, struct qualification *list, int most);
/* That expire in [now, soon) and whose holder has not been told. */
int db_qualifications_lapsing(struct db *db, int64_t now, int64_t soon, struct qualification *list, int most);
void db_qualification_reminded(struct db *db, const struct qualification *qualification);

#endif
