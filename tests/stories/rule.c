// SPDX-License-Identifier: EUPL-1.2
/* Lines about closures, quotas, prices and kinds. */
#include "tests/stories/story.h"

#include "app/booking.h"
#include "app/hours.h"
#include "app/period.h"
#include "app/price.h"
#include "app/quota.h"
#include "db/organisation.h"

#include <stdlib.h>
#include <string.h>

/* NAME closes RESOURCE|lab SPAN because REASON: says how many bookings it hit */
void closes(struct work *work, struct line *line)
{
	struct closure closure = { .kind = "closed" };
	struct resource r = { 0 };
	struct booking hit[16];

	if (!word_is(line, "lab"))
		word_resource(work, line, &r);
	closure.resource = r.id;
	word_span(line, &closure.from, &closure.until);
	if (!word_is(line, "because"))
		complain(line, "closed because of what?", r.slug ? r.slug : "lab");
	closure.reason = word_next(line);
	int count = closure_affected(work, &closure, hit, 16);
	closure_add(work, &closure);
	if (!work->reasons)
		say(line, arena_print(&work->arena, "%d", count));
}

/* holidays open|closed */
void holidays(struct work *work, struct line *line)
{
	db_setting_set(work->db, "keeps_holidays", !strcmp(word_next(line), "open") ? "0" : "1");
}

/* quota person|organisation HOURS week|month [booker=school] [kind=laser] */
void quota(struct work *work, struct line *line)
{
	struct quota q = { .whose = word_next(line) };

	q.minutes = strtoll(word_next(line), NULL, 10) * 60;
	q.span = word_next(line);
	q.kind = word_option(line, "booker");
	q.resource_kind = word_option(line, "kind");
	db_quota_add(work->db, &q);
}

/* rests WEEKDAY FROM-MINUTE-HOUR UNTIL-HOUR: policy does, on that day of the week, 1 Monday */
void rests(struct work *work, struct line *line)
{
	struct free_hours hours = { .weekday = atoi(word_next(line)) };

	hours.from_minute = atoi(word_next(line)) * 60;
	hours.until_minute = atoi(word_next(line)) * 60;
	db_free_hours_add(work->db, &hours);
}

/* lessons ORGANISATION FROM-UNTIL… */
void lessons(struct work *work, struct line *line)
{
	struct organisation o = { 0 };
	const char *slug = word_next(line), *times = "";

	if (!db_organisation_by_slug(work->db, slug, &o))
		complain(line, "no such organisation", slug);
	while (line->at < line->count)
		times = arena_print(&work->arena, "%s %s", times, word_next(line));
	grid_add(work, &(struct period_grid){ .organisation = o.id, .name = "usual", .usual = true }, times);
}

/* price RESOURCE TARIFF CENTS */
void price(struct work *work, struct line *line)
{
	struct resource r = { 0 };

	word_resource(work, line, &r);
	const char *tariff = word_next(line);
	db_price_set(work->db, &(struct price){ r.id, tariff, strtoll(word_next(line), NULL, 10) });
}

/* NAME takes KIND SPAN [organisation=…]: any free one of that kind; says which, and what it costs in cents */
void takes(struct work *work, struct line *line)
{
	const char *kind = word_next(line), *organisation = word_option(line, "organisation");
	struct wish wish = { .resource = "", .kind = kind, .purpose = "", .person = "",
		.organisation = organisation ? organisation : "", .participants = 1 };
	struct booking booking = { 0 };

	word_span(line, &wish.from, &wish.until);
	booking_make(work, &wish, &booking);
	if (work->reasons)
		return;
	say(line, booking.resource_slug);
	say(line, arena_print(&work->arena, "%lld", (long long)booking.cents));
}
