// SPDX-License-Identifier: EUPL-1.2
/* What an engine must do to be a store; only db/ includes this. */
#ifndef ENGINE_H
#define ENGINE_H

#include "db/db.h"

struct engine {
	const char *name;
	const char *begin_read, *begin_write, *begin_together, *begin_alone, *begin_migration;
	bool (*connect)(struct db *db); /* opens db->where as db->link; logs why not */
	void (*disconnect)(struct db *db);
	bool (*is_alive)(struct db *db);
	bool (*has_transaction)(struct db *db);
	bool (*exec)(struct db *db, const char *sql); /* a script; spoils on failure */
	bool (*control)(struct db *db, const char *sql); /* BEGIN, COMMIT and their like, static texts; the same */
	void *(*prepare)(struct db *db, const char *sql, const struct arg *args);
	void (*forget)(void *statement);
	void *(*start)(struct db *db, void *statement, const struct arg *args);
	bool (*next)(struct rows *rows); /* false: ended and its handle released */
	void (*stop)(struct rows *rows);
	void (*stop_all)(struct db *db); /* whatever a job left open */
	bool (*is_null)(const struct rows *rows, int column);
	int64_t (*num)(const struct rows *rows, int column);
	double (*real)(const struct rows *rows, int column);
	const char *(*text)(const struct rows *rows, int column);
	const uint8_t *(*bytes)(const struct rows *rows, int column, size_t *size);
	void (*tidy)(struct db *db);                                      /* these three may be NULL */
	bool (*check)(struct db *db, void (*tell)(const char *fault));
	bool (*backup)(struct db *db, const char *path);
};

extern const struct engine sqlite_engine, postgres_engine;

enum { STATEMENTS = 4096, ARGS = 32 }; /* more of either is a fault in the program and aborts */

struct db {
	const struct engine *engine;
	char *where;
	enum db_use use;
	void *link; /* sqlite3 * or PGconn *; NULL: lost */
	struct arena *arena;
	enum db_end spoilt; /* DB_DONE: not spoilt */
	int count;
	struct { const char *sql; void *handle; } prepared[STATEMENTS]; /* a hash table, half empty at least */
};

/* The statement's handle, prepared when it is first asked for; NULL: that spoilt. */
void *db_prepared(struct db *db, const char *sql, const struct arg *args);
/* As db_begin(), but alone among all processes that migrate this store. */
void db_begin_migration(struct db *db, struct arena *arena);
/* The first spoiling counts; a broken one is logged. */
void db_spoil(struct db *db, enum db_end how, const char *why);

#endif
