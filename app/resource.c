// SPDX-License-Identifier: EUPL-1.2
#include "app/resource.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"

enum { MOST_OF_A_KIND = 64, MOST_CLAIMS_OF_ALL = 50000 };

bool resource_by_slug(struct work *work, const char *slug, struct resource *resource)
{
	return db_resource_by_slug(work->db, slug, resource);
}

bool resource_by_id(struct work *work, int64_t id, struct resource *resource)
{
	return db_resource_by_id(work->db, id, resource);
}

bool resource_any(struct work *work, const char *kind, int64_t from, int64_t until, struct resource *resource)
{
	struct resource *list = arena_alloc(&work->arena, sizeof *list * MOST_OF_A_KIND);
	struct hours *hours = arena_alloc(&work->arena, sizeof *hours);
	struct resource none = { .kind = kind };
	int count = db_resources_like(work->db, &none, from, until, list, MOST_OF_A_KIND);

	for (int i = 0; i < count; i++) {
		hours_read(work, list[i].id, hours);
		*resource = list[i];
		if (hours_cover(hours, from, until))
			return true;
	}
	return count > 0 || db_resource_of_kind(work->db, kind, resource);
}

int resource_list(struct work *work, struct resource_now *list, int most)
{
	return db_resources_now(work->db, work->now, list, most);
}

bool resource_now(struct work *work, const char *slug, struct resource_now *now)
{
	return db_resource_now(work->db, slug, work->now, now);
}

int resource_parts(struct work *work, int64_t resource, struct resource *list, int most)
{
	return db_parts_of(work->db, resource, list, most);
}

int resource_wholes(struct work *work, int64_t resource, struct resource *list, int most)
{
	return db_wholes_of(work->db, resource, list, most);
}

int resource_take_in(struct work *work, int64_t whole, int64_t part, struct claim *list, int most)
{
	const struct part added = { whole, part };

	if (db_is_within(work->db, part, whole)) {
		reason_add(work, PART_CIRCLE, "part");
		return 0;
	}
	int clashes = db_part_clashes(work->db, &added, work->now, list, most);
	if (clashes) {
		reason_add_number(work, PART_BOOKED, "part", clashes);
		return clashes;
	}
	db_part_add(work->db, whole, part);
	if (!db_part_claim(work->db, &added, work->now))
		reason_add_number(work, PART_BOOKED, "part", 1);
	audit(work, "resource.take_in", whole, NULL);
	work_touch(work, SCOPE_LAB);
	work_touch(work, SCOPE_BOOKINGS);
	return 0;
}

/* The closure does not say by which way a part is within: what is in between, or has parts itself, stays. */
void resource_take_out(struct work *work, int64_t whole, int64_t part)
{
	struct node *kept = document_new(&work->arena);
	struct resource other;

	if (db_wholes_of(work->db, whole, &other, 1) || db_parts_of(work->db, part, &other, 1))
		reason_add(work, NOT_CHANGEABLE, "part");
	else if (!db_part_remove(work->db, &(struct part){ whole, part }, work->now))
		reason_add(work, NO_SUCH_RESOURCE, "part");
	if (work->reasons)
		return;
	audit(work, "resource.take_out", whole, NULL);
	work_touch(work, SCOPE_LAB);
	work_touch(work, SCOPE_BOOKINGS);
	put_number(kept, "whole", whole);
	put_number(kept, "part", part);
	undo_offer(work, "part", kept);
}

void resource_create(struct work *work, struct resource *r)
{
	if (!text_is_slug(r->slug))
		reason_add(work, NOT_A_SLUG, "slug");
	if (!*r->name)
		reason_add(work, MISSING_FIELD, "name");
	if (work->reasons)
		return;
	if (!db_resource_add(work->db, r)) {
		reason_add(work, KNOWN_SLUG, "slug");
		return;
	}
	audit(work, "resource.add", r->id, r->slug);
	work_touch(work, SCOPE_LAB);
}

int64_t resources_count(struct work *work, const struct resource_filter *filter)
{
	return db_inventory_count(work->db, filter);
}

int resources_find(struct work *work, const struct resource_filter *filter, struct slice slice,
	struct resource_row *list)
{
	return db_inventory(work->db, filter, slice, list);
}

void resource_set_policy(struct work *work, const struct resource *resource)
{
	db_resource_set_policy(work->db, resource);
	audit(work, "resource.policy", resource->id, NULL);
	work_touch(work, SCOPE_LAB);
}

bool resource_allows(struct work *work, int64_t resource, const char *booker)
{
	return db_is_listed(work->db, resource, booker);
}

void resource_allow(struct work *work, int64_t resource, const char *booker, bool allowed)
{
	db_allowed_set(work->db, resource, booker, allowed);
}

bool resource_claim_at(struct work *work, int64_t resource, int64_t instant, struct claim *claim)
{
	return db_claims_of(work->db, resource, instant, instant + 1, claim, 1) == 1;
}

/* A slot that would begin while clocks go forward begins when they have. */
bool resource_is_on_raster(const struct resource *r, int64_t instant)
{
	int minute = zone_minute(instant), over = minute % (int)r->slot_minutes;

	return instant % 60 == 0 && (!over || zone_instant(zone_day(instant), minute - over) == instant);
}

int64_t resource_raster_after(const struct resource *r, int64_t instant)
{
	instant = (instant + 59) / 60 * 60;
	while (!resource_is_on_raster(r, instant))
		instant += 60;
	return instant;
}

const char *slot_word(enum slot_status status)
{
	static const char *const words[] = { [SLOT_FREE] = "free", [SLOT_BUSY] = "busy",
		[SLOT_CLOSED] = "closed", [SLOT_MINE] = "mine", [SLOT_PAST] = "past" };
	return words[status];
}

/* What a timetable is judged by. */
struct view {
	struct work *work;
	struct hours hours;
	struct claim *claims;
	int claim_count, over; /* those before over have ended when the slot begins */
	bool is_out;           /* of order: nothing is free */
};

/* Slots are asked about in their order, so each claim is passed once. */
static const struct claim *claim_in(struct view *view, const struct slot *slot)
{
	while (view->over < view->claim_count && view->claims[view->over].ends <= slot->from)
		view->over++;
	const struct claim *claim = &view->claims[view->over];
	return view->over < view->claim_count && claim->starts < slot->until ? claim : NULL;
}

static int64_t last_end_in(const struct view *view, const struct slot *slot)
{
	int64_t end = 0;

	for (int i = view->over; i < view->claim_count && view->claims[i].starts < slot->until; i++)
		end = view->claims[i].ends > end ? view->claims[i].ends : end;
	return end;
}

static void judge(struct view *view, struct slot *slot)
{
	const struct person *person = view->work->person;
	const struct claim *claim = claim_in(view, slot);

	if (claim) {
		bool mine = person && claim->person == person->id;
		slot->status = mine ? SLOT_MINE : SLOT_BUSY;
		slot->ref = mine ? claim->ref : NULL;
		slot->taken_from = claim->starts;
		slot->taken_until = last_end_in(view, slot);
	} else if (slot->from >= slot->until || !hours_cover(&view->hours, slot->from, slot->until)) {
		slot->status = SLOT_CLOSED;
	} else if (slot->until <= view->work->now) {
		slot->status = SLOT_PAST;
	} else if (view->is_out) {
		slot->status = SLOT_CLOSED;
	} else {
		slot->status = SLOT_FREE;
	}
}

static void fill_day(struct view *view, struct timetable *t, int index)
{
	for (int row = 0; row < t->rows; row++) {
		struct slot *slot = &t->slots[index * t->rows + row];
		int minute = t->from_minute + row * t->slot_minutes;
		slot->day = t->first_day + index;
		slot->from = row ? slot[-1].until : zone_instant(slot->day, minute);
		slot->until = zone_instant(slot->day, minute + t->slot_minutes);
		judge(view, slot);
	}
}

/* Short slots are shown by the hour or so: a table of 5-minute rows helps nobody. */
static int shown_minutes(const struct resource *resource)
{
	int minutes = (int)resource->slot_minutes;

	while (minutes < 60 && minutes * 2 <= 60 && minutes < resource->longest_minutes)
		minutes *= 2;
	return minutes > resource->longest_minutes ? (int)resource->slot_minutes : minutes;
}

static void fill(struct view *view, struct timetable *t)
{
	t->from_minute -= t->from_minute % t->slot_minutes;
	t->rows = (t->until_minute - t->from_minute + t->slot_minutes - 1) / t->slot_minutes;
	t->slots = arena_alloc(&view->work->arena, sizeof *t->slots * (size_t)(t->days * t->rows));
	for (int i = 0; i < t->days; i++)
		fill_day(view, t, i);
}

void resource_timetable(struct work *work, const struct resource *resource, int first_day, int days,
	struct timetable *t)
{
	struct view view = { .work = work, .is_out = resource->is_out };

	*t = (struct timetable){ .first_day = first_day, .days = days,
		.slot_minutes = shown_minutes(resource) };
	hours_read(work, resource->id, &view.hours);
	if (!hours_span(&view.hours, &t->from_minute, &t->until_minute))
		return;
	view.claims = arena_room(&work->arena, sizeof *view.claims * MOST_CLAIMS);
	view.claim_count = db_claims_of(work->db, resource->id, zone_instant(first_day, 0),
		zone_instant(first_day + days, 0), view.claims, MOST_CLAIMS);
	fill(&view, t);
}

static bool span_of_all(const struct all_hours *all, int *from_minute, int *until_minute)
{
	*from_minute = 1440;
	*until_minute = 0;
	for (int i = 0; i < all->count; i++) {
		if (all->list[i].from_minute < *from_minute)
			*from_minute = all->list[i].from_minute;
		if (all->list[i].until_minute > *until_minute)
			*until_minute = all->list[i].until_minute;
	}
	return all->count > 0;
}

bool resource_timetables(struct work *work, const struct resource_now *list, int count, const struct days *days,
	struct timetable *timetables)
{
	struct claim *claims = arena_room(&work->arena, sizeof *claims * MOST_CLAIMS_OF_ALL);
	struct view *view = arena_alloc(&work->arena, sizeof *view);
	struct all_hours all;
	int from, until, at = 0, end;

	hours_read_all(work, &all);
	if (!span_of_all(&all, &from, &until))
		return false;
	end = db_claims_of_all(work->db, zone_instant(days->first, 0),
		zone_instant(days->first + days->count, 0), claims, MOST_CLAIMS_OF_ALL);
	view->work = work;
	for (int i = 0; i < count; i++) {
		view->claims = claims + at; /* they come in the order of the list */
		view->over = 0;
		view->is_out = list[i].resource.is_out;
		for (view->claim_count = 0; at < end && claims[at].resource == list[i].resource.id; at++)
			view->claim_count++;
		hours_pick(&all, list[i].resource.id, &view->hours);
		timetables[i] = (struct timetable){ .first_day = days->first, .days = days->count,
			.slot_minutes = 60, .from_minute = from, .until_minute = until };
		fill(view, &timetables[i]);
	}
	return true;
}
