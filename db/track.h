// SPDX-License-Identifier: EUPL-1.2
/* States on the way through a device's readings, to go on from when something comes late. */
#ifndef DB_TRACK_H
#define DB_TRACK_H

#include "db/frame.h"

void db_checkpoint_add(struct db *db, int64_t device, const struct sample *at, const char *track);
/* The last one before that reading; NULL: none. */
const char *db_checkpoint_before(struct db *db, int64_t device, const struct sample *sample);
/* Those at or behind it no longer hold. */
void db_checkpoints_drop(struct db *db, int64_t device, const struct sample *sample);

/* The last one at or before an instant; false: none. Older ones are not needed once it is the first place to go back to. */
bool db_checkpoint_until(struct db *db, int64_t device, int64_t at, struct sample *place);
void db_checkpoints_forget(struct db *db, int64_t device, const struct sample *before);

#endif
