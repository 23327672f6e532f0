// SPDX-License-Identifier: EUPL-1.2
#include "web/handlers.h"
#include "web/series.h"
#include "web/views.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/pass.h"
#include "app/period.h"
#include "app/price.h"

#include <string.h>

enum { PAST_DAYS = 60, LETTERS = 5 };

/* ---- lists ------------------------------------------------------------------------------------------------------- */

static void put_list_of(struct request *rq, const char *name, struct booking_filter filter)
{
	struct booking *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_BOOKINGS);
	int count = booking_list(&rq->work, &filter, list, MOST_BOOKINGS);
	struct node *to = put_list(rq->document, name);

	for (int i = 0; i < count; i++)
		put_booking(rq, put_object(to, NULL), &list[i]);
}

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

static void put_filter(struct request *rq)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	struct node *filter = put_object(rq->document, "filter"), *to = put_list(filter, "resources");

	put_text(filter, "from", query_text(rq, "from"));
	put_text(filter, "until", query_text(rq, "until"));
	put_text(filter, "person", query_text(rq, "person"));
	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_resource_link(rq, one, &list[i].resource);
		put_flag(one, "selected", !strcmp(list[i].resource.slug, query_text(rq, "resource")));
	}
}

static void list_for_staff(struct request *rq)
{
	const char *resource = query_text(rq, "resource");
	int64_t today = zone_instant(zone_day(rq->work.now), 0);
	struct booking_filter filter = { .person = person_asked(rq),
		.resource_slug = *resource ? resource : NULL,
		.from = day_asked(rq, "from", today, 0), .until = day_asked(rq, "until", 0, 1) };

	put_list_of(rq, "bookings", filter);
	put_flag(rq->document, "is_staff", true);
	if (rq->wants_page)
		put_filter(rq);
}

void bookings_list(struct request *rq)
{
	int64_t now = rq->work.now, mine = rq->work.person->id;

	put_waitings(rq);
	if (person_is_staff(rq->work.person)) {
		list_for_staff(rq);
		return;
	}
	put_list_of(rq, "bookings", (struct booking_filter){ .person = mine, .from = now });
	put_list_of(rq, "past", (struct booking_filter){ .person = mine, .until = now,
		.from = zone_instant(zone_day(now) - PAST_DAYS, 0), .newest_first = true });
}

/* ---- making one -------------------------------------------------------------------------------------------------- */

static struct wish wish_of(const struct request *rq)
{
	return (struct wish){ .resource = input_text(rq, "resource"),
		.kind = input_text(rq, "kind"), .any = input_number(rq, "any", 0),
		.from = input_time(rq, "from"), .until = input_time(rq, "until"),
		.purpose = text_trim((struct arena *)(uintptr_t)&rq->work.arena,
			input_text(rq, "purpose")),
		.participants = input_number(rq, "participants", 1),
		.organisation = input_text(rq, "organisation"), .person = input_text(rq, "person"),
		.override = input_number(rq, "override", 0) };
}

void booking_create(struct request *rq)
{
	struct wish wish = wish_of(rq);
	struct booking booking = { 0 };

	if (series_is_asked(rq->input)) {
		series_create(rq, &wish);
		return;
	}
	booking_make(&rq->work, &wish, &booking);
	if (rq->work.reasons)
		return;
	put_booking(rq, rq->document, &booking);
	answer_made(rq, booking_href(&rq->work.arena, booking.ref, rq->is_form ? "?new=1" : ""));
}

static void put_price(struct request *rq, const char *name, int64_t resource, int64_t organisation,
	const int64_t times[2])
{
	struct node *prices = (struct node *)(uintptr_t)node_member(rq->document, "prices");
	int64_t hour = price_of(&rq->work, resource, organisation, 0, 3600);
	int64_t cents = price_of(&rq->work, resource, organisation, times[0], times[1]);

	if (!hour)
		return;
	struct node *one = put_object(prices, NULL);
	put_text(one, "name", name);
	put_number(one, "cents_per_hour", hour);
	put_text(one, "per_hour", money(rq, hour));
	put_text(one, "total", cents ? money(rq, cents) : NULL);
}

/* What it would cost whom: oneself, and each organisation one may book for. */
static void put_prices(struct request *rq, int64_t resource, int64_t from, int64_t until)
{
	struct organisation list[32];
	int count = organisation_list(&rq->work, rq->work.person->id, list, 32);
	const int64_t times[2] = { from, until };

	put_list(rq->document, "prices");
	put_price(rq, say(rq, "organisation_none"), resource, 0, times);
	for (int i = 0; i < count; i++)
		put_price(rq, list[i].name, resource, list[i].id, times);
}

/* For who books for a school: its lessons of that day, each a link that fills them in. */
static void put_lessons(struct request *rq, const char *slug, int64_t from)
{
	struct organisation list[32];
	struct period periods[MOST_PERIODS];
	int count = organisation_list(&rq->work, rq->work.person->id, list, 32);
	int day = zone_day(from ? from : rq->work.now);
	struct node *lessons = put_list(rq->document, "lessons");

	for (int i = 0; i < count; i++) {
		int lesson_count = period_list(&rq->work, list[i].id, day, periods, MOST_PERIODS);
		for (int p = 0; p < lesson_count; p++) {
			int64_t begins = zone_instant(day, periods[p].from_minute);
			int64_t ends = zone_instant(day, periods[p].until_minute);
			struct node *one = put_object(lessons, NULL);
			put_number(one, "number", periods[p].number);
			put_time(one, "from", begins);
			put_time(one, "until", ends);
			put_print(one, "href", "%s&organisation=%s",
				booking_new_href(&rq->work.arena, slug, begins, ends), list[i].slug);
		}
	}
}

/* The form's page; what was typed comes from the query the first time, from the body after a refusal. */
static void put_form(struct request *rq, const struct node *typed, const char *slug, int64_t from, int64_t until)
{
	struct resource_now now;
	struct node *form = put_object(rq->document, "form");
	const char *const texts[] = { "purpose", "organisation", "person" };

	put_text(form, "resource", slug);
	put_input_time(form, "from", from, node_text(typed, "from"));
	put_input_time(form, "until", until, node_text(typed, "until"));
	for (int i = 0; i < 3; i++)
		put_text(form, texts[i], node_text(typed, texts[i]));
	const char *people = node_text(typed, "participants");
	put_text(form, "participants", people ? people : "1");
	put_flag(form, "any", node_member(typed, "any") != NULL);
	put_organisations(rq, node_text(typed, "organisation"));
	put_repeat(rq, form, typed);
	if (!resource_now(&rq->work, slug, &now)) {
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
		return;
	}
	struct node *resource = put_object(rq->document, "resource");
	put_resource(rq, resource, &now, NULL);
	put_policy(resource, &now.resource);
	put_prices(rq, now.resource.id, from, until);
	put_lessons(rq, slug, from);
}

void booking_new(struct request *rq)
{
	int64_t from = 0, until = 0;

	time_typed(query_text(rq, "from"), &from);
	time_typed(query_text(rq, "until"), &until);
	put_form(rq, rq->query, query_text(rq, "resource"), from, until);
}

void booking_create_refused(struct request *rq)
{
	struct wish wish = wish_of(rq);

	put_alternatives(rq, &wish);
	put_wait(rq, &wish);
	if (rq->wants_page)
		put_form(rq, rq->input, wish.resource, wish.from, wish.until);
}

/* ---- one booking ------------------------------------------------------------------------------------------------- */

static void put_pass(struct request *rq, const struct booking *b)
{
	struct arena *arena = &rq->work.arena;
	struct pass pass;

	if (!pass_of_booking(&rq->work, b->id, &pass))
		return;
	const char *token = pass_token(arena, &pass);
	struct node *to = put_object(rq->document, "pass");
	put_text(to, "svg", booking_href(arena, b->ref, "/pass.svg"));
	put_text(to, "png", booking_href(arena, b->ref, "/pass.png"));
	put_text(to, "href", booking_href(arena, b->ref, "/pass"));
	put_time(to, "from", pass.token.from);
	put_time(to, "until", pass.token.until);
	put_text(to, "token", token);
	struct buffer spaced = { 0 }; /* five letters at a time can be typed */
	for (size_t at = 0; at < TOKEN_LETTERS; at += LETTERS) {
		buffer_add(&spaced, " ", at > 0);
		buffer_add(&spaced, token + at, strnlen(token + at, LETTERS));
	}
	put_text(to, "token_text", spaced.bytes);
	buffer_clear(&spaced);
}

static void show(struct request *rq)
{
	struct booking booking;

	if (!booking_find(&rq->work, rq->part[0], &booking))
		return;
	put_booking(rq, rq->document, &booking);
	put_booking_choices(rq, rq->document, &booking);
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
