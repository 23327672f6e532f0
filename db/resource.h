// SPDX-License-Identifier: EUPL-1.2
/* What can be booked, as the store keeps it. */
#ifndef DB_RESOURCE_H
#define DB_RESOURCE_H

#include "app/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

struct resource {
	int64_t id;
	const char *slug, *name;
	const char *kind; /* printer_3d, laser, studio, workplace, room, tool */
	const char *location, *description;
	int64_t position;
	bool bookable;       /* now: it is meant to be, and in order */
	bool meant_bookable; /* by its policy */
	int64_t slot_minutes, shortest_minutes, longest_minutes, notice_minutes, horizon_days, most_people;
	bool needs_introduction;
	int64_t buffer_minutes; /* kept free after each booking */
	int64_t most_open;      /* bookings to come a person may hold; 0: any number */
	bool needs_approval, unattended;
	int64_t grace_minutes;  /* after which an unused booking is released; 0: never */
	int64_t late_hours;     /* a cancellation less than that ahead is late */
	bool walk_up;           /* its code starts it without a booking, if it is free */
	bool check_in_first;    /* its code starts it only for who was admitted today */
	const char *condition;  /* clean, look, broken */
	bool is_out;            /* look or broken: out of order, until staff have seen it */
};

/* A resource with what the claims say about now. */
struct resource_now {
	struct resource resource;
	int64_t claimed_until; /* it, or a part of it; 0: nobody has it now */
	int64_t next_claim;    /* 0: none to come */
	bool is_closed;        /* by its hours; only where an outlook was asked for, see app/outlook.h */
};

struct claim {
	int64_t resource, starts, ends, booking, person;
	const char *ref; /* the booking's */
};

/* Resources as staff look them up; "": any. */
struct resource_filter {
	const char *part; /* of name, slug or place, lower case */
	const char *kind;
};
enum resource_column { RESOURCES_BY_POSITION, RESOURCES_BY_NAME, RESOURCES_BY_KIND, RESOURCES_BY_LOCATION };
struct resource_row {
	struct resource resource; /* without its policy */
	int64_t pictures, parts;  /* how many */
};
int64_t db_inventory_count(struct db *db, const struct resource_filter *filter);
int db_inventory(struct db *db, const struct resource_filter *filter, struct slice slice,
	struct resource_row *list);

bool db_resource_add(struct db *db, struct resource *resource); /* sets id; false: known */
bool db_resource_by_slug(struct db *db, const char *slug, struct resource *resource);
bool db_resource_by_id(struct db *db, int64_t id, struct resource *resource);
int db_resources_now(struct db *db, int64_t now, struct resource_now *list, int most);
bool db_resource_now(struct db *db, const char *slug, int64_t now, struct resource_now *resource);
/* Others of a kind that have no claim in [from, until), in the order of their position. */
int db_resources_like(struct db *db, const struct resource *like, int64_t from, int64_t until,
	struct resource *list, int most);

/* The first of a kind that can be booked. */
bool db_resource_of_kind(struct db *db, const char *kind, struct resource *resource);
void db_resource_set_policy(struct db *db, const struct resource *resource); /* all but slug */
bool db_is_listed(struct db *db, int64_t resource, const char *kind); /* named among those who may */
void db_allowed_set(struct db *db, int64_t resource, const char *kind, bool allowed);

/* Takes whatever is within part into whole; the closure stays closed, and a circle adds nothing. */
void db_part_add(struct db *db, int64_t whole, int64_t part);
bool db_is_within(struct db *db, int64_t whole, int64_t part);
/* What others have claimed on the part for a time at which the whole is claimed, too, and that has not ended; and claiming
 * it for those who have the whole. False: the store did not let all of them in. */
struct part {
	int64_t whole, part;
};
int db_part_clashes(struct db *db, const struct part *part, int64_t now, struct claim *list, int most);
bool db_part_claim(struct db *db, const struct part *part, int64_t now);
bool db_part_remove(struct db *db, const struct part *part, int64_t now); /* and what the whole claims of it from now on */
int db_parts_of(struct db *db, int64_t whole, struct resource *list, int most);   /* without itself */
int db_wholes_of(struct db *db, int64_t part, struct resource *list, int most);   /* without itself */
int64_t db_within_count(struct db *db, int64_t whole);                             /* with itself */

/* May people of this organisation (0: people without one) book it? */
bool db_is_allowed(struct db *db, int64_t resource, int64_t organisation);
/* Bookings to come of that person there, beside this one and its series; a series counts once. */
struct booking;
int64_t db_open_bookings(struct db *db, const struct booking *booking, int64_t now);

/* The claims on a resource or a part of it that overlap [from, until), in the order of their starts, each booking once:
 * what keeps it from being booked. Cost does not grow with its history. */
int db_claims_of(struct db *db, int64_t resource, int64_t from, int64_t until, struct claim *list, int most);
/* The same of all resources, those of one together, in the order of their positions; one statement. */
int db_claims_of_all(struct db *db, int64_t from, int64_t until, struct claim *list, int most);

#endif
