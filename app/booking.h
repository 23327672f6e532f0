// SPDX-License-Identifier: EUPL-1.2
/*
 * Bookings: every way to make or change one passes the same rules and the same claim. The rules tell all that is wrong
 * at once; the claim, in the store itself, decides who is first.
 */
#ifndef BOOKING_H
#define BOOKING_H

#include "app/resource.h"
#include "app/work.h"
#include "db/booking.h"

enum { MOST_PURPOSE = 200, MOST_BOOKINGS = 200, REF = 8, BEGUN = 3600 };

/* What somebody asks for. */
struct wish {
	const char *resource;     /* slug */
	const char *kind;         /* "": the resource; else any free one of this kind is assigned */
	bool any;                 /* the resource, or, if it is taken, any free one of its kind */
	int64_t from, until;
	const char *purpose;      /* may be "" */
	int64_t participants;     /* 1: alone */
	const char *organisation; /* slug, "" : for oneself */
	const char *person;       /* staff: the address of whom it is for; "": oneself */
	bool override;            /* staff: set aside the rules that were shown to be broken */
};

/* Books, or adds reasons: every rule that is broken, and SLOT_TAKEN. */
void booking_make(struct work *work, const struct wish *wish, struct booking *booking);

/* Moves, extends or shortens one's own (staff: any): the same rules, the same claim. */
void booking_change(struct work *work, const char *ref, const struct wish *wish, struct booking *booking);

/* Hands it over to wish->person, for whom the same rules count. */
void booking_give(struct work *work, const char *ref, const struct wish *wish, struct booking *booking);
/* Gives back what is left of a running one. */
void booking_end(struct work *work, const char *ref, struct booking *booking);
/* Also declines an offer; what was a booking can be taken back for a while, see app/undo.h. */
void booking_cancel(struct work *work, const char *ref, struct booking *booking);
/* Books what was cancelled again, as if it were new: by the same rules, if the time is still free. */
void booking_restore(struct work *work, const char *ref, struct booking *booking);
bool booking_may_restore(struct work *work, const struct booking *booking);

/* Until when it could be extended by half an hour or a slot now; 0: not at all. */
int64_t booking_extension(struct work *work, const struct booking *booking);

/* The parts of booking_make(), for what books by itself: resource, person and organisation of a wish, unjudged; false
 * and a reason if there is no such resource. Then a row with its claim and all that follows; false: it is taken. */
/* Only who it is for; adds the reasons. */
void booking_party(struct work *work, const struct wish *wish, struct booking *booking);
bool booking_draft(struct work *work, const struct wish *wish, struct resource *resource, struct booking *booking);
bool booking_enter(struct work *work, struct booking *booking, const char *verb, const char *message);
/* For a series, whose dates are many: a time of a draft, and a new time of a booking, judged by all rules and whether
 * it is free, with nothing written; then the change, which ends the work with a reason if it fails after all. */
bool booking_place(struct work *work, const struct wish *times, const struct resource *resource,
	struct booking *booking);
bool booking_displace(struct work *work, const struct wish *times, const struct resource *resource,
	struct booking *booking);
void booking_replace(struct work *work, const struct resource *resource, const struct booking *old,
	struct booking *booking);
void booking_call_off(struct work *work, struct booking *booking); /* cancels one that is changeable */
const char *booking_ref(struct work *work); /* a new one */
/* Sets until when its owner is awaited. */
void booking_await(const struct work *work, const struct resource *resource, struct booking *booking);

/* For what decides about a booking: sets its status, and lets pass, calendar, claim, audit and message (NULL: none)
 * follow. What ends frees its time for those who wait for it. */
void booking_settle(struct work *work, struct booking *booking, const char *status, const char *verb,
	const char *message);

/* Adds NO_SUCH_BOOKING for whatever is not one's own, unless one is staff. */
bool booking_find(struct work *work, const char *ref, struct booking *booking);
int booking_list(struct work *work, const struct booking_filter *filter, struct booking *list, int most);
int booking_rows(struct work *work, const struct booking_filter *filter, struct slice slice, struct booking *list);
int64_t booking_count(struct work *work, const struct booking_filter *filter);

/* The word for it now: a confirmed booking is running while it lasts and done afterwards, a request to its owner is
 * offered. */
const char *booking_status(const struct booking *booking, int64_t now);
bool booking_is_changeable(const struct work *work, const struct booking *booking);

/* Where else it would fit: other times on the same thing, then the same time on others like it. */
struct alternative {
	struct resource resource;
	int64_t from, until;
};
int booking_alternatives(struct work *work, const struct wish *wish, struct alternative *list, int most);
/* Why it could not be booked now, nothing written and nothing added to the work; NULL: it could. booking has its price. */
const struct said *booking_trial(struct work *work, const struct wish *wish, struct booking *booking);

/* The calendar's texts: of one booking, and of feeds, page by page. */
const char *booking_event(struct work *work, const struct booking *booking);
bool feed_own(struct work *work, int64_t person, struct feed_place *place, int most, struct buffer *to);
bool feed_busy(struct work *work, int64_t resource, struct feed_place *place, int most, struct buffer *to);

#endif
