// SPDX-License-Identifier: EUPL-1.2
/* The door: codes that are scanned or typed, and names that are looked for. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/door.h"
#include "app/scan.h"
#include "app/workshop.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/views.h"

#include <string.h>

enum { NONCE_BYTES = 16 };

/* ---- the page -------------------------------------------------------------------------------- */

/* Where a pass may be read: at the door, or at any room or machine. */
static void put_points(struct request *rq)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	struct node *points = put_list(rq->document, "points");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(points, NULL);
		put_number(one, "id", list[i].resource.id);
		put_text(one, "slug", list[i].resource.slug);
		put_text(one, "name", list[i].resource.name);
	}
}

/* Of a workshop; NULL: it is a booking's. */
static const char *title_of(struct request *rq, const struct admission *a)
{
	return a->seat ? workshop_title(&rq->work, a->workshop, a->workshop_en) : NULL;
}

static void put_guest(struct request *rq, struct node *to, const struct guest *guest)
{
	const struct admission *a = &guest->admission;
	int64_t came = guest->came ? guest->came : guest->checked_in;

	put_text(to, "ref", a->ref);
	put_text(to, "name", a->holder);
	put_text(put_object(to, "resource"), "name", a->resource_name);
	put_text(to, "workshop", title_of(rq, a));
	put_time(to, "from", a->from);
	put_time(to, "until", a->until);
	if (came)
		put_time(to, "came", came);
	put_flag(to, "may_come", !came && !a->seat && a->from <= rq->work.now);
}

static void put_found(struct request *rq)
{
	struct guest found[MOST_FOUND];
	const char *name = text_trim(&rq->work.arena, query_text(rq, "q"));
	int count = *name ? door_search(&rq->work, name, found, MOST_FOUND) : 0;
	struct node *list = put_list(rq->document, "found");

	put_text(rq->document, "q", name);
	for (int i = 0; i < count; i++)
		put_guest(rq, put_object(list, NULL), &found[i]);
}

void scan_page(struct request *rq)
{
	uint8_t nonce[NONCE_BYTES];

	random_bytes(nonce, sizeof nonce);
	put_text(rq->document, "nonce", hex_print(&rq->work.arena, nonce, sizeof nonce));
	if (person_is_staff(rq->work.person))
		put_points(rq);
}

static const char *verdict(struct request *rq, const char *code)
{
	return say(rq, arena_print(&rq->work.arena, "code_%s", code));
}

/* The scanner must say them without the lab, too. */
static void put_codes(struct request *rq)
{
	struct node *list = put_list(rq->document, "codes");

	for (int i = 0; scan_codes[i]; i++) {
		struct node *one = put_object(list, NULL);
		put_text(one, "code", scan_codes[i]);
		put_text(one, "message", verdict(rq, scan_codes[i]));
	}
}

void scanner_show(struct request *rq)
{
	scan_page(rq);
	put_found(rq);
	if (rq->wants_page)
		put_codes(rq);
}

/* ---- the day, for a scanner that may lose the lab -------------------------------------------- */

static const char *hex_of(struct request *rq, int64_t number)
{
	return arena_print(&rq->work.arena, "%016llx", (unsigned long long)number);
}

static void put_expected(struct request *rq, struct node *to, const struct guest *guest)
{
	const struct admission *a = &guest->admission;

	put_text(to, "tid", hex_of(rq, guest->tid));
	put_text(to, "state", door_state(a));
	put_text(to, "ref", a->ref);
	put_number(to, "resource", a->resource);
	put_text(to, "place", a->resource_name);
	put_text(to, "workshop", title_of(rq, a));
	if (a->number)
		put_number(to, "seat", a->number);
	put_text(to, "name", a->holder);
	put_time(to, "from", a->from);
	put_time(to, "until", a->until);
	if (guest->came) {
		struct node *came = put_object(to, "came");
		put_time(came, "at", guest->came);
		put_text(came, "point", guest->came_point);
	}
	if (guest->left)
		put_time(put_object(to, "left"), "at", guest->left);
	if (guest->checked_in)
		put_time(to, "seen", guest->checked_in);
}

static void put_keys(struct request *rq, const struct door *door)
{
	struct node *list = put_list(rq->document, "keys");

	for (int i = 0; i < door->key_count; i++) {
		struct node *one = put_object(list, NULL);
		put_number(one, "kid", door->keys[i].kid);
		put_text(one, "public", hex_print(&rq->work.arena, door->keys[i].public, PUBLIC));
		if (door->keys[i].ends)
			put_time(one, "ends", door->keys[i].ends);
	}
	if (door->key_count)
		put_number(rq->document, "site", door->keys[0].site);
}

static void put_nested(struct request *rq, const struct door *door)
{
	struct node *list = put_list(rq->document, "within");

	for (int i = 0; i < door->nested_count; i++) {
		struct node *one = put_object(list, NULL);
		put_number(one, "whole", door->nested[i].whole);
		put_number(one, "part", door->nested[i].part);
	}
}

void scan_day(struct request *rq)
{
	struct door door;
	struct node *list;

	door_day(&rq->work, &door);
	put_text(rq->document, "url", rq->work.lab->url);
	put_time(rq->document, "now", rq->work.now);
	put_time(rq->document, "ends", door.ends);
	put_keys(rq, &door);
	put_nested(rq, &door);
	put_points(rq);
	list = put_list(rq->document, "passes");
	for (int i = 0; i < door.guest_count; i++)
		put_expected(rq, put_object(list, NULL), &door.guests[i]);
}

/* ---- a scan ---------------------------------------------------------------------------------- */

/* The door has a name in each language, another point is called as the scanner called it. */
static const char *place_of(struct request *rq, const char *point)
{
	return strcmp(point, "door") ? point : say(rq, "point_door");
}

/* Of a late upload: what the lab says to what the scanner has decided. */
static void put_judged(struct request *rq, struct node *to, const struct scan *scan)
{
	struct node *late = put_object(to, "late");

	put_word(late, "code", scan->judged);
	put_text(late, "message", verdict(rq, scan->judged));
	put_flag(late, "contrary", scan->is_contrary);
}

static void put_scan(struct request *rq, const struct scan *scan)
{
	struct node *to = rq->document;

	put_word(to, "result", scan->result);
	put_word(to, "code", scan->code);
	put_text(to, "message", verdict(rq, scan->code));
	if (scan->judged)
		put_judged(rq, to, scan);
	put_time(to, "now", rq->work.now);
	if (!scan->is_known)
		return;
	put_text(to, "ref", scan->ref);
	put_text(to, "name", scan->holder);
	if (scan->resource)
		put_text(put_object(to, "resource"), "name", scan->resource);
	put_time(to, "from", scan->from);
	put_time(to, "until", scan->until);
	put_text(to, "workshop", scan->workshop);
	if (scan->number)
		put_number(to, "seat", scan->number);
	if (!scan->first.at)
		return;
	struct node *first = put_object(to, "first");
	put_time(first, "at", scan->first.at);
	put_text(first, "point", scan->first.point);
	put_text(first, "place", scan->first.place ? scan->first.place : place_of(rq, scan->first.point));
	put_text(first, "by", scan->first.by);
}

static const char *sent(struct request *rq, const char *name)
{
	const char *text = input_text(rq, name);
	return *text ? text : NULL;
}

/* Printed in groups, the code is typed in groups. */
static const char *typed_token(struct request *rq)
{
	const char *from = input_text(rq, "token");
	char *token = arena_alloc(&rq->work.arena, strlen(from) + 1), *to = token;

	for (; *from; from++)
		if (!strchr(" \t\r\n", *from))
			*to++ = *from;
	*to = '\0';
	return token;
}

void scan_create(struct request *rq)
{
	struct scan_wish wish = { .token = typed_token(rq), .nonce = input_text(rq, "nonce"),
		.point = sent(rq, "point"), .direction = sent(rq, "direction"),
		.at = input_time(rq, "at"), .decided = sent(rq, "decided") };
	struct scan scan = { 0 };

	scan_make(&rq->work, &wish, &scan);
	if (!rq->work.reasons)
		put_scan(rq, &scan);
}
