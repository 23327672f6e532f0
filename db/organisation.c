// SPDX-License-Identifier: EUPL-1.2
#include "db/organisation.h"

#include "db/db.h"

static struct organisation read_organisation(const struct rows *rows)
{
	return (struct organisation){ .id = db_num(rows, 0), .slug = db_text(rows, 1),
		.name = db_text(rows, 2), .kind = db_text(rows, 3) };
}

static const char BY_SLUG[] = "SELECT id, slug, name, kind FROM organisation WHERE slug = $1";

bool db_organisation_by_slug(struct db *db, const char *slug, struct organisation *organisation)
{
	struct rows rows = db_query(db, BY_SLUG, WITH(text(slug)));
	bool found = db_next(&rows);

	if (found)
		*organisation = read_organisation(&rows);
	db_stop(&rows);
	return found;
}

static const char SET[] = "UPDATE organisation SET name = $2, kind = $3 WHERE id = $1";

void db_organisation_set(struct db *db, const struct organisation *o)
{
	db_run(db, SET, WITH(num(o->id), text(o->name), text(o->kind)));
}

#define SELECT_ROW \
	"SELECT o.id, o.slug, o.name, o.kind," \
	" (SELECT COUNT(*) FROM membership m WHERE m.organisation = o.id) AS members FROM organisation o"

static int read_rows(struct rows rows, struct organisation_row *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct organisation_row){ read_organisation(&rows), db_num(&rows, 4) };
	return n;
}

static const char LIST[] = SELECT_ROW " ORDER BY o.name, o.id LIMIT $1";

int db_organisations(struct db *db, struct organisation_row *list, int most)
{
	return read_rows(db_query(db, LIST, WITH(num(most))), list);
}

/* ---- as a table, for staff ------------------------------------------------------------------- */

#define WANTED \
	" WHERE ($1 = '' OR REPLACE(LOWER(o.name), $1, '') <> LOWER(o.name)) AND ($2 = '' OR o.kind = $2)"

static const char COUNT[] = "SELECT COUNT(*) FROM organisation o" WANTED;

int64_t db_organisations_count(struct db *db, const struct organisation_filter *f)
{
	int64_t count = 0;

	db_one(db, COUNT, WITH(text(f->part), text(f->kind)), &count);
	return count;
}

#define ORDERED(order) SELECT_ROW WANTED " ORDER BY " order ", o.id LIMIT $3 OFFSET $4"

static const char *const ordered[] = { /* as enum organisation_column says */
	ORDERED("LOWER(o.name) ASC"), ORDERED("LOWER(o.name) DESC"), ORDERED("o.kind ASC"),
	ORDERED("o.kind DESC"), ORDERED("members ASC"), ORDERED("members DESC"),
};

int db_organisations_find(struct db *db, const struct organisation_filter *f, struct slice slice,
	struct organisation_row *list)
{
	int order = slice.order;

	return read_rows(db_query(db, ordered[order], WITH(text(f->part), text(f->kind), num(slice.most),
		num(slice.from))), list);
}

static const char MANAGED[] =
	"SELECT o.id, o.slug, o.name, o.kind FROM membership m JOIN organisation o ON o.id = m.organisation"
	" WHERE m.person = $1 AND m.manager = 1 ORDER BY o.name LIMIT $2";

int db_organisations_managed(struct db *db, int64_t person, struct organisation *list, int most)
{
	struct rows rows = db_query(db, MANAGED, WITH(num(person), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_organisation(&rows);
	return n;
}

static const char MEMBERS[] =
	"SELECT p.id, p.email, p.name, p.role, p.language, m.manager FROM membership m"
	" JOIN person p ON p.id = m.person WHERE m.organisation = $1 ORDER BY p.name, p.id LIMIT $2";

int db_members(struct db *db, int64_t organisation, struct member *list, int most)
{
	struct rows rows = db_query(db, MEMBERS, WITH(num(organisation), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct member){ .manager = db_num(&rows, 5),
			.person = { .id = db_num(&rows, 0), .email = db_text(&rows, 1),
				.name = db_text(&rows, 2), .role = db_text(&rows, 3),
				.language = db_text(&rows, 4) } };
	return n;
}

static const char IS_MANAGER[] =
	"SELECT 1 FROM membership WHERE organisation = $1 AND person = $2 AND manager = 1";

bool db_is_manager(struct db *db, int64_t organisation, int64_t person)
{
	return db_run(db, IS_MANAGER, WITH(num(organisation), num(person)));
}

static const char MEMBERSHIP_SET[] =
	"UPDATE membership SET manager = $3 WHERE organisation = $1 AND person = $2 RETURNING person";

bool db_membership_set(struct db *db, int64_t organisation, int64_t person, bool manager)
{
	return db_run(db, MEMBERSHIP_SET, WITH(num(organisation), num(person), num(manager)));
}

static const char MEMBERSHIP_DELETE[] =
	"DELETE FROM membership WHERE organisation = $1 AND person = $2 RETURNING manager";

bool db_membership_delete(struct db *db, int64_t organisation, int64_t person, int64_t *manager)
{
	return db_one(db, MEMBERSHIP_DELETE, WITH(num(organisation), num(person)), manager);
}
