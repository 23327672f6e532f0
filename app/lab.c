// SPDX-License-Identifier: EUPL-1.2
#include "app/lab.h"

#include "app/base/embed.h"
#include "app/base/log.h"
#include "app/key.h"
#include "app/lane.h"
#include "app/readers.h"
#include "db/db.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The lab as only this file sees it: struct lab is its first member. */
struct open_lab {
	struct lab lab;
	char *url;
	pthread_t tidier;
	pthread_mutex_t lock;
	pthread_cond_t stopped;
	bool tidying;
	struct db *db; /* of the tidier */
};

static bool migrate(const char *store)
{
	struct db *db = db_open(store, DB_WRITER);
	bool done = db && db_migrate(db, embedded_migrations);

	db_close(db);
	return done;
}

static bool load_secret(struct lab *lab, const struct lab_options *options)
{
	char path[4096];
	const char *why = NULL, *file = options->secret_file;

	if (!file && db_is_postgres(options->store)) {
		log_line(LOG_FAULT, "secret: a lab on PostgreSQL needs --secret FILE, the same on all machines");
		return false;
	}
	snprintf(path, sizeof path, "%s.secret", options->store);
	if (seal_key_load(file ? file : path, lab->seal_key, &why))
		return true;
	log_line(LOG_FAULT, "secret %s: %s", file ? file : path, why);
	return false;
}

static void *tidy(void *about)
{
	struct open_lab *lab = about;
	struct timespec next;

	pthread_mutex_lock(&lab->lock);
	while (lab->tidying) {
		clock_gettime(CLOCK_REALTIME, &next);
		next.tv_sec++;
		pthread_cond_timedwait(&lab->stopped, &lab->lock, &next);
		pthread_mutex_unlock(&lab->lock);
		db_tidy(lab->db);
		pthread_mutex_lock(&lab->lock);
	}
	pthread_mutex_unlock(&lab->lock);
	return NULL;
}

static bool start_tidying(struct open_lab *lab, const char *store)
{
	pthread_mutex_init(&lab->lock, NULL);
	pthread_cond_init(&lab->stopped, NULL);
	if (db_is_postgres(store))
		return true;
	lab->db = db_open(store, DB_WRITER);
	lab->tidying = lab->db; /* before the thread looks */
	if (!lab->tidying || pthread_create(&lab->tidier, NULL, tidy, lab) != 0)
		return lab->tidying = false;
	return true;
}

static void stop_tidying(struct open_lab *lab)
{
	bool tidying = lab->tidying;

	pthread_mutex_lock(&lab->lock);
	lab->tidying = false;
	pthread_cond_signal(&lab->stopped);
	pthread_mutex_unlock(&lab->lock);
	if (tidying)
		pthread_join(lab->tidier, NULL);
	db_close(lab->db);
	pthread_cond_destroy(&lab->stopped);
	pthread_mutex_destroy(&lab->lock);
}

struct lab *lab_open(const struct lab_options *options)
{
	struct open_lab *open = calloc(1, sizeof *open);

	if (!open)
		abort();
	struct lab *lab = &open->lab;
	lab->codecs = options->codecs;
	lab->runner = options->runner;
	lab->keyring = keyring_open();
	lab_set_url(lab, options->url);
	if (load_secret(lab, options) && migrate(options->store) &&
	    (lab->lane = lane_start(options->store)) != NULL) {
		lab->readers = readers_open(options->store);
		if (start_tidying(open, options->store))
			return lab;
	}
	lab_close(lab);
	return NULL;
}

void lab_set_url(struct lab *lab, const char *url)
{
	struct open_lab *open = (struct open_lab *)lab;

	free(open->url);
	lab->url = open->url = strdup(url ? url : "");
}

void lab_drain(struct lab *lab)
{
	lane_drain(lab->lane);
}

void lab_close(struct lab *lab)
{
	struct open_lab *open = (struct open_lab *)lab;

	if (!lab)
		return;
	if (lab->readers) {
		stop_tidying(open);
		readers_close(lab->readers);
	}
	if (lab->lane)
		lane_stop(lab->lane);
	keyring_close(lab->keyring);
	free(open->url);
	free(open);
}

struct lane_counts lab_count(const struct lab *lab)
{
	return lane_count(lab->lane);
}

int64_t lab_statements(void)
{
	return db_statements();
}
