// SPDX-License-Identifier: EUPL-1.2
#include "web/handlers.h"
#include "web/views.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/pass.h"

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
