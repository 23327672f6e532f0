// SPDX-License-Identifier: EUPL-1.2
/* Times at which machines worked, as the store keeps them. */
#ifndef DB_RUN_H
#define DB_RUN_H

#include "db/maybe.h"

struct run {
	int64_t device, resource; /* resource 0: the device fed no machine then */
	int64_t from, until;      /* until of an open one: when it was last seen at work */
	bool is_open;
	int64_t watt_hours, watts_most;
	int64_t booking;          /* 0: used without one */
	/* Joined; NULL: none. */
	const char *resource_slug, *resource_name, *booking_ref, *person_name, *organisation_name;
};

/* Those that overlap [from, until), in the order of their start; 0 or NULL means any. */
struct run_filter {
	int64_t resource, booking, from, until;
	bool unbooked; /* those without a booking only */
	bool newest;   /* first */
	struct {
		int64_t from, device;
	} behind;      /* only those behind that one, for the next part of a long list */
};
bool db_run_last(struct db *db, int64_t device, struct run *run);
int db_run_list(struct db *db, const struct run_filter *filter, struct run *list, int most);

/* Adds it, or moves the one of this device with this begin. */
void db_run_set(struct db *db, const struct run *run);

/* Forgets those of a device that began at from or later, but the one that began at except. */
void db_runs_drop(struct db *db, int64_t device, int64_t from, int64_t except);

/* SQL of a booking b and a plug d on its machine: was it there, and heard at both ends? Its counter tells of what is
 * between. Patience is that of device_patience(). */
#define PATIENCE "(CASE WHEN COALESCE(d.pace, 0) * 3 > d.stale_after THEN d.pace * 3 ELSE d.stale_after END)"
#define PLUG_HEARD \
	" d.resource = b.resource AND EXISTS (SELECT 1 FROM placement h WHERE h.device = d.id" \
	"  AND h.resource = d.resource AND h.since <= b.starts)" \
	" AND EXISTS (SELECT 1 FROM reading m WHERE m.device = d.id AND m.at >= b.starts" \
	"  AND m.at < b.starts + " PATIENCE ")" \
	" AND EXISTS (SELECT 1 FROM reading m WHERE m.device = d.id AND m.at >= b.ends - " PATIENCE \
	"  AND m.at < b.ends + " PATIENCE ")"
/* A run u there meanwhile; no longer than a few days, since they are looked for in the order of their begin. */
#define RAN_MEANWHILE \
	" u.resource = b.resource AND u.starts < b.ends AND u.starts > b.starts - 259200 AND u.ends > b.starts"

/* The booking that has the resource then, or gets it within so many seconds; 0: none. */
int64_t db_run_booking(struct db *db, int64_t resource, int64_t at, int64_t early);

#endif
