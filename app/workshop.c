// SPDX-License-Identifier: EUPL-1.2
#include "app/workshop.h"

#include "app/base/time.h"
#include "app/booking.h"
#include "app/calendar.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/seat.h"
#include "app/site.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CAPACITY = 200, MOST_CENTS = 100000, WEEK = 7 };

const char *const workshop_kinds[] = { "citizen", "startup", "company", "school", "university", "association", "town",
	NULL };

/* ---- what staff ask for ------------------------------------------------------------------------------------------ */

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

/* ---- its place --------------------------------------------------------------------------------------------------- */

/* The lab itself books: what it asks of its members, and of the length of a booking, is not asked of it. */
static void drop_members_rules(struct work *work)
{
	static const enum reason rules[] = { NOT_QUALIFIED, NOT_FOR_YOU, OFF_RASTER, TOO_SHORT, TOO_LONG, TOO_SOON,
		TOO_FAR, TOO_MANY_OPEN, OVER_QUOTA };

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		reason_drop(work, rules[i]);
}

static struct wish place_wish(const struct workshop *w, int64_t from, int64_t until, bool override)
{
	return (struct wish){ .resource = w->place_slug, .kind = "", .from = from, .until = until,
		.purpose = w->title, .participants = w->capacity, .organisation = "", .person = "",
		.override = override };
}

static void book(struct work *work, const struct workshop *w, struct workshop_day *day, bool override)
{
	struct wish wish = place_wish(w, day->from, day->until, override);
	struct resource r;
	struct booking b;

	if (!booking_draft(work, &wish, &r, &b))
		return;
	b.workshop = w->id;
	booking_place(work, &wish, &r, &b);
	drop_members_rules(work);
	if (work->reasons || !booking_enter(work, &b, "workshop.book", NULL))
		return;
	day->booking = b.id;
	day->booking_ref = b.ref;
}

static void release(struct work *work, const struct workshop_day *day)
{
	struct booking b;

	if (db_booking_by_ref(work->db, day->booking_ref, &b) && !strcmp(b.status, "confirmed"))
		booking_settle(work, &b, "cancelled", "workshop.release", NULL);
}

/* Its old claim makes room first, so that it is not in its own way; nobody is offered what is taken again at once. */
static void rebook(struct work *work, const struct workshop *w, struct workshop_day *day, bool override)
{
	struct workshop_day old = *day;

	db_claim_delete(work->db, old.booking);
	book(work, w, day, override);
	if (!work->reasons)
		release(work, &old);
}

/* ---- its calendar ------------------------------------------------------------------------------------------------ */

static void write_events(struct work *work, const struct workshop *w)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = db_workshop_days(work->db, w->id, list, MOST_WORKSHOP_DAYS);
	char *text[AUDIENCES];

	for (int i = 0; i < count; i++) {
		struct event event = { .kind = EVENT_WORKSHOP, .id = list[i].id,
			.installation = site_installation(work), .sequence = w->sequence,
			.updated = w->updated, .starts = list[i].from, .ends = list[i].until,
			.status = strcmp(w->status, "open") ? EVENT_CANCELLED : EVENT_CONFIRMED,
			.language = GERMAN, .resource = w->title, .location = w->place_name,
			.url = arena_print(&work->arena, "%s/workshops/%lld", work->lab->url, (long long)w->id) };
		calendar_event(&work->arena, &event, text);
		db_workshop_day_change(work->db, &list[i], text[AUDIENCE_OWN]);
	}
}

static void follow_up(struct work *work, const struct workshop *w, const char *verb)
{
	write_events(work, w);
	audit(work, verb, w->id, w->why);
	work_touch(work, SCOPE_BOOKINGS);
}

/* ---- making one -------------------------------------------------------------------------------------------------- */

static void add_day(struct work *work, const struct workshop *w, int64_t from, int64_t until, bool override)
{
	struct workshop_day day = { .workshop = w->id, .from = from, .until = until };

	book(work, w, &day, override);
	if (!work->reasons)
		db_workshop_day_add(work->db, &day, "");
}

static void make_one(struct work *work, const struct workshop_wish *wish, struct workshop *w)
{
	*w = (struct workshop){ .series = wish->series, .status = "open", .created = work->now,
		.created_by = work->person->id, .updated = work->now };
	take_over(work, wish, w);
	db_workshop_add(work->db, w);
	allow(work, wish, w->id);
	for (int i = 0; i < wish->day_count; i++)
		add_day(work, w, wish->days[i].from, wish->days[i].until, wish->override);
	if (!work->reasons)
		follow_up(work, w, "workshop.make");
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

/* ---- changing one ------------------------------------------------------------------------------------------------ */

static bool find_open(struct work *work, int64_t id, struct workshop *w)
{
	if (!workshop_find(work, id, w))
		return false;
	if (strcmp(w->status, "open") != 0)
		reason_add(work, WORKSHOP_CANCELLED, NULL);
	else if (w->ends <= work->now)
		reason_add(work, NOT_CHANGEABLE, NULL);
	return !work->reasons;
}

/* The first days stay what they are, with new times perhaps; what is too many goes. True: something moved. */
static bool change_days(struct work *work, const struct workshop_wish *wish, const struct workshop *old,
	const struct workshop *w)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = db_workshop_days(work->db, w->id, list, MOST_WORKSHOP_DAYS), i;
	bool moved = count != wish->day_count;

	for (i = 0; i < count && i < wish->day_count; i++) {
		if (old->place == w->place && list[i].from == wish->days[i].from &&
		    list[i].until == wish->days[i].until)
			continue;
		moved = true;
		list[i].from = wish->days[i].from;
		list[i].until = wish->days[i].until;
		rebook(work, w, &list[i], wish->override);
		if (!work->reasons)
			db_workshop_day_change(work->db, &list[i], "");
	}
	for (int gone = i; gone < count && !work->reasons; gone++) {
		release(work, &list[gone]);
		db_workshop_day_delete(work->db, list[gone].id);
	}
	for (; i < wish->day_count; i++)
		add_day(work, w, wish->days[i].from, wish->days[i].until, wish->override);
	return moved;
}

static void check_taken(struct work *work, const struct workshop_wish *wish, const struct workshop *w)
{
	if (wish->capacity < w->taken)
		reason_add_number(work, BELOW_TAKEN, "capacity", w->taken);
}

void workshop_change(struct work *work, int64_t id, const struct workshop_wish *asked, struct workshop *w)
{
	struct workshop_wish wish = *asked;

	if (!find_open(work, id, w))
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
	bool moved = change_days(work, &wish, &old, w);
	if (work->reasons)
		return;
	follow_up(work, w, "workshop.change");
	seats_follow(work, w, moved);
	seats_offer(work, id);
}

static void call_off(struct work *work, struct workshop *w, const char *why, const char *message)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = db_workshop_days(work->db, w->id, list, MOST_WORKSHOP_DAYS);

	w->status = "cancelled";
	w->why = why && *why ? why : NULL;
	w->decided = w->updated = work->now;
	w->sequence++;
	db_workshop_change(work->db, w);
	for (int i = 0; i < count; i++)
		release(work, &list[i]);
	follow_up(work, w, "workshop.cancel");
	seats_call_off(work, w, message);
}

void workshop_cancel(struct work *work, int64_t id, const char *why)
{
	struct workshop w;

	if (find_open(work, id, &w))
		call_off(work, &w, why, "workshop_cancelled");
}

/* Who has switched the lab off over the weekend does not send people home who are there already. */
static void decide(struct work *work, struct workshop *w)
{
	if (!strcmp(w->status, "open") && w->starts > work->now && db_seats_booked(work->db, w->id) < w->minimum) {
		call_off(work, w, NULL, "workshop_too_few");
		return;
	}
	w->decided = work->now;
	db_workshop_change(work->db, w);
}

int workshop_decide(struct work *work, int most)
{
	struct workshop *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_workshops_to_decide(work->db, work->now, list, most);

	for (int i = 0; i < count; i++)
		decide(work, &list[i]);
	return count;
}

/* ---- looking ----------------------------------------------------------------------------------------------------- */

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
