// SPDX-License-Identifier: EUPL-1.2
#include "web/views.h"

#include "app/base/time.h"
#include "app/qualification.h"

#include <string.h>

enum { MOST_DEVICES = 1000, MINUTE = 60 };

void plugs_read(struct work *work, struct plugs *plugs)
{
	plugs->list = arena_alloc(&work->arena, sizeof *plugs->list * MOST_DEVICES);
	plugs->count = device_list(work, plugs->list, MOST_DEVICES);
}

const struct device *plug_of(const struct plugs *plugs, int64_t resource)
{
	for (int i = 0; i < plugs->count; i++)
		if (plugs->list[i].resource == resource)
			return &plugs->list[i];
	return NULL;
}

const char *const weekday_words[8] = { "", "mo", "tu", "we", "th", "fr", "sa", "su" };

/* ---- links ----------------------------------------------------------------------------------- */

const char *resource_href(struct arena *arena, const char *slug)
{
	return arena_print(arena, "/resources/%s", slug);
}

const char *booking_href(struct arena *arena, const char *ref, const char *ending)
{
	return arena_print(arena, "/bookings/%s%s", ref, ending);
}

/* An instant in an address is UTC: the plus of an offset would be read as a space. */
static const char *instant(struct arena *arena, int64_t at)
{
	int day = (int)(at / 86400), second = (int)(at % 86400); /* of UTC, where every day has them */
	char date[TIME_TEXT];

	date_print(day, date);
	return arena_print(arena, "%sT%02d:%02d:%02dZ", date, second / 3600, second / 60 % 60, second % 60);
}

const char *power_page(struct arena *arena, const char *of)
{
	return arena_print(arena, "%s/power", of);
}

const char *power_href(struct arena *arena, const char *page, int64_t from, int64_t until)
{
	return arena_print(arena, "%s?from=%s&until=%s", page, instant(arena, from), instant(arena, until));
}

const char *booking_move_href(struct arena *arena, const char *ref, int64_t from, int64_t until)
{
	return arena_print(arena, "/bookings/%s/move?from=%s&until=%s", ref, instant(arena, from),
		instant(arena, until));
}

const char *waiting_new_href(struct arena *arena, const char *slug, int64_t from, int64_t until)
{
	if (!until)
		return arena_print(arena, "/waiting/new?resource=%s", slug);
	return arena_print(arena, "/waiting/new?resource=%s&from=%s&until=%s", slug,
		instant(arena, from), instant(arena, until));
}

const char *booking_new_href(struct arena *arena, const char *slug, int64_t from, int64_t until)
{
	if (!until)
		return arena_print(arena, "/bookings/new?resource=%s", slug);
	return arena_print(arena, "/bookings/new?resource=%s&from=%s&until=%s", slug,
		instant(arena, from), instant(arena, until));
}

const char *slot_href(struct request *rq, const struct resource *r, const struct slot *slot)
{
	struct arena *arena = &rq->work.arena;

	if (slot->status == SLOT_MINE)
		return booking_href(arena, slot->ref, "");
	if (slot->status == SLOT_FREE && r->bookable)
		return booking_new_href(arena, r->slug, slot->from, slot->until);
	if (slot->status == SLOT_BUSY && r->bookable && slot->from > rq->work.now && rq->work.person)
		return waiting_new_href(arena, r->slug, slot->from, slot->until);
	return NULL;
}

/* ---- resources ------------------------------------------------------------------------------- */

/* What staff, visitors and programs see at once: who has it, and whether it really works. */
const char *resource_status(const struct resource_now *now, const struct device *plug, int64_t instant)
{
	enum use use = plug ? use_of(plug, instant).use : USE_OFF;

	if (now->resource.is_out)
		return "out";
	if (use == USE_BUSY)
		return "in_use";
	if (now->claimed_until)
		return "booked";
	if (now->is_closed)
		return "closed";
	return use == USE_UNKNOWN ? "unknown" : "free";
}

static void put_plug(struct node *state, const struct device *plug, struct live live)
{
	put_word(state, "use", use_word(live.use));
	if (live.since)
		put_time(state, "since", live.since);
	if (plug->last_heard)
		put_time(state, "last_heard", plug->last_heard);
	if (live.use != USE_UNKNOWN && plug->watts.known)
		put_number(state, "watts", plug->watts.is);
}

static void put_state(struct request *rq, struct node *to, const struct resource_now *now,
	const struct device *plug)
{
	struct node *state = put_object(to, "state");
	struct live live = plug ? use_of(plug, rq->work.now) : (struct live){ 0 };
	const char *status = resource_status(now, plug, rq->work.now);

	put_word(state, "status", status);
	put_flag(state, arena_print(&rq->work.arena, "is_%s", status), true);
	if (now->claimed_until)
		put_time(state, "until", now->claimed_until);
	if (plug)
		put_plug(state, plug, live);
}

/* Whoever uses it without a booking is not driven away by a button for everybody; whoever stands there may take it. */
static const char *offer_of(const struct request *rq, const struct node *to, const struct resource *r, bool begun)
{
	if (!begun)
		return "later";
	if (strcmp(node_text(node_member(to, "state"), "status"), "in_use") != 0)
		return "book";
	return rq->work.person && r->walk_up && !r->needs_approval ? "take" : NULL;
}

void put_next(struct request *rq, struct node *to, const struct resource *r, const struct opportunity *next)
{
	const char *offer = offer_of(rq, to, r, next->from <= rq->work.now);

	if (!next->until || !offer)
		return;
	struct node *one = put_object(to, offer);
	put_time(one, "from", next->from);
	put_time(one, "until", next->until);
	put_text(one, "href", booking_new_href(&rq->work.arena, r->slug, next->from, next->until));
}

void put_resource(struct request *rq, struct node *to, const struct resource_now *now, const struct device *plug)
{
	const struct resource *r = &now->resource;

	put_text(to, "slug", r->slug);
	put_text(to, "name", r->name);
	put_word(to, "kind", r->kind);
	put_text(to, "location", r->location);
	put_text(to, "description", r->description);
	put_flag(to, "bookable", r->bookable);
	put_word(to, "condition", r->condition);
	put_flag(to, "is_out", r->is_out);
	put_text(to, "href", resource_href(&rq->work.arena, r->slug));
	put_state(rq, to, now, plug);
	if (now->next_claim)
		put_time(to, "next", now->next_claim);
}

const char *duration(struct request *rq, int64_t minutes)
{
	struct arena *arena = &rq->work.arena;
	long long hours = minutes / 60, rest = minutes % 60;

	if (!hours)
		return arena_print(arena, "%lld min", rest);
	return rest ? arena_print(arena, "%lld h %lld min", hours, rest) : arena_print(arena, "%lld h", hours);
}

void put_policy(struct request *rq, struct node *to, const struct resource *r)
{
	struct node *policy = put_object(to, "policy");

	put_text(policy, "raster", duration(rq, r->slot_minutes));
	put_text(policy, "shortest", duration(rq, r->shortest_minutes));
	put_text(policy, "longest", duration(rq, r->longest_minutes));
	if (r->notice_minutes > 0)
		put_text(policy, "notice", duration(rq, r->notice_minutes));

	put_number(policy, "slot_minutes", r->slot_minutes);
	put_number(policy, "shortest_minutes", r->shortest_minutes);
	put_number(policy, "longest_minutes", r->longest_minutes);
	put_number(policy, "notice_minutes", r->notice_minutes);
	put_number(policy, "horizon_days", r->horizon_days);
	put_number(policy, "most_people", r->most_people);
	put_flag(policy, "needs_introduction", r->needs_introduction);
	put_flag(policy, "needs_approval", r->needs_approval);
	put_number(policy, "buffer_minutes", r->buffer_minutes);
	put_number(policy, "most_open", r->most_open);
}

void put_introduction(struct request *rq, struct node *to, const struct resource *r)
{
	struct qualification mine;
	struct qualification_filter filter = { .resource = r->id };

	if (!r->needs_introduction || !rq->work.person)
		return;
	filter.person = rq->work.person->id;
	struct node *one = put_object(to, "introduction");
	bool has = qualification_list(&rq->work, &filter, &mine, 1) == 1;
	put_flag(one, "is_valid", has && mine.expires > rq->work.now);
	if (has)
		put_time(one, "expires", mine.expires - 1);
}

void put_resource_link(struct request *rq, struct node *to, const struct resource *r)
{
	put_text(to, "slug", r->slug);
	put_text(to, "name", r->name);
	put_text(to, "href", resource_href(&rq->work.arena, r->slug));
}

struct node *group_add(struct grouping *g, const char *kind)
{
	struct node *group = g->groups->first;

	while (group && strcmp(node_text(group, "kind"), kind) != 0)
		group = group->next;
	if (!group) {
		group = put_object(g->groups, NULL);
		put_word(group, "kind", kind);
		put_list(group, "resources");
	}
	return put_object((struct node *)(uintptr_t)node_member(group, "resources"), NULL);
}

/* ---- bookings -------------------------------------------------------------------------------- */

/* What has come of it so far. */
static void put_fate(struct node *to, const struct booking *b)
{
	if (b->lapses)
		put_time(to, "lapses", b->lapses);
	if (b->checked_in)
		put_time(to, "checked_in", b->checked_in);
	if (b->awaited)
		put_time(to, "awaited", b->awaited);
	if (b->cancelled_late)
		put_flag(to, "late", true);
	put_text(to, "objection", b->objection);
	put_text(to, "note", b->note && *b->note ? b->note : NULL);
}

static void put_owner(struct request *rq, struct node *to, const struct booking *b)
{
	if (!person_is_staff(rq->work.person))
		return;
	struct node *person = put_object(to, "person");
	put_text(person, "name", b->person_name);
	put_text(person, "email", b->person_email);
	put_text(to, "override", b->override);
}

void put_booking(struct request *rq, struct node *to, const struct booking *b)
{
	struct arena *arena = &rq->work.arena;
	struct node *resource;

	put_text(to, "ref", b->ref);
	put_word(to, "status", booking_status(b, rq->work.now));
	resource = put_object(to, "resource");
	put_text(resource, "slug", b->resource_slug);
	put_text(resource, "name", b->resource_name);
	put_text(resource, "location", b->resource_location);
	put_text(resource, "href", resource_href(arena, b->resource_slug));
	put_time(to, "from", b->from);
	put_time(to, "until", b->until);
	put_number(to, "minutes", (b->until - b->from) / MINUTE);
	put_text(to, "duration", duration(rq, (b->until - b->from) / MINUTE));
	put_text(to, "purpose", b->purpose);
	put_number(to, "participants", b->participants);
	put_text(to, "organisation", b->organisation_name);
	if (b->cents) {
		put_number(to, "cents", b->cents);
		put_text(to, "price", money(rq, b->cents));
	}
	put_fate(to, b);
	put_owner(rq, to, b);
	put_text(to, "href", booking_href(arena, b->ref, ""));
	put_text(to, "ics", booking_href(arena, b->ref, ".ics"));
	if (b->series_ref) {
		struct node *series = put_object(to, "series");
		put_text(series, "ref", b->series_ref);
		put_text(series, "href", arena_print(arena, "/series/%s", b->series_ref));
	}
	if (b->workshop)
		put_print(to, "workshop", "/workshops/%lld", (long long)b->workshop);
	put_flag(to, "can_cancel", booking_is_changeable(&rq->work, b) && !b->workshop);
}

const char *money(struct request *rq, int64_t cents)
{
	return arena_print(&rq->work.arena, rq->language == GERMAN ? "%lld,%02lld €" : "€%lld.%02lld",
		(long long)cents / 100, (long long)cents % 100);
}

void put_alternative(struct node *list, const struct alternative *found, const char *href)
{
	struct node *one = put_object(list, NULL);

	put_text(one, "resource", found->resource.slug);
	put_text(one, "name", found->resource.name);
	put_time(one, "from", found->from);
	put_time(one, "until", found->until);
	put_text(one, "href", href);
}

void put_input_time(struct node *form, const char *name, int64_t instant, const char *typed)
{
	char date[TIME_TEXT];
	int minute = zone_minute(instant);

	if (!instant) {
		put_text(form, name, typed);
		return;
	}
	date_print(zone_day(instant), date);
	put_print(form, name, "%sT%02d:%02d", date, minute / 60, minute % 60);
}

void put_organisations(struct request *rq, const char *selected)
{
	struct organisation list[32];
	int count = organisation_list(&rq->work, rq->work.person->id, list, 32);
	struct node *to = put_list(rq->document, "organisations");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_text(one, "slug", list[i].slug);
		put_text(one, "name", list[i].name);
		put_flag(one, "selected", selected && !strcmp(list[i].slug, selected));
	}
}
