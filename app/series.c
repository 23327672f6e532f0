// SPDX-License-Identifier: EUPL-1.2
#include "app/series.h"

#include "app/approval.h"
#include "app/base/time.h"
#include "app/delivery.h"
#include "app/holiday.h"
#include "app/person.h"
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTE = 60, DAY_MINUTES = 1440, REF_TRIES = 8 };

/* ---- one date -------------------------------------------------------------------------------- */

/* What all dates have in common. */
struct plan {
	struct resource resource;
	struct booking draft;
	int from_minute, minutes; /* on the wall clock */
	bool skip_holidays, override;
};

/* How long on the wall clock: the night the clocks change is an hour longer or shorter in truth. */
static int wall_minutes(int64_t from, int64_t until)
{
	return (zone_day(until) - zone_day(from)) * DAY_MINUTES + zone_minute(until) - zone_minute(from);
}

static struct occurrence occur(int day, int from_minute, int minutes)
{
	struct occurrence o = { .day = day, .from = zone_instant(day, from_minute),
		.until = zone_instant(day, from_minute + minutes) };

	if (o.until <= o.from) /* the clock jumps over all of it */
		o.until = o.from + minutes * MINUTE;
	if (zone_minute(o.from) != from_minute)
		o.clock = "forward";
	else if (zone_is_twice(o.from))
		o.clock = "back";
	return o;
}

static const char *word_of(const struct said *reasons)
{
	const char *word = reasons ? "taken" : "free";

	for (const struct said *said = reasons; said; said = said->next)
		if (said->code == CLOSED || said->code == CLOSED_BECAUSE)
			return "closed";
		else if (said->code != SLOT_TAKEN)
			word = "rule";
	return word;
}

/* The reasons of one date are its own: they are taken from the work, so that the others go on. */
static void judge(struct work *work, const struct plan *plan, struct occurrence *o, struct booking *b)
{
	const struct said *others = work->reasons;
	const struct wish times = { .from = o->from, .until = o->until, .override = plan->override };

	*b = plan->draft;
	work->reasons = NULL;
	booking_place(work, &times, &plan->resource, b);
	o->reasons = work->reasons;
	work->reasons = others;
	o->cents = b->cents;
	o->holiday = holiday_on(work, o->day, b->organisation);
	o->result = word_of(o->reasons);
	if (!o->reasons && o->holiday && plan->skip_holidays)
		o->result = "holiday";
}

static void repeat_reasons(struct work *work, const struct dates *dates)
{
	for (int i = 0; i < dates->count; i++)
		for (const struct said *said = dates->list[i].reasons; said; said = said->next)
			reason_add_detail(work, said->code, said->field, said->detail);
	if (!work->reasons)
		reason_add(work, NO_DATES, NULL);
}

/* ---- making one ------------------------------------------------------------------------------ */

static bool make_plan(struct work *work, const struct wish *wish, struct plan *plan)
{
	if (!booking_draft(work, wish, &plan->resource, &plan->draft))
		return false;
	plan->override = wish->override;
	plan->from_minute = zone_minute(wish->from);
	plan->minutes = wall_minutes(wish->from, wish->until);
	if (plan->minutes <= 0)
		reason_add(work, SLOT_BACKWARDS, "until");
	else if (plan->minutes > plan->resource.longest_minutes)
		reason_add_number(work, TOO_LONG, "until", plan->resource.longest_minutes);
	return !work->reasons;
}

/* A rule without an end goes on as far as one may book; what lies further can be added when its time comes. */
static bool expand(struct work *work, const struct series_wish *wish, const struct plan *plan, struct dates *dates)
{
	int days[MOST_DATES];
	struct recurrence recurrence = { .rule = wish->repeat, .weeks = wish->weeks,
		.first_day = zone_day(wish->wish.from), .from_minute = plan->from_minute,
		.last_day = zone_day(work->now) + (int)plan->resource.horizon_days };
	int count = recurrence_days(&recurrence, days, &dates->is_cut);

	if (count < 0)
		reason_add(work, BAD_REPEAT, "repeat");
	else if (!count)
		reason_add(work, NO_DATES, "repeat");
	for (int i = 0; i < count; i++)
		dates->list[i] = occur(days[i], plan->from_minute, plan->minutes);
	dates->count = count < 0 ? 0 : count;
	return !work->reasons;
}

void series_preview(struct work *work, const struct series_wish *wish, struct dates *dates)
{
	struct plan plan = { .skip_holidays = wish->skip_holidays };
	struct booking ignored;

	if (!make_plan(work, &wish->wish, &plan) || !expand(work, wish, &plan, dates))
		return;
	for (int i = 0; i < dates->count; i++)
		judge(work, &plan, &dates->list[i], &ignored);
}

static bool is_wanted(const struct series_wish *wish, const struct occurrence *o)
{
	if (!wish->days)
		return !strcmp(o->result, "free");
	for (int i = 0; i < wish->day_count; i++)
		if (wish->days[i] == o->day)
			return !o->reasons;
	return false;
}

static void add_with_ref(struct work *work, struct series *s)
{
	s->id = 0;
	for (int try = 0; try < REF_TRIES && !s->id; try++) {
		s->ref = booking_ref(work);
		if (!db_series_add(work->db, s))
			s->id = 0;
	}
}

static struct series series_of(struct work *work, const struct series_wish *wish, const struct plan *plan)
{
	const struct booking *b = &plan->draft;

	return (struct series){ .person = b->person, .organisation = b->organisation,
		.resource = b->resource, .rule = wish->repeat, .weeks = wish->weeks,
		.skips_holidays = wish->skip_holidays, .first_day = zone_day(wish->wish.from),
		.from_minute = plan->from_minute, .minutes = plan->minutes, .purpose = b->purpose,
		.participants = b->participants, .created = work->now,
		.created_by = work->person->id, .person_name = b->person_name,
		.person_email = b->person_email, .organisation_slug = wish->wish.organisation,
		.resource_slug = b->resource_slug, .resource_name = b->resource_name };
}

/* What is told of all dates at once: a message with their days, about the first. */
struct news {
	struct booking first; /* id 0: none yet */
	const char *days;
};

static void note(struct work *work, struct news *news, const struct booking *b)
{
	char day[TIME_TEXT];

	date_print(zone_day(b->from), day);
	news->days = arena_print(&work->arena, "%s%s%s", news->days ? news->days : "",
		news->days ? ", " : "", day);
	if (!news->first.id)
		news->first = *b;
}

static void tell(struct work *work, const char *kind, const struct news *news)
{
	const struct booking *b = &news->first;

	delivery_add(work, &(struct delivery){ .kind = kind, .person = b->person, .booking = b->id,
		.detail = news->days, .key = arena_print(&work->arena, "%s %lld %lld", kind,
			(long long)b->id, (long long)b->sequence) });
	if (b->lapses)
		approval_tell(work, b);
}

static void enter(struct work *work, const struct plan *plan, struct booking *b, struct news *news)
{
	b->series = plan->draft.series;
	b->series_told = true;
	approval_request(work, &plan->resource, b);
	if (booking_enter(work, b, "booking.make", NULL))
		note(work, news, b);
}

/* Books those that are wanted, in order, so that each sees what the earlier ones took; says which was the first. */
static void take(struct work *work, const struct plan *plan, const struct series_wish *wish, struct dates *dates,
	struct news *news)
{
	for (int i = 0; i < dates->count; i++) {
		struct occurrence *o = &dates->list[i];
		struct booking b;
		judge(work, plan, o, &b);
		if (is_wanted(wish, o))
			enter(work, plan, &b, news);
		else
			db_skip_add(work->db, plan->draft.series, &(struct skip){ o->day, o->result });
	}
}

void series_make(struct work *work, const struct series_wish *wish, struct series *series)
{
	struct plan plan = { .skip_holidays = wish->skip_holidays };
	struct dates *dates = arena_alloc(&work->arena, sizeof *dates);
	struct news news = { 0 };

	if (!make_plan(work, &wish->wish, &plan) || !expand(work, wish, &plan, dates))
		return;
	*series = series_of(work, wish, &plan);
	add_with_ref(work, series);
	plan.draft.series = series->id;
	take(work, &plan, wish, dates, &news);
	if (!news.first.id) {
		repeat_reasons(work, dates);
		return;
	}
	tell(work, "series_made", &news);
	audit(work, "series.make", series->id, wish->repeat);
}

/* ---- what there is --------------------------------------------------------------------------- */

bool series_find(struct work *work, const char *ref, struct series *s)
{
	bool found = db_series_by_ref(work->db, ref, s);

	if (found && (s->person == work->person->id || person_is_staff(work->person)))
		return true;
	reason_add(work, NO_SUCH_SERIES, NULL);
	return false;
}

int series_list(struct work *work, struct series *list, int most)
{
	return db_series_of(work->db, work->person->id, list, most);
}

/* For adding what was left out, in the name of whom it is for. */
static bool plan_of(struct work *work, const struct series *s, struct plan *plan)
{
	const struct wish wish = { .resource = s->resource_slug, .kind = "", .purpose = s->purpose,
		.participants = s->participants,
		.organisation = s->organisation_slug ? s->organisation_slug : "",
		.person = s->person == work->person->id ? "" : s->person_email };

	*plan = (struct plan){ .from_minute = (int)s->from_minute, .minutes = (int)s->minutes,
		.skip_holidays = s->skips_holidays };
	if (!booking_draft(work, &wish, &plan->resource, &plan->draft) || work->reasons)
		return false;
	plan->draft.series = s->id;
	return true;
}

static struct occurrence skipped(struct work *work, const struct plan *plan, const struct skip *skip)
{
	struct occurrence o = occur((int)skip->day, plan->from_minute, plan->minutes);
	struct booking ignored;

	judge(work, plan, &o, &ignored);
	o.can_add = !o.reasons;
	return o;
}

/* Only what can still be booked is judged again: what is over stays as it was found then. */
static void put_skips(struct work *work, const struct series *s, struct dates *dates)
{
	struct skip *list = arena_alloc(&work->arena, sizeof *list * MOST_DATES);
	int count = db_skips(work->db, s->id, list, MOST_DATES), today = zone_day(work->now);
	struct plan plan;
	bool planned = count && plan_of(work, s, &plan);

	work->reasons = NULL; /* who has left the organisation may still look */
	for (int i = 0; i < count && dates->count < MOST_DATES; i++) {
		struct occurrence o = occur((int)list[i].day, (int)s->from_minute, (int)s->minutes);
		o.result = list[i].why;
		if (planned && list[i].day >= today)
			o = skipped(work, &plan, &list[i]);
		dates->list[dates->count++] = o;
	}
}

static int earlier(const void *a, const void *b)
{
	const struct occurrence *one = a, *other = b;
	return (one->from > other->from) - (one->from < other->from);
}

static struct occurrence occurrence_of(const struct work *work, const struct booking *b)
{
	return (struct occurrence){ .day = zone_day(b->from), .from = b->from, .until = b->until,
		.result = booking_status(b, work->now), .ref = b->ref, .cents = b->cents };
}

void series_dates(struct work *work, const struct series *s, struct dates *dates)
{
	struct booking *list = arena_alloc(&work->arena, sizeof *list * MOST_DATES);
	int count = db_bookings_of_series(work->db, s->id, 0, list, MOST_DATES);

	dates->count = 0;
	for (int i = 0; i < count; i++)
		dates->list[dates->count++] = occurrence_of(work, &list[i]);
	put_skips(work, s, dates);
	qsort(dates->list, (size_t)dates->count, sizeof *dates->list, earlier);
}

/* ---- adding what was left out ---------------------------------------------------------------- */

static bool is_asked(const struct occurrence *o, int day)
{
	return day ? o->day == day : !strcmp(o->result, "free");
}

static void add_dates(struct work *work, const struct plan *plan, struct dates *dates, int day, struct news *news)
{
	for (int i = 0; i < dates->count; i++) {
		struct occurrence *o = &dates->list[i];
		struct booking b;
		if (o->ref)
			continue;
		judge(work, plan, o, &b);
		if (o->reasons || !is_asked(o, day))
			continue;
		enter(work, plan, &b, news);
		db_skip_remove(work->db, plan->draft.series, o->day);
	}
}

void series_add(struct work *work, const struct series *s, int day)
{
	struct dates *dates = arena_alloc(&work->arena, sizeof *dates), told = { 0 };
	struct news news = { 0 };
	struct plan plan;

	if (!plan_of(work, s, &plan))
		return;
	series_dates(work, s, dates);
	add_dates(work, &plan, dates, day, &news);
	if (news.first.id) {
		tell(work, "series_changed", &news);
		audit(work, "series.add", s->id, NULL);
		return;
	}
	for (int i = 0; i < dates->count; i++)
		if (day && dates->list[i].day == day && !dates->list[i].ref)
			told.list[told.count++] = dates->list[i];
	repeat_reasons(work, &told);
}

/* ---- cancelling and changing ----------------------------------------------------------------- */

/* The bookings that are meant and can be changed, in order. */
struct meant {
	struct booking *list;
	int count;
	int from_day;           /* of the left-out dates that go with them */
	struct booking pivot;   /* whose time is spoken of */
	bool splits;
};

static bool find_pivot(struct work *work, const struct series *s, const struct scope_of_dates *scope, struct meant *m)
{
	if (!scope->booking && scope->which == ALL_DATES)
		return true;
	if (!scope->booking)
		reason_add(work, MISSING_FIELD, "booking");
	else if (booking_find(work, scope->booking, &m->pivot) && m->pivot.series != s->id)
		reason_add(work, NO_SUCH_BOOKING, "booking");
	return !work->reasons;
}

static bool is_meant(const struct work *work, const struct booking *b, const struct scope_of_dates *scope)
{
	if (scope->which == THIS_DATE && strcmp(b->ref, scope->booking) != 0)
		return false;
	return b->from > work->now && !b->offered && booking_is_changeable(work, b);
}

static bool find_meant(struct work *work, const struct series *s, const struct scope_of_dates *scope, struct meant *m)
{
	*m = (struct meant){ .list = arena_alloc(&work->arena, sizeof *m->list * MOST_DATES),
		.from_day = zone_day(work->now) };
	if (!find_pivot(work, s, scope, m))
		return false;
	bool all = scope->which == ALL_DATES;
	int count = db_bookings_of_series(work->db, s->id, all ? 0 : m->pivot.from, m->list, MOST_DATES);
	for (int i = 0; i < count; i++)
		if (is_meant(work, &m->list[i], scope))
			m->list[m->count++] = m->list[i];
	if (!m->count)
		reason_add(work, ALREADY_OVER, NULL);
	else if (!m->pivot.id)
		m->pivot = m->list[0];
	if (scope->which == FOLLOWING_DATES)
		m->from_day = zone_day(m->pivot.from);
	m->splits = scope->which == FOLLOWING_DATES && m->from_day > s->first_day;
	return !work->reasons;
}

/* Takes the left-out dates from that day on out of the series, and says how many they were. */
static int take_skips(struct work *work, int64_t series, int from_day, struct skip *list)
{
	int count = db_skips(work->db, series, list, MOST_DATES), n = 0;

	for (int i = 0; i < count; i++)
		if (list[i].day >= from_day) {
			db_skip_remove(work->db, series, list[i].day);
			list[n++] = list[i];
		}
	return n;
}

void series_cancel(struct work *work, const struct series *s, const struct scope_of_dates *scope)
{
	struct skip list[MOST_DATES];
	struct news news = { 0 };
	struct meant m;

	if (!find_meant(work, s, scope, &m))
		return;
	for (int i = 0; i < m.count; i++) {
		m.list[i].series_told = true;
		booking_call_off(work, &m.list[i]);
		note(work, &news, &m.list[i]);
	}
	if (scope->which != THIS_DATE)
		take_skips(work, s->id, m.from_day, list);
	tell(work, "series_cancelled", &news);
	audit(work, "series.cancel", s->id, scope->booking);
}

/* By how many days, and to which time of the day. */
struct shift {
	int days, from_minute, minutes;
	bool override;
};

static struct occurrence move(struct work *work, const struct shift *shift, const struct resource *r, struct booking *b)
{
	struct occurrence o = occur(zone_day(b->from) + shift->days, shift->from_minute, shift->minutes);
	const struct said *others = work->reasons;
	const struct wish times = { .from = o.from, .until = o.until, .override = shift->override };
	struct booking old = *b;

	work->reasons = NULL;
	bool fits = booking_displace(work, &times, r, b);
	const struct said *reasons = work->reasons;
	work->reasons = others;
	b->series_told = true;
	if (fits) {
		booking_replace(work, r, &old, b);
		o.result = "changed";
		o.ref = b->ref;
		return o;
	}
	*b = old;
	o = occurrence_of(work, b);
	o.result = "kept";
	o.reasons = reasons;
	return o;
}

/* Later ones first when they move ahead, so that no date is in the way of its neighbour; says how many moved. */
static int move_all(struct work *work, struct meant *m, const struct shift *shift, bool ahead, struct dates *dates)
{
	struct resource r;
	int moved = 0;

	db_resource_by_id(work->db, m->list[0].resource, &r);
	dates->count = m->count;
	for (int n = 0; n < m->count; n++) {
		int i = ahead ? m->count - 1 - n : n;
		dates->list[i] = move(work, shift, &r, &m->list[i]);
		moved += !dates->list[i].reasons;
	}
	return moved;
}

/* What follows becomes a series of its own, which is how calendars know it (RFC 5545 has no other way). */
static void split(struct work *work, struct series *s, const struct meant *m)
{
	int64_t old = s->id;

	s->created = work->now;
	s->created_by = work->person->id;
	add_with_ref(work, s);
	for (int i = 0; i < m->count; i++)
		db_series_take(work->db, s->id, m->list[i].id);
	audit(work, "series.split", s->id, arena_print(&work->arena, "%lld", (long long)old));
}

static void change_series(struct work *work, struct series *s, const struct meant *m, const struct shift *shift)
{
	struct skip list[MOST_DATES];
	int count = take_skips(work, s->id, m->from_day, list);

	s->first_day = (m->splits ? m->from_day : s->first_day) + shift->days;
	s->from_minute = shift->from_minute;
	s->minutes = shift->minutes;
	if (m->splits)
		split(work, s, m);
	else
		db_series_change(work->db, s);
	for (int i = 0; i < count; i++)
		db_skip_add(work->db, s->id, &(struct skip){ list[i].day + shift->days, list[i].why });
}

static void tell_change(struct work *work, const struct meant *m, const struct dates *dates)
{
	struct news news = { 0 };

	for (int i = 0; i < m->count; i++)
		if (!dates->list[i].reasons)
			note(work, &news, &m->list[i]);
	tell(work, "series_changed", &news);
}

void series_change(struct work *work, struct series *s, const struct scope_of_dates *scope, const struct wish *times,
	struct dates *dates)
{
	struct meant m;

	if (!find_meant(work, s, scope, &m))
		return;
	struct shift shift = { .days = zone_day(times->from) - zone_day(m.pivot.from),
		.from_minute = zone_minute(times->from), .override = times->override,
		.minutes = wall_minutes(times->from, times->until) };
	if (shift.minutes <= 0) {
		reason_add(work, SLOT_BACKWARDS, "until");
		return;
	}
	if (!move_all(work, &m, &shift, times->from > m.pivot.from, dates)) {
		repeat_reasons(work, dates);
		return;
	}
	if (scope->which != THIS_DATE)
		change_series(work, s, &m, &shift);
	tell_change(work, &m, dates);
	audit(work, "series.change", s->id, scope->booking);
}
