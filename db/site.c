// SPDX-License-Identifier: EUPL-1.2
#include "db/site.h"

#include "db/db.h"

static const char INSTALLATION[] = "SELECT installation FROM site";

const char *db_site_installation(struct db *db)
{
	struct rows rows = db_query(db, INSTALLATION, WITH_NOTHING);
	const char *installation = db_next(&rows) ? db_text(&rows, 0) : "";

	db_stop(&rows);
	return installation;
}
