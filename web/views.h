// SPDX-License-Identifier: EUPL-1.2
/* How the nouns look in documents: the same members on every page and in every answer. */
#ifndef VIEWS_H
#define VIEWS_H

#include "app/booking.h"
#include "app/device.h"
#include "app/outlook.h"
#include "web/request.h"

/* All plugs, read once a page, to be found by their resource. */
struct plugs {
	int count;
	struct device *list;
};
void plugs_read(struct work *work, struct plugs *plugs);
const struct device *plug_of(const struct plugs *plugs, int64_t resource); /* NULL: it has none */

extern const char *const weekday_words[8]; /* 1 Monday to 7, as words of a document */

/* Links, and nowhere else are they put together. */
const char *resource_href(struct arena *arena, const char *slug);
const char *power_page(struct arena *arena, const char *of); /* of: a machine's or a plug's href */
const char *power_href(struct arena *arena, const char *page, int64_t from, int64_t until);
const char *booking_href(struct arena *arena, const char *ref, const char *ending);
const char *booking_move_href(struct arena *arena, const char *ref, int64_t from, int64_t until);
const char *waiting_new_href(struct arena *arena, const char *slug, int64_t from, int64_t until);
const char *booking_new_href(struct arena *arena, const char *slug, int64_t from, int64_t until);

/* To book a free slot, to wait for a taken one, or to one's own booking; NULL: nowhere. */
const char *slot_href(struct request *rq, const struct resource *resource, const struct slot *slot);

/* slug, name, kind, state …; plug may be NULL. */
void put_resource(struct request *rq, struct node *to, const struct resource_now *now, const struct device *plug);
/* free, booked, in_use, unknown or closed. */
const char *resource_status(const struct resource_now *now, const struct device *plug, int64_t instant);
/* When it could be booked, with the link to that: as book if that is now, as take if somebody uses it without a booking,
 * else as later; only what lets one begin. */
void put_next(struct request *rq, struct node *to, const struct resource *resource, const struct opportunity *next);
void put_policy(struct request *rq, struct node *to, const struct resource *resource);
const char *duration(struct request *rq, int64_t minutes); /* 1 h 30 min */
/* Where the machine is, it says whether one may: the introduction's last day, or that there is none. */
void put_introduction(struct request *rq, struct node *to, const struct resource *resource);
void put_month_of_hours(struct request *rq); /* of ?month=2026-11, as the member "month": web/months.c */
extern const char *const resource_kinds[]; /* ends with NULL */
bool resource_kind_is_known(const char *kind);
void put_resource_kinds(struct node *to, const char *selected); /* the list "kinds" of a select */
void put_resource_link(struct request *rq, struct node *to, const struct resource *resource);
void put_booking(struct request *rq, struct node *to, const struct booking *booking);
void put_faults(struct request *rq, int64_t resource); /* for staff: open ones; resource 0: of all */
/* What the audit keeps beside a deed, in words: rule, told or plain, for deed_detail.html. */
void put_deed_detail(struct request *rq, struct node *to, const char *verb, const char *detail);
/* For staff, the lists "unbooked" and "unused": runs without a booking, and bookings in which nothing ran. */
void put_unmatched(struct request *rq, int64_t from, int64_t until);
int64_t witnesses_count(struct request *rq); /* of contradictions that staff should see */
/* Cents as a text for the reader: 4,50 € or €4.50; and the same for money that is to be paid. */
const char *money(struct request *rq, int64_t cents);
/* What may be done with it now, for its page; put_record: what staff should know about its owner. */
void put_booking_choices(struct request *rq, struct node *shown, const struct booking *booking);
void put_record(struct request *rq, struct node *to, const struct booking *booking);
/* The form of a booking like it, a week later. */
const char *booking_again_href(struct request *rq, const struct booking *booking);
void put_pass(struct request *rq, const struct booking *booking);
void put_my_bookings(struct request *rq); /* what I have booked, day by day */
enum { MOST_ALTERNATIVES = 6 };
void put_alternative(struct node *list, const struct alternative *found, const char *href);
void put_waitings(struct request *rq);                         /* what one waits for */
void put_wait(struct request *rq, const struct wish *wish);    /* that one could wait for it, if so */

/* For forms. A datetime-local input's value is the lab's wall clock; what could not be read, instant 0, is shown as it
 * was typed. */
void put_input_time(struct node *form, const char *name, int64_t instant, const char *typed);
void put_organisations(struct request *rq, const char *selected); /* those one may act for; NULL: none */

/* ?name=2026-11-23: a local day, or the other one without; adds NOT_A_TIME. */
int date_asked(struct request *rq, const char *name, int otherwise);
/* What csv_row() has put into the body, to be kept as name.csv. */
void answer_table(struct request *rq, const char *name);

/* Resources under their kind, in the order in which kinds first come: groups of {kind, resources}. */
struct grouping {
	struct node *groups;
};
struct node *group_add(struct grouping *grouping, const char *kind);

#endif
