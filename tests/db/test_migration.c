// SPDX-License-Identifier: EUPL-1.2
#include "app/base/embed.h"
#include "app/base/log.h"
#include "tests/store.h"

#include <ctype.h>
#include <pthread.h>

static struct db *db;
static struct arena arena;

static int open_store(void **state)
{
	log_quiet(LOG_FAULT);
	if (store_make(state))
		return -1;
	db = db_open(store, DB_WRITER);
	return db ? 0 : -1;
}

static int close_store(void **state)
{
	db_close(db);
	arena_clear(&arena);
	return store_remove(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_store, close_store)

static int count_files(void)
{
	int count = 0;

	while (embedded_migrations[count].name)
		count++;
	return count;
}

/* One number of a query in a transaction of its own; -1: it failed or found nothing. */
static int64_t ask(const char *sql)
{
	int64_t n = -1;

	db_begin(db, &arena);
	bool found = db_one(db, sql, WITH_NOTHING, &n);
	return db_rollback(db) == DB_DONE && found ? n : -1;
}

static const char RECORDED[] = "SELECT COUNT(*) FROM migration";

/* ---- running them ---- */

static void each_migration_runs_once_and_is_recorded(void **state)
{
	(void)state;
	assert_true(db_migrate(db, embedded_migrations));
	assert_int_equal(ask(RECORDED), count_files());
	assert_true(db_migrate(db, embedded_migrations));
	assert_int_equal(ask(RECORDED), count_files());
}

static void a_store_of_any_earlier_version_is_brought_to_this_one(void **state)
{
	struct embedded earlier[64] = { 0 };

	(void)state;
	for (int i = 0; i < count_files(); i++) {
		earlier[i] = embedded_migrations[i];
		assert_true(db_migrate(db, earlier));
		assert_int_equal(ask(RECORDED), i + 1);
	}
}

static void a_store_of_a_newer_program_is_left_alone(void **state)
{
	struct embedded newer[64] = { 0 };
	int count = count_files();

	(void)state;
	memcpy(newer, embedded_migrations, sizeof *newer * (size_t)count);
	newer[count] = (struct embedded){ "999_later.sql", "CREATE TABLE later (id @ID) @STRICT;", 36 };
	assert_true(db_migrate(db, newer));
	assert_false(db_migrate(db, embedded_migrations));
	assert_int_equal(ask(RECORDED), count + 1);
	assert_true(db_migrate(db, newer));
}

static void a_migration_that_fails_leaves_no_trace(void **state)
{
	static const char GOOD[] = "CREATE TABLE good (id @ID) @STRICT;";
	static const char BAD[] = "CREATE TABLE half (id @ID) @STRICT;\nCREATE TABLE half (id @ID) @STRICT;";
	const struct embedded files[] = { { "001_good.sql", GOOD, sizeof GOOD - 1 },
		{ "002_bad.sql", BAD, sizeof BAD - 1 }, { 0 } };

	(void)state;
	assert_false(db_migrate(db, files));
	assert_int_equal(ask(RECORDED), -1);
	assert_int_equal(ask("SELECT COUNT(*) FROM good"), -1);
	assert_true(db_migrate(db, embedded_migrations));
}

static void each_engine_gets_its_words_and_its_blocks(void **state)
{
	static const char TEXT[] =
		"CREATE TABLE word (id @ID, n @INT, x @REAL, b @BYTES) @STRICT;\n"
		"CREATE TABLE keyed (a @INT, b @INT, PRIMARY KEY (a, b)) @KEYED;\n"
		"-- @sqlite\nINSERT INTO word (n) VALUES (1);\n"
		"-- @postgres\nINSERT INTO word (n) VALUES (2);\n"
		"-- @both\nINSERT INTO word (n, x, b) VALUES (4294967296, 0.5, NULL);\n";
	const struct embedded files[] = { { "001_words.sql", TEXT, sizeof TEXT - 1 }, { 0 } };

	(void)state;
	assert_true(db_migrate(db, files));
	assert_int_equal(ask("SELECT CAST(SUM(n) AS BIGINT) FROM word"), 4294967296 + (on_postgres ? 2 : 1));
	assert_int_equal(ask("SELECT MAX(id) FROM word"), 2);
}

static void *migrate_alone(void *done)
{
	struct db *own = db_open(store, DB_WRITER);

	*(bool *)done = own && db_migrate(own, embedded_migrations);
	db_close(own);
	return NULL;
}

/* Several programs start on a new store. */
static void of_many_that_migrate_at_once_one_does(void **state)
{
	enum { MANY = 8 };
	pthread_t threads[MANY];
	bool done[MANY];

	(void)state;
	db_close(db);
	for (int i = 0; i < MANY; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, migrate_alone, &done[i]), 0);
	for (int i = 0; i < MANY; i++)
		pthread_join(threads[i], NULL);
	db = db_open(store, DB_WRITER);
	for (int i = 0; i < MANY; i++)
		assert_true(done[i]);
	assert_int_equal(ask(RECORDED), count_files());
}

/* ---- what they make ---- */

static void every_table_is_strict(void **state)
{
	static const char LOOSE[] =
		"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
		" AND strict = 0 AND name NOT LIKE 'sqlite%'";
	static const char TABLES[] = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'";

	(void)state;
	assert_true(db_migrate(db, embedded_migrations));
	assert_true(ask(TABLES) > 20);
	db_begin(db, &arena);
	for (struct rows rows = db_query(db, LOOSE, WITH_NOTHING); db_next(&rows);)
		fail_msg("%s is not strict", db_text(&rows, 0));
	db_rollback(db);
}

/* Numbers are 64 bits and texts sort by bytes on PostgreSQL, too: nothing is narrower than on SQLite. */
static void no_column_is_narrower_than_on_the_other_engine(void **state)
{
	static const char NARROW[] =
		"SELECT CAST(table_name || '.' || column_name || ' ' || data_type AS TEXT)"
		" FROM information_schema.columns WHERE table_schema = current_schema()"
		" AND data_type NOT IN ('bigint', 'double precision', 'text', 'bytea')";

	(void)state;
	assert_true(db_migrate(db, embedded_migrations));
	db_begin(db, &arena);
	for (struct rows rows = db_query(db, NARROW, WITH_NOTHING); db_next(&rows);)
		fail_msg("%s", db_text(&rows, 0));
	assert_int_equal(db_rollback(db), DB_DONE);
}

/* A column begins a line of a CREATE TABLE with a lower-case word, or follows ADD COLUMN. */
static const char *column_of(const char *line)
{
	const char *added = strstr(line, " ADD COLUMN ");

	if (!strncmp(line, "ALTER TABLE ", 12) && added && added < line + strcspn(line, "\n"))
		return added + 12;
	return line[0] == '\t' && islower((unsigned char)line[1]) ? line + 1 : NULL;
}

/* Of a column and the lines that go on with it. */
static bool is_explained(const char *line)
{
	do {
		size_t size = strcspn(line, "\n");
		const char *comment = strstr(line, "-- ");
		if (comment && comment < line + size)
			return true;
		line += size + (line[size] == '\n');
	} while (!strncmp(line, "\t\t", 2));
	return false;
}

/* But for the number that a row is known by here, which says nothing. */
static void every_column_is_explained_where_it_is_made(void **state)
{
	int columns = 0;

	(void)state;
	for (const struct embedded *file = embedded_migrations; file->name; file++)
		for (const char *line = file->bytes; *line; line += strcspn(line, "\n"), line += *line == '\n') {
			const char *column = column_of(line);
			if (!column || !strncmp(column, "id @ID", 6))
				continue;
			columns++;
			if (!is_explained(line))
				fail_msg("%s: %.40s", file->name, column);
		}
	assert_true(columns > 150);
}

/* In the write lane that would undo the works of others, or fail the COMMIT of a whole group. */
static void nothing_reaches_beyond_its_own_savepoint(void **state)
{
	static const char *const words[] = { "RAISE(ROLLBACK", "DEFERR", "OR REPLACE", "OR ROLLBACK",
		"OR FAIL" };

	(void)state;
	for (const struct embedded *file = embedded_migrations; file->name; file++)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (strstr(file->bytes, words[i]))
				fail_msg("%s: %s", file->name, words[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_migration_runs_once_and_is_recorded),
		TEST(a_store_of_any_earlier_version_is_brought_to_this_one),
		TEST(a_store_of_a_newer_program_is_left_alone),
		TEST(a_migration_that_fails_leaves_no_trace),
		TEST(each_engine_gets_its_words_and_its_blocks),
		TEST(of_many_that_migrate_at_once_one_does),
		TEST(every_column_is_explained_where_it_is_made),
		TEST(nothing_reaches_beyond_its_own_savepoint),
	};
	const struct CMUnitTest of_sqlite[] = { TEST(every_table_is_strict) };
	const struct CMUnitTest of_postgres[] = { TEST(no_column_is_narrower_than_on_the_other_engine) };

	return RUN_ON_BOTH(tests, NULL, NULL) + run_on_sqlite(TESTS_OF(of_sqlite), NULL, NULL) +
		run_on_postgres(TESTS_OF(of_postgres), NULL, NULL);
}
