// SPDX-License-Identifier: EUPL-1.2
/*
 * The limit for whoever commits each booking by itself: SQLite, WAL, synchronous=FULL, one insert a
 * transaction. Prints how many there were a second.
 *
 * commits STORE SECONDS
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const char TABLE[] =
	"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
	"CREATE TABLE IF NOT EXISTS booking (id INTEGER PRIMARY KEY, resource INTEGER, starts INTEGER,"
	" ends INTEGER, purpose TEXT)";
static const char INSERT[] =
	"INSERT INTO booking (resource, starts, ends, purpose) VALUES (?, ?, ?, 'Prototyp')";

static double now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	double length = argc == 3 ? atof(argv[2]) : 0, began = now();
	sqlite3_stmt *insert = NULL;
	sqlite3 *db = NULL;
	long count = 0;

	if (argc != 3 || sqlite3_open(argv[1], &db) || sqlite3_exec(db, TABLE, NULL, NULL, NULL) ||
	    sqlite3_prepare_v2(db, INSERT, -1, &insert, NULL))
		return EXIT_FAILURE;
	for (; now() - began < length; count++) {
		sqlite3_bind_int64(insert, 1, count % 500);
		sqlite3_bind_int64(insert, 2, count * 3600);
		sqlite3_bind_int64(insert, 3, count * 3600 + 3600);
		if (sqlite3_step(insert) != SQLITE_DONE || sqlite3_reset(insert))
			return EXIT_FAILURE;
	}
	printf("%.0f\n", (double)count / (now() - began));
	sqlite3_finalize(insert);
	sqlite3_close(db);
	return EXIT_SUCCESS;
}
