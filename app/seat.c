// SPDX-License-Identifier: EUPL-1.2
#include "app/seat_inside.h"

#include "app/booking.h"
#include "app/join.h"
#include "app/person.h"

#include <string.h>

enum { REF_TRIES = 8 };

bool seat_is_class(const struct seat *s)
{
	return *s->class_name;
}

bool seat_is(const struct seat *s, const char *status)
{
	return !strcmp(s->status, status);
}

bool seat_is_live(const struct seat *s)
{
	return seat_is(s, "waiting") || seat_is(s, "offered") || seat_is(s, "booked");
}

bool seat_is_changeable(const struct work *work, const struct seat *s)
{
	return seat_is_live(s) && s->starts > work->now;
}

/* ---- signing up ------------------------------------------------------------------------------ */

void seat_check_workshop(struct work *work, const struct workshop *w)
{
	bool is_staff = person_is_staff(work->person);

	if (strcmp(w->status, "open") != 0)
		reason_add(work, WORKSHOP_CANCELLED, NULL);
	else if (w->ends <= work->now)
		reason_add(work, IN_THE_PAST, NULL);
	else if (!is_staff && work->now < w->opens)
		reason_add(work, REGISTRATION_LATER, NULL);
	else if (!is_staff && work->now >= w->closes)
		reason_add(work, REGISTRATION_OVER, NULL);
}

bool seat_is_school(const struct seat *s)
{
	return s->organisation_kind && !strcmp(s->organisation_kind, "school");
}

void seat_check_count(struct work *work, const struct workshop *w, const struct seat *s)
{
	int64_t most = s->organisation || w->capacity < MOST_ALONE ? w->capacity : MOST_ALONE;

	if (s->count < 1 || s->count > most)
		reason_add_number(work, TOO_MANY_SEATS, "count", most);
	if (seat_is_school(s) && !*s->class_name)
		reason_add(work, MISSING_FIELD, "class_name");
	if (s->grade < 0 || s->grade > MOST_GRADE)
		reason_add(work, NOT_A_GRADE, "grade");
}

void seat_check_person(struct work *work, const struct workshop *w, const struct seat *s)
{
	if (youth_is_waiting(work, s->person))
		reason_add(work, NEEDS_GUARDIAN, NULL);
	if (!db_workshop_is_for(work->db, w->id, s->organisation))
		reason_add_detail(work, NOT_FOR_YOU, "organisation", workshop_title(work, w->title, w->title_en));
}

static const char *kind_of(struct work *work, const struct seat *s)
{
	struct organisation list[32];

	for (int i = organisation_list(work, s->person, list, 32); i > 0; i--)
		if (list[i - 1].id == s->organisation)
			return list[i - 1].kind;
	return NULL;
}

static struct seat seat_of(struct work *work, const struct seat_wish *wish, const struct workshop *w)
{
	struct wish party = { .person = wish->person, .organisation = wish->organisation };
	struct booking b = { 0 };

	booking_party(work, &party, &b);
	struct seat s = { .workshop = w->id, .person = b.person, .organisation = b.organisation,
		.count = wish->count, .class_name = "", .teacher = "", .status = "booked",
		.cents = w->cents * wish->count, .created = work->now, .created_by = work->person->id,
		.updated = work->now, .person_name = b.person_name, .person_email = b.person_email,
		.person_language = b.person_language, .organisation_name = b.organisation_name,
		.title = w->title, .title_en = w->title_en, .place_name = w->place_name,
		.starts = w->starts, .ends = w->ends };
	s.organisation_kind = kind_of(work, &s);
	if (seat_is_school(&s)) {
		s.class_name = wish->class_name;
		s.grade = wish->grade;
		s.teacher = wish->teacher;
	}
	return s;
}

static bool add_with_ref(struct work *work, struct seat *s)
{
	for (int try = 0; try < REF_TRIES; try++) {
		s->ref = booking_ref(work);
		if (db_seat_add(work->db, s))
			return true;
	}
	reason_add(work, SIGNED_UP, NULL);
	return false;
}

void seat_sign_up(struct work *work, const struct seat_wish *wish, struct seat *s)
{
	struct workshop w;

	if (!workshop_find(work, wish->workshop, &w))
		return;
	*s = seat_of(work, wish, &w);
	seat_check_workshop(work, &w);
	seat_check_person(work, &w, s);
	seat_check_count(work, &w, s);
	if (work->reasons && !wish->wait && s->count > w.capacity - w.taken)
		reason_add(work, WORKSHOP_FULL, "count");
	if (work->reasons)
		return;
	if (!db_workshop_take(work->db, w.id, s->count)) {
		s->status = "waiting";
		if (!wish->wait)
			reason_add(work, WORKSHOP_FULL, "count");
	}
	if (add_with_ref(work, s) && !work->reasons)
		seat_follow_up(work, s, &w, "seat.sign_up", seat_is(s, "booked") ? "seat_booked" : "seat_waiting");
}

/* ---- looking --------------------------------------------------------------------------------- */

bool seat_find(struct work *work, const char *ref, struct seat *s)
{
	bool found = db_seat_by_ref(work->db, ref, s);

	if (found && (s->person == work->person->id || person_is_staff(work->person)))
		return true;
	reason_add(work, NO_SUCH_SEAT, NULL);
	return false;
}

bool seat_find_live(struct work *work, const char *ref, struct seat *s)
{
	if (!seat_find(work, ref, s))
		return false;
	if (!seat_is_changeable(work, s))
		reason_add(work, NOT_CHANGEABLE, NULL);
	return !work->reasons;
}

int seat_list_mine(struct work *work, struct seat *list, int most)
{
	return db_seats_of(work->db, work->person->id, 0, list, most);
}

int seat_list(struct work *work, int64_t workshop, const char *status, struct seat *list, int most)
{
	return db_seats(work->db, workshop, status, list, most);
}

int seat_names(struct work *work, int64_t seat, struct seat_name *list, int most)
{
	return db_seat_names(work->db, seat, list, most);
}

int seat_passes(struct work *work, int64_t seat, int64_t day, struct pass *list, int most)
{
	return db_passes_of_seat(work->db, seat, day, list, most);
}

void seat_events(struct work *work, int64_t seat, struct buffer *to)
{
	db_seat_events(work->db, seat, to);
}

bool feed_seats(struct work *work, int64_t person, struct feed_place *place, int most, struct buffer *to)
{
	return db_seat_events_own(work->db, person, place, most, to);
}
