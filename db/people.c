// SPDX-License-Identifier: EUPL-1.2
/* People as a table, for staff: each order is a text of its own, so that no word of an address gets into SQL. */
#include "db/person.h"

#include "db/db.h"

#define WANTED \
	" FROM person p WHERE p.erased IS NULL AND ($1 = ''" \
	" OR REPLACE(LOWER(p.name), $1, '') <> LOWER(p.name) OR REPLACE(p.email, $1, '') <> p.email)" \
	" AND ($2 = '' OR p.role = $2) AND ($3 = '' OR EXISTS (SELECT 1 FROM membership m" \
	" JOIN organisation o ON o.id = m.organisation WHERE m.person = p.id AND o.slug = $3))"

static const char COUNT[] = "SELECT COUNT(*)" WANTED;

static struct arg as_text(const char *word)
{
	return text(word ? word : "");
}

int64_t db_people_count(struct db *db, const struct person_filter *f)
{
	int64_t count = 0;

	db_one(db, COUNT, WITH(as_text(f->part), as_text(f->role), as_text(f->organisation)), &count);
	return count;
}

#define ORDERED(order) \
	"SELECT p.id, p.email, p.name, p.role, p.language, p.created," \
	" (SELECT MIN(o.name) FROM membership m JOIN organisation o ON o.id = m.organisation" \
	" WHERE m.person = p.id)" WANTED " ORDER BY " order ", p.id LIMIT $4 OFFSET $5"
#define BOTH(column) ORDERED(column " ASC"), ORDERED(column " DESC")

static const char *const ordered[] = { /* as enum people_column says */
	BOTH("LOWER(p.name)"), BOTH("p.email"), BOTH("p.role"), BOTH("p.created"),
};

int db_people(struct db *db, const struct person_filter *f, struct slice slice, struct person_row *list)
{
	int order = slice.order, n = 0;
	struct rows rows = db_query(db, ordered[order], WITH(as_text(f->part), as_text(f->role),
		as_text(f->organisation), num(slice.most), num(slice.from)));

	while (db_next(&rows))
		list[n++] = (struct person_row){ .person = { .id = db_num(&rows, 0), .email = db_text(&rows, 1),
			.name = db_text(&rows, 2), .role = db_text(&rows, 3), .language = db_text(&rows, 4) },
			.created = db_num(&rows, 5), .organisation = db_text(&rows, 6) };
	return n;
}
