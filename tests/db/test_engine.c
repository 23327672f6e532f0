// SPDX-License-Identifier: EUPL-1.2
#include "app/base/log.h"
#include "tests/store.h"

#include <float.h>

static struct db *db;
static struct arena arena;

/* A table of all types, in words that both engines know. */
static int open_table(void **state)
{
	log_quiet(LOG_FAULT);
	if (store_make(state))
		return -1;
	db = db_open(store, DB_WRITER);
	db_begin(db, &arena);
	db->engine->exec(db, "CREATE TABLE thing (n BIGINT UNIQUE, x DOUBLE PRECISION, s TEXT, b BYTEA)");
	return db_commit(db) == DB_DONE ? 0 : -1;
}

static int close_table(void **state)
{
	db_close(db);
	arena_clear(&arena);
	return store_remove(state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_table, close_table)

static const char ADD[] = "INSERT INTO thing (n, x, s, b) VALUES ($1, $2, $3, $4)";
static const char ADD_NUMBER[] = "INSERT INTO thing (n) VALUES ($1)";
static const char ALL[] = "SELECT n, x, s, b FROM thing ORDER BY n";
static const char COUNT[] = "SELECT COUNT(*) FROM thing";
static const char WRONG[] = "SELECT n FROM nowhere";

static void add_number(int64_t n)
{
	db_run(db, ADD_NUMBER, WITH(num(n)));
}

/* What a new connection sees of the table. */
static int64_t count_committed(void)
{
	struct db *other = db_open(store, DB_READER);
	int64_t count = -1;

	db_begin(other, &arena);
	db_one(other, COUNT, WITH_NOTHING, &count);
	db_rollback(other);
	db_close(other);
	return count;
}

/* ---- values ---- */

static void values_come_back_as_they_went(void **state)
{
	static const int64_t numbers[] = { INT64_MIN, -1, 0, 4294967296, INT64_MAX };
	static const double reals[] = { -0.1, 0, DBL_MIN, DBL_MAX, 1.0 / 3 };
	static const char *const texts[] = { "", "Zwönitz „Straße“", "🖨️", "O'Hara; --", "a\nb\tc" };
	static const uint8_t blob[] = { 0, 255, 0, '\\', 'x', 10 };
	size_t size;

	(void)state;
	db_begin(db, &arena);
	for (int i = 0; i < 5; i++)
		db_run(db, ADD, WITH(num(numbers[i]), real(reals[i]), text(texts[i]),
			bytes(blob, (size_t)i)));
	assert_int_equal(db_commit(db), DB_DONE);
	db_begin(db, &arena);
	struct rows rows = db_query(db, ALL, WITH_NOTHING);
	for (int i = 0; i < 5; i++) {
		assert_true(db_next(&rows));
		assert_true(db_num(&rows, 0) == numbers[i]);
		assert_true(db_real(&rows, 1) == reals[i]);
		assert_string_equal(db_text(&rows, 2), texts[i]);
		assert_memory_equal(db_bytes(&rows, 3, &size), blob, i);
		assert_int_equal(size, i);
	}
	assert_false(db_next(&rows));
	assert_int_equal(db_commit(db), DB_DONE);
}

static void null_is_told_apart_from_zero_and_from_nothing(void **state)
{
	static const char NULL_LAST[] = "SELECT n, x, s, b FROM thing ORDER BY n IS NULL";
	size_t size = 1;

	(void)state;
	db_begin(db, &arena);
	db_run(db, ADD, WITH(num(0), real(0), text(""), bytes("", 0)));
	db_run(db, ADD, WITH(ref(0), nullable(real(1), false), text(NULL), bytes(NULL, 0)));
	struct rows rows = db_query(db, NULL_LAST, WITH_NOTHING);
	assert_true(db_next(&rows));
	for (int column = 0; column < 4; column++)
		assert_false(db_is_null(&rows, column));
	assert_string_equal(db_text(&rows, 2), "");
	assert_non_null(db_bytes(&rows, 3, &size));
	assert_int_equal(size, 0);
	assert_true(db_next(&rows));
	for (int column = 0; column < 4; column++)
		assert_true(db_is_null(&rows, column));
	assert_int_equal(db_num(&rows, 0), 0);
	assert_null(db_text(&rows, 2));
	assert_null(db_bytes(&rows, 3, &size));
	db_stop(&rows);
	assert_int_equal(db_commit(db), DB_DONE);
}

/* SQLite numbers $1 and $10 by first appearance, PostgreSQL by digit. */
static void parameters_are_bound_by_name_also_the_eleventh(void **state)
{
	static const char MIXED[] =
		"SELECT $11 - $2, $10 - $1, $3 + $4 + $5 + $6 + $7 + $8 + $9, $2 - $1";
	static const char TWICE[] = "SELECT $2 * 10 + $1 + $2";
	int64_t n = 0;

	(void)state;
	db_begin(db, &arena);
	struct rows rows = db_query(db, MIXED, WITH(num(1), num(20), num(3), num(4), num(5), num(6),
		num(7), num(8), num(9), num(1000), num(1100)));
	assert_true(db_next(&rows));
	assert_int_equal(db_num(&rows, 0), 1080);
	assert_int_equal(db_num(&rows, 1), 999);
	assert_int_equal(db_num(&rows, 2), 42);
	assert_int_equal(db_num(&rows, 3), 19);
	db_stop(&rows);
	assert_true(db_one(db, TWICE, WITH(num(1), num(4)), &n));
	assert_int_equal(n, 45);
	assert_int_equal(db_commit(db), DB_DONE);
}

/* The types of parameters are those of the first call, though that was NULL. */
static void a_statement_runs_again_with_other_values(void **state)
{
	(void)state;
	db_begin(db, &arena);
	db_run(db, ADD, WITH(num(1), nullable(real(0), false), text(NULL), bytes(NULL, 0)));
	db_run(db, ADD, WITH(num(2), real(0.5), text("zwei"), bytes("\0\1", 2)));
	db_run(db, ADD, WITH(num(3), nullable(real(0), false), text(NULL), bytes(NULL, 0)));
	struct rows rows = db_query(db, ALL, WITH_NOTHING);
	assert_true(db_next(&rows) && db_is_null(&rows, 2));
	assert_true(db_next(&rows));
	assert_string_equal(db_text(&rows, 2), "zwei");
	assert_true(db_next(&rows) && db_is_null(&rows, 1) && db_is_null(&rows, 3));
	db_stop(&rows);
	assert_int_equal(db_commit(db), DB_DONE);
}

static void texts_outlive_their_row(void **state)
{
	const char *first, *second;

	(void)state;
	db_begin(db, &arena);
	db_run(db, ADD, WITH(num(1), real(0), text("eins"), bytes("", 0)));
	db_run(db, ADD, WITH(num(2), real(0), text("zwei"), bytes("", 0)));
	struct rows rows = db_query(db, ALL, WITH_NOTHING);
	assert_true(db_next(&rows));
	first = db_text(&rows, 2);
	assert_true(db_next(&rows));
	second = db_text(&rows, 2);
	db_stop(&rows);
	assert_int_equal(db_commit(db), DB_DONE);
	assert_string_equal(first, "eins");
	assert_string_equal(second, "zwei");
}

/* ---- rows ---- */

static void rows_may_be_left_early(void **state)
{
	(void)state;
	db_begin(db, &arena);
	for (int i = 0; i < 10; i++)
		add_number(i);
	struct rows rows = db_query(db, ALL, WITH_NOTHING);
	assert_true(db_next(&rows));
	db_stop(&rows);
	assert_false(db_next(&rows));
	db_stop(&rows);
	rows = db_query(db, ALL, WITH_NOTHING); /* begins anew */
	assert_true(db_next(&rows));
	assert_int_equal(db_num(&rows, 0), 0);
	db_stop(&rows);
	db_run(db, "DROP TABLE thing", WITH_NOTHING); /* an open statement would lock it */
	assert_int_equal(db_commit(db), DB_DONE);
}

/* PostgreSQL hands over all rows at once, so nothing is open there. */
static void rows_left_open_hold_nothing_up(void **state)
{
	(void)state;
	db_begin(db, &arena);
	add_number(1);
	add_number(2);
	struct rows rows = db_query(db, ALL, WITH_NOTHING);
	assert_true(db_next(&rows));
	assert_int_equal(db_commit(db), DB_DONE);
	assert_int_equal(count_committed(), 2);
	db_begin(db, &arena);
	rows = db_query(db, ALL, WITH_NOTHING);
	assert_true(db_next(&rows));
	assert_int_equal(db_num(&rows, 0), 1);
	assert_int_equal(db_rollback(db), DB_DONE);
}

static void statements_are_counted(void **state)
{
	int64_t before = db_statements();

	(void)state;
	db_begin(db, &arena);
	add_number(1);
	add_number(2);
	db_commit(db);
	assert_int_equal(db_statements() - before, 2);
}

/* ---- spoiling ---- */

static void after_the_first_failure_nothing_is_found_and_nothing_is_kept(void **state)
{
	int64_t n = 7;

	(void)state;
	db_begin(db, &arena);
	add_number(1);
	db_run(db, WRONG, WITH_NOTHING);
	assert_int_equal(db_state(db), DB_BROKEN);
	assert_false(db_one(db, COUNT, WITH_NOTHING, &n));
	assert_int_equal(n, 7);
	add_number(2);
	assert_int_equal(db_commit(db), DB_BROKEN);
	assert_int_equal(count_committed(), 0);
	db_begin(db, &arena);
	add_number(3);
	assert_int_equal(db_commit(db), DB_DONE);
	assert_int_equal(count_committed(), 1);
}

static void a_broken_constraint_spoils_unless_the_statement_says_what_to_do(void **state)
{
	static const char ADD_NEW[] =
		"INSERT INTO thing (n) VALUES ($1) ON CONFLICT DO NOTHING RETURNING n";

	(void)state;
	db_begin(db, &arena);
	assert_true(db_run(db, ADD_NEW, WITH(num(1))));
	assert_false(db_run(db, ADD_NEW, WITH(num(1))));
	assert_int_equal(db_state(db), DB_DONE);
	add_number(1);
	assert_int_equal(db_state(db), DB_BROKEN);
	assert_int_equal(db_rollback(db), DB_BROKEN);
	assert_int_equal(count_committed(), 0);
}

static void a_rollback_keeps_nothing_and_is_no_fault(void **state)
{
	(void)state;
	db_begin(db, &arena);
	add_number(1);
	assert_int_equal(db_rollback(db), DB_DONE);
	assert_int_equal(count_committed(), 0);
}

static void spoiling_belongs_to_the_savepoint(void **state)
{
	(void)state;
	db_begin(db, &arena);
	for (int i = 0; i < 3; i++) {
		db_savepoint(db, &arena);
		add_number(i);
		if (i == 1)
			db_run(db, WRONG, WITH_NOTHING);
		assert_int_equal(db_release(db, true), i == 1 ? DB_BROKEN : DB_DONE);
		assert_true(db_has_transaction(db));
	}
	db_savepoint(db, &arena);
	add_number(9);
	assert_int_equal(db_release(db, false), DB_DONE);
	assert_int_equal(db_commit(db), DB_DONE);
	assert_int_equal(count_committed(), 2);
}

/* As SQLite does by itself when the disk is full. */
static void a_lost_transaction_is_noticed_and_nothing_commits_alone(void **state)
{
	(void)state;
	db_begin(db, &arena);
	db_savepoint(db, &arena);
	add_number(1);
	db->engine->exec(db, "ROLLBACK");
	assert_int_equal(db_release(db, true), DB_BROKEN);
	assert_false(db_has_transaction(db));
	db_rollback(db);
	assert_int_equal(count_committed(), 0);
}

/* What cannot be rolled back must not be committed with the rest of the group. */
static void a_savepoint_that_cannot_end_ends_the_transaction(void **state)
{
	(void)state;
	db_begin(db, &arena);
	db_savepoint(db, &arena);
	add_number(1);
	db->engine->exec(db, "RELEASE work");
	assert_int_equal(db_release(db, false), DB_BROKEN);
	assert_false(db_has_transaction(db));
	assert_int_equal(count_committed(), 0);
}

/* ---- several connections ---- */

static void a_reader_sees_what_is_committed_and_its_view_stands_still(void **state)
{
	struct db *reader = db_open(store, DB_READER);
	int64_t n = -1;

	(void)state;
	db_begin(db, &arena);
	add_number(1);
	db_begin(reader, &arena);
	assert_true(db_one(reader, COUNT, WITH_NOTHING, &n));
	assert_int_equal(n, 0);
	assert_int_equal(db_commit(db), DB_DONE);
	assert_true(db_one(reader, COUNT, WITH_NOTHING, &n));
	assert_int_equal(n, 0);
	assert_int_equal(db_rollback(reader), DB_DONE);
	db_begin(reader, &arena);
	assert_true(db_one(reader, COUNT, WITH_NOTHING, &n));
	assert_int_equal(n, 1);
	assert_int_equal(db_rollback(reader), DB_DONE);
	db_close(reader);
}

static void a_reader_cannot_write(void **state)
{
	struct db *reader = db_open(store, DB_READER);

	(void)state;
	db_begin(reader, &arena);
	db_run(reader, ADD_NUMBER, WITH(num(1)));
	assert_int_equal(db_commit(reader), DB_BROKEN);
	db_close(reader);
	assert_int_equal(count_committed(), 0);
}

/* Each counts, and then writes what the other would have had to count. */
static void of_two_writers_in_each_others_way_one_is_told_to_run_again(void **state)
{
	struct db *other = db_open(store, DB_WRITER);
	int64_t n;

	(void)state;
	if (!on_postgres)
		other->engine->exec(other, "PRAGMA busy_timeout = 20");
	db_begin(db, &arena);
	db_begin(other, &arena);
	db_one(db, COUNT, WITH_NOTHING, &n);
	db_one(other, COUNT, WITH_NOTHING, &n);
	add_number(1);
	db_run(other, ADD_NUMBER, WITH(num(2)));
	assert_int_equal(db_commit(db), DB_DONE);
	assert_int_equal(db_commit(other), DB_CONFLICT);
	db_begin(other, &arena);
	db_run(other, ADD_NUMBER, WITH(num(2)));
	assert_int_equal(db_commit(other), DB_DONE);
	db_close(other);
	assert_int_equal(count_committed(), 2);
}

/* Both look whether a key is there, and both add it. */
static void a_key_that_two_take_at_once_is_a_conflict(void **state)
{
	static const char HAS[] = "SELECT 1 FROM thing WHERE n = $1";
	struct db *other = db_open(store, DB_WRITER);

	(void)state;
	if (!on_postgres)
		other->engine->exec(other, "PRAGMA busy_timeout = 20");
	db_begin(db, &arena);
	db_begin(other, &arena);
	assert_false(db_run(db, HAS, WITH(num(1))));
	assert_false(db_run(other, HAS, WITH(num(1))));
	add_number(1);
	assert_int_equal(db_commit(db), DB_DONE);
	db_run(other, ADD_NUMBER, WITH(num(1)));
	assert_int_equal(db_commit(other), DB_CONFLICT);
	db_close(other);
}

static void who_waits_too_long_for_a_lock_is_told_to_run_again(void **state)
{
	static const char BUMP[] = "UPDATE thing SET x = 1 WHERE n = 1";
	struct db *other = db_open(store, DB_WRITER);

	(void)state;
	db_begin(db, &arena);
	add_number(1);
	assert_int_equal(db_commit(db), DB_DONE);
	other->engine->exec(other, on_postgres ? "SET lock_timeout = '20ms'" : "PRAGMA busy_timeout = 20");
	db_begin(db, &arena);
	db_run(db, BUMP, WITH_NOTHING);
	db_begin(other, &arena);
	db_run(other, BUMP, WITH_NOTHING);
	assert_int_equal(db_commit(other), DB_CONFLICT);
	assert_int_equal(db_commit(db), DB_DONE);
	db_close(other);
}

static void kill_backend(int64_t backend)
{
	static const char KILL[] = "SELECT 1 WHERE pg_terminate_backend(CAST($1 AS INTEGER), 5000)";
	struct db *other = db_open(store, DB_WRITER);

	db_begin(other, &arena);
	assert_true(db_run(other, KILL, WITH(num(backend))));
	db_commit(other);
	db_close(other);
}

static int64_t own_backend(void)
{
	int64_t backend = 0;
	db_one(db, "SELECT pg_backend_pid()", WITH_NOTHING, &backend);
	return backend;
}

static void a_lost_connection_is_opened_again_at_the_next_begin(void **state)
{
	(void)state;
	db_begin(db, &arena);
	add_number(1);
	int64_t backend = own_backend();
	assert_int_equal(db_commit(db), DB_DONE);
	kill_backend(backend);
	db_begin(db, &arena); /* notices */
	assert_int_equal(db_commit(db), DB_CONFLICT);
	db_begin(db, &arena); /* mends; statements have to be prepared again */
	add_number(2);
	assert_int_equal(db_commit(db), DB_DONE);
	assert_int_equal(count_committed(), 2);
}

static void a_work_whose_connection_is_lost_before_its_commit_may_run_again(void **state)
{
	(void)state;
	db_begin(db, &arena);
	add_number(1);
	kill_backend(own_backend());
	add_number(2);
	assert_int_equal(db_commit(db), DB_CONFLICT);
	assert_int_equal(count_committed(), 0);
}

/* Nobody knows whether it was kept, so it must not run again by itself. */
static void a_connection_lost_in_commit_is_no_conflict(void **state)
{
	(void)state;
	db_begin(db, &arena);
	add_number(1);
	kill_backend(own_backend());
	assert_int_equal(db_commit(db), DB_BROKEN);
}

static void what_cannot_be_opened_is_null(void **state)
{
	char nowhere[600];

	(void)state;
	snprintf(nowhere, sizeof nowhere, "%s/nowhere.sqlite", store_folder);
	assert_null(db_open(nowhere, DB_READER)); /* only a writer makes a store */
	assert_null(db_open("/nowhere/at/all.sqlite", DB_WRITER));
	assert_null(db_open("postgresql://127.0.0.1:1/nowhere", DB_WRITER));
}

/* ---- how it is set up ---- */

static void assert_setting(const char *sql, const char *value)
{
	struct rows rows = db_query(db, sql, WITH_NOTHING);

	assert_true(db_next(&rows));
	assert_string_equal(db_text(&rows, 0), value);
	db_stop(&rows);
}

static void what_is_acknowledged_is_on_disk_and_foreign_keys_hold(void **state)
{
	(void)state;
	db_begin(db, &arena);
	if (on_postgres) {
		assert_setting("SHOW synchronous_commit", "on");
		assert_setting("SHOW transaction_isolation", "serializable");
	} else {
		assert_setting("PRAGMA journal_mode", "wal");
		assert_setting("PRAGMA synchronous", "2"); /* FULL */
		assert_setting("PRAGMA foreign_keys", "1");
	}
	assert_int_equal(db_rollback(db), DB_DONE);
}

/* ---- looking after it ---- */

static char faults[4096];

static void tell(const char *fault)
{
	strncat(faults, fault, sizeof faults - strlen(faults) - 1);
}

static void fill(void)
{
	db_begin(db, &arena);
	for (int i = 0; i < 2000; i++)
		add_number(i);
	assert_int_equal(db_commit(db), DB_DONE);
}

static long size_of(const char *path)
{
	FILE *file = fopen(path, "r");

	if (!file)
		return -1;
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	fclose(file);
	return size;
}

static void tidying_moves_the_log_into_the_file(void **state)
{
	struct db *tidier = db_open(store, DB_WRITER);
	long before = size_of(store);

	(void)state;
	fill();
	assert_int_equal(size_of(store), before);
	db_tidy(tidier);
	assert_true(size_of(store) > before + 10000);
	db_close(tidier);
	assert_int_equal(count_committed(), 2000);
}

static void damage(const char *path)
{
	FILE *file = fopen(path, "r+");

	fseek(file, 4 * 4096, SEEK_SET);
	for (int i = 0; i < 4096; i++)
		fputc(0xa5, file);
	fclose(file);
}

static void damage_is_found(void **state)
{
	(void)state;
	fill();
	*faults = 0;
	assert_true(db_check(db, tell));
	assert_string_equal(faults, "");
	db_tidy(db);
	db_close(db);
	damage(store);
	db = db_open(store, DB_READER);
	assert_false(db_check(db, tell));
	assert_string_not_equal(faults, "");
}

static void a_backup_is_complete_though_somebody_writes(void **state)
{
	struct db *copier = db_open(store, DB_READER);
	char path[600];

	(void)state;
	snprintf(path, sizeof path, "%s/copy.sqlite", store_folder);
	fill();
	db_begin(db, &arena);
	add_number(5000); /* not committed, so not in the copy */
	assert_true(db_backup(copier, path));
	assert_int_equal(db_commit(db), DB_DONE);
	db_close(copier);
	assert_int_equal(count_committed(), 2001);
	snprintf(store, sizeof store, "%s", path);
	assert_int_equal(count_committed(), 2000);
}

static void a_backup_that_fails_leaves_nothing(void **state)
{
	char path[600], command[700];

	(void)state;
	fill();
	assert_false(db_backup(db, "/nowhere/at/all.sqlite"));
	snprintf(path, sizeof path, "%s/folder", store_folder);
	snprintf(command, sizeof command, "mkdir -p '%s/full'", path);
	assert_int_equal(system(command), 0);
	assert_false(db_backup(db, path)); /* a folder that is not empty is not replaced */
	snprintf(path, sizeof path, "%s/folder.part", store_folder);
	assert_int_equal(access(path, F_OK), -1);
}

static void it_has_tools_of_its_own_for_copies_and_checks(void **state)
{
	char path[600];

	(void)state;
	snprintf(path, sizeof path, "%s/copy", store_folder);
	db_tidy(db);
	assert_true(db_check(db, tell));
	assert_false(db_backup(db, path));
	assert_int_equal(access(path, F_OK), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(values_come_back_as_they_went),
		TEST(null_is_told_apart_from_zero_and_from_nothing),
		TEST(parameters_are_bound_by_name_also_the_eleventh),
		TEST(a_statement_runs_again_with_other_values),
		TEST(texts_outlive_their_row),
		TEST(rows_may_be_left_early),
		TEST(statements_are_counted),
		TEST(after_the_first_failure_nothing_is_found_and_nothing_is_kept),
		TEST(a_broken_constraint_spoils_unless_the_statement_says_what_to_do),
		TEST(a_rollback_keeps_nothing_and_is_no_fault),
		TEST(spoiling_belongs_to_the_savepoint),
		TEST(a_lost_transaction_is_noticed_and_nothing_commits_alone),
		TEST(a_savepoint_that_cannot_end_ends_the_transaction),
		TEST(a_reader_sees_what_is_committed_and_its_view_stands_still),
		TEST(a_reader_cannot_write),
		TEST(of_two_writers_in_each_others_way_one_is_told_to_run_again),
		TEST(a_key_that_two_take_at_once_is_a_conflict),
		TEST(who_waits_too_long_for_a_lock_is_told_to_run_again),
		TEST(what_cannot_be_opened_is_null),
		TEST(what_is_acknowledged_is_on_disk_and_foreign_keys_hold),
	};
	const struct CMUnitTest of_sqlite[] = {
		TEST(rows_left_open_hold_nothing_up),
		TEST(tidying_moves_the_log_into_the_file),
		TEST(damage_is_found),
		TEST(a_backup_is_complete_though_somebody_writes),
		TEST(a_backup_that_fails_leaves_nothing),
	};
	const struct CMUnitTest of_postgres[] = {
		TEST(a_lost_connection_is_opened_again_at_the_next_begin),
		TEST(a_work_whose_connection_is_lost_before_its_commit_may_run_again),
		TEST(a_connection_lost_in_commit_is_no_conflict),
		TEST(it_has_tools_of_its_own_for_copies_and_checks),
	};

	return RUN_ON_BOTH(tests, NULL, NULL) + run_on_sqlite(TESTS_OF(of_sqlite), NULL, NULL) +
		run_on_postgres(TESTS_OF(of_postgres), NULL, NULL);
}
