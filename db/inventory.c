// SPDX-License-Identifier: EUPL-1.2
/* Resources as a table, for staff. */
#include "db/db.h"
#include "db/resource.h"

#define WANTED \
	" FROM resource r WHERE ($1 = '' OR REPLACE(LOWER(r.name), $1, '') <> LOWER(r.name)" \
	" OR REPLACE(r.slug, $1, '') <> r.slug OR REPLACE(LOWER(r.location), $1, '') <> LOWER(r.location))" \
	" AND ($2 = '' OR r.kind = $2)"

static const char COUNT[] = "SELECT COUNT(*)" WANTED;

int64_t db_inventory_count(struct db *db, const struct resource_filter *f)
{
	int64_t count = 0;

	db_one(db, COUNT, WITH(text(f->part), text(f->kind)), &count);
	return count;
}

#define ORDERED(order) \
	"SELECT r.id, r.slug, r.name, r.kind, r.location, r.position, r.bookable," \
	" (SELECT COUNT(*) FROM picture p WHERE p.resource = r.id AND p.removed IS NULL)," \
	" (SELECT COUNT(*) FROM within w WHERE w.whole = r.id AND w.part <> r.id)" \
	WANTED " ORDER BY " order ", r.id LIMIT $3 OFFSET $4"
#define BOTH(column) ORDERED(column " ASC"), ORDERED(column " DESC")

static const char *const ordered[] = { /* as enum resource_column says */
	BOTH("r.position"), BOTH("LOWER(r.name)"), BOTH("r.kind"), BOTH("LOWER(r.location)"),
};

int db_inventory(struct db *db, const struct resource_filter *f, struct slice slice,
	struct resource_row *list)
{
	int order = slice.order, n = 0;
	struct rows rows = db_query(db, ordered[order], WITH(text(f->part), text(f->kind), num(slice.most),
		num(slice.from)));

	while (db_next(&rows))
		list[n++] = (struct resource_row){ .resource = { .id = db_num(&rows, 0),
			.slug = db_text(&rows, 1), .name = db_text(&rows, 2), .kind = db_text(&rows, 3),
			.location = db_text(&rows, 4), .position = db_num(&rows, 5),
			.bookable = db_num(&rows, 6) }, .pictures = db_num(&rows, 7), .parts = db_num(&rows, 8) };
	return n;
}
