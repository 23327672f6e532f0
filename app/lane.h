// SPDX-License-Identifier: EUPL-1.2
/*
 * The write lane: where all writes wait for their turn.
 *
 * With SQLite it is one thread that takes everything that waits into one transaction, a savepoint each, and commits
 * once: no answer before its data is on disk, and throughput does not end at the disk's sync rate. With PostgreSQL it is
 * a few threads, a transaction each.
 */
#ifndef LANE_H
#define LANE_H

#include "app/lab.h"
#include "app/work.h"

struct lane *lane_start(const char *store); /* NULL: the store cannot be opened */
bool lane_send(struct lane *lane, struct work *work); /* false: full, or stopping */
void lane_drain(struct lane *lane);                   /* returns when the last work is done */
void lane_stop(struct lane *lane);                    /* after lane_drain */
struct lane_counts lane_count(struct lane *lane);

/* Runs one work in a transaction of its own, up to eight times; writer: see revision_bump(). */
void lane_run(struct db *db, struct work *work, int64_t writer);

#endif
