// SPDX-License-Identifier: EUPL-1.2
/* Bookings and their claims, as the store keeps them. */
#ifndef DB_BOOKING_H
#define DB_BOOKING_H

#include "app/base/buffer.h"
#include "app/base/slice.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

/* Intervals are half-open, [from, until): back to back is no overlap. */
struct booking {
	int64_t id;
	const char *ref; /* eight letters */
	int64_t person, organisation, resource; /* organisation 0: for oneself */
	int64_t from, until;
	const char *status; /* requested confirmed refused lapsed cancelled running done no_show */
	const char *purpose;
	int64_t participants;
	int64_t created, created_by, updated, sequence;
	int64_t lapses;        /* undecided by then, a request is gone; 0: decided */
	bool cancelled_late;
	const char *override;  /* codes of the rules that staff set aside; NULL: none */
	int64_t cents;         /* what it costs, as it was shown before booking */
	int64_t series;        /* as a date of which it was made; 0: of none */
	bool series_told;      /* its series tells of all its dates at once; only while it is made or changed */
	int64_t claim_until;   /* with the buffer; only while it is made or changed */
	int64_t awaited;       /* nobody came by then: released; 0: never, or somebody came */
	int64_t checked_in;    /* 0: nobody said that somebody came */
	int64_t workshop;      /* whose day it books the place for; 0: none, see app/workshop.h */
	int64_t offered;       /* requested: the waiting it is offered to; 0: staff decide */
	const char *objection; /* of its owner to a no-show, not decided yet; NULL: none */
	const char *note;      /* what staff said when they decided; NULL: nothing */
	/* Joined: */
	const char *person_name, *person_email, *person_language, *organisation_name;
	const char *resource_slug, *resource_name, *resource_location, *series_ref;
};

/* Sets id; false: somebody else has that ref already. */
bool db_booking_add(struct db *db, struct booking *booking);
/* Claims whatever is within the booking's resource; says how many rows the store let in. */
int db_claim_add(struct db *db, const struct booking *booking);
void db_claim_delete(struct db *db, int64_t booking);
/* Would a claim of it be let in? For telling all reasons at once; the claim itself decides. */
bool db_claim_is_free(struct db *db, int64_t resource, int64_t from, int64_t until, int64_t except_booking);

bool db_booking_by_ref(struct db *db, const char *ref, struct booking *booking);
void db_booking_change(struct db *db, const struct booking *booking); /* all but ref, resource and who made it */

/* Requests and offers that nobody decided by then. */
int db_bookings_lapsing(struct db *db, int64_t until, struct booking *list, int most);
/* What staff must decide: requests, those that lapse first, and objections. */
int db_bookings_requested(struct db *db, struct booking *list, int most);
int db_bookings_objected(struct db *db, struct booking *list, int most);
/* Those to whom nobody came by then. */
int db_bookings_awaited(struct db *db, int64_t until, struct booking *list, int most);

/* Somebody came: once, and only to what is confirmed. */
void db_booking_came(struct db *db, int64_t booking, int64_t at);
void db_booking_not_came(struct db *db, int64_t booking, int64_t awaited); /* takes that back */
void db_pass_came(struct db *db, int64_t pass, int64_t at); /* the same, to the booking of a pass */
/* Did a plug on it, or on a part of it, say in [from, until) that the machine works? */
bool db_booking_ran(struct db *db, int64_t resource, int64_t from, int64_t until);

/* What staff should know about a person's bookings since then. */
struct record {
	int64_t late, missed; /* cancelled late; no-shows */
};
struct record db_booking_record(struct db *db, int64_t person, int64_t since);

/* Those to come or running that have a claim in [from, until) on the resource, a part or a whole of it; 0: on any. */
int db_bookings_hit(struct db *db, int64_t resource, int64_t from, int64_t until, struct booking *list, int most);

/* All dates of a series that its person still has, from an instant on, in the order of their start. */
int db_bookings_of_series(struct db *db, int64_t series, int64_t from, struct booking *list, int most);

/* In the order of their start. A zero or NULL in the filter means any. */
struct booking_filter {
	int64_t person;
	const char *resource_slug;
	int64_t from, until; /* those that overlap it; only starts are indexed, see most */
	bool newest_first;
	const char *status;  /* only for a table's rows */
};
int db_bookings(struct db *db, const struct booking_filter *filter, struct booking *list, int most);

/* A table of them; the orders of its columns. */
enum { BOOKINGS_BY_TIME, BOOKINGS_BY_RESOURCE, BOOKINGS_BY_PERSON, BOOKINGS_BY_STATUS };
int64_t db_booking_count(struct db *db, const struct booking_filter *filter);
int db_booking_rows(struct db *db, const struct booking_filter *filter, struct slice slice, struct booking *list);

/* Those of an organisation that are not over by then. */
int db_bookings_of_organisation(struct db *db, int64_t organisation, int64_t from, struct booking *list, int most);

void db_event_set(struct db *db, int64_t booking, const char *own, const char *busy);
/* Where a feed has got to: the last event it has printed. */
struct feed_place {
	int64_t starts, booking;
};
/* Add the texts of up to most events behind the place to the buffer, and move it; false: there are no more. */
bool db_events_own(struct db *db, int64_t person, struct feed_place *place, int most, struct buffer *to);
bool db_events_busy(struct db *db, int64_t resource, struct feed_place *place, int most, struct buffer *to);
const char *db_event_of(struct db *db, int64_t booking);

/* Pairs of claims that overlap, which must be none. */
int64_t db_overlaps(struct db *db);

#endif
