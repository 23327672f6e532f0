// SPDX-License-Identifier: EUPL-1.2
#include "web/handlers.h"
#include "web/listing.h"
#include "web/views.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/ledger.h"
#include "app/pass.h"

#include <string.h>

enum { WEEK = 7 };

/* ---- the table for staff --------------------------------------------------------------------- */

static const struct listing_column columns[] = {
	{ "time", "time", BOOKINGS_BY_TIME, false },
	{ "resource", "resource", BOOKINGS_BY_RESOURCE, false },
	{ "person", "person", BOOKINGS_BY_PERSON, false },
	{ "purpose", NULL, 0, false },
	{ "state", "status", BOOKINGS_BY_STATUS, false },
	{ 0 },
};

static const char *const statuses[] = { "confirmed", "requested", "cancelled", "no_show", "lapsed", "refused", NULL };

static const struct listing_filter filters[] = {
	{ "resource", "resource", LISTING_CHOICE, NULL, NULL },
	{ "status", "state", LISTING_CHOICE, "status", statuses },
	{ "person", "person_email", LISTING_TEXT, NULL, NULL },
	{ "from", "from", LISTING_DAY, NULL, NULL },
	{ "until", "until_label", LISTING_DAY, NULL, NULL },
	{ 0 },
};

static const struct listing listing = { "/bookings", NULL, columns, filters, false };

static int64_t day_asked(struct request *rq, const char *name, int64_t otherwise, int later)
{
	const char *text = query_text(rq, name);
	int day;

	if (!*text)
		return otherwise;
	if (date_parse(text, &day))
		return zone_instant(day + later, 0);
	reason_add(&rq->work, NOT_A_TIME, name);
	return otherwise;
}

static int64_t person_asked(struct request *rq)
{
	const char *email = query_text(rq, "person");
	struct person person;

	if (!*email)
		return 0;
	if (person_by_email(&rq->work, email, &person))
		return person.id;
	reason_add(&rq->work, NO_SUCH_PERSON, "person");
	return 0;
}

static void put_choices(struct request *rq)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);

	for (int i = 0; i < count; i++)
		listing_choice(rq, "resource", list[i].resource.slug, list[i].resource.name);
}

static const char *week_href(struct request *rq, int first)
{
	char from[TIME_TEXT], until[TIME_TEXT];

	date_print(first, from);
	date_print(first + WEEK - 1, until);
	return arena_print(&rq->work.arena, "/bookings?from=%s&until=%s", from, until);
}

/* Week by week: so many stand on one page. */
static void put_weeks(struct request *rq, int64_t from)
{
	struct node *to = put_object(rq->document, "weeks");
	int day = zone_day(from), monday = day - weekday_of(day) + 1, today = zone_day(rq->work.now);

	put_number(to, "number", week_of(monday));
	put_text(to, "previous", week_href(rq, monday - WEEK));
	put_text(to, "now", week_href(rq, today - weekday_of(today) + 1));
	put_text(to, "next", week_href(rq, monday + WEEK));
	put_text(to, "csv", arena_print(&rq->work.arena, "/bookings.csv?from=%s&until=%s", query_text(rq, "from"),
		query_text(rq, "until")));
}

/* The first of a day says which, as long as the days follow each other. */
static void put_rows(struct request *rq, const struct booking *list, int count, bool by_day)
{
	struct node *to = put_list(rq->document, "bookings");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_booking(rq, one, &list[i]);
		put_flag(one, "in_day", by_day);
		if (by_day && (!i || zone_day(list[i].from) != zone_day(list[i - 1].from)))
			put_time(one, "new_day", list[i].from);
	}
}

static struct booking_filter filter_of(struct request *rq)
{
	const char *resource = query_text(rq, "resource"), *status = query_text(rq, "status");
	int64_t today = zone_instant(zone_day(rq->work.now), 0);

	return (struct booking_filter){ .person = person_asked(rq),
		.resource_slug = *resource ? resource : NULL, .status = status,
		.from = day_asked(rq, "from", today, 0), .until = day_asked(rq, "until", 0, 1) };
}

static void table_for_staff(struct request *rq, struct booking_filter filter)
{
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * LISTING_PAGE);
	const char *sort = query_text(rq, "sort");

	if (!filter.until && !*query_text(rq, "person"))
		filter.until = zone_instant(zone_day(filter.from) + WEEK, 0);
	struct slice slice = listing_put(rq, &listing, booking_count(&rq->work, &filter));
	int count = rq->work.reasons ? 0 : booking_rows(&rq->work, &filter, slice, list);
	put_rows(rq, list, count, !*sort || !strcmp(sort, "time"));
	put_choices(rq);
	put_weeks(rq, filter.from);
}

static void list_for_staff(struct request *rq)
{
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_BOOKINGS);
	struct booking_filter filter = filter_of(rq);

	put_flag(rq->document, "is_staff", true);
	if (rq->wants_page)
		table_for_staff(rq, filter);
	else
		put_rows(rq, list, booking_list(&rq->work, &filter, list, MOST_BOOKINGS), false);
}

void bookings_list(struct request *rq)
{
	put_waitings(rq);
	if (person_is_staff(rq->work.person))
		list_for_staff(rq);
	else
		put_my_bookings(rq);
}

/* ---- one booking ----------------------------------------------------------------------------- */

void put_pass(struct request *rq, const struct booking *b)
{
	struct arena *arena = &rq->work.arena;
	struct pass pass;

	if (!pass_of_booking(&rq->work, b->id, &pass))
		return;
	const char *token = pass_token(arena, &pass), *short_code = pass_short(arena, &pass);
	struct node *to = put_object(rq->document, "pass");
	put_text(to, "svg", booking_href(arena, b->ref, "/pass.svg"));
	put_text(to, "png", booking_href(arena, b->ref, "/pass.png"));
	put_text(to, "href", booking_href(arena, b->ref, "/pass"));
	put_time(to, "from", pass.token.from);
	put_time(to, "until", pass.token.until);
	put_text(to, "token", token);
	put_text(to, "token_text", text_in_groups(arena, token, TOKEN_GROUP));
	put_text(to, "short", short_code);
	put_text(to, "short_text", text_in_groups(arena, short_code, SHORT_GROUP));
}

/* What its machine did, if that has a plug. */
static void put_used(struct request *rq, const struct booking *booking)
{
	struct run_sum sum = ledger_of_booking(&rq->work, booking->id);
	struct node *to = sum.runs ? put_object(rq->document, "used") : NULL;

	if (!to)
		return;
	put_real(to, "hours", (double)(sum.seconds / 360) / 10);
	put_real(to, "kilowatt_hours", (double)(sum.watt_hours / 10) / 100);
	if (sum.millicents)
		put_text(to, "cost", money(rq, ledger_cents(&sum)));
}

static void show(struct request *rq)
{
	struct booking booking;

	if (!booking_find(&rq->work, rq->part[0], &booking))
		return;
	put_booking(rq, rq->document, &booking);
	put_text(rq->document, "again", booking_again_href(rq, &booking));
	put_booking_choices(rq, rq->document, &booking);
	put_used(rq, &booking);
	if (booking_is_changeable(&rq->work, &booking))
		put_pass(rq, &booking);
}

void booking_show(struct request *rq)
{
	put_flag(rq->document, "is_new", *query_text(rq, "new"));
	show(rq);
}

void pass_show(struct request *rq)
{
	show(rq);
	if (!rq->work.reasons && !node_member(rq->document, "pass"))
		answer_missing(rq);
}
