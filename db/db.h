// SPDX-License-Identifier: EUPL-1.2
/*
 * One connection to the store, SQLite or PostgreSQL, lent to one thread at a time.
 *
 * Everything happens in a transaction. The first failure spoils it: from then on queries find no rows, and the end says
 * what went wrong. So callers need no error branches, as long as all they do is read, write and compute.
 *
 * SQL texts are static and in the common dialect; statements are told apart by their address. Parameters are $1, $2 …;
 * their types are those of the first call, and texts must live until the rows end. No boolean columns; CAST every sum to BIGINT.
 */
#ifndef DB_H
#define DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct db;

enum db_use { DB_READER, DB_WRITER };
enum db_end {
	DB_DONE,
	DB_CONFLICT, /* another transaction was in the way: run the whole work again */
	DB_BROKEN,   /* the store failed; logged where it happened */
};

/* where: a file's path, or postgresql://…; NULL and a line in the log if it cannot be opened. */
struct db *db_open(const char *where, enum db_use use);
void db_close(struct db *db);
bool db_is_postgres(const char *where);

/* Texts and bytes that are read go to arena. A lost connection is opened again here. */
void db_begin(struct db *db, struct arena *arena);
/* For writers that share a migrated store: together with others, or alone, which waits until nobody else, in whatever
 * process, is under way, and keeps those who come waiting. */
void db_begin_in_turn(struct db *db, struct arena *arena, bool alone);
enum db_end db_commit(struct db *db);
enum db_end db_rollback(struct db *db);

/* A savepoint for one work of a group (SQLite's write lane). If the engine has lost the whole transaction, db_release
 * says DB_BROKEN and db_has_transaction false: nothing of the group is kept then. */
void db_savepoint(struct db *db, struct arena *arena);
enum db_end db_release(struct db *db, bool keep);
bool db_has_transaction(const struct db *db);
enum db_end db_state(const struct db *db); /* DB_DONE: not spoilt so far */

struct arg {
	enum { ARG_END, ARG_NUM, ARG_REAL, ARG_TEXT, ARG_BYTES } kind;
	bool null;
	int64_t num;
	double real;
	const void *bytes;
	size_t size;
};
static inline struct arg num(int64_t n) { return (struct arg){ .kind = ARG_NUM, .num = n }; }
static inline struct arg ref(int64_t id) { return (struct arg){ .kind = ARG_NUM, .num = id, .null = !id }; }
static inline struct arg real(double x) { return (struct arg){ .kind = ARG_REAL, .real = x }; }
static inline struct arg text(const char *s) { return (struct arg){ .kind = ARG_TEXT, .bytes = s, .null = !s }; }
static inline struct arg bytes(const void *p, size_t size)
{
	return (struct arg){ .kind = ARG_BYTES, .bytes = p, .size = size, .null = !p };
}
static inline struct arg nullable(struct arg arg, bool known) { arg.null = !known; return arg; }
#define WITH(...) ((const struct arg[]){ __VA_ARGS__, { .kind = ARG_END } })
#define WITH_NOTHING ((const struct arg[]){ { .kind = ARG_END } })

/* Rows of one query. Loop with db_next() until it is false, or leave early with db_stop(). A statement that a trigger
 * refused with the word 'taken' has no rows and spoils nothing: see claim in db/migrations. A statement's rows must end
 * before it is queried again. */
struct rows {
	struct db *db;
	void *handle;
	int at;
};
struct rows db_query(struct db *db, const char *sql, const struct arg *args);
bool db_next(struct rows *rows);
void db_stop(struct rows *rows);
bool db_is_null(const struct rows *rows, int column);
int64_t db_num(const struct rows *rows, int column); /* NULL is 0 */
double db_real(const struct rows *rows, int column);
const char *db_text(const struct rows *rows, int column);                 /* NULL stays NULL */
const uint8_t *db_bytes(const struct rows *rows, int column, size_t *size);

/* For statements of which one row, with one number, or none at all matters. */
bool db_one(struct db *db, const char *sql, const struct arg *args, int64_t *n);
bool db_run(struct db *db, const char *sql, const struct arg *args); /* true if any row came */

/* Brings the store to the newest migration; false and a line in the log if it cannot be, or is newer than we are. */
struct embedded;
bool db_migrate(struct db *db, const struct embedded *migrations);

/* SQLite's checkpoint, so that no writer does it; each second, from a thread and a connection of its own. */
void db_tidy(struct db *db);
/* The engine's own integrity check; tell gets a sentence for each fault. True: none. */
bool db_check(struct db *db, void (*tell)(const char *fault));
/* A consistent copy while others write: complete under its name, or not there at all. False for PostgreSQL, which has
 * tools of its own, and when it failed (logged). */
bool db_backup(struct db *db, const char *path);

/* Statements run by this process so far, for the bounds that tests put on pages. */
int64_t db_statements(void);

#endif
