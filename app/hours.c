// SPDX-License-Identifier: EUPL-1.2
#include "app/hours.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/calendar.h"
#include "app/holiday.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"
#include "app/workshop.h"

#include <string.h>

enum { MOST_AFFECTED = 1000, MOST_OF_ALL = 4000, MOST_JOINED = 14 };

void hours_read(struct work *work, int64_t resource, struct hours *hours)
{
	hours->count = db_openings_of(work->db, resource, hours->list, MOST_OPENINGS);
	hours->closure_count = db_closures_of(work->db, resource, work->now, hours->closures,
		MOST_CLOSURES);
	hours->keeps_holidays = setting_is_on(work, "keeps_holidays", true);
	hours->language = work->language;
}

void hours_read_all(struct work *work, struct all_hours *all)
{
	all->list = arena_room(&work->arena, sizeof *all->list * MOST_OF_ALL);
	all->closures = arena_room(&work->arena, sizeof *all->closures * MOST_OF_ALL);
	all->count = db_openings(work->db, all->list, MOST_OF_ALL);
	all->closure_count = db_closures_of_all(work->db, work->now, all->closures, MOST_OF_ALL);
	all->keeps_holidays = setting_is_on(work, "keeps_holidays", true);
	all->language = work->language;
}

static bool has_own(const struct all_hours *all, int64_t resource)
{
	for (int i = 0; i < all->count; i++)
		if (all->list[i].resource == resource)
			return true;
	return false;
}

void hours_pick(const struct all_hours *all, int64_t resource, struct hours *hours)
{
	int64_t whose = has_own(all, resource) ? resource : 0;

	*hours = (struct hours){ .keeps_holidays = all->keeps_holidays, .language = all->language };
	for (int i = 0; i < all->count && hours->count < MOST_OPENINGS; i++)
		if (all->list[i].resource == whose)
			hours->list[hours->count++] = all->list[i];
	for (int i = 0; i < all->closure_count && hours->closure_count < MOST_CLOSURES; i++)
		if (!all->closures[i].resource || all->closures[i].resource == resource)
			hours->closures[hours->closure_count++] = all->closures[i];
}

static bool is_valid(const struct opening *o, int day, int weekday)
{
	return o->weekday == weekday && (!o->valid_from || o->valid_from <= day) &&
		(!o->valid_until || day < o->valid_until);
}

/* The end of the opening that holds this instant; 0: not open. */
static int64_t open_until(const struct hours *hours, int64_t instant)
{
	int day = zone_day(instant), weekday = weekday_of(day);

	if (hours->keeps_holidays && holiday_public(day, GERMAN))
		return 0;
	for (int i = 0; i < hours->count; i++) {
		const struct opening *o = &hours->list[i];
		if (!is_valid(o, day, weekday))
			continue;
		int64_t from = zone_instant(day, o->from_minute);
		int64_t until = zone_instant(day, o->until_minute);
		if (from <= instant && instant < until)
			return until;
	}
	return 0;
}

static const struct closure *closure_in(const struct hours *hours, int64_t from, int64_t until)
{
	for (int i = 0; i < hours->closure_count; i++)
		if (hours->closures[i].from < until && hours->closures[i].until > from)
			return &hours->closures[i];
	return NULL;
}

bool hours_cover(const struct hours *hours, int64_t from, int64_t until)
{
	if (closure_in(hours, from, until))
		return false;
	while (from < until) {
		from = open_until(hours, from);
		if (!from)
			return false;
	}
	return true;
}

int64_t hours_open_until(const struct hours *hours, int64_t instant)
{
	int64_t until = instant, next;

	for (int i = 0; i < MOST_JOINED && (next = open_until(hours, until)); i++)
		until = next;
	const struct closure *closure = closure_in(hours, instant, instant + 1);
	if (closure || until == instant)
		return 0;
	for (int i = 0; i < hours->closure_count; i++)
		if (hours->closures[i].from > instant && hours->closures[i].from < until)
			until = hours->closures[i].from;
	return until;
}

/* The first instant in [from, until) that no closure covers. */
static int64_t outside_closures(const struct hours *hours, int64_t from, int64_t until)
{
	const struct closure *closure;

	while (from < until && (closure = closure_in(hours, from, from + 1)))
		from = closure->until;
	return from < until ? from : 0;
}

static int64_t opens_on(const struct hours *hours, int day, int64_t since)
{
	int weekday = weekday_of(day);
	int64_t first = 0;

	if (hours->keeps_holidays && holiday_public(day, GERMAN))
		return 0;
	for (int i = 0; i < hours->count; i++) {
		const struct opening *o = &hours->list[i];
		if (!is_valid(o, day, weekday))
			continue;
		int64_t from = zone_instant(day, o->from_minute), until = zone_instant(day, o->until_minute);
		from = outside_closures(hours, from > since ? from : since, until);
		if (from && (!first || from < first))
			first = from;
	}
	return first;
}

int64_t hours_open_next(const struct hours *hours, int64_t instant, int days)
{
	int64_t opens = 0;

	for (int day = zone_day(instant), last = day + days; day <= last && !opens; day++)
		opens = opens_on(hours, day, instant);
	return opens;
}

const char *hours_closed_by(const struct hours *hours, int64_t from, int64_t until)
{
	const struct closure *closure = closure_in(hours, from, until);

	if (closure)
		return closure->reason;
	for (int day = zone_day(from); hours->keeps_holidays && day <= zone_day(until - 1); day++)
		if (holiday_public(day, hours->language))
			return holiday_public(day, hours->language);
	return NULL;
}

bool hours_span(const struct hours *hours, int *from_minute, int *until_minute)
{
	*from_minute = 1440;
	*until_minute = 0;
	for (int i = 0; i < hours->count; i++) {
		const struct opening *o = &hours->list[i];
		if (o->from_minute < *from_minute)
			*from_minute = o->from_minute;
		if (o->until_minute > *until_minute)
			*until_minute = o->until_minute;
	}
	return hours->count > 0;
}

/* ---- what staff do --------------------------------------------------------------------------- */

int opening_list(struct work *work, struct opening *list, int most)
{
	return db_openings(work->db, list, most);
}

int closure_list_since(struct work *work, int64_t since, struct closure *list, int most)
{
	return db_closures(work->db, since, list, most);
}

int closure_list(struct work *work, struct closure *list, int most)
{
	return db_closures(work->db, work->now, list, most);
}

void opening_add(struct work *work, const struct opening *opening)
{
	if (opening->from_minute >= opening->until_minute ||
	    (opening->valid_until && opening->valid_until <= opening->valid_from)) {
		reason_add(work, SLOT_BACKWARDS, "until");
		return;
	}
	db_opening_add(work->db, opening);
	audit(work, "opening.add", opening->resource, NULL);
	work_touch(work, SCOPE_LAB);
}

void opening_remove(struct work *work, int64_t opening)
{
	struct node *kept = document_new(&work->arena);
	struct opening was;
	bool was_there = db_opening_remove(work->db, opening, &was);

	if (!audit_removed(work, was_there, "opening.remove", opening))
		return;
	put_number(kept, "resource", was.resource);
	put_number(kept, "weekday", was.weekday);
	put_number(kept, "from", was.from_minute);
	put_number(kept, "until", was.until_minute);
	put_number(kept, "valid_from", was.valid_from);
	put_number(kept, "valid_until", was.valid_until);
	undo_offer(work, "opening", kept);
}

int closure_affected(struct work *work, const struct closure *closure, struct booking *list, int most)
{
	return db_bookings_hit(work->db, closure->resource, closure->from > work->now ? closure->from : work->now,
		closure->until, list, most);
}

void closure_add(struct work *work, struct closure *closure)
{
	struct booking *list = arena_alloc(&work->arena, sizeof *list * MOST_AFFECTED);

	if (closure->until <= closure->from)
		reason_add(work, SLOT_BACKWARDS, "until");
	else if (closure->until <= work->now)
		reason_add(work, IN_THE_PAST, "until");
	if (work->reasons)
		return;
	closure->id = db_closure_add(work->db, closure, work->person->id, work->now);
	int count = closure_affected(work, closure, list, MOST_AFFECTED);
	for (int i = 0; i < count; i++) {
		list[i].note = closure->reason;
		if (!list[i].workshop)
			booking_settle(work, &list[i], "cancelled", "booking.close", "booking_closed");
	}
	workshops_close(work, list, count, closure->reason);
	audit(work, "closure.add", closure->id, closure->reason);
	work_touch(work, SCOPE_LAB);
	if (count) /* whom it hit has been told */
		return;
	struct node *kept = document_new(&work->arena);
	put_number(kept, "id", closure->id);
	undo_offer(work, "closure_new", kept);
}

static bool import_day(struct work *work, const struct calendar_day *event)
{
	struct closure closure = { .kind = "closed", .reason = text_trim(&work->arena, event->summary),
		.from = zone_instant(event->first_day, 0), .until = zone_instant(event->last_day + 1, 0) };

	return *closure.reason && closure.until > work->now &&
		!db_closure_is_known(work->db, &closure) && db_closure_add(work->db, &closure, 0, work->now);
}

int closure_import(struct work *work, const char *ics, size_t size, const char **why)
{
	struct calendar_day *events = NULL;
	int count = calendar_days(&work->arena, ics, size, &events, why), added = 0;

	for (int i = 0; i < count; i++)
		added += import_day(work, &events[i]);
	work_touch(work, SCOPE_LAB);
	return count < 0 ? -1 : added;
}

void closure_remove(struct work *work, int64_t closure)
{
	struct node *kept = document_new(&work->arena);
	struct closure was;
	bool was_there = db_closure_remove(work->db, closure, &was);

	if (!audit_removed(work, was_there, "closure.remove", closure))
		return;
	put_number(kept, "resource", was.resource);
	put_number(kept, "from", was.from);
	put_number(kept, "until", was.until);
	put_text(kept, "kind", was.kind);
	put_text(kept, "reason", was.reason);
	undo_offer(work, "closure", kept);
}

bool setting_is_on(struct work *work, const char *name, bool otherwise)
{
	const char *value = db_setting(work->db, name);
	return value ? !strcmp(value, "1") : otherwise;
}

void setting_turn(struct work *work, const char *name, bool on)
{
	db_setting_set(work->db, name, on ? "1" : "0");
	audit(work, "setting", 0, arena_print(&work->arena, "%s %s", name, on ? "on" : "off"));
	work_touch(work, SCOPE_LAB);
}
