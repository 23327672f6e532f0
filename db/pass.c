// SPDX-License-Identifier: EUPL-1.2
#include "db/pass.h"

#include "db/db.h"

#include <assert.h>
#include <string.h>

static const char ADD[] =
	"INSERT INTO pass (tid, kid, type, resource, booking, person, valid_from, valid_until,"
	" signature, seat, number, day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

void db_pass_add(struct db *db, const struct pass *pass)
{
	const struct token *token = &pass->token;

	db_run(db, ADD, WITH(num(token->tid), num(token->kid), num(token->type),
		ref(token->resource), ref(pass->booking), num(pass->person), num(token->from),
		num(token->until), bytes(token->signature, SIGNATURE), ref(pass->seat),
		ref(pass->number), ref(pass->day)));
}

#define SELECT_PASS \
	"SELECT pass.id, tid, kid, code, type, resource, booking, person, valid_from, valid_until," \
	" signature, seat, number, day FROM pass CROSS JOIN site WHERE revoked IS NULL"

static void read_row(const struct rows *rows, struct pass *pass)
{
	*pass = (struct pass){
		.id = db_num(rows, 0),
		.token.tid = db_num(rows, 1),
		.token.kid = db_num(rows, 2),
		.token.site = db_num(rows, 3),
		.token.type = (enum pass_type)db_num(rows, 4),
		.token.resource = db_num(rows, 5),
		.booking = db_num(rows, 6),
		.person = db_num(rows, 7),
		.token.from = db_num(rows, 8),
		.token.until = db_num(rows, 9),
		.seat = db_num(rows, 11),
		.number = db_num(rows, 12),
		.day = db_num(rows, 13),
	};
	size_t size;
	const uint8_t *signature = db_bytes(rows, 10, &size);
	assert(size == SIGNATURE);
	memcpy(pass->token.signature, signature, SIGNATURE);
}

static const char OF_BOOKING[] = SELECT_PASS " AND booking = $1";

bool db_pass_of_booking(struct db *db, int64_t booking, struct pass *pass)
{
	struct rows rows = db_query(db, OF_BOOKING, WITH(num(booking)));
	bool found = db_next(&rows);

	if (found)
		read_row(&rows, pass);
	db_stop(&rows);
	return found;
}

static const char REVOKE_BOOKING[] =
	"UPDATE pass SET revoked = $2 WHERE booking = $1 AND revoked IS NULL";

void db_pass_revoke_booking(struct db *db, int64_t booking, int64_t now)
{
	db_run(db, REVOKE_BOOKING, WITH(num(booking), num(now)));
}

static const char OF_SEAT[] = SELECT_PASS " AND seat = $1 AND day = $2 ORDER BY number LIMIT $3";

int db_passes_of_seat(struct db *db, int64_t seat, int64_t day, struct pass *list, int most)
{
	struct rows rows = db_query(db, OF_SEAT, WITH(num(seat), num(day), num(most)));
	int n = 0;

	while (db_next(&rows))
		read_row(&rows, &list[n++]);
	return n;
}

static const char REVOKE_SEAT[] =
	"UPDATE pass SET revoked = $3 WHERE seat = $1 AND number > $2 AND revoked IS NULL";

void db_pass_revoke_seat(struct db *db, int64_t seat, int64_t after_number, int64_t now)
{
	db_run(db, REVOKE_SEAT, WITH(num(seat), num(after_number), num(now)));
}

static const char OF_KEY[] = SELECT_PASS " AND kid = $1 AND valid_until > $2 ORDER BY pass.id LIMIT $3";

int db_passes_of_key(struct db *db, int64_t kid, int64_t now, struct pass *list, int most)
{
	struct rows rows = db_query(db, OF_KEY, WITH(num(kid), num(now), num(most)));
	int n = 0;

	while (db_next(&rows))
		read_row(&rows, &list[n++]);
	return n;
}

static const char SIGN[] = "UPDATE pass SET kid = $2, tid = $3, signature = $4 WHERE id = $1";

void db_pass_sign(struct db *db, int64_t pass, const struct token *token)
{
	db_run(db, SIGN, WITH(num(pass), num(token->kid), num(token->tid), bytes(token->signature, SIGNATURE)));
}
