// SPDX-License-Identifier: EUPL-1.2
#include "db/door.h"

#include "db/db.h"

enum { LONGEST = 45 * 86400 }; /* of a pass: what begins earlier is over by then */

static const char GUESTS[] =
	"SELECT tid, pass.resource, valid_from, valid_until,"
	" CASE WHEN revoked IS NULL THEN 0 ELSE 1 END, booking.ref, booking.status, person.name,"
	" resource.name, entry.at, entry.point, away.at, booking.checked_in"
	" FROM pass JOIN person ON person.id = pass.person"
	" LEFT JOIN booking ON booking.id = pass.booking"
	" LEFT JOIN resource ON resource.id = pass.resource"
	" LEFT JOIN attendance AS entry ON entry.pass = pass.id AND entry.direction = 'entry'"
	" LEFT JOIN attendance AS away ON away.pass = pass.id AND away.direction = 'exit'"
	" WHERE valid_from >= $1 AND valid_from < $2 AND valid_until > $3"
	" ORDER BY valid_from, tid LIMIT $4";

static void read_row(const struct rows *rows, struct guest *guest)
{
	*guest = (struct guest){
		.tid = db_num(rows, 0),
		.resource = db_num(rows, 1),
		.from = db_num(rows, 2),
		.until = db_num(rows, 3),
		.is_revoked = db_num(rows, 4),
		.ref = db_text(rows, 5),
		.status = db_text(rows, 6),
		.holder = db_text(rows, 7),
		.resource_name = db_text(rows, 8),
		.came = db_num(rows, 9),
		.came_point = db_text(rows, 10),
		.left = db_num(rows, 11),
		.checked_in = db_num(rows, 12),
	};
}

int db_guests(struct db *db, int64_t from, int64_t until, struct guest *list, int most)
{
	struct rows rows = db_query(
		db, GUESTS, WITH(num(from - LONGEST), num(until), num(from), num(most)));
	int count = 0;

	while (count < most && db_next(&rows))
		read_row(&rows, &list[count++]);
	db_stop(&rows);
	return count;
}
