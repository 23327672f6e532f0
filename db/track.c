// SPDX-License-Identifier: EUPL-1.2
#include "db/track.h"

static const char ADD[] =
	"INSERT INTO checkpoint (device, at, counter, track) VALUES ($1, $2, $3, $4)"
	" ON CONFLICT (device, at, counter) DO UPDATE SET track = $4";

void db_checkpoint_add(struct db *db, int64_t device, const struct sample *at, const char *track)
{
	db_run(db, ADD, WITH(num(device), num(at->at), num(at->counter), text(track)));
}

static const char BEFORE[] =
	"SELECT track FROM checkpoint WHERE device = $1 AND (at, counter) < ($2, $3)"
	" ORDER BY at DESC, counter DESC LIMIT 1";

const char *db_checkpoint_before(struct db *db, int64_t device, const struct sample *sample)
{
	struct rows rows = db_query(db, BEFORE, WITH(num(device), num(sample->at), num(sample->counter)));
	const char *track = db_next(&rows) ? db_text(&rows, 0) : NULL;

	db_stop(&rows);
	return track;
}

static const char DROP[] = "DELETE FROM checkpoint WHERE device = $1 AND (at, counter) >= ($2, $3)";

void db_checkpoints_drop(struct db *db, int64_t device, const struct sample *sample)
{
	db_run(db, DROP, WITH(num(device), num(sample->at), num(sample->counter)));
}
