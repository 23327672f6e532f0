// SPDX-License-Identifier: EUPL-1.2
#include "db/notice.h"

#include "db/db.h"

static const char ADD[] =
	"INSERT INTO notice (title, body, title_en, body_en, starts, ends, level, audience, created,"
	" created_by)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";

int64_t db_notice_add(struct db *db, const struct notice *n)
{
	int64_t id = 0;

	db_one(db, ADD, WITH(text(n->title), text(n->text), text(n->title_en), text(n->text_en),
		num(n->from), ref(n->until), text(n->level), text(n->audience), num(n->created),
		num(n->created_by)), &id);
	return id;
}

static const char CHANGE[] =
	"UPDATE notice SET title = $2, body = $3, title_en = $4, body_en = $5, starts = $6, ends = $7,"
	" level = $8, audience = $9, withdrawn = $10 WHERE id = $1";

void db_notice_change(struct db *db, const struct notice *n)
{
	db_run(db, CHANGE, WITH(num(n->id), text(n->title), text(n->text), text(n->title_en),
		text(n->text_en), num(n->from), ref(n->until), text(n->level), text(n->audience), ref(n->withdrawn)));
}

#define NOTICE "SELECT n.id, n.title, n.body, n.title_en, n.body_en, n.starts, n.ends, n.level, n.audience," \
	" n.created, n.created_by, n.withdrawn FROM notice n"

static struct notice read_notice(const struct rows *rows)
{
	return (struct notice){ .id = db_num(rows, 0), .title = db_text(rows, 1), .text = db_text(rows, 2),
		.title_en = db_text(rows, 3), .text_en = db_text(rows, 4), .from = db_num(rows, 5),
		.until = db_num(rows, 6), .level = db_text(rows, 7), .audience = db_text(rows, 8),
		.created = db_num(rows, 9), .created_by = db_num(rows, 10), .withdrawn = db_num(rows, 11) };
}

static int list_all(struct rows rows, struct notice *list)
{
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_notice(&rows);
	return n;
}

static const char BY_ID[] = NOTICE " WHERE n.id = $1";

bool db_notice_by_id(struct db *db, int64_t id, struct notice *notice)
{
	struct rows rows = db_query(db, BY_ID, WITH(num(id)));
	bool found = db_next(&rows);

	if (found)
		*notice = read_notice(&rows);
	db_stop(&rows);
	return found;
}

static const char SHOWN[] = NOTICE
	" WHERE n.withdrawn IS NULL AND n.starts <= $1 AND COALESCE(n.ends, $1 + 1) > $1"
	" AND (n.audience = 'everybody' OR $3 = 1 OR ($2 > 0 AND n.audience = 'members')"
	"  OR n.audience IN (SELECT o.kind FROM membership m JOIN organisation o ON o.id = m.organisation"
	"   WHERE m.person = $2))"
	" ORDER BY n.level DESC, n.starts DESC, n.id DESC LIMIT $4";

int db_notices_shown(struct db *db, const struct notice_reader *reader, int64_t now,
	struct notice *list, int most)
{
	return list_all(db_query(db, SHOWN, WITH(num(now), num(reader->person),
		num(reader->is_staff), num(most))), list);
}

static const char ALL[] = NOTICE " ORDER BY n.id DESC LIMIT $1";

int db_notices(struct db *db, struct notice *list, int most)
{
	return list_all(db_query(db, ALL, WITH(num(most))), list);
}
