// SPDX-License-Identifier: EUPL-1.2
/*
 * A store of a test's own, on either engine: a new SQLite file in the build folder, or a new schema
 * on the PostgreSQL that SMARTLAB_TEST_POSTGRES names.
 */
#ifndef STORE_H
#define STORE_H

#include "app/base/arena.h"
#include "app/base/secret.h"
#include "db/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static bool on_postgres;      /* which engine the present group is for */
static char store[1024];      /* where the present store is */
static char store_folder[512]; /* of the present store, for whatever else a test writes */
static char store_schema[64];

/* Runs a formatted statement in a transaction of its own. */
static inline bool store_tell(const char *where, const char *format, const char *name)
{
	char sql[256];
	struct arena arena = { 0 };
	struct db *db = db_open(where, DB_WRITER);

	if (!db)
		return false;
	snprintf(sql, sizeof sql, format, name);
	db_begin(db, &arena);
	if (db_state(db) == DB_DONE)
		db->engine->exec(db, sql);
	bool done = db_commit(db) == DB_DONE;
	db_close(db);
	arena_clear(&arena);
	return done;
}

/* One extension serves all schemas. Two programs that make it at once would
 * trip each other. */
static inline bool make_schema(const char *server)
{
	static int number;

	snprintf(store_schema, sizeof store_schema, "test_%d_%d", (int)getpid(), number++);
	snprintf(store, sizeof store, "%s%coptions=-csearch_path%%3D%s", server,
		strchr(server, '?') ? '&' : '?', store_schema);
	return store_tell(server, "SELECT pg_advisory_xact_lock(1);"
		"CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public; CREATE SCHEMA %s", store_schema);
}

/* A test's setup: a store that has no tables yet. */
static inline int store_make(void **state)
{
	(void)state;
	snprintf(store_folder, sizeof store_folder, "%s/store.XXXXXX", TEST_FOLDER);
	if (!mkdtemp(store_folder))
		return -1;
	snprintf(store, sizeof store, "%s/lab.sqlite", store_folder);
	return on_postgres && !make_schema(getenv("SMARTLAB_TEST_POSTGRES")) ? -1 : 0;
}

/* Its teardown. */
static inline int store_remove(void **state)
{
	char command[640];

	(void)state;
	if (on_postgres)
		store_tell(getenv("SMARTLAB_TEST_POSTGRES"), "DROP SCHEMA %s CASCADE", store_schema);
	snprintf(command, sizeof command, "rm -r '%s'", store_folder);
	return system(command);
}

/* Runs tests on SQLite, or on PostgreSQL if there is one; setup and teardown are the group's. */
static inline int run_on_sqlite(const struct CMUnitTest *tests, size_t count, int (*setup)(void **),
	int (*teardown)(void **))
{
	secret_start();
	on_postgres = false;
	return _cmocka_run_group_tests("SQLite", tests, count, setup, teardown);
}

static inline int run_on_postgres(const struct CMUnitTest *tests, size_t count,
	int (*setup)(void **), int (*teardown)(void **))
{
	secret_start();
	on_postgres = true;
	if (getenv("SMARTLAB_TEST_POSTGRES"))
		return _cmocka_run_group_tests("PostgreSQL", tests, count, setup, teardown);
	puts("[  SKIPPED ] PostgreSQL, because SMARTLAB_TEST_POSTGRES names none");
	return 0;
}

static inline int run_on_both(const struct CMUnitTest *tests, size_t count, int (*setup)(void **),
	int (*teardown)(void **))
{
	return run_on_sqlite(tests, count, setup, teardown) +
		run_on_postgres(tests, count, setup, teardown);
}

#define TESTS_OF(tests) tests, sizeof tests / sizeof *tests
#define RUN_ON_BOTH(tests, setup, teardown) run_on_both(TESTS_OF(tests), setup, teardown)

#endif
