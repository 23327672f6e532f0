// SPDX-License-Identifier: EUPL-1.2
/* Registrations for workshops: signing up, what may become of it, and the codes of its seats. */
#include "web/workshops.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/join.h"
#include "app/lab.h"
#include "web/handlers.h"
#include "web/qr.h"
#include "web/views.h"

#include <string.h>

enum { LETTERS = 5 };

/* ---- how they look ----------------------------------------------------------------------------------------------- */

const char *seat_href(struct arena *arena, const char *ref, const char *ending)
{
	return arena_print(arena, "/seats/%s%s", ref, ending);
}

static void put_class(struct node *to, const struct seat *s)
{
	struct node *class;

	if (!seat_is_class(s))
		return;
	class = put_object(to, "class");
	put_text(class, "name", s->class_name);
	if (s->grade)
		put_number(class, "grade", s->grade);
	if (*s->teacher)
		put_text(class, "teacher", s->teacher);
}

void put_seat(struct request *rq, struct node *to, const struct seat *s)
{
	static const char *const states[] = { "waiting", "offered", "booked", "cancelled", "lapsed", "over", NULL };
	struct node *workshop = put_object(to, "workshop");

	put_text(to, "ref", s->ref);
	put_text(to, "href", seat_href(&rq->work.arena, s->ref, ""));
	put_word(to, "registration", s->status);
	put_word(to, "sign", strcmp(s->status, "booked") ? s->status : "confirmed");
	put_states(rq, to, states, s->status);
	put_number(to, "count", s->count);
	put_flag(to, "is_single", s->count == 1);
	put_class(to, s);
	put_text(to, "organisation", s->organisation_name);
	if (person_is_staff(rq->work.person))
		put_text(put_object(to, "person"), "name", s->person_name);
	if (s->lapses)
		put_time(to, "lapses", s->lapses);
	put_text(to, "price", s->cents ? money(rq, s->cents) : NULL);
	put_time(to, "from", s->starts);
	put_time(to, "until", s->ends);
	put_text(workshop, "title", workshop_title(&rq->work, s->title, s->title_en));
	put_text(workshop, "href", workshop_href(&rq->work.arena, s->workshop, ""));
	put_text(workshop, "place", s->place_name);
}

/* ---- signing up -------------------------------------------------------------------------------------------------- */

static bool has_school(struct request *rq)
{
	struct organisation list[32];
	int count = organisation_list(&rq->work, rq->work.person->id, list, 32);

	for (int i = 0; i < count; i++)
		if (!strcmp(list[i].kind, "school"))
			return true;
	return person_is_staff(rq->work.person);
}

/* A teacher of one school signs up for it, unless they say otherwise. */
static const char *organisation_for(struct request *rq)
{
	struct organisation list[2];

	if (input_has(rq, "count"))
		return input_text(rq, "organisation");
	bool one = organisation_list(&rq->work, rq->work.person->id, list, 2) == 1;
	return one && !strcmp(list[0].kind, "school") ? list[0].slug : "";
}

void put_sign_up(struct request *rq, const struct workshop *w)
{
	static const char *const texts[] = { "class_name", "grade", "teacher", "person" };
	bool is_staff = person_is_staff(rq->work.person);
	const char *status = workshop_status(w, rq->work.now);
	bool may = !strcmp(status, "open") || !strcmp(status, "full");

	if (!may && !(is_staff && strcmp(status, "cancelled") && strcmp(status, "over")))
		return;
	struct node *form = put_object(rq->document, "sign_up");
	put_number(form, "count", input_number(rq, "count", 1));
	put_flag(form, "for_school", has_school(rq));
	put_flag(form, "wait", w->taken >= w->capacity || input_number(rq, "wait", 0));
	put_flag(form, "is_staff", is_staff);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		put_text(form, texts[i], input_text(rq, texts[i]));
	put_organisations(rq, organisation_for(rq));
}

static const char *trimmed(struct request *rq, const char *name)
{
	return text_trim(&rq->work.arena, input_text(rq, name));
}

static struct seat_wish wish_of(struct request *rq, int64_t workshop)
{
	return (struct seat_wish){ .workshop = workshop, .count = input_number(rq, "count", 1),
		.organisation = input_text(rq, "organisation"), .person = trimmed(rq, "person"),
		.class_name = trimmed(rq, "class_name"), .teacher = trimmed(rq, "teacher"),
		.grade = input_number(rq, "grade", 0), .wait = input_number(rq, "wait", 0) };
}

void seat_create(struct request *rq)
{
	struct seat_wish wish = wish_of(rq, part_number(rq, 0));
	struct seat s;

	seat_sign_up(&rq->work, &wish, &s);
	if (rq->work.reasons)
		return;
	put_seat(rq, rq->document, &s);
	answer_made(rq, seat_href(&rq->work.arena, s.ref, rq->is_form ? "?new=1" : ""));
}

void seat_create_refused(struct request *rq)
{
	struct workshop w;

	if (!workshop_find(&rq->work, part_number(rq, 0), &w))
		rq->template = NULL;
	else if (rq->wants_page)
		workshop_show(rq);
}

/* ---- one registration -------------------------------------------------------------------------------------------- */

static void put_names(struct request *rq, const struct seat *s)
{
	struct seat_name known[MOST_SEATS];
	int count = seat_names(&rq->work, s->id, known, MOST_SEATS), at = 0;
	struct node *names = put_list(rq->document, "names");

	for (int64_t number = 1; number <= s->count; number++) {
		struct node *one = put_object(names, NULL);
		put_number(one, "number", number);
		if (at < count && known[at].number == number)
			put_text(one, "name", known[at++].name);
	}
}

static void put_others(struct request *rq, const struct seat *s)
{
	struct workshop w, *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SERIES);
	struct node *to = put_list(rq->document, "others");

	if (!workshop_find(&rq->work, s->workshop, &w))
		return;
	int count = workshop_others(&rq->work, &w, list, MOST_SERIES);
	for (int i = 0; i < count; i++)
		if (list[i].capacity - list[i].taken >= s->count)
			put_workshop(rq, put_object(to, NULL), &list[i]);
}

/* Five letters at a time can be typed. */
static const char *spaced(struct request *rq, const char *token)
{
	char *text = arena_alloc(&rq->work.arena, TOKEN_LETTERS * 2), *to = text;

	for (size_t at = 0; at < TOKEN_LETTERS; at++) {
		if (at && at % LETTERS == 0)
			*to++ = ' ';
		*to++ = token[at];
	}
	*to = '\0';
	return text;
}

static void put_code(struct request *rq, struct node *to, const struct pass *pass)
{
	struct arena *arena = &rq->work.arena;
	const char *token = pass_token(arena, pass);
	struct buffer svg = { 0 };

	put_number(to, "number", pass->number);
	put_text(to, "token", token);
	if (!rq->wants_page)
		return;
	put_text(to, "token_text", spaced(rq, token));
	if (qr_svg(pass_url(arena, rq->work.lab->url, token), &svg))
		put_text(to, "svg", svg.bytes);
	buffer_clear(&svg);
}

/* The day that comes next, or the last one; ?day=ID chooses. False: it has none. */
static bool day_asked(struct request *rq, const struct seat *s, struct workshop_day *day)
{
	struct workshop_day *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = workshop_days(&rq->work, s->workshop, list, MOST_WORKSHOP_DAYS), chosen = 0;
	int64_t asked = 0;

	text_number(query_text(rq, "day"), &asked);
	while (!asked && chosen < count - 1 && list[chosen].until <= rq->work.now)
		chosen++;
	for (int i = 0; i < count; i++)
		if (list[i].id == asked)
			chosen = i;
	if (count)
		*day = list[chosen];
	return count;
}

static void put_codes(struct request *rq, const struct seat *s, int most)
{
	struct pass *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SEATS);
	struct node *codes = put_list(rq->document, "codes");
	struct workshop_day day;

	if (strcmp(s->status, "booked") != 0 || !day_asked(rq, s, &day))
		return;
	int count = seat_passes(&rq->work, s->id, day.id, list, most);
	struct node *on = put_object(rq->document, "on");
	put_number(on, "day", day.id);
	put_time(on, "from", day.from);
	put_time(on, "until", day.until);
	put_time(on, "admits", day.from - PASS_EARLY);
	for (int i = 0; i < count; i++)
		put_code(rq, put_object(codes, NULL), &list[i]);
}

static void put_choices(struct request *rq, const struct seat *s)
{
	struct node *to = put_object(rq->document, "choices");
	bool changeable = seat_is_changeable(&rq->work, s);

	put_flag(to, "accept", changeable && !strcmp(s->status, "offered") && s->lapses > rq->work.now);
	put_flag(to, "cancel", changeable);
	put_flag(to, "change", changeable && (s->count > 1 || seat_is_class(s)));
	put_flag(to, "name", seat_is_live(s) && !seat_is_class(s));
	put_flag(to, "sheet", !strcmp(s->status, "booked") && s->count > 1);
	put_flag(to, "calendar", !strcmp(s->status, "booked"));
	if (changeable && !strcmp(s->status, "booked"))
		put_others(rq, s);
}

static void show(struct request *rq, int codes)
{
	struct seat s;

	if (!seat_find(&rq->work, rq->part[0], &s))
		return;
	put_seat(rq, rq->document, &s);
	put_workshop_days(rq, rq->document, s.workshop);
	put_choices(rq, &s);
	put_codes(rq, &s, codes);
	if (!seat_is_class(&s))
		put_names(rq, &s);
}

/* One code at arm's length; those of a group are on the sheet. */
void seat_show(struct request *rq)
{
	put_flag(rq->document, "is_new", *query_text(rq, "new"));
	show(rq, rq->wants_page ? 1 : MOST_SEATS);
}

void seat_sheet(struct request *rq)
{
	show(rq, MOST_SEATS);
	if (!rq->work.reasons && !node_member(rq->document, "on"))
		answer_missing(rq);
}

void seat_refused(struct request *rq)
{
	struct seat s;

	if (!seat_find(&rq->work, rq->part[0], &s))
		rq->template = NULL;
	else if (rq->wants_page)
		show(rq, 1);
}

/* ---- the forms --------------------------------------------------------------------------------------------------- */

static void answer(struct request *rq, const struct seat *s)
{
	if (rq->work.reasons)
		return;
	put_seat(rq, rq->document, s);
	if (rq->is_form)
		answer_done(rq, seat_href(&rq->work.arena, s->ref, ""));
}

void seat_take(struct request *rq)
{
	struct seat s;

	seat_accept(&rq->work, rq->part[0], &s);
	answer(rq, &s);
}

void seat_delete(struct request *rq)
{
	struct seat s;

	seat_cancel(&rq->work, rq->part[0], &s);
	if (!rq->work.reasons)
		answer_done(rq, seat_href(&rq->work.arena, s.ref, ""));
}

/* What is not sent stays as it is. */
void seat_edit(struct request *rq)
{
	struct seat s;

	if (!seat_find(&rq->work, rq->part[0], &s))
		return;
	struct seat_wish wish = { .count = input_number(rq, "count", s.count),
		.class_name = input_has(rq, "class_name") ? trimmed(rq, "class_name") : s.class_name,
		.teacher = input_has(rq, "teacher") ? trimmed(rq, "teacher") : s.teacher,
		.grade = input_number(rq, "grade", s.grade) };
	seat_change(&rq->work, rq->part[0], &wish, &s);
	answer(rq, &s);
}

void seat_relocate(struct request *rq)
{
	struct seat s;

	seat_move(&rq->work, rq->part[0], input_number(rq, "workshop", 0), &s);
	answer(rq, &s);
}

/* name-1, name-2 …: the route's table cannot look at each. */
static const char *name_typed(struct request *rq, int number)
{
	const char *name = trimmed(rq, arena_print(&rq->work.arena, "name-%d", number));

	if (!text_is_clean(name, strlen(name)))
		reason_add(&rq->work, NOT_CLEAN, "names");
	if (text_letters(name) > MOST_NAME)
		reason_add_number(&rq->work, TOO_LONG_TEXT, "names", MOST_NAME);
	return name;
}

void seat_call(struct request *rq)
{
	const char *names[MOST_SEATS];
	struct seat s;

	if (!seat_find(&rq->work, rq->part[0], &s))
		return;
	for (int i = 0; i < s.count && i < MOST_SEATS; i++)
		names[i] = name_typed(rq, i + 1);
	if (rq->work.reasons)
		return;
	seat_name(&rq->work, rq->part[0], names, (int)s.count, &s);
	answer(rq, &s);
}
