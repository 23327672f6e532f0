// SPDX-License-Identifier: EUPL-1.2
/* Registrations for workshops: how they look, signing up, and what becomes of them. */
#include "web/workshops.h"

#include "app/base/text.h"
#include "app/join.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>


/* ---- how they look --------------------------------------------------------------------------- */

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

/* ---- signing up ------------------------------------------------------------------------------ */

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

/* ---- the forms ------------------------------------------------------------------------------- */

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
