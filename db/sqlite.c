// SPDX-License-Identifier: EUPL-1.2
#include "db/engine.h"

#include "app/base/arena.h"
#include "app/base/log.h"

#include <assert.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MS = 5000, MOST_WAL_PAGES = 16384, BACKSTOP_WAL_PAGES = 65536 };

/* SQLite numbers $1, $2 … by first appearance, PostgreSQL by digit: keep where each digit went. */
struct statement {
	sqlite3_stmt *handle;
	int place[ARGS];
};

static void spoil(struct db *db)
{
	int rc = sqlite3_errcode(db->link) & 0xff; /* busy has several extended codes */
	bool busy = rc == SQLITE_BUSY || rc == SQLITE_LOCKED;

	db_spoil(db, busy ? DB_CONFLICT : DB_BROKEN, sqlite3_errmsg(db->link));
}

static bool exec(struct db *db, const char *sql)
{
	if (sqlite3_exec(db->link, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	spoil(db);
	return false;
}

static void *prepare(struct db *db, const char *sql, const struct arg *args)
{
	struct statement *statement = calloc(1, sizeof *statement);
	int n = 0;

	if (!statement)
		abort();
	if (sqlite3_prepare_v3(db->link, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle,
		    NULL) != SQLITE_OK) {
		spoil(db);
		free(statement);
		return NULL;
	}
	for (; args[n].kind != ARG_END; n++) {
		char name[8];
		if (n == ARGS)
			abort();
		snprintf(name, sizeof name, "$%d", n + 1);
		statement->place[n] = sqlite3_bind_parameter_index(statement->handle, name);
	}
	return statement;
}

static void forget(void *statement)
{
	sqlite3_finalize(((struct statement *)statement)->handle);
	free(statement);
}

static void bind(sqlite3_stmt *handle, int place, const struct arg *arg)
{
	if (arg->null)
		sqlite3_bind_null(handle, place);
	else if (arg->kind == ARG_NUM)
		sqlite3_bind_int64(handle, place, arg->num);
	else if (arg->kind == ARG_REAL)
		sqlite3_bind_double(handle, place, arg->real);
	else if (arg->kind == ARG_TEXT)
		sqlite3_bind_text(handle, place, arg->bytes, -1, SQLITE_STATIC);
	else
		sqlite3_bind_blob64(handle, place, arg->bytes, arg->size, SQLITE_STATIC);
}

static void *start(struct db *db, void *prepared, const struct arg *args)
{
	struct statement *statement = prepared;

	(void)db;
	assert(!sqlite3_stmt_busy(statement->handle)); /* its rows are being read: bind would do nothing */
	for (int n = 0; args[n].kind != ARG_END; n++)
		bind(statement->handle, statement->place[n], &args[n]);
	return statement->handle;
}

static void stop(struct rows *rows)
{
	sqlite3_reset(rows->handle);
	rows->handle = NULL;
}

/* A trigger that says 'taken' undid this statement and no more: the store refused a row, nothing is broken. */
static bool is_refusal(struct db *db, int rc)
{
	return rc == SQLITE_CONSTRAINT_TRIGGER && !strcmp(sqlite3_errmsg(db->link), "taken");
}

static bool next(struct rows *rows)
{
	int rc = sqlite3_step(rows->handle);

	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE && !is_refusal(rows->db, rc))
		spoil(rows->db);
	stop(rows);
	return false;
}

/* With each work come three or so: parsing them anew costs as much as a small read. */
static bool control(struct db *db, const char *sql)
{
	const struct statement *statement = db_prepared(db, sql, WITH_NOTHING);

	if (!statement)
		return false;
	bool done = sqlite3_step(statement->handle) == SQLITE_DONE;
	if (!done)
		spoil(db);
	sqlite3_reset(statement->handle);
	return done;
}

static void stop_all(struct db *db)
{
	for (sqlite3_stmt *s = sqlite3_next_stmt(db->link, NULL); s;
		s = sqlite3_next_stmt(db->link, s))
		if (sqlite3_stmt_busy(s))
			sqlite3_reset(s);
}

static bool is_null(const struct rows *rows, int column)
{
	return sqlite3_column_type(rows->handle, column) == SQLITE_NULL;
}

static int64_t number(const struct rows *rows, int column)
{
	return sqlite3_column_int64(rows->handle, column);
}

static double fraction(const struct rows *rows, int column)
{
	return sqlite3_column_double(rows->handle, column);
}

static const char *column_text(const struct rows *rows, int column)
{
	return (const char *)sqlite3_column_text(rows->handle, column);
}

static const uint8_t *column_bytes(const struct rows *rows, int column, size_t *size)
{
	const void *bytes = sqlite3_column_blob(rows->handle, column);

	*size = (size_t)sqlite3_column_bytes(rows->handle, column);
	if (is_null(rows, column))
		return NULL;
	return (const uint8_t *)arena_bytes(rows->db->arena, bytes, *size);
}

static bool is_alive(struct db *db)
{
	return db->link;
}

static bool has_transaction(struct db *db)
{
	return !sqlite3_get_autocommit(db->link);
}

/* The sizes are for a small box: SQLite's own default cache of 2 MiB a connection is plenty. */
static const char SETTINGS[] =
	"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
	"PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
	"PRAGMA recursive_triggers = ON;";

static const char QUERY_ONLY[] = "PRAGMA query_only = ON";

static void harden(sqlite3 *link)
{
	sqlite3_extended_result_codes(link, 1);
	sqlite3_busy_timeout(link, BUSY_MS);
	sqlite3_wal_autocheckpoint(link, BACKSTOP_WAL_PAGES); /* db_tidy does it long before */
	sqlite3_db_config(link, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(link, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(link, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
}

static bool connect(struct db *db)
{
	sqlite3 *link = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
		(db->use == DB_WRITER ? SQLITE_OPEN_CREATE : 0);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* counts that nobody reads, under a lock; heeded the first time */
	int rc = sqlite3_open_v2(db->where, &link, flags, NULL);

	if (rc == SQLITE_OK) {
		harden(link);
		rc = sqlite3_exec(link, SETTINGS, NULL, NULL, NULL);
	}
	if (rc == SQLITE_OK && db->use == DB_READER)
		rc = sqlite3_exec(link, QUERY_ONLY, NULL, NULL, NULL);
	if (rc != SQLITE_OK) {
		log_line(LOG_FAULT, "store %s: %s", db->where, sqlite3_errmsg(link));
		sqlite3_close(link);
		return false;
	}
	db->link = link;
	return true;
}

static void disconnect(struct db *db)
{
	sqlite3_close_v2(db->link);
	db->link = NULL;
}

/* Passive while it suffices; once the log is long, wait for the writer and begin it anew, or it would grow for ever
 * under a load that never pauses. */
static void tidy(struct db *db)
{
	int pages = 0, done = 0;

	sqlite3_wal_checkpoint_v2(db->link, NULL, SQLITE_CHECKPOINT_PASSIVE, &pages, &done);
	if (pages > MOST_WAL_PAGES)
		sqlite3_wal_checkpoint_v2(db->link, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
}

struct check {
	void (*tell)(const char *fault);
	bool wrong;
};

static int fault(void *about, int columns, char **values, char **names)
{
	struct check *check = about;

	(void)columns;
	(void)names;
	if (values[0] && strcmp(values[0], "ok") != 0) {
		check->tell(values[0]);
		check->wrong = true;
	}
	return 0;
}

static bool check(struct db *db, void (*tell)(const char *fault))
{
	struct check check = { .tell = tell };
	int rc = sqlite3_exec(db->link, "PRAGMA integrity_check; PRAGMA foreign_key_check", fault,
		&check, NULL);

	if (rc != SQLITE_OK)
		tell(sqlite3_errmsg(db->link));
	return rc == SQLITE_OK && !check.wrong;
}

static bool sync_file(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	bool done = file >= 0 && fsync(file) == 0;

	if (file >= 0)
		close(file);
	return done;
}

/* SQLite takes VACUUM INTO for a write, which a reader's connection refuses. */
static bool copy_into(struct db *db, const char *part)
{
	static const char INTO[] = "VACUUM INTO $1";
	sqlite3_stmt *statement = NULL;

	sqlite3_exec(db->link, "PRAGMA query_only = OFF", NULL, NULL, NULL);
	sqlite3_prepare_v2(db->link, INTO, -1, &statement, NULL);
	sqlite3_bind_text(statement, 1, part, -1, SQLITE_STATIC);
	bool done = sqlite3_step(statement) == SQLITE_DONE;
	if (!done)
		log_line(LOG_FAULT, "backup: %s", sqlite3_errmsg(db->link));
	sqlite3_finalize(statement);
	if (db->use == DB_READER)
		sqlite3_exec(db->link, QUERY_ONLY, NULL, NULL, NULL);
	return done;
}

static bool backup(struct db *db, const char *path)
{
	struct arena arena = { 0 };
	char *part = arena_print(&arena, "%s.part", path);

	unlink(part);
	bool done = copy_into(db, part) && sync_file(part) && rename(part, path) == 0;
	if (!done)
		unlink(part);
	arena_clear(&arena);
	return done;
}

const struct engine sqlite_engine = {
	.name = "SQLite",
	.begin_read = "BEGIN",
	.begin_write = "BEGIN IMMEDIATE", /* writers queue instead of failing late */
	.begin_together = "BEGIN IMMEDIATE", .begin_alone = "BEGIN IMMEDIATE",
	.begin_migration = "BEGIN EXCLUSIVE",
	.connect = connect, .disconnect = disconnect, .is_alive = is_alive,
	.has_transaction = has_transaction, .exec = exec, .control = control,
	.prepare = prepare, .forget = forget, .start = start, .next = next, .stop = stop,
	.stop_all = stop_all, .is_null = is_null, .num = number, .real = fraction,
	.text = column_text, .bytes = column_bytes,
	.tidy = tidy, .check = check, .backup = backup,
};
