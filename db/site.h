// SPDX-License-Identifier: EUPL-1.2
/* Which lab this store is of. */
#ifndef DB_SITE_H
#define DB_SITE_H

struct db;

const char *db_site_installation(struct db *db);

#endif
