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

static const char UNTIL[] =
	"SELECT at, counter FROM checkpoint WHERE device = $1 AND at <= $2 ORDER BY at DESC, counter DESC LIMIT 1";

bool db_checkpoint_until(struct db *db, int64_t device, int64_t at, struct sample *place)
{
	struct rows rows = db_query(db, UNTIL, WITH(num(device), num(at)));
	bool found = db_next(&rows);

	if (found)
		*place = (struct sample){ .at = db_num(&rows, 0), .counter = db_num(&rows, 1) };
	db_stop(&rows);
	return found;
}

static const char FORGET[] = "DELETE FROM checkpoint WHERE device = $1 AND (at, counter) < ($2, $3)";

void db_checkpoints_forget(struct db *db, int64_t device, const struct sample *before)
{
	db_run(db, FORGET, WITH(num(device), num(before->at), num(before->counter)));
}
