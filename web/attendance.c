// SPDX-License-Identifier: EUPL-1.2
/* Who came to the workshops of a day, as staff see and write it. */
#include "web/workshops.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>

enum { MOST_DAYS_SHOWN = 50, MOST_CHANGES = 50 };

/* All that is known of one day of a workshop. */
struct roll {
	struct workshop_day day;
	struct presence *presences;
	int presence_count;
	int64_t expected, present;
};

static const struct presence *presence_of(const struct roll *roll, int64_t seat, int64_t number)
{
	for (int i = 0; i < roll->presence_count; i++)
		if (roll->presences[i].seat == seat && roll->presences[i].number == number)
			return &roll->presences[i];
	return NULL;
}

/* ---- one registration ------------------------------------------------------------------------ */

static void put_buttons(struct node *to, const char *status)
{
	bool came = !strcmp(status, "here") || !strcmp(status, "late");

	put_flag(to, "may_arrive", !came);
	put_flag(to, "may_leave", came);
	put_flag(to, "may_miss", !strcmp(status, "expected"));
	put_flag(to, "may_undo", strcmp(status, "expected"));
}

static bool put_place(struct request *rq, struct node *to, const struct roll *roll, const struct seat *s, int64_t number)
{
	const struct presence *p = presence_of(roll, s->id, number);
	const char *status = presence_status(p, &roll->day, rq->work.now);

	put_number(to, "number", number);
	put_word(to, "presence", status);
	put_buttons(to, status);
	if (p && p->arrived)
		put_time(to, "arrived", p->arrived);
	if (p && p->left)
		put_time(to, "left", p->left);
	return p && p->arrived && !p->left;
}

/* Their name if somebody told it, else whoever signed up and which seat. */
static void put_name(struct node *to, const struct seat *s, int64_t number, const char *name)
{
	put_text(to, "name", name ? name : s->person_name);
	put_flag(to, "is_guest", !name && number > 1);
}

static int put_places(struct request *rq, struct node *to, const struct roll *roll, const struct seat *s)
{
	struct seat_name known[MOST_SEATS];
	int count = seat_names(&rq->work, s->id, known, MOST_SEATS), at = 0, here = 0;
	struct node *places = put_list(to, "places");

	for (int64_t number = 1; number <= s->count; number++) {
		struct node *one = put_object(places, NULL);
		bool is_named = at < count && known[at].number == number;
		put_name(one, s, number, is_named ? known[at].name : NULL);
		at += is_named;
		here += put_place(rq, one, roll, s, number);
	}
	return here;
}

static int64_t scanned_of(const struct roll *roll, int64_t seat)
{
	int64_t n = 0;

	for (int i = 0; i < roll->presence_count; i++)
		n += roll->presences[i].seat == seat && roll->presences[i].number && roll->presences[i].arrived &&
			!roll->presences[i].left;
	return n;
}

/* Who counted is believed; that more codes were shown than heads counted is said. */
static int64_t put_heads(struct node *to, const struct roll *roll, const struct seat *s)
{
	const struct presence *p = presence_of(roll, s->id, 0);
	int64_t scanned = scanned_of(roll, s->id), counted = p ? p->heads : NOT_COUNTED;
	int64_t heads = counted == NOT_COUNTED ? scanned : counted;

	put_number(to, "heads", heads);
	put_flag(to, "is_counted", counted != NOT_COUNTED);
	put_flag(to, "is_complete", heads == s->count);
	put_flag(to, "differs", counted != NOT_COUNTED && counted < scanned);
	if (scanned)
		put_number(to, "scanned", scanned);
	return heads;
}

static void put_roll_seat(struct request *rq, struct node *to, struct roll *roll, const struct seat *s)
{
	bool is_class = seat_is_class(s);

	put_seat(rq, to, s);
	put_flag(to, "is_class", is_class);
	roll->expected += s->count;
	roll->present += is_class ? put_heads(to, roll, s) : put_places(rq, to, roll, s);
}

/* ---- one workshop ---------------------------------------------------------------------------- */

static void put_changes(struct request *rq, struct node *to, int64_t day)
{
	struct presence_change list[MOST_CHANGES];
	int count = presence_changes(&rq->work, day, list, MOST_CHANGES);
	struct node *changes = put_list(to, "corrections");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(changes, NULL);
		put_text(one, "ref", list[i].seat_ref);
		put_word(one, "act", list[i].act);
		if (list[i].number)
			put_number(one, "number", list[i].number);
		if (list[i].heads != NOT_COUNTED)
			put_number(one, "heads", list[i].heads);
		put_time(one, "at", list[i].at);
		put_text(one, "by", list[i].person_name);
		put_text(one, "reason", list[i].reason);
	}
}

static const char *day_href(struct request *rq, int day)
{
	char text[TIME_TEXT];

	date_print(day, text);
	return arena_print(&rq->work.arena, "/attendance?day=%s", text);
}

static void put_roll(struct request *rq, struct node *to, const struct workshop_day *day)
{
	struct arena *arena = &rq->work.arena;
	struct seat *seats = arena_alloc(arena, sizeof *seats * MOST_SEATS);
	struct roll roll = { .day = *day, .presences = arena_alloc(arena, sizeof *roll.presences * MOST_PRESENCES) };
	int count = seat_list(&rq->work, day->workshop, "booked", seats, MOST_SEATS);

	roll.presence_count = presence_list(&rq->work, day->id, roll.presences, MOST_PRESENCES);
	put_workshop_day(rq, to, day);
	put_text(to, "roll_href", day_href(rq, zone_day(day->from)));
	put_flag(to, "is_past", presence_is_past(&rq->work, day));
	put_time(to, "late", day->from + LATE_AFTER);
	put_flag(to, "is_open", zone_day(day->from) <= zone_day(rq->work.now));
	struct node *list = put_list(to, "seats");
	for (int i = 0; i < count; i++)
		put_roll_seat(rq, put_object(list, NULL), &roll, &seats[i]);
	put_number(to, "expected", roll.expected);
	put_number(to, "present", roll.present);
	put_changes(rq, to, day->id);
}

/* ---- the page -------------------------------------------------------------------------------- */

void put_rolls(struct request *rq, int day)
{
	struct workshop_day *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_DAYS_SHOWN);
	int count = workshop_days_in(&rq->work, zone_instant(day, 0), zone_instant(day + 1, 0), list, MOST_DAYS_SHOWN);
	struct node *rolls = put_list(rq->document, "workshops");

	for (int i = 0; i < count; i++)
		put_roll(rq, put_object(rolls, NULL), &list[i]);
}

/* What a mark may make of a seat, for a page that shows it before the lab knows. */
static void put_words(struct request *rq)
{
	static const char *const words[] = { "expected", "here", "late", "gone", "missing" };
	struct node *states = put_list(rq->document, "states");

	for (size_t i = 0; rq->wants_page && i < sizeof words / sizeof *words; i++)
		put_word(put_object(states, NULL), "presence", words[i]);
}

static void put_page(struct request *rq, int day)
{
	put_words(rq);
	put_time(rq->document, "day", zone_instant(day, 0));
	put_time(rq->document, "now", rq->work.now);
	put_time(rq->document, "ends", zone_instant(day + 1, 0));
	put_flag(rq->document, "is_today", day == zone_day(rq->work.now));
	put_text(rq->document, "previous", day_href(rq, day - 1));
	put_text(rq->document, "next", day_href(rq, day + 1));
	put_rolls(rq, day);
}

void attendance_show(struct request *rq)
{
	put_page(rq, date_asked(rq, "day", zone_day(rq->work.now)));
}

/* To the day it was on, and there to the same registration. */
void attendance_mark(struct request *rq)
{
	struct presence_act act = { .day = part_number(rq, 0), .ref = input_text(rq, "seat"),
		.number = input_number(rq, "number", 0), .act = input_text(rq, "act"),
		.heads = input_number(rq, "heads", NOT_COUNTED),
		.reason = text_trim(&rq->work.arena, input_text(rq, "reason")), .at = input_time(rq, "at") };
	struct workshop_day day;

	presence_mark(&rq->work, &act);
	if (!rq->work.reasons && presence_day(&rq->work, act.day, &day))
		answer_done(rq, arena_print(&rq->work.arena, "%s#seat-%lld-%s", day_href(rq, zone_day(day.from)),
			(long long)day.id, act.ref));
}

void attendance_refused(struct request *rq)
{
	struct workshop_day day;

	if (!presence_day(&rq->work, part_number(rq, 0), &day))
		rq->template = NULL;
	else if (rq->wants_page)
		put_page(rq, zone_day(day.from));
}
