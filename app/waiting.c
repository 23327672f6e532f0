// SPDX-License-Identifier: EUPL-1.2
#include "app/waiting.h"

#include "app/approval.h"
#include "app/base/time.h"
#include "app/person.h"
#include "app/policy.h"
#include "app/price.h"
#include "app/revision.h"

#include <string.h>

enum { MINUTE = 60, MOST_ASKED = 50 };

/* ---- joining and leaving --------------------------------------------------------------------- */

static struct waiting waiting_of(const struct booking *b, const struct wish *wish)
{
	return (struct waiting){ .person = b->person, .organisation = b->organisation, .resource = b->resource,
		.from = b->from, .until = b->until, .purpose = b->purpose,
		.participants = b->participants, .created = b->created,
		.resource_slug = b->resource_slug, .resource_name = b->resource_name,
		.organisation_slug = *wish->organisation ? wish->organisation : NULL };
}

static bool judge(struct work *work, const struct wish *wish, struct booking *b)
{
	struct resource r;

	if (!booking_draft(work, wish, &r, b))
		return false;
	policy_check(work, &r, b);
	if (!work->reasons && db_claim_is_free(work->db, r.id, b->from, b->claim_until, 0))
		reason_add(work, STILL_FREE, "from");
	if (db_waiting_count(work->db, b->person) >= MOST_WAITING)
		reason_add_number(work, TOO_MANY_WAITING, NULL, MOST_WAITING);
	return !work->reasons;
}

bool waiting_may(struct work *work, const struct wish *wish)
{
	const struct said *said = work->reasons;
	struct booking b;

	work->reasons = NULL;
	bool may = judge(work, wish, &b);
	work->reasons = said;
	return may;
}

void waiting_join(struct work *work, const struct wish *wish, struct waiting *w)
{
	struct booking b;

	if (!judge(work, wish, &b))
		return;
	*w = waiting_of(&b, wish);
	if (!db_waiting_add(work->db, w))
		reason_add(work, WAITING_ALREADY, NULL);
	audit(work, "waiting.join", w->id, NULL);
	work_touch(work, SCOPE_BOOKINGS);
}

void waiting_leave(struct work *work, int64_t id)
{
	if (!db_waiting_leave(work->db, work->person->id, id))
		reason_add(work, NO_SUCH_WAITING, NULL);
	audit(work, "waiting.leave", id, NULL);
	work_touch(work, SCOPE_BOOKINGS);
}

int waiting_list(struct work *work, struct waiting *list, int most)
{
	return db_waiting_of(work->db, work->person->id, list, most);
}

int waiting_end(struct work *work, int most)
{
	return db_waiting_over(work->db, work->now, most);
}

/* ---- offering -------------------------------------------------------------------------------- */

static int64_t offer_lapses(const struct work *work, const struct booking *b)
{
	int64_t latest = b->from - OFFER_BEFORE, soon = work->now + OFFER_LASTS;

	if (latest > soon)
		latest = soon;
	if (latest < work->now + OFFER_LEAST)
		latest = work->now + OFFER_LEAST;
	return latest < b->until ? latest : b->until;
}

/* Instants are positive; the raster counts from the lab's midnight. */
static int64_t on_raster(const struct resource *r, int64_t instant, bool up)
{
	int64_t step = r->slot_minutes * MINUTE, midnight = zone_instant(zone_day(instant), 0);

	return midnight + (instant - midnight + (up ? step - 1 : 0)) / step * step;
}

static bool fits(struct work *work, const struct resource *r, struct booking *b, int64_t from)
{
	b->from = from;
	if (from >= b->until || !db_claim_is_free(work->db, r->id, from, b->claim_until, 0))
		return false;
	policy_check(work, r, b);
	bool may = !work->reasons;
	work->reasons = NULL;
	return may;
}

/* Of what should have begun already the rest is offered: from the slot that runs, or from the next. */
static bool fit(struct work *work, const struct resource *r, struct booking *b)
{
	int64_t running = on_raster(r, work->now, false);

	if (b->from >= running)
		return fits(work, r, b, b->from);
	return fits(work, r, b, running) || fits(work, r, b, on_raster(r, work->now, true));
}

/* Rules judge whoever waits; that it is offered is nobody's doing. */
static void offer(struct work *work, const struct waiting *w)
{
	struct wish wish = { .resource = w->resource_slug, .kind = "", .from = w->from, .until = w->until,
		.purpose = w->purpose, .participants = w->participants, .person = "",
		.organisation = w->organisation_slug ? w->organisation_slug : "" };
	struct person person;
	struct resource r;
	struct booking b;

	if (!db_person_by_id(work->db, w->person, &person))
		return;
	work->person = &person;
	bool may = booking_draft(work, &wish, &r, &b) && !work->reasons && fit(work, &r, &b);
	work->person = NULL;
	work->reasons = NULL; /* somebody else's */
	if (!may)
		return;
	b.status = "requested";
	b.offered = w->id;
	b.lapses = offer_lapses(work, &b);
	b.cents = price_of(work, r.id, b.organisation, b.from, b.until);
	booking_enter(work, &b, "offer.make", "booking_offered");
	db_waiting_set(work->db, w->id, "offered");
}

void waiting_offer(struct work *work, int64_t resource, int64_t from, int64_t until)
{
	struct waiting *list = arena_alloc(&work->arena, sizeof *list * MOST_ASKED);
	const struct person *person = work->person;
	struct resource r;

	if (until <= work->now || work->reasons || !db_resource_by_id(work->db, resource, &r))
		return;
	int count = db_waiting_for(work->db, resource, from, until + r.buffer_minutes * MINUTE, list, MOST_ASKED);
	for (int i = 0; i < count; i++)
		offer(work, &list[i]);
	work->person = person;
}

void waiting_accept(struct work *work, const char *ref, struct booking *b)
{
	struct resource r;

	if (!booking_find(work, ref, b))
		return;
	if (strcmp(b->status, "requested") != 0 || !b->offered)
		reason_add(work, ALREADY_DECIDED, NULL);
	else if (b->lapses <= work->now)
		reason_add(work, TOO_LATE, NULL);
	if (work->reasons)
		return;
	db_resource_by_id(work->db, b->resource, &r);
	policy_check(work, &r, b);
	reason_drop(work, TOO_SOON); /* the offer came when it came */
	reason_drop(work, IN_THE_PAST);
	if (work->reasons)
		return;
	db_waiting_set(work->db, b->offered, "taken");
	b->offered = 0;
	booking_await(work, &r, b);
	if (approval_request(work, &r, b)) {
		booking_settle(work, b, b->status, "offer.accept", "booking_requested");
		approval_tell(work, b);
	} else {
		b->lapses = 0;
		booking_settle(work, b, "confirmed", "offer.accept", "booking_confirmed");
	}
}
