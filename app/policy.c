// SPDX-License-Identifier: EUPL-1.2
#include "app/policy.h"

#include "app/base/time.h"
#include "app/join.h"
#include "app/period.h"
#include "app/person.h"
#include "app/quota.h"
#include "db/qualification.h"

#include <string.h>

enum { MINUTE = 60, DAY = 86400, MOST_FREE_HOURS = 64, LONGEST = 45 * DAY }; /* as a pass */

static void check_bookable(struct work *work, const struct resource *r, const struct booking *b)
{
	(void)b;
	if (r->is_out)
		reason_add_detail(work, OUT_OF_ORDER, "resource", r->name);
	else if (!r->bookable)
		reason_add(work, NOT_BOOKABLE, "resource");
}

static void check_length(struct work *work, const struct resource *r, const struct booking *b)
{
	int64_t minutes = (b->until - b->from) / MINUTE;

	if (b->until <= b->from) {
		reason_add(work, SLOT_BACKWARDS, "until");
		return;
	}
	if (minutes < r->shortest_minutes)
		reason_add_number(work, TOO_SHORT, "until", r->shortest_minutes);
	if (b->until - b->from > LONGEST)
		reason_add_number(work, TOO_LONG_EVER, "until", LONGEST / DAY);
	else if (minutes > r->longest_minutes)
		reason_add_number(work, TOO_LONG, "until", r->longest_minutes);
}

/* A school's lessons are good times, too. */
static void check_raster(struct work *work, const struct resource *r, const struct booking *b)
{
	if (!resource_is_on_raster(r, b->from) && !period_begins(work, b->organisation, b->from))
		reason_add_number(work, OFF_RASTER, "from", r->slot_minutes);
	if (!resource_is_on_raster(r, b->until) && !period_ends(work, b->organisation, b->until))
		reason_add_number(work, OFF_RASTER, "until", r->slot_minutes);
}

/* A slot of the timetable that has begun may still be booked, for what is left of it. */
static void check_when(struct work *work, const struct resource *r, const struct booking *b)
{
	if (b->until <= work->now || b->from + BEGUN <= work->now)
		reason_add(work, IN_THE_PAST, "from");
	else if (r->notice_minutes > 0 && b->from < work->now + r->notice_minutes * MINUTE)
		reason_add_number(work, TOO_SOON, "from", r->notice_minutes);
	if (zone_day(b->from) > zone_day(work->now) + r->horizon_days)
		reason_add_number(work, TOO_FAR, "from", r->horizon_days);
}

/* What runs unattended must begin while somebody is there, and may go on after closing time. */
static void check_opening(struct work *work, const struct resource *r, const struct booking *b)
{
	struct hours *hours = arena_alloc(&work->arena, sizeof *hours);
	int64_t until = r->unattended ? b->from + 1 : b->until;

	/* What lasts years is refused already; going through its opening hours day by day would help nobody. */
	if (b->until - b->from > r->longest_minutes * MINUTE)
		return;
	hours_read(work, r->id, hours);
	if (hours_cover(hours, b->from, until))
		return;
	const char *why = hours_closed_by(hours, b->from, until);
	reason_add_detail(work, why ? CLOSED_BECAUSE : CLOSED, "from", why);
}

static void check_people(struct work *work, const struct resource *r, const struct booking *b)
{
	if (b->participants < 1 || b->participants > r->most_people)
		reason_add_number(work, TOO_MANY_PEOPLE, "participants", r->most_people);
}

static void check_qualification(struct work *work, const struct resource *r, const struct booking *b)
{
	if (r->needs_introduction && !db_is_qualified(work->db, b->person, r->id, b->until))
		reason_add_detail(work, NOT_QUALIFIED, "resource", r->name);
}

static void check_guardian(struct work *work, const struct resource *r, const struct booking *b)
{
	(void)r;
	if (youth_is_waiting(work, b->person))
		reason_add(work, NEEDS_GUARDIAN, NULL);
}

static void check_allowed(struct work *work, const struct resource *r, const struct booking *b)
{
	if (!db_is_allowed(work->db, r->id, b->organisation))
		reason_add_detail(work, NOT_FOR_YOU, "organisation", r->name);
}

static void check_open_bookings(struct work *work, const struct resource *r, const struct booking *b)
{
	if (r->most_open && db_open_bookings(work->db, b, work->now) >= r->most_open)
		reason_add_number(work, TOO_MANY_OPEN, "resource", r->most_open);
}

/* In the order in which people read them. Some rest in the hours that are for whoever comes. */
static const struct {
	void (*check)(struct work *, const struct resource *, const struct booking *);
	bool rests;
} rules[] = {
	{ check_bookable, false }, { check_guardian, false }, { check_allowed, false },
	{ check_qualification, false },
	{ check_length, true }, { check_raster, false }, { check_when, false },
	{ check_opening, false }, { check_people, false },
	{ check_open_bookings, true }, { quota_check, true },
};

/* The end of the hours without policy that hold this instant; 0: policy counts. */
static int64_t free_until(const struct free_hours *list, int count, int64_t instant)
{
	int day = zone_day(instant), minute = zone_minute(instant);

	for (int i = 0; i < count; i++)
		if (list[i].weekday == weekday_of(day) && list[i].from_minute <= minute &&
		    minute < list[i].until_minute)
			return zone_instant(day, list[i].until_minute);
	return 0;
}

/* All of the booking lies in hours without policy; what is backwards or too long to walk through does not. */
static bool policy_rests(struct work *work, const struct resource *r, const struct booking *b)
{
	struct free_hours list[MOST_FREE_HOURS];
	int count = db_free_hours(work->db, r->id, list, MOST_FREE_HOURS);
	int64_t at = b->from;

	if (!count || b->until <= b->from || b->until - b->from > LONGEST)
		return false;
	while (at && at < b->until)
		at = free_until(list, count, at);
	return at;
}

void policy_check(struct work *work, const struct resource *r, const struct booking *b)
{
	bool rests = policy_rests(work, r, b);

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (!rests || !rules[i].rests)
			rules[i].check(work, r, b);
}

/* Rules of the house only: not bad input, not the past, not who may do it. */
static bool may_be_set_aside(enum reason code)
{
	static const enum reason house[] = { NOT_QUALIFIED, NOT_FOR_YOU, OFF_RASTER, TOO_SHORT, TOO_LONG,
		TOO_SOON, TOO_FAR, CLOSED, CLOSED_BECAUSE, NOT_BOOKABLE, OUT_OF_ORDER, TOO_MANY_PEOPLE, TOO_MANY_OPEN,
		OVER_QUOTA };

	for (size_t i = 0; i < sizeof house / sizeof *house; i++)
		if (house[i] == code)
			return true;
	return false;
}

const char *policy_override(struct work *work)
{
	const char *codes = NULL;

	for (const struct said *said = work->reasons; said; said = said->next) {
		if (!may_be_set_aside(said->code))
			continue;
		codes = arena_print(&work->arena, "%s%s%s", reason_code(said->code), codes ? " " : "",
			codes ? codes : "");
		reason_drop(work, said->code); /* leaves the chain that we walk as it was */
	}
	return codes;
}

bool policy_may_override(const struct work *work)
{
	for (const struct said *said = work->reasons; said; said = said->next)
		if (!may_be_set_aside(said->code))
			return false;
	return work->reasons && person_is_staff(work->person);
}
