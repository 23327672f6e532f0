// SPDX-License-Identifier: EUPL-1.2
#include "app/workshop_inside.h"

#include "app/base/time.h"
#include "app/person.h"
#include "app/resource.h"
#include "app/seat.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CAPACITY = 200, MOST_CENTS = 100000, WEEK = 7 };

const char *const workshop_kinds[] = { "citizen", "startup", "company", "school", "university", "association", "town",
	NULL };

/* ---- what staff ask for ---------------------------------------------------------------------- */

static int by_begin(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static void check_days(struct work *work, struct workshop_wish *wish)
{
	qsort(wish->days, (size_t)wish->day_count, sizeof *wish->days, by_begin);
	if (!wish->day_count)
		reason_add(work, MISSING_DAY, "from");
	for (int i = 0; i < wish->day_count; i++) {
		if (wish->days[i].until <= wish->days[i].from)
			reason_add(work, SLOT_BACKWARDS, "from");
		if (i && wish->days[i].from < wish->days[i - 1].until)
			reason_add(work, DAYS_OVERLAP, "from");
	}
}

static void check_numbers(struct work *work, const struct workshop_wish *wish)
{
	if (!*wish->title)
		reason_add(work, MISSING_FIELD, "title");
	if (wish->capacity < 1 || wish->capacity > MOST_CAPACITY)
		reason_add_number(work, TOO_MANY_SEATS, "capacity", MOST_CAPACITY);
	else if (wish->minimum < 0 || wish->minimum > wish->capacity)
		reason_add(work, ABOVE_CAPACITY, "minimum");
	if (wish->cents < 0 || wish->cents > MOST_CENTS)
		reason_add_number(work, BAD_INPUT, "cents", wish->cents);
	if (wish->weeks < 0 || wish->weeks >= MOST_SERIES)
		reason_add_number(work, BAD_INPUT, "weeks", wish->weeks);
}

static void check_registration(struct work *work, struct workshop_wish *wish)
{
	int64_t starts = wish->days[0].from, ends = wish->days[wish->day_count - 1].until;

	if (!wish->closes)
		wish->closes = starts;
	if (wish->closes <= wish->opens || wish->closes > ends)
		reason_add(work, CLOSES_EARLY, "closes");
}

/* All that is wrong with it but for its place; tidies it up. */
static bool check(struct work *work, struct workshop_wish *wish)
{
	struct resource r;

	check_numbers(work, wish);
	check_days(work, wish);
	if (!resource_by_slug(work, wish->place, &r))
		reason_add(work, NO_SUCH_RESOURCE, "place");
	if (!work->reasons)
		check_registration(work, wish);
	return !work->reasons;
}

/* But for what only its own functions change. */
static void take_over(struct work *work, const struct workshop_wish *wish, struct workshop *w)
{
	struct resource r;

	resource_by_slug(work, wish->place, &r);
	w->title = wish->title;
	w->title_en = wish->title_en;
	w->about = wish->about;
	w->about_en = wish->about_en;
	w->place = r.id;
	w->place_slug = r.slug;
	w->place_name = r.name;
	w->place_location = r.location;
	w->starts = wish->days[0].from;
	w->ends = wish->days[wish->day_count - 1].until;
	w->capacity = wish->capacity;
	w->minimum = wish->minimum;
	w->cents = wish->cents;
	w->opens = wish->opens;
	w->closes = wish->closes;
}

static void allow(struct work *work, const struct workshop_wish *wish, int64_t workshop)
{
	for (unsigned i = 0; workshop_kinds[i]; i++)
		db_workshop_allow(work->db, workshop, workshop_kinds[i], wish->kinds >> i & 1);
}

/* ---- making one ------------------------------------------------------------------------------ */

static void make_one(struct work *work, const struct workshop_wish *wish, struct workshop *w)
{
	*w = (struct workshop){ .series = wish->series, .status = "open", .created = work->now,
		.created_by = work->person->id, .updated = work->now };
	take_over(work, wish, w);
	db_workshop_add(work->db, w);
	allow(work, wish, w->id);
	for (int i = 0; i < wish->day_count; i++)
		workshop_add_day(work, w, wish->days[i].from, wish->days[i].until, wish->override);
	if (!work->reasons)
		workshop_follow_up(work, w, "workshop.make");
}

/* The same hour on the wall clock. */
static int64_t weeks_later(int64_t instant, int weeks)
{
	return zone_instant(zone_day(instant) + weeks * WEEK, zone_minute(instant));
}

static struct workshop_wish later(const struct workshop_wish *wish, int weeks, int64_t series)
{
	struct workshop_wish next = *wish;

	for (int i = 0; i < next.day_count; i++) {
		next.days[i].from = weeks_later(wish->days[i].from, weeks);
		next.days[i].until = weeks_later(wish->days[i].until, weeks);
	}
	next.closes = weeks_later(wish->closes, weeks);
	next.series = series;
	return next;
}

static int64_t series_of(struct work *work, int64_t id)
{
	struct workshop other;

	if (!id || !workshop_find(work, id, &other))
		return 0;
	return other.series ? other.series : other.id;
}

void workshop_make(struct work *work, const struct workshop_wish *asked, struct workshop *w)
{
	struct workshop_wish wish = *asked;
	struct workshop other;

	wish.series = series_of(work, asked->series);
	if (!check(work, &wish))
		return;
	make_one(work, &wish, w);
	for (int week = 1; week <= wish.weeks && !work->reasons; week++) {
		struct workshop_wish next = later(&wish, week, w->series ? w->series : w->id);
		make_one(work, &next, &other);
	}
}

/* ---- changing one ---------------------------------------------------------------------------- */

bool workshop_find_open(struct work *work, int64_t id, struct workshop *w)
{
	if (!workshop_find(work, id, w))
		return false;
	if (strcmp(w->status, "open") != 0)
		reason_add(work, WORKSHOP_CANCELLED, NULL);
	else if (w->ends <= work->now)
		reason_add(work, NOT_CHANGEABLE, NULL);
	return !work->reasons;
}

static void check_taken(struct work *work, const struct workshop_wish *wish, const struct workshop *w)
{
	if (wish->capacity < w->taken)
		reason_add_number(work, BELOW_TAKEN, "capacity", w->taken);
}

void workshop_change(struct work *work, int64_t id, const struct workshop_wish *asked, struct workshop *w)
{
	struct workshop_wish wish = *asked;

	if (!workshop_find_open(work, id, w))
		return;
	check_taken(work, &wish, w);
	if (!check(work, &wish))
		return;
	struct workshop old = *w;
	take_over(work, &wish, w);
	w->updated = work->now;
	w->sequence++;
	if (w->closes > work->now)
		w->decided = 0;
	db_workshop_change(work->db, w);
	allow(work, &wish, id);
	bool moved = workshop_change_days(work, &wish, &old, w);
	if (work->reasons)
		return;
	workshop_follow_up(work, w, "workshop.change");
	seats_follow(work, w, moved, moved ? "workshop_changed" : NULL);
	seats_offer(work, id);
}

/* ---- looking --------------------------------------------------------------------------------- */

bool workshop_find(struct work *work, int64_t id, struct workshop *w)
{
	if (db_workshop_by_id(work->db, id, w))
		return true;
	reason_add(work, NO_SUCH_WORKSHOP, NULL);
	return false;
}

int workshop_list(struct work *work, struct workshop *list, int most)
{
	return db_workshops(work->db, work->now, list, most);
}

int workshop_others(struct work *work, const struct workshop *w, struct workshop *list, int most)
{
	int count = db_workshops_of_series(work->db, w, work->now, list, most), n = 0;

	for (int i = 0; i < count; i++)
		if (!strcmp(list[i].status, "open"))
			list[n++] = list[i];
	return n;
}

bool workshop_is_for(struct work *work, const struct workshop *w, const char *kind)
{
	return db_workshop_allows(work->db, w->id, kind);
}

int workshop_days(struct work *work, int64_t workshop, struct workshop_day *list, int most)
{
	return db_workshop_days(work->db, workshop, list, most);
}

int workshop_days_in(struct work *work, int64_t from, int64_t until, struct workshop_day *list, int most)
{
	int count = db_workshop_days_in(work->db, from, until, list, most), n = 0;

	for (int i = 0; i < count; i++)
		if (!strcmp(list[i].status, "open"))
			list[n++] = list[i];
	return n;
}

const char *workshop_title(const struct work *work, const char *german, const char *english)
{
	return work->language == ENGLISH && english && *english ? english : german;
}

const char *workshop_status(const struct workshop *w, int64_t now)
{
	if (strcmp(w->status, "open") != 0)
		return "cancelled";
	if (w->ends <= now)
		return "over";
	if (w->starts <= now)
		return "running";
	if (now < w->opens)
		return "soon";
	if (now >= w->closes)
		return "closed";
	return w->taken < w->capacity ? "open" : "full";
}

bool feed_workshops(struct work *work, int64_t all, struct feed_place *place, int most, struct buffer *to)
{
	(void)all;
	return db_workshop_events(work->db, place, most, to);
}
