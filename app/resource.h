// SPDX-License-Identifier: EUPL-1.2
/* What can be booked: machines, rooms, workplaces; when they are open, and what is free. */
#ifndef RESOURCE_H
#define RESOURCE_H

#include "app/hours.h"
#include "app/work.h"
#include "db/resource.h"

enum {
	MOST_RESOURCES = 500,
	MOST_CLAIMS = 1024, /* of one resource in the weeks that a page shows */
};

bool resource_by_slug(struct work *work, const char *slug, struct resource *resource);
bool resource_by_id(struct work *work, int64_t id, struct resource *resource);
/* The first of that kind that is free and open in [from, until), else the first of the kind; false: there is none. */
bool resource_any(struct work *work, const char *kind, int64_t from, int64_t until, struct resource *resource);
int resource_list(struct work *work, struct resource_now *list, int most);
bool resource_now(struct work *work, const char *slug, struct resource_now *now);
int resource_parts(struct work *work, int64_t resource, struct resource *list, int most);
int resource_wholes(struct work *work, int64_t resource, struct resource *list, int most);
/* From now on whoever books whole takes part along, and whoever has booked it already, too. Adds PART_CIRCLE, or
 * PART_BOOKED: then list has the bookings in the way, and their number is returned. */
int resource_take_in(struct work *work, int64_t whole, int64_t part, struct claim *list, int most);

/* And no longer; can be undone. Adds NOT_CHANGEABLE for what is within by way of another, NO_SUCH_RESOURCE. */
void resource_take_out(struct work *work, int64_t whole, int64_t part);
/* A new one, with the usual policy of whoever made it. Adds NOT_A_SLUG, KNOWN_SLUG, MISSING_FIELD. */
void resource_create(struct work *work, struct resource *resource); /* sets id */
int64_t resources_count(struct work *work, const struct resource_filter *filter);
int resources_find(struct work *work, const struct resource_filter *filter, struct slice slice,
	struct resource_row *list);

/* What staff change: all of its policy, and which kinds of bookers may; no kind at all: everybody. */
void resource_set_policy(struct work *work, const struct resource *resource);
bool resource_allows(struct work *work, int64_t resource, const char *booker);
void resource_allow(struct work *work, int64_t resource, const char *booker, bool allowed);

/* A claim that holds the resource, or a part of it, at that instant; false: none. */
bool resource_claim_at(struct work *work, int64_t resource, int64_t instant, struct claim *claim);

/* Its bookings begin and end where the slots of a timetable do: on the wall clock, by slot_minutes from midnight. */
bool resource_is_on_raster(const struct resource *resource, int64_t instant);
int64_t resource_raster_after(const struct resource *resource, int64_t instant); /* the first such, from there on */

enum slot_status { SLOT_FREE, SLOT_BUSY, SLOT_CLOSED, SLOT_MINE, SLOT_PAST };
const char *slot_word(enum slot_status status);

struct slot {
	int64_t from, until;
	int day; /* local day it is listed under */
	enum slot_status status;
	const char *ref; /* of the booking, if it is mine */
	int64_t taken_from, taken_until; /* busy or mine: by the claims in it, which may be shorter or longer; else 0 */
};

/* A timetable: for each day, slots of one length from the earliest opening to the latest closing, so that the days are
 * columns of one table. On the days the clocks change a slot may be missing or longer. */
struct timetable {
	int first_day, days;
	int from_minute, until_minute, slot_minutes;
	int rows;
	struct slot *slots; /* days * rows, day by day */
};
enum { MOST_DAYS = 31 };
struct days {
	int first, count; /* local days */
};
void resource_timetable(struct work *work, const struct resource *resource, int first_day, int days,
	struct timetable *timetable);

/* The same for all of them side by side, by the hour and from the earliest opening of any to the latest closing: list is
 * what resource_list() gave. A handful of statements, however many there are. False: nothing is ever open. */
bool resource_timetables(struct work *work, const struct resource_now *list, int count, const struct days *days,
	struct timetable *timetables);

#endif
