// SPDX-License-Identifier: EUPL-1.2
/* Where else a refused wish would fit. */
#include "app/booking.h"

#include "app/policy.h"

enum { MINUTE = 60, SEARCH_DAYS = 14, MOST_STEPS = 2000 };

/* What is looked through: the hours and claims of one resource. */
struct search {
	struct hours hours;
	struct claim *claims;
	int count, at;
};

/* The end of the claim that overlaps [from, until); 0: none. Starts only grow, so each claim is passed once. */
static int64_t claimed_until(struct search *s, int64_t from, int64_t until)
{
	while (s->at < s->count && s->claims[s->at].ends <= from)
		s->at++;
	return s->at < s->count && s->claims[s->at].starts < until ? s->claims[s->at].ends : 0;
}

/* The rules judge it as they would the booking: what they refuse is no alternative. */
static bool is_allowed(struct work *work, const struct wish *wish)
{
	const struct said *said = work->reasons;
	struct resource r;
	struct booking b;

	work->reasons = NULL;
	if (booking_draft(work, wish, &r, &b))
		policy_check(work, &r, &b);
	bool allowed = !work->reasons;
	work->reasons = said;
	return allowed;
}

const struct said *booking_trial(struct work *work, const struct wish *wish, struct booking *b)
{
	const struct said *said = work->reasons;
	struct resource r;

	work->reasons = NULL;
	if (booking_draft(work, wish, &r, b))
		booking_place(work, wish, &r, b);
	const struct said *found = work->reasons;
	work->reasons = said;
	return found;
}

/* The parts matter, too: a room is free when all its machines are. */
static bool fits(struct work *work, const struct resource *r, const struct wish *wish, int64_t from, int64_t until)
{
	struct wish this = *wish;

	this.resource = r->slug;
	this.kind = "";
	this.from = from;
	this.until = until;
	return db_claim_is_free(work->db, r->id, from, until + r->buffer_minutes * MINUTE, 0) &&
		is_allowed(work, &this);
}

static int other_times(struct work *work, const struct resource *r, const struct wish *wish,
	struct alternative *list, int most)
{
	struct search s = { .claims = arena_room(&work->arena, sizeof *s.claims * MOST_CLAIMS) };
	int64_t length = wish->until - wish->from;
	int64_t earliest = work->now + r->notice_minutes * MINUTE;
	int64_t from = resource_raster_after(r, wish->from > earliest ? wish->from : earliest);
	int64_t end = from + SEARCH_DAYS * INT64_C(24) * 60 * MINUTE;
	int n = 0;

	hours_read(work, r->id, &s.hours);
	s.count = db_claims_of(work->db, r->id, from, end, s.claims, MOST_CLAIMS);
	for (int step = 0; step < MOST_STEPS && n < most && from < end; step++) {
		int64_t taken = claimed_until(&s, from, from + length + r->buffer_minutes * MINUTE);
		if (!taken && hours_cover(&s.hours, from, from + length) &&
		    fits(work, r, wish, from, from + length)) {
			list[n++] = (struct alternative){ *r, from, from + length };
			from = resource_raster_after(r, from + length);
		} else {
			from = resource_raster_after(r, taken ? taken : from + r->slot_minutes * MINUTE);
		}
	}
	return n;
}

static int others_like_it(struct work *work, const struct resource *r, const struct wish *wish,
	struct alternative *list, int most)
{
	struct resource like[8];
	int found = db_resources_like(work->db, r, wish->from, wish->until, like, 8), n = 0;

	for (int i = 0; i < found && n < most; i++)
		if (fits(work, &like[i], wish, wish->from, wish->until))
			list[n++] = (struct alternative){ like[i], wish->from, wish->until };
	return n;
}

int booking_alternatives(struct work *work, const struct wish *wish, struct alternative *list, int most)
{
	struct resource r;

	if (!resource_by_slug(work, wish->resource, &r) || wish->until <= wish->from ||
	    wish->until - wish->from > r.longest_minutes * MINUTE)
		return 0;
	int n = wish->from > work->now - BEGUN ? others_like_it(work, &r, wish, list, most / 2) : 0;
	return n + other_times(work, &r, wish, list + n, most - n);
}
