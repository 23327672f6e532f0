// SPDX-License-Identifier: EUPL-1.2
#include "db/engine.h"

#include "app/base/arena.h"
#include "app/base/log.h"
#include "app/base/text.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OID_BYTEA = 17, OID_INT8 = 20, OID_TEXT = 25, OID_FLOAT8 = 701, NUMBER_TEXT = 32 };

/* 40001 and 40P01: another transaction won, ours may simply be run again. So may one that waited too long for a lock
 * (55P03), and one whose connection broke before its COMMIT was sent; after that nobody knows, and the caller's once-key
 * must tell. */
static enum db_end judge(struct db *db, const PGresult *result, bool committing)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	if (state && (!strcmp(state, "40001") || !strcmp(state, "40P01") || !strcmp(state, "55P03")))
		return DB_CONFLICT;
	if (PQstatus(db->link) != CONNECTION_OK && !committing)
		return DB_CONFLICT;
	return DB_BROKEN;
}

static void spoil(struct db *db, const PGresult *result, bool committing)
{
	enum db_end how = judge(db, result, committing);
	const char *why = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

	/* The details of an error quote the row, and with it people's names; they are not for the log. */
	db_spoil(db, how, why ? why : PQerrorMessage(db->link));
}

static bool exec(struct db *db, const char *sql)
{
	PGresult *result = PQexec(db->link, sql);
	ExecStatusType status = PQresultStatus(result);
	bool done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!done)
		spoil(db, result, !strcmp(sql, "COMMIT"));
	PQclear(result);
	return done;
}

static Oid type_of(const struct arg *arg)
{
	switch (arg->kind) {
	case ARG_NUM: return OID_INT8;
	case ARG_REAL: return OID_FLOAT8;
	case ARG_BYTES: return OID_BYTEA;
	default: return OID_TEXT;
	}
}

static void *prepare(struct db *db, const char *sql, const struct arg *args)
{
	char *name = malloc(16);
	Oid types[ARGS];
	int n = 0;

	if (!name)
		abort();
	snprintf(name, 16, "q%d", db->count);
	for (; args[n].kind != ARG_END; n++) {
		if (n == ARGS)
			abort();
		types[n] = type_of(&args[n]);
	}
	PGresult *result = PQprepare(db->link, name, sql, n, types);
	if (PQresultStatus(result) != PGRES_COMMAND_OK) {
		spoil(db, result, false);
		free(name);
		name = NULL;
	}
	PQclear(result);
	return name;
}

static const char *value_of(const struct arg *arg, char digits[static NUMBER_TEXT])
{
	if (arg->null)
		return NULL;
	if (arg->kind == ARG_NUM)
		snprintf(digits, NUMBER_TEXT, "%lld", (long long)arg->num);
	else if (arg->kind == ARG_REAL)
		snprintf(digits, NUMBER_TEXT, "%.17g", arg->real);
	else
		return arg->bytes;
	return digits;
}

static void *start(struct db *db, void *statement, const struct arg *args)
{
	char digits[ARGS][NUMBER_TEXT];
	const char *values[ARGS];
	int sizes[ARGS], formats[ARGS], n = 0;

	for (; args[n].kind != ARG_END; n++) {
		values[n] = value_of(&args[n], digits[n]);
		sizes[n] = (int)args[n].size;
		formats[n] = args[n].kind == ARG_BYTES; /* 1: binary */
	}
	PGresult *result = PQexecPrepared(db->link, statement, n, values, sizes, formats, 0);
	ExecStatusType status = PQresultStatus(result);
	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
		return result;
	spoil(db, result, false);
	PQclear(result);
	return NULL;
}

static void stop(struct rows *rows)
{
	PQclear(rows->handle);
	rows->handle = NULL;
}

static bool next(struct rows *rows)
{
	if (++rows->at < PQntuples(rows->handle))
		return true;
	stop(rows);
	return false;
}

/* Rows are all here, in memory; one that a job left open is lost to its thread, so jobs end theirs. */
static void stop_all(struct db *db)
{
	(void)db;
}

static bool is_null(const struct rows *rows, int column)
{
	return PQgetisnull(rows->handle, rows->at, column);
}

static int64_t number(const struct rows *rows, int column)
{
	return strtoll(PQgetvalue(rows->handle, rows->at, column), NULL, 10);
}

static double fraction(const struct rows *rows, int column)
{
	return strtod(PQgetvalue(rows->handle, rows->at, column), NULL);
}

static const char *column_text(const struct rows *rows, int column)
{
	return is_null(rows, column) ? NULL : PQgetvalue(rows->handle, rows->at, column);
}

/* bytea_output is hex: \x and two digits a byte. */
static const uint8_t *column_bytes(const struct rows *rows, int column, size_t *size)
{
	const char *hex = column_text(rows, column);

	*size = 0;
	if (!hex)
		return NULL;
	size_t most = strlen(hex) / 2;
	uint8_t *bytes = arena_alloc(rows->db->arena, most + 1);
	if (strncmp(hex, "\\x", 2) != 0 || !hex_parse(hex + 2, bytes, most, size))
		db_spoil(rows->db, DB_BROKEN, "a column of bytes is none");
	return bytes;
}

static bool is_alive(struct db *db)
{
	return PQstatus(db->link) == CONNECTION_OK;
}

static bool has_transaction(struct db *db)
{
	return PQtransactionStatus(db->link) == PQTRANS_INTRANS ||
		PQtransactionStatus(db->link) == PQTRANS_INERROR;
}

static void forget(void *statement)
{
	free(statement);
}

static void disconnect(struct db *db)
{
	PQfinish(db->link);
	db->link = NULL;
}

static bool connect(struct db *db)
{
	static const char SETTINGS[] = "SET client_min_messages = warning; SET bytea_output = hex;"
		"SET synchronous_commit = on; SET idle_in_transaction_session_timeout = '60s';"
		"SET lock_timeout = '10s'";
	PGconn *link = PQconnectdb(db->where);

	if (PQstatus(link) == CONNECTION_OK) {
		PGresult *result = PQexec(link, SETTINGS);
		bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
		PQclear(result);
		if (done) {
			db->link = link;
			return true;
		}
	}
	log_line(LOG_FAULT, "store: %s", PQerrorMessage(link));
	PQfinish(link);
	return false;
}

/*
 * New bookings stand side by side in an index that each of them reads, too, for its foreign keys: to PostgreSQL's
 * predicate locks (its manual, section 13.2.3) any two at the same time are in each other's way, and who is unlucky loses
 * every try. LOCK TABLE takes no snapshot yet, so who comes in alone meets nobody.
 */
const struct engine postgres_engine = {
	.name = "PostgreSQL",
	.begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
	.begin_write = "BEGIN ISOLATION LEVEL SERIALIZABLE",
	.begin_together = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE revision IN ROW SHARE MODE",
	.begin_alone = "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE revision IN EXCLUSIVE MODE",
	.begin_migration = "BEGIN; SELECT pg_advisory_xact_lock(1297237326)", /* "MSLN": any number will do */
	.connect = connect, .disconnect = disconnect, .is_alive = is_alive,
	.has_transaction = has_transaction, .exec = exec, .control = exec,
	.prepare = prepare, .forget = forget, .start = start, .next = next, .stop = stop,
	.stop_all = stop_all, .is_null = is_null, .num = number, .real = fraction,
	.text = column_text, .bytes = column_bytes,
};
