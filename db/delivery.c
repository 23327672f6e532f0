// SPDX-License-Identifier: EUPL-1.2
#include "db/delivery.h"

#include "db/db.h"

static const char ADD[] =
	"INSERT INTO delivery (key, kind, person, address, booking, token, detail, created, due, status)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting') ON CONFLICT (key) DO NOTHING";

void db_delivery_add(struct db *db, const struct delivery *d)
{
	db_run(db, ADD, WITH(text(d->key), text(d->kind), ref(d->person), text(d->address),
		ref(d->booking), text(d->token), text(d->detail), num(d->created), num(d->due)));
}
