// SPDX-License-Identifier: EUPL-1.2
#include "app/outlook.h"

#include "app/base/time.h"
#include "app/booking.h"

enum { MINUTE = 60, MOST_CLAIMS_AHEAD = 50000, MOST_STEPS = 500 };

static void begin(struct work *work, struct outlook *o, int most)
{
	o->work = work;
	o->until = zone_instant(zone_day(work->now) + OUTLOOK_DAYS, 0);
	o->at = 0;
	o->claims = arena_room(&work->arena, sizeof *o->claims * (size_t)most);
	hours_read_all(work, &o->all);
}

void outlook_read(struct work *work, struct outlook *o)
{
	begin(work, o, MOST_CLAIMS_AHEAD);
	o->count = db_claims_of_all(work->db, work->now, o->until, o->claims, MOST_CLAIMS_AHEAD);
}

void outlook_read_one(struct work *work, int64_t resource, struct outlook *o)
{
	begin(work, o, MOST_CLAIMS);
	o->count = db_claims_of(work->db, resource, work->now, o->until, o->claims, MOST_CLAIMS);
}

/* The slot that has begun may still be booked; notice counts from now. */
static int64_t earliest(const struct resource *r, int64_t now)
{
	int64_t begun = now / MINUTE * MINUTE;

	if (r->notice_minutes)
		return resource_raster_after(r, now + r->notice_minutes * MINUTE);
	while (!resource_is_on_raster(r, begun) && now - begun < BEGUN)
		begun -= MINUTE;
	return now - begun < BEGUN ? begun : resource_raster_after(r, now);
}

/* Among claims in the order of their starts. */
static const struct claim *claim_in(const struct outlook *o, int64_t from, int64_t until)
{
	for (int i = 0; i < o->count && o->claims[i].starts < until; i++)
		if (o->claims[i].ends > from)
			return &o->claims[i];
	return NULL;
}

/* As long as it may be from there on: until it closes, until somebody else has it. */
static int64_t longest(const struct outlook *o, const struct resource *r, int64_t from)
{
	int64_t step = r->slot_minutes * MINUTE, until = from + r->longest_minutes * MINUTE;
	int64_t closes = hours_open_until(&o->hours, from);
	const struct claim *next = claim_in(o, from, until + r->buffer_minutes * MINUTE);

	until = until < closes ? until : closes;
	if (next && until > next->starts - r->buffer_minutes * MINUTE)
		until = next->starts - r->buffer_minutes * MINUTE;
	return until > from ? from + (until - from) / step * step : from;
}

/* Where to look next when it cannot begin there. */
static int64_t further(const struct outlook *o, const struct resource *r, int64_t from)
{
	int64_t opens = hours_open_next(&o->hours, from, OUTLOOK_DAYS);
	int64_t until = from + (r->shortest_minutes + r->buffer_minutes) * MINUTE;
	const struct claim *claim = claim_in(o, from, until);

	if (!opens)
		return o->until;
	if (opens > from)
		return resource_raster_after(r, opens);
	return resource_raster_after(r, claim && claim->ends > from ? claim->ends
		: from + r->slot_minutes * MINUTE);
}

static bool look(const struct outlook *o, const struct resource *r, struct opportunity *span)
{
	int64_t from = earliest(r, o->work->now);

	for (int step = 0; step < MOST_STEPS && from < o->until; step++) {
		int64_t until = longest(o, r, from);
		if (until - from >= r->shortest_minutes * MINUTE && until > o->work->now) {
			*span = (struct opportunity){ from, until };
			return true;
		}
		from = further(o, r, from);
	}
	return false;
}

bool outlook_next(struct outlook *o, struct resource_now *now, struct opportunity *span)
{
	struct outlook one = *o;

	one.claims = o->claims + o->at;
	for (one.count = 0; o->at < o->count && o->claims[o->at].resource == now->resource.id; o->at++)
		one.count++;
	o->its = one.claims;
	o->its_count = one.count;
	hours_pick(&o->all, now->resource.id, &one.hours);
	now->is_closed = !hours_open_until(&one.hours, o->work->now);
	return now->resource.bookable && look(&one, &now->resource, span);
}

int outlook_coming(const struct outlook *o, struct opportunity *list, int most)
{
	int64_t midnight = zone_instant(zone_day(o->work->now) + 1, 0);
	int n = 0;

	for (int i = 0; i < o->its_count; i++) {
		const struct claim *c = &o->its[i];
		if (c->starts <= o->work->now || c->starts >= midnight)
			continue;
		if (n && c->starts <= list[n - 1].until) {
			if (c->ends > list[n - 1].until)
				list[n - 1].until = c->ends;
		} else if (n < most) {
			list[n++] = (struct opportunity){ c->starts, c->ends };
		}
	}
	return n;
}
