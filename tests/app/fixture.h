// SPDX-License-Identifier: EUPL-1.2
/* A lab of a test's own and its first rows, on SMARTLAB_TEST_STORE or a fresh SQLite file. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "app/base/log.h"
#include "app/base/secret.h"
#include "app/base/time.h"
#include "app/lab.h"
#include "app/work.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>

static const char LAB[] = "https://lab.example:8443";

static struct lab *lab;
static char lab_folder[] = "/tmp/test_lab.XXXXXX";

static inline int open_lab(void **state)
{
	static char store[64], secret[64];
	const char *other = getenv("SMARTLAB_TEST_STORE");

	(void)state;
	log_quiet(LOG_FAULT);
	secret_start();
	if (!mkdtemp(lab_folder))
		return -1;
	snprintf(store, sizeof store, "%s/lab.sqlite", lab_folder);
	snprintf(secret, sizeof secret, "%s/secret", lab_folder);
	lab = lab_open(&(struct lab_options){
		.store = other ? other : store, .secret_file = secret, .url = LAB });
	return lab ? 0 : -1;
}

static inline int close_lab(void **state)
{
	char command[64];

	(void)state;
	lab_drain(lab);
	lab_close(lab);
	snprintf(command, sizeof command, "rm -r %s", lab_folder);
	return system(command);
}

/* Runs a job that keeps no text of its work. */
static inline enum work_end run(
	enum work_kind kind, void (*job)(struct work *, void *), void *about)
{
	struct work work = { .lab = lab, .kind = kind, .job = job, .about = about };
	enum work_end end = work_do(&work);

	arena_clear(&work.arena);
	return end;
}

/* A slug, ref or address that no other row has. */
static inline const char *new_name(struct work *work)
{
	return arena_print(&work->arena, "x%llx", (unsigned long long)random_number());
}

static inline int64_t add_person(struct work *work, const char *name)
{
	static const char ADD[] =
		"INSERT INTO person (email, name, role, language, created)"
		" VALUES ($1, $2, 'staff', 'de', 0) RETURNING id";
	int64_t id = 0;

	db_one(work->db, ADD, WITH(text(new_name(work)), text(name)), &id);
	return id;
}

static inline int64_t add_resource(struct work *work, const char *slug)
{
	static const char ADD[] =
		"INSERT INTO resource (slug, name, kind, location, description, position, bookable,"
		" slot_minutes, shortest_minutes, longest_minutes, notice_minutes, horizon_days,"
		" most_people, needs_introduction)"
		" VALUES ($1, 'Prusa', 'printer_3d', '', '', 0, 1, 15, 15, 600, 0, 60, 1, 0)"
		" RETURNING id";
	int64_t id = 0;

	db_one(work->db, ADD, WITH(text(slug)), &id);
	return id;
}

/* Two hours of it from then on, without a claim. */
static inline int64_t add_booking(struct work *work, int64_t person, int64_t resource, int64_t from)
{
	static const char ADD[] =
		"INSERT INTO booking (ref, person, resource, starts, ends, status, purpose,"
		" participants, created, created_by, updated, sequence)"
		" VALUES ($1, $2, $3, $4, $5, 'confirmed', '', 1, 0, $2, 0, 0) RETURNING id";
	int64_t id = 0;

	db_one(work->db, ADD, WITH(text(new_name(work)), num(person), num(resource), num(from),
		num(from + 7200)), &id);
	return id;
}

#endif
