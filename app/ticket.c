// SPDX-License-Identifier: EUPL-1.2
#include "app/ticket.h"

#include "app/base/text.h"
#include "app/delivery.h"

void ticket_send(struct work *work, struct ticket *ticket, int64_t seconds, const struct delivery *mail)
{
	struct delivery row = *mail;
	uint8_t hash[HASH];

	ticket->created = work->now;
	ticket->ends = work->now + seconds;
	row.token = token_new(&work->arena);
	token_hash(row.token, hash);
	row.address = ticket->email;
	row.key = arena_print(&work->arena, "%s %s", mail->kind, hex_print(&work->arena, hash, 16));
	db_ticket_add(work->db, ticket, hash);
	delivery_add(work, &row);
}

bool ticket_find(struct work *work, const char *token, struct ticket *ticket)
{
	uint8_t hash[HASH];

	token_hash(token, hash);
	if (db_ticket_by_hash(work->db, hash, work->now, ticket))
		return true;
	reason_add(work, NO_SUCH_TICKET, NULL);
	return false;
}

bool ticket_use(struct work *work, const struct ticket *ticket)
{
	if (db_ticket_use(work->db, ticket->id, work->now))
		return true;
	reason_add(work, NO_SUCH_TICKET, NULL);
	return false;
}

int ticket_forget(struct work *work, int most)
{
	return db_tickets_forget(work->db, work->now - TICKET_KEPT, most);
}
