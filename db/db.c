// SPDX-License-Identifier: EUPL-1.2
#include "db/engine.h"

#include "app/base/arena.h"
#include "app/base/log.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static atomic_llong statements; /* run by all connections, for db_statements() */

bool db_is_postgres(const char *where)
{
	return !strncmp(where, "postgresql://", 13) || !strncmp(where, "postgres://", 11);
}

struct db *db_open(const char *where, enum db_use use)
{
	struct db *db = calloc(1, sizeof *db);

	if (!db)
		abort();
	db->engine = db_is_postgres(where) ? &postgres_engine : &sqlite_engine;
	db->use = use;
	db->where = strdup(where);
	if (db->where && db->engine->connect(db))
		return db;
	db_close(db);
	return NULL;
}

static void forget_statements(struct db *db)
{
	for (int i = 0; i < STATEMENTS; i++)
		if (db->prepared[i].handle)
			db->engine->forget(db->prepared[i].handle);
	memset(db->prepared, 0, sizeof db->prepared);
	db->count = 0;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	forget_statements(db);
	if (db->link)
		db->engine->disconnect(db);
	free(db->where);
	free(db);
}

void db_spoil(struct db *db, enum db_end how, const char *why)
{
	if (db->spoilt != DB_DONE)
		return;
	db->spoilt = how;
	if (how == DB_BROKEN)
		log_line(LOG_FAULT, "store: %s", why);
}

enum db_end db_state(const struct db *db)
{
	return db->spoilt;
}

/* A connection that broke earlier is opened again, once; if that fails, this work is lost, not the program. */
static bool is_connected(struct db *db)
{
	if (db->link && db->engine->is_alive(db))
		return true;
	forget_statements(db);
	if (db->link)
		db->engine->disconnect(db);
	db->link = NULL;
	if (db->engine->connect(db))
		return true;
	db_spoil(db, DB_BROKEN, "not reachable");
	return false;
}

static void begin(struct db *db, struct arena *arena, const char *sql)
{
	db->arena = arena;
	db->spoilt = DB_DONE;
	if (is_connected(db))
		db->engine->control(db, sql);
}

void db_begin(struct db *db, struct arena *arena)
{
	begin(db, arena, db->use == DB_WRITER ? db->engine->begin_write : db->engine->begin_read);
}

void db_begin_in_turn(struct db *db, struct arena *arena, bool alone)
{
	const struct engine *engine = db->engine;

	if (db->use == DB_WRITER)
		begin(db, arena, alone ? engine->begin_alone : engine->begin_together);
	else
		db_begin(db, arena);
}

void db_begin_migration(struct db *db, struct arena *arena)
{
	begin(db, arena, db->engine->begin_migration);
}

enum db_end db_commit(struct db *db)
{
	if (db->spoilt == DB_DONE) {
		db->engine->stop_all(db);
		if (db->engine->control(db, "COMMIT"))
			return DB_DONE;
	}
	return db_rollback(db);
}

enum db_end db_rollback(struct db *db)
{
	enum db_end end = db->spoilt;

	if (db->link) {
		db->engine->stop_all(db);
		if (db->engine->has_transaction(db))
			db->engine->control(db, "ROLLBACK");
	}
	return end;
}

void db_savepoint(struct db *db, struct arena *arena)
{
	db->arena = arena;
	db->spoilt = DB_DONE;
	db->engine->control(db, "SAVEPOINT work");
}

/* What could not be undone must not be committed with the rest of the group. */
static enum db_end abandon(struct db *db)
{
	db_rollback(db);
	return DB_BROKEN;
}

enum db_end db_release(struct db *db, bool keep)
{
	enum db_end end = db->spoilt;

	db->engine->stop_all(db);
	if (!db_has_transaction(db))
		return DB_BROKEN; /* a later savepoint would quietly be a transaction of its own */
	if ((!keep || end != DB_DONE) && !db->engine->control(db, "ROLLBACK TO work"))
		return abandon(db);
	return db->engine->control(db, "RELEASE work") ? end : abandon(db);
}

bool db_has_transaction(const struct db *db)
{
	return db->link && db->engine->has_transaction((struct db *)(uintptr_t)db);
}

/* Statements are told apart by address, so SQL texts must be static. */
void *db_prepared(struct db *db, const char *sql, const struct arg *args)
{
	size_t at = ((uintptr_t)sql >> 3) % STATEMENTS;

	while (db->prepared[at].sql && db->prepared[at].sql != sql)
		at = (at + 1) % STATEMENTS;
	if (db->prepared[at].sql)
		return db->prepared[at].handle;
	if (db->count == STATEMENTS / 2)
		abort();
	void *handle = db->engine->prepare(db, sql, args);
	if (handle) {
		db->prepared[at].sql = sql;
		db->prepared[at].handle = handle;
		db->count++;
	}
	return handle;
}

struct rows db_query(struct db *db, const char *sql, const struct arg *args)
{
	struct rows rows = { .db = db, .at = -1 };

	if (db->spoilt != DB_DONE)
		return rows;
	void *statement = db_prepared(db, sql, args);
	if (statement)
		rows.handle = db->engine->start(db, statement, args);
	atomic_fetch_add_explicit(&statements, 1, memory_order_relaxed);
	return rows;
}

bool db_next(struct rows *rows)
{
	return rows->handle && rows->db->engine->next(rows);
}

void db_stop(struct rows *rows)
{
	if (rows->handle)
		rows->db->engine->stop(rows);
	rows->handle = NULL;
}

bool db_is_null(const struct rows *rows, int column)
{
	return rows->db->engine->is_null(rows, column);
}

int64_t db_num(const struct rows *rows, int column)
{
	return rows->db->engine->num(rows, column);
}

double db_real(const struct rows *rows, int column)
{
	return rows->db->engine->real(rows, column);
}

const char *db_text(const struct rows *rows, int column)
{
	return arena_text(rows->db->arena, rows->db->engine->text(rows, column));
}

const uint8_t *db_bytes(const struct rows *rows, int column, size_t *size)
{
	return rows->db->engine->bytes(rows, column, size);
}

bool db_one(struct db *db, const char *sql, const struct arg *args, int64_t *n)
{
	struct rows rows = db_query(db, sql, args);
	bool found = db_next(&rows);

	if (found)
		*n = db_num(&rows, 0);
	db_stop(&rows);
	return found;
}

bool db_run(struct db *db, const char *sql, const struct arg *args)
{
	bool any = false;

	for (struct rows rows = db_query(db, sql, args); db_next(&rows);)
		any = true;
	return any;
}

int64_t db_statements(void)
{
	return atomic_load_explicit(&statements, memory_order_relaxed);
}

void db_tidy(struct db *db)
{
	if (db->link && db->engine->tidy)
		db->engine->tidy(db);
}

bool db_check(struct db *db, void (*tell)(const char *fault))
{
	return !db->engine->check || db->engine->check(db, tell);
}

bool db_backup(struct db *db, const char *path)
{
	return db->engine->backup && db->engine->backup(db, path);
}
