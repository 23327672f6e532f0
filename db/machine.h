// SPDX-License-Identifier: EUPL-1.2
/* Codes on machines, what was done with them, and faults, as the store keeps them. */
#ifndef DB_MACHINE_H
#define DB_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

struct db;

struct machine_code {
	int64_t resource;
	bool is_replaced;
};
bool db_machine_code(struct db *db, const char *code, struct machine_code *found);
/* Replaces the one it has. */
void db_machine_code_set(struct db *db, int64_t resource, const char *code, int64_t now);
/* Of each resource the code that counts, NULL if it has none, in the order of their positions. */
struct label {
	int64_t resource, made;
	const char *slug, *name, *location, *code;
};
int db_labels(struct db *db, struct label *list, int most);

struct machine_event {
	int64_t at, person, resource, booking; /* resource and booking may be 0 */
	const char *verb, *denied, *condition; /* denied and condition may be NULL */
	/* Joined: */
	const char *person_name, *resource_name, *resource_slug, *booking_ref;
};
void db_machine_log(struct db *db, const struct machine_event *event);
int db_machine_events(struct db *db, bool denied_only, struct machine_event *list, int most); /* newest first */

struct fault {
	int64_t id, resource, at, person;
	const char *condition, *note;
	bool takes_out;
	/* Joined: */
	const char *person_name, *resource_name, *resource_slug;
};
void db_fault_add(struct db *db, const struct fault *fault);
bool db_fault(struct db *db, int64_t id, struct fault *fault);        /* an open one */
int db_faults(struct db *db, int64_t resource, struct fault *list, int most); /* open ones; 0: of all */
void db_fault_clear(struct db *db, int64_t id, int64_t person, int64_t now, const char *remedy);
bool db_fault_reopen(struct db *db, int64_t id); /* false: there is none */
/* The worst that is open there. */
void db_condition_settle(struct db *db, int64_t resource);

/* Was that person let in somewhere since then? */
bool db_was_admitted(struct db *db, int64_t person, int64_t since);
/* The last booking that the person used there by its code, since then. */
bool db_has_used(struct db *db, int64_t person, int64_t resource, int64_t since);

#endif
