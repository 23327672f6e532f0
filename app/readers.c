// SPDX-License-Identifier: EUPL-1.2
#include "app/readers.h"

#include "db/db.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_READERS = 16 }; /* connections; as many threads read at once, the others wait for one */

struct readers {
	pthread_mutex_t lock;
	pthread_cond_t given;
	char *store;
	int free, open;
	struct db *stack[MOST_READERS];
};

struct readers *readers_open(const char *store)
{
	struct readers *readers = calloc(1, sizeof *readers);

	if (!readers)
		abort();
	pthread_mutex_init(&readers->lock, NULL);
	pthread_cond_init(&readers->given, NULL);
	readers->store = strdup(store);
	return readers;
}

void readers_close(struct readers *readers)
{
	if (!readers)
		return;
	while (readers->free)
		db_close(readers->stack[--readers->free]);
	pthread_cond_destroy(&readers->given);
	pthread_mutex_destroy(&readers->lock);
	free(readers->store);
	free(readers);
}

/* The one given back last has the warmest cache. */
struct db *readers_take(struct readers *readers)
{
	struct db *db = NULL;

	pthread_mutex_lock(&readers->lock);
	while (!readers->free && readers->open == MOST_READERS)
		pthread_cond_wait(&readers->given, &readers->lock);
	if (readers->free)
		db = readers->stack[--readers->free];
	else
		readers->open++;
	pthread_mutex_unlock(&readers->lock);
	if (db)
		return db;
	db = db_open(readers->store, DB_READER);
	if (!db) {
		pthread_mutex_lock(&readers->lock);
		readers->open--;
		pthread_cond_signal(&readers->given);
		pthread_mutex_unlock(&readers->lock);
	}
	return db;
}

void readers_give(struct readers *readers, struct db *db)
{
	pthread_mutex_lock(&readers->lock);
	readers->stack[readers->free++] = db;
	pthread_cond_signal(&readers->given);
	pthread_mutex_unlock(&readers->lock);
}
