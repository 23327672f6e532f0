// SPDX-License-Identifier: EUPL-1.2
/* Notices, as the store keeps them. */
#ifndef DB_NOTICE_H
#define DB_NOTICE_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct notice {
	int64_t id;
	const char *title, *text;       /* German; "": none */
	const char *title_en, *text_en; /* English; "": none */
	int64_t from, until;            /* until 0: as long as nobody withdraws it */
	const char *level;              /* news, warning */
	const char *audience;           /* everybody, members, staff, or a kind of organisation */
	int64_t created, created_by;
	int64_t withdrawn;              /* 0: it is not */
};

int64_t db_notice_add(struct db *db, const struct notice *notice);
bool db_notice_by_id(struct db *db, int64_t id, struct notice *notice);
void db_notice_change(struct db *db, const struct notice *notice); /* all but who made it and when */

/* Who looks: 0 is nobody; staff see what is for anybody. */
struct notice_reader {
	int64_t person;
	bool is_staff;
};
/* Those that are shown then, warnings first, then the newest. */
int db_notices_shown(struct db *db, const struct notice_reader *reader, int64_t now, struct notice *list, int most);
/* All, the newest first, also what is over, planned or withdrawn. */
int db_notices(struct db *db, struct notice *list, int most);

#endif
