// SPDX-License-Identifier: EUPL-1.2
/* Organisations and who belongs to them, as the store keeps them. */
#ifndef DB_ORGANISATION_H
#define DB_ORGANISATION_H

#include "db/person.h"

struct member {
	struct person person;
	bool manager;
};

struct organisation_row {
	struct organisation organisation;
	int64_t members;
};

bool db_organisation_by_slug(struct db *db, const char *slug, struct organisation *organisation);
void db_organisation_set(struct db *db, const struct organisation *organisation); /* name and kind */
int db_organisations(struct db *db, struct organisation_row *list, int most);
struct organisation_filter {
	const char *part; /* of its name, lower case; "": any */
	const char *kind; /* "": any */
};
enum organisation_column { ORGANISATIONS_BY_NAME, ORGANISATIONS_BY_KIND, ORGANISATIONS_BY_MEMBERS };
int64_t db_organisations_count(struct db *db, const struct organisation_filter *filter);
int db_organisations_find(struct db *db, const struct organisation_filter *filter, struct slice slice,
	struct organisation_row *list);
int db_organisations_managed(struct db *db, int64_t person, struct organisation *list, int most);

int db_members(struct db *db, int64_t organisation, struct member *list, int most);
bool db_is_manager(struct db *db, int64_t organisation, int64_t person);
bool db_membership_set(struct db *db, int64_t organisation, int64_t person, bool manager); /* false: no member */
bool db_membership_delete(struct db *db, int64_t organisation, int64_t person, int64_t *was_manager);

#endif
