// SPDX-License-Identifier: EUPL-1.2
/* A workshop's days: each books the place, and is in everybody's calendar. */
#include "app/workshop_inside.h"

#include "app/booking.h"
#include "app/calendar.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/site.h"

#include <string.h>

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

void workshop_release(struct work *work, const struct workshop_day *day)
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
		workshop_release(work, &old);
}

void workshop_add_day(struct work *work, const struct workshop *w, int64_t from, int64_t until, bool override)
{
	struct workshop_day day = { .workshop = w->id, .from = from, .until = until };

	book(work, w, &day, override);
	if (!work->reasons)
		db_workshop_day_add(work->db, &day, "");
}

/* The first days stay what they are, with new times perhaps; what is too many goes. True: something moved. */
bool workshop_change_days(struct work *work, const struct workshop_wish *wish, const struct workshop *old,
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
		workshop_release(work, &list[gone]);
		db_workshop_day_delete(work->db, list[gone].id);
	}
	for (; i < wish->day_count; i++)
		workshop_add_day(work, w, wish->days[i].from, wish->days[i].until, wish->override);
	return moved;
}

/* ---- its calendar ---------------------------------------------------------------------------- */

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

void workshop_follow_up(struct work *work, const struct workshop *w, const char *verb)
{
	write_events(work, w);
	audit(work, verb, w->id, w->why);
	work_touch(work, SCOPE_BOOKINGS);
}
