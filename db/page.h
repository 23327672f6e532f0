// SPDX-License-Identifier: EUPL-1.2
/* The texts that a public body must show, with all their versions. */
#ifndef DB_PAGE_H
#define DB_PAGE_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct page {
	int64_t id; /* of the version; 0: nothing was ever saved */
	const char *name, *language;
	const char *body; /* Markdown; "": the text that comes with the program */
	int64_t saved, saved_by;
	const char *saver; /* joined: a name */
};

bool db_page(struct db *db, const char *name, const char *language, struct page *page); /* the newest version */
bool db_page_version(struct db *db, int64_t id, struct page *page);
int db_page_versions(struct db *db, const char *name, const char *language, struct page *list, int most);
void db_page_save(struct db *db, struct page *page); /* sets id */

#endif
