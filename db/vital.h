// SPDX-License-Identifier: EUPL-1.2
/* What network servers tell of a device beside its frames, and when they themselves were away. */
#ifndef DB_VITAL_H
#define DB_VITAL_H

#include "db/maybe.h"

struct db;

struct vital {
	bool has_battery, mains;
	double battery;         /* per cent */
	struct maybe margin;    /* dB */
	struct maybe joined, acknowledged, refused;
	const char *fault;      /* NULL: none ever */
	int64_t fault_at;
};

bool db_vital(struct db *db, int64_t device, struct vital *vital); /* false: nothing is known */
void db_vital_set(struct db *db, int64_t device, const struct vital *vital);

struct gap {
	int64_t id;
	const char *source;
	int64_t starts, ends;
	const char *kept; /* broker, storage, lost */
	int64_t frames;
};

struct source_row {
	const char *name;
	int64_t seen;      /* 0: never */
	const char *why;   /* it is away, and why; NULL: it is not, or was not seen to go */
	int64_t away;      /* since when */
};

void db_source_fail(struct db *db, const char *name, int64_t at, const char *why);
int db_source_list(struct db *db, int64_t since, struct source_row *list, int most);
void db_source_want(struct db *db, int64_t at); /* all that have a storage */
int64_t db_source_wanted(struct db *db, const char *name);
void db_source_see(struct db *db, const char *name, int64_t at);
bool db_source(struct db *db, const char *name, int64_t *seen, int64_t *fetched);
void db_source_fetch(struct db *db, const char *name, int64_t fetched);
struct missed {
	int64_t from, until, frames;
};
int db_missed(struct db *db, int64_t device, int64_t since, struct missed *list, int most); /* newest first */

void db_gap_add(struct db *db, const struct gap *gap);
/* Those of a source that are lost so far and began since then: they were not, the storage had so many frames. */
void db_gap_mend(struct db *db, const char *source, int64_t since, int64_t frames);
int db_gap_list(struct db *db, int64_t since, struct gap *list, int most); /* newest first */

#endif
