// SPDX-License-Identifier: EUPL-1.2
/* A lab of a test's own and its first rows. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "app/base/log.h"
#include "app/base/time.h"
#include "app/lab.h"
#include "app/work.h"
#include "tests/store.h"

static const char LAB[] = "https://lab.example:8443";

static struct lab *lab;

static inline int open_lab(void **state)
{
	char secret[600];

	log_quiet(LOG_FAULT);
	if (store_make(state))
		return -1;
	snprintf(secret, sizeof secret, "%s/secret", store_folder);
	lab = lab_open(&(struct lab_options){ .store = store, .secret_file = secret, .url = LAB });
	return lab ? 0 : -1;
}

static inline int close_lab(void **state)
{
	lab_drain(lab);
	lab_close(lab);
	return store_remove(state);
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
