// SPDX-License-Identifier: EUPL-1.2
#include "db/setting.h"

#include "app/base/document.h"
#include "db/db.h"

static const char SETTING[] = "SELECT value FROM setting WHERE name = $1";

const char *db_setting(struct db *db, const char *name)
{
	struct rows rows = db_query(db, SETTING, WITH(text(name)));
	const char *value = db_next(&rows) ? db_text(&rows, 0) : NULL;

	db_stop(&rows);
	return value;
}

static const char SETTING_SET[] =
	"INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2";

void db_setting_set(struct db *db, const char *name, const char *value)
{
	db_run(db, SETTING_SET, WITH(text(name), text(value)));
}

static const char ALL[] = "SELECT name, value FROM setting ORDER BY name";

void db_settings(struct db *db, struct node *to)
{
	struct rows rows = db_query(db, ALL, WITH_NOTHING);

	while (db_next(&rows))
		put_text(to, db_text(&rows, 0), db_text(&rows, 1));
}
