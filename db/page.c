// SPDX-License-Identifier: EUPL-1.2
#include "db/page.h"

#include "db/db.h"

#define SELECT_PAGE "SELECT v.id, v.name, v.language, v.body, v.saved, v.saved_by, p.name" \
	" FROM page v JOIN person p ON p.id = v.saved_by"

static int list_all(struct rows rows, struct page *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = (struct page){ db_num(&rows, 0), db_text(&rows, 1), db_text(&rows, 2),
			db_text(&rows, 3), db_num(&rows, 4), db_num(&rows, 5), db_text(&rows, 6) };
	return n;
}

static const char VERSIONS[] = SELECT_PAGE " WHERE v.name = $1 AND v.language = $2 ORDER BY v.id DESC LIMIT $3";

int db_page_versions(struct db *db, const char *name, const char *language, struct page *list, int most)
{
	return list_all(db_query(db, VERSIONS, WITH(text(name), text(language), num(most))), list);
}

bool db_page(struct db *db, const char *name, const char *language, struct page *page)
{
	return db_page_versions(db, name, language, page, 1) == 1;
}

static const char VERSION[] = SELECT_PAGE " WHERE v.id = $1";

bool db_page_version(struct db *db, int64_t id, struct page *page)
{
	return list_all(db_query(db, VERSION, WITH(num(id))), page) == 1;
}

static const char SAVE[] =
	"INSERT INTO page (name, language, body, saved, saved_by) VALUES ($1, $2, $3, $4, $5) RETURNING id";

void db_page_save(struct db *db, struct page *page)
{
	db_one(db, SAVE, WITH(text(page->name), text(page->language), text(page->body), num(page->saved),
		num(page->saved_by)), &page->id);
}
