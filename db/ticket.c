// SPDX-License-Identifier: EUPL-1.2
#include "db/ticket.h"

#include "db/db.h"

static const char ADD[] =
	"INSERT INTO ticket (hash, kind, person, organisation, email, name, language, password,"
	" guardian, born, created, ends) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

void db_ticket_add(struct db *db, const struct ticket *t, const uint8_t hash[static HASH])
{
	db_run(db, ADD, WITH(bytes(hash, HASH), text(t->kind), ref(t->person), ref(t->organisation),
		text(t->email), text(t->name), text(t->language), text(t->password),
		text(t->guardian), ref(t->born), num(t->created), num(t->ends)));
}

#define SELECT_TICKET \
	"SELECT t.id, t.kind, t.person, t.organisation, t.email, t.name, t.language, t.password," \
	" t.guardian, t.born, t.created, t.ends, p.name, o.name, o.slug FROM ticket t" \
	" LEFT JOIN person p ON p.id = t.person LEFT JOIN organisation o ON o.id = t.organisation"

static struct ticket read_ticket(const struct rows *rows)
{
	return (struct ticket){ .id = db_num(rows, 0), .kind = db_text(rows, 1),
		.person = db_num(rows, 2), .organisation = db_num(rows, 3), .email = db_text(rows, 4),
		.name = db_text(rows, 5), .language = db_text(rows, 6), .password = db_text(rows, 7),
		.guardian = db_text(rows, 8), .born = db_num(rows, 9), .created = db_num(rows, 10),
		.ends = db_num(rows, 11), .person_name = db_text(rows, 12),
		.organisation_name = db_text(rows, 13), .organisation_slug = db_text(rows, 14) };
}

static const char BY_HASH[] = SELECT_TICKET " WHERE t.hash = $1 AND t.ends > $2 AND t.used IS NULL";

bool db_ticket_by_hash(struct db *db, const uint8_t hash[static HASH], int64_t now, struct ticket *ticket)
{
	struct rows rows = db_query(db, BY_HASH, WITH(bytes(hash, HASH), num(now)));
	bool found = db_next(&rows);

	if (found)
		*ticket = read_ticket(&rows);
	db_stop(&rows);
	return found;
}

static const char USE[] = "UPDATE ticket SET used = $2 WHERE id = $1 AND used IS NULL RETURNING id";

bool db_ticket_use(struct db *db, int64_t ticket, int64_t now)
{
	return db_run(db, USE, WITH(num(ticket), num(now)));
}

static const char VOID_ALL[] =
	"UPDATE ticket SET used = $3 WHERE email = $2 AND kind = $1 AND used IS NULL";

void db_tickets_void(struct db *db, const char *kind, const char *email, int64_t now)
{
	db_run(db, VOID_ALL, WITH(text(kind), text(email), num(now)));
}

static const char INVITATIONS[] = SELECT_TICKET
	" WHERE t.organisation = $1 AND t.ends > $2 AND t.used IS NULL ORDER BY t.email LIMIT $3";

int db_invitations(struct db *db, int64_t organisation, int64_t now, struct ticket *list, int most)
{
	struct rows rows = db_query(db, INVITATIONS, WITH(num(organisation), num(now), num(most)));
	int n = 0;

	while (db_next(&rows))
		list[n++] = read_ticket(&rows);
	return n;
}

static const char INVITATION_VOID[] =
	"UPDATE ticket SET used = $3 WHERE id = $2 AND organisation = $1 AND used IS NULL RETURNING id";

bool db_invitation_void(struct db *db, int64_t organisation, int64_t ticket, int64_t now)
{
	return db_run(db, INVITATION_VOID, WITH(num(organisation), num(ticket), num(now)));
}

static const char FORGET[] =
	"DELETE FROM ticket WHERE id IN (SELECT id FROM ticket WHERE ends < $1 LIMIT $2) RETURNING id";

int db_tickets_forget(struct db *db, int64_t before, int most)
{
	struct rows rows = db_query(db, FORGET, WITH(num(before), num(most)));
	int n = 0;

	while (db_next(&rows))
		n++;
	return n;
}
