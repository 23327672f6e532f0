// SPDX-License-Identifier: EUPL-1.2
/* The form of a booking: what is wished, what it would cost, whether it would do, and what else would. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/period.h"
#include "app/price.h"
#include "web/handlers.h"
#include "web/series.h"
#include "web/views.h"

#include <string.h>

enum { MINUTE = 60, HOUR = 3600, USUAL = 60, MOST_MINE = 32 };

/* ---- booking --------------------------------------------------------------------------------- */

static struct wish wish_of(struct request *rq)
{
	return (struct wish){ .resource = input_text(rq, "resource"),
		.kind = input_text(rq, "kind"), .any = input_number(rq, "any", 0),
		.from = input_time(rq, "from"), .until = input_time(rq, "until"),
		.purpose = text_trim(&rq->work.arena, input_text(rq, "purpose")),
		.participants = input_number(rq, "participants", 1),
		.organisation = input_text(rq, "organisation"), .person = input_text(rq, "person"),
		.override = input_number(rq, "override", 0) };
}

void answer_look(struct request *rq)
{
	const char *const none[] = { "resource", NULL };
	bool privately = input_has(rq, "organisation") && !*input_text(rq, "organisation");

	rq->location = arena_print(&rq->work.arena, "/bookings/new?resource=%s%s%s#check",
		input_text(rq, "resource"), privately ? "&organisation=" : "", wish_query(rq, rq->input, none));
	rq->status = 303;
	rq->is_secret = true; /* so the next look, or the booking, with the same once-key is not answered by this one */
}

void booking_create(struct request *rq)
{
	struct wish wish = wish_of(rq);
	struct booking booking = { 0 };

	if (rq->is_form && input_has(rq, "look")) {
		answer_look(rq);
		return;
	}
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

/* ---- links that keep what was typed ---------------------------------------------------------- */

struct form {
	const struct node *typed; /* a query the first time, a body after a refusal */
	struct wish wish;
	struct resource resource;
	struct organisation mine[MOST_MINE];
	int mine_count;
	bool has_lesson; /* what is chosen begins as one does */
};

static const char *href_with(struct request *rq, const struct form *f, const char *slug, int64_t from, int64_t until)
{
	static const char *const replaced[] = { "resource", "from", "until", "organisation", NULL };
	struct arena *arena = &rq->work.arena;
	const char *organisation = *f->wish.organisation
		? arena_print(arena, "&organisation=%s", f->wish.organisation) : "&organisation=";

	return arena_print(arena, "%s%s%s", booking_new_href(arena, slug, from, until),
		node_member(f->typed, "organisation") || *f->wish.organisation ? organisation : "",
		wish_query(rq, f->typed, replaced));
}

/* A time that one tap chooses: with scripts it goes into the form that is there already. */
static struct node *put_choice(struct node *list, int64_t from, int64_t until)
{
	struct node *one = put_object(list, NULL);

	put_time(one, "from", from);
	put_time(one, "until", until);
	return one;
}

/* ---- what it costs --------------------------------------------------------------------------- */

static void put_price(struct request *rq, struct node *prices, const char *name, const struct form *f,
	int64_t organisation)
{
	int64_t hour = price_of(&rq->work, f->resource.id, organisation, 0, HOUR);
	int64_t cents = price_of(&rq->work, f->resource.id, organisation, f->wish.from, f->wish.until);

	if (!hour)
		return;
	struct node *one = put_object(prices, NULL);
	put_text(one, "name", name);
	put_number(one, "cents_per_hour", hour);
	put_text(one, "per_hour", money(rq, hour));
	put_text(one, "total", cents ? money(rq, cents) : NULL);
}

/* What it would cost whom: oneself, and each organisation one may book for. */
static void put_prices(struct request *rq, const struct form *f)
{
	struct node *prices = put_list(rq->document, "prices");

	put_price(rq, prices, say(rq, "price_private"), f, 0);
	for (int i = 0; i < f->mine_count; i++)
		put_price(rq, prices, f->mine[i].name, f, f->mine[i].id);
}

/* ---- the day around it ----------------------------------------------------------------------- */

/* A lesson after the one that is chosen lengthens it, any other begins anew. */
static void put_lesson(struct request *rq, struct node *list, struct form *f, const char *organisation,
	const struct period *p)
{
	int day = zone_day(f->wish.from ? f->wish.from : rq->work.now);
	int64_t from = zone_instant(day, p->from_minute), until = zone_instant(day, p->until_minute);
	struct node *one = put_choice(list, from, until);
	bool longer = f->has_lesson && from >= f->wish.until;
	struct form there = *f;

	there.wish.organisation = organisation;
	put_number(one, "number", p->number);
	put_flag(one, "chosen", from >= f->wish.from && until <= f->wish.until);
	put_text(one, "organisation", organisation);
	put_text(one, "href", href_with(rq, &there, f->resource.slug, longer ? f->wish.from : from, until));
}

/* For who books for a school: its lessons of that day, each a link that fills them in. */
static void put_lessons(struct request *rq, struct form *f)
{
	struct period periods[MOST_PERIODS];
	int day = zone_day(f->wish.from ? f->wish.from : rq->work.now);
	struct node *lessons = put_list(rq->document, "lessons");

	for (int i = 0; i < f->mine_count; i++) {
		int count = period_list(&rq->work, f->mine[i].id, day, periods, MOST_PERIODS);
		f->has_lesson = period_begins(&rq->work, f->mine[i].id, f->wish.from);
		for (int p = 0; p < count; p++)
			put_lesson(rq, lessons, f, f->mine[i].slug, &periods[p]);
	}
}

static void put_hour(struct request *rq, struct node *list, const struct form *f, const struct slot *slot, int64_t until)
{
	int64_t length = f->wish.until > f->wish.from ? f->wish.until - f->wish.from
		: f->resource.shortest_minutes * MINUTE;
	struct node *one = put_choice(list, slot->from, until);

	put_word(one, "status", slot_word(slot->status));
	put_flag(one, "chosen", slot->from < f->wish.until && until > f->wish.from);
	if (slot->status != SLOT_FREE)
		return;
	put_time(one, "end", slot->from + length);
	put_text(one, "href", href_with(rq, f, f->resource.slug, slot->from, slot->from + length));
}

/* What is free and taken that day, taken hours together. */
static void put_hours(struct request *rq, struct node *list, const struct form *f, const struct timetable *t)
{
	for (int i = 0, next; i < t->rows; i = next) {
		enum slot_status status = t->slots[i].status;
		for (next = i + 1; next < t->rows && status != SLOT_FREE && t->slots[next].status == status;)
			next++;
		if (status != SLOT_CLOSED && status != SLOT_PAST)
			put_hour(rq, list, f, &t->slots[i], t->slots[next - 1].until);
	}
}

static void put_open(struct node *to, const struct timetable *t)
{
	int first = 0, last = t->rows - 1;

	while (first < t->rows && t->slots[first].status == SLOT_CLOSED)
		first++;
	while (last > first && t->slots[last].status == SLOT_CLOSED)
		last--;
	if (first >= t->rows)
		return;
	put_time(to, "opens", t->slots[first].from);
	put_time(to, "closes", t->slots[last].until);
}

static void put_day(struct request *rq, const struct form *f)
{
	int64_t from = f->wish.from ? f->wish.from : rq->work.now;
	struct node *to = put_object(rq->document, "around");
	int day = zone_day(from), minute = zone_minute(from);
	int64_t length = f->wish.until > from ? f->wish.until - from : 0;
	struct timetable t;

	resource_timetable(&rq->work, &f->resource, day, 1, &t);
	put_time(to, "day", zone_instant(day, 0));
	put_open(to, &t);
	put_hours(rq, put_list(to, "hours"), f, &t);
	for (int step = -1; step <= 1 && length; step += 2) {
		int64_t other = zone_instant(day + step, minute);
		put_text(to, step < 0 ? "previous" : "next",
			day + step < zone_day(rq->work.now) ? NULL
			: href_with(rq, f, f->resource.slug, other, other + length));
	}
}

/* ---- would it do ----------------------------------------------------------------------------- */

static void put_others(struct request *rq, const struct form *f)
{
	struct alternative found[MOST_ALTERNATIVES];
	int count = booking_alternatives(&rq->work, &f->wish, found, MOST_ALTERNATIVES);
	struct node *list = put_list(rq->document, "alternatives");

	for (int i = 0; i < count; i++)
		put_alternative(list, &found[i], href_with(rq, f, found[i].resource.slug, found[i].from,
			found[i].until));
}

static bool is_taken(const struct said *said)
{
	while (said && said->code != SLOT_TAKEN)
		said = said->next;
	return said;
}

static void put_trial(struct request *rq, const struct form *f, struct node *check)
{
	struct booking b = { 0 };
	const struct said *why = booking_trial(&rq->work, &f->wish, &b);

	put_flag(check, "is_free", !why);
	put_text(check, "price", b.cents && !why ? money(rq, b.cents) : NULL);
	put_why(rq, check, why);
	if (why)
		put_others(rq, f);
	if (is_taken(why))
		put_text(check, "wait", waiting_new_href(&rq->work.arena, f->resource.slug, f->wish.from,
			f->wish.until));
}

/* Before anybody books: what would come of it. */
static void put_check(struct request *rq, const struct form *f)
{
	if (f->wish.until <= f->wish.from)
		return;
	struct node *check = put_object(rq->document, "check");
	put_time(check, "from", f->wish.from);
	put_time(check, "until", f->wish.until);
	put_text(check, "duration", duration(rq, (f->wish.until - f->wish.from) / MINUTE));
	if (!series_is_asked(f->typed)) {
		put_trial(rq, f, check);
		return;
	}
	const struct said *why = put_preview(rq, f->typed, &f->wish);
	put_flag(check, "repeats", !why);
	put_why(rq, check, why);
}

/* ---- the page -------------------------------------------------------------------------------- */

/* Whoever names no time is offered the first that would do. */
static void choose_time(struct request *rq, struct form *f)
{
	struct alternative found[MOST_ALTERNATIVES];
	int64_t minutes = f->resource.shortest_minutes > USUAL ? f->resource.shortest_minutes : USUAL;
	struct wish wish = f->wish;

	if (minutes > f->resource.longest_minutes)
		minutes = f->resource.longest_minutes;
	wish.from = rq->work.now;
	wish.until = wish.from + minutes * MINUTE;
	int count = booking_alternatives(&rq->work, &wish, found, MOST_ALTERNATIVES);
	for (int i = count; i > 0; i--)
		if (found[i - 1].resource.id == f->resource.id) {
			f->wish.from = found[i - 1].from;
			f->wish.until = found[i - 1].until;
		}
}

/* Who belongs to one organisation books for it, unless something else is chosen. */
static void choose_organisation(struct request *rq, struct form *f)
{
	const char *typed = node_text(f->typed, "organisation");

	f->mine_count = organisation_list(&rq->work, rq->work.person->id, f->mine, MOST_MINE);
	f->wish.organisation = typed ? typed : f->mine_count == 1 ? f->mine[0].slug : "";
}

static void put_typed(struct request *rq, const struct form *f)
{
	static const char *const texts[] = { "purpose", "person" };
	struct node *form = put_object(rq->document, "form");
	const char *people = node_text(f->typed, "participants");

	put_text(form, "resource", f->resource.slug);
	put_input_time(form, "from", f->wish.from, node_text(f->typed, "from"));
	put_input_time(form, "until", f->wish.until, node_text(f->typed, "until"));
	for (int i = 0; i < 2; i++)
		put_text(form, texts[i], node_text(f->typed, texts[i]));
	put_text(form, "participants", people ? people : "1");
	put_text(form, "organisation", f->wish.organisation);
	put_flag(form, "any", node_member(f->typed, "any") != NULL);
	put_organisations(rq, f->wish.organisation);
	put_repeat(rq, form, f->typed);
}

/* Whoever has lessons usually comes again: that part of the form is open. */
static void put_may_repeat(struct request *rq, const struct form *f)
{
	struct node *form = (struct node *)(uintptr_t)node_member(rq->document, "form");
	const struct node *lessons = node_member(rq->document, "lessons");

	put_flag(form, "may_repeat", series_is_asked(f->typed) || lessons->first);
}

static bool put_form(struct request *rq, struct form *f)
{
	struct resource_now now;

	if (!resource_now(&rq->work, f->wish.resource, &now)) {
		put_typed(rq, f);
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
		return false;
	}
	f->resource = now.resource;
	choose_organisation(rq, f);
	if (f->typed == rq->query && !*query_text(rq, "from"))
		choose_time(rq, f);
	put_typed(rq, f);
	struct node *resource = put_object(rq->document, "resource");
	put_resource(rq, resource, &now, NULL);
	put_policy(rq, resource, &now.resource);
	put_introduction(rq, resource, &now.resource);
	put_prices(rq, f);
	put_lessons(rq, f);
	put_may_repeat(rq, f);
	put_day(rq, f);
	return true;
}

void booking_new(struct request *rq)
{
	struct form *f = arena_alloc(&rq->work.arena, sizeof *f);
	int64_t people = 1;

	f->typed = rq->query;
	if (*query_text(rq, "participants"))
		text_number(query_text(rq, "participants"), &people);
	f->wish = (struct wish){ .resource = query_text(rq, "resource"), .kind = "",
		.any = *query_text(rq, "any"), .purpose = query_text(rq, "purpose"), .organisation = "",
		.participants = people, .person = query_text(rq, "person") };
	time_typed(query_text(rq, "from"), &f->wish.from);
	time_typed(query_text(rq, "until"), &f->wish.until);
	if (put_form(rq, f))
		put_check(rq, f);
}

void booking_create_refused(struct request *rq)
{
	struct form *f = arena_alloc(&rq->work.arena, sizeof *f);

	f->typed = rq->input;
	f->wish = wish_of(rq);
	if (!rq->wants_page)
		resource_by_slug(&rq->work, f->wish.resource, &f->resource);
	else
		put_form(rq, f);
	put_others(rq, f);
	put_wait(rq, &f->wish);
}
