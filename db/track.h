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

#endif
