// SPDX-License-Identifier: EUPL-1.2
#include "app/seat.h"

#include "app/base/time.h"
#include "app/booking.h"
#include "app/calendar.h"
#include "app/delivery.h"
#include "app/join.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/site.h"

#include <string.h>

enum { REF_TRIES = 8 };

bool seat_is_class(const struct seat *s)
{
	return *s->class_name;
}

static bool is(const struct seat *s, const char *status)
{
	return !strcmp(s->status, status);
}

bool seat_is_live(const struct seat *s)
{
	return is(s, "waiting") || is(s, "offered") || is(s, "booked");
}

bool seat_is_changeable(const struct work *work, const struct seat *s)
{
	return seat_is_live(s) && s->starts > work->now;
}

/* ---- what follows a change --------------------------------------------------------------------------------------- */

/* Codes that are printed already stay: only those are made that are not there. */
static void make_passes(struct work *work, const struct seat *s, const struct workshop *w, const struct workshop_day *day)
{
	struct pass *list = arena_alloc(&work->arena, sizeof *list * MOST_SEATS);
	int made = db_passes_of_seat(work->db, s->id, day->id, list, MOST_SEATS);

	for (int64_t number = made + 1; number <= s->count; number++)
		pass_make(work, &(struct pass_wish){ .type = PASS_SEAT, .person = s->person, .resource = w->place,
			.seat = s->id, .number = number, .day = day->id, .starts = day->from,
			.ends = day->until });
}

static enum event_status event_status_of(const struct seat *s)
{
	if (is(s, "booked"))
		return EVENT_CONFIRMED;
	return is(s, "offered") ? EVENT_TENTATIVE : EVENT_CANCELLED;
}

static void write_event(struct work *work, const struct seat *s, const struct workshop *w,
	const struct workshop_day *day)
{
	bool english = !strcmp(s->person_language, "en");
	char *text[AUDIENCES];
	struct event event = { .kind = EVENT_SEAT, .id = s->id, .day = day->id,
		.installation = site_installation(work), .sequence = s->sequence, .updated = s->updated,
		.starts = day->from, .ends = day->until, .status = event_status_of(s),
		.language = english ? ENGLISH : GERMAN, .resource = english && *w->title_en ? w->title_en : w->title,
		.location = w->place_name, .ref = s->ref,
		.url = arena_print(&work->arena, "%s/seats/%s", work->lab->url, s->ref) };

	calendar_event(&work->arena, &event, text);
	db_seat_event_set(work->db, s->id, day->id, text[AUDIENCE_OWN]);
}

/* Who only waits, or did so in vain, has nothing in the calendar. */
static bool has_events(const struct seat *s)
{
	return is(s, "booked") || is(s, "offered") || s->sequence;
}

static void write_days(struct work *work, const struct seat *s, const struct workshop *w)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = db_workshop_days(work->db, w->id, list, MOST_WORKSHOP_DAYS);

	for (int i = 0; i < count; i++) {
		if (is(s, "booked") && list[i].until > work->now)
			make_passes(work, s, w, &list[i]);
		if (has_events(s))
			write_event(work, s, w, &list[i]);
	}
}

static void tell(struct work *work, const struct seat *s, const char *message, const char *detail)
{
	delivery_add(work, &(struct delivery){ .kind = message, .person = s->person, .seat = s->id, .detail = detail,
		.key = arena_print(&work->arena, "%s s%lld %lld", message, (long long)s->id,
			(long long)s->sequence) });
}

/* Passes, calendar, message and audit; passes of a seat that is not booked are void. */
static void follow_up(struct work *work, const struct seat *s, const struct workshop *w, const char *verb,
	const char *message)
{
	if (s->sequence)
		db_pass_revoke_seat(work->db, s->id, is(s, "booked") ? s->count : 0, work->now);
	write_days(work, s, w);
	if (message)
		tell(work, s, message, w->why);
	audit(work, verb, s->id, NULL);
	work_touch(work, SCOPE_BOOKINGS);
}

static void store(struct work *work, struct seat *s)
{
	s->updated = work->now;
	s->sequence++;
	if (!is(s, "offered"))
		s->lapses = 0;
	db_seat_change(work->db, s);
}

static void settle(struct work *work, struct seat *s, const char *status, const char *verb, const char *message)
{
	struct workshop w;
	bool gives = !is(s, "waiting") && strcmp(status, "booked") != 0;

	if (!db_workshop_by_id(work->db, s->workshop, &w))
		return;
	s->status = status;
	store(work, s);
	if (gives)
		db_workshop_give(work->db, w.id, s->count);
	follow_up(work, s, &w, verb, message);
}

/* ---- signing up -------------------------------------------------------------------------------------------------- */

static void check_workshop(struct work *work, const struct workshop *w)
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

static bool is_school(const struct seat *s)
{
	return s->organisation_kind && !strcmp(s->organisation_kind, "school");
}

static void check_count(struct work *work, const struct workshop *w, const struct seat *s)
{
	int64_t most = s->organisation || w->capacity < MOST_ALONE ? w->capacity : MOST_ALONE;

	if (s->count < 1 || s->count > most)
		reason_add_number(work, TOO_MANY_SEATS, "count", most);
	if (is_school(s) && !*s->class_name)
		reason_add(work, MISSING_FIELD, "class_name");
	if (s->grade < 0 || s->grade > MOST_GRADE)
		reason_add(work, NOT_A_GRADE, "grade");
}

static void check_person(struct work *work, const struct workshop *w, const struct seat *s)
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
	if (is_school(&s)) {
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
	check_workshop(work, &w);
	check_person(work, &w, s);
	check_count(work, &w, s);
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
		follow_up(work, s, &w, "seat.sign_up", is(s, "booked") ? "seat_booked" : "seat_waiting");
}

/* ---- the waiting list -------------------------------------------------------------------------------------------- */

static int64_t offer_lapses(const struct work *work, const struct workshop *w)
{
	int64_t lapses = work->now + SEAT_OFFER_LASTS;

	if (lapses > w->starts - SEAT_OFFER_BEFORE)
		lapses = w->starts - SEAT_OFFER_BEFORE;
	if (w->closes > work->now && lapses > w->closes)
		lapses = w->closes;
	return lapses > work->now + SEAT_OFFER_LEAST ? lapses : work->now + SEAT_OFFER_LEAST;
}

static void offer(struct work *work, struct seat *s, const struct workshop *w)
{
	s->status = "offered";
	s->lapses = offer_lapses(work, w);
	store(work, s);
	follow_up(work, s, w, "seat.offer", "seat_offered");
}

void seats_offer(struct work *work, int64_t workshop)
{
	struct seat *list = arena_alloc(&work->arena, sizeof *list * MOST_SEATS);
	struct workshop w;

	if (work->reasons || !db_workshop_by_id(work->db, workshop, &w) || strcmp(w.status, "open") != 0 ||
	    w.starts <= work->now)
		return;
	int64_t free = w.capacity - w.taken;
	int count = free ? db_seats(work->db, workshop, "waiting", list, MOST_SEATS) : 0;
	for (int i = 0; i < count; i++)
		if (list[i].count <= free && db_workshop_take(work->db, workshop, list[i].count)) {
			free -= list[i].count;
			offer(work, &list[i], &w);
		}
}

static bool find_live(struct work *work, const char *ref, struct seat *s)
{
	if (!seat_find(work, ref, s))
		return false;
	if (!seat_is_changeable(work, s))
		reason_add(work, NOT_CHANGEABLE, NULL);
	return !work->reasons;
}

void seat_accept(struct work *work, const char *ref, struct seat *s)
{
	struct workshop w;

	if (!find_live(work, ref, s) || !workshop_find(work, s->workshop, &w))
		return;
	if (!is(s, "offered"))
		reason_add(work, ALREADY_DECIDED, NULL);
	else if (s->lapses <= work->now)
		reason_add(work, TOO_LATE, NULL);
	check_person(work, &w, s);
	if (!work->reasons)
		settle(work, s, "booked", "seat.accept", "seat_booked");
}

static void give_up(struct work *work, struct seat *s, const char *status, const char *verb, const char *message)
{
	settle(work, s, status, verb, message);
	seats_offer(work, s->workshop);
}

void seat_cancel(struct work *work, const char *ref, struct seat *s)
{
	if (find_live(work, ref, s))
		give_up(work, s, "cancelled", "seat.cancel", is(s, "booked") ? "seat_cancelled" : NULL);
}

int seat_lapse(struct work *work, int most)
{
	struct seat *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_seats_lapsing(work->db, work->now, list, most);

	for (int i = 0; i < count; i++)
		give_up(work, &list[i], "lapsed", "seat.lapse", "seat_lapsed");
	return count < most ? count + db_seats_over(work->db, work->now, most - count) : count;
}

int seat_remind(struct work *work, int most)
{
	struct seat_reminder *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_seats_to_remind(work->db, work->now, work->now + REMIND_AHEAD, list, most);

	for (int i = 0; i < count; i++)
		delivery_add(work, &(struct delivery){ .kind = "workshop_reminder", .person = list[i].person,
			.seat = list[i].seat, .key = arena_print(&work->arena, "workshop_reminder s%lld %lld",
				(long long)list[i].seat, (long long)list[i].day) });
	return count;
}

/* ---- changing ---------------------------------------------------------------------------------------------------- */

/* More seats are taken, fewer given back; who waits or has an offer changes only how many. */
static void resize(struct work *work, const struct seat *s, int64_t count)
{
	if (is(s, "waiting"))
		return;
	if (count < s->count)
		db_workshop_give(work->db, s->workshop, s->count - count);
	else if (count > s->count && !db_workshop_take(work->db, s->workshop, count - s->count))
		reason_add(work, WORKSHOP_FULL, "count");
}

void seat_change(struct work *work, const char *ref, const struct seat_wish *wish, struct seat *s)
{
	struct workshop w;

	if (!find_live(work, ref, s) || !workshop_find(work, s->workshop, &w))
		return;
	struct seat new = *s;
	new.count = wish->count;
	new.cents = w.cents * wish->count;
	if (is_school(s)) {
		new.class_name = wish->class_name;
		new.grade = wish->grade;
		new.teacher = wish->teacher;
	}
	check_count(work, &w, &new);
	if (work->reasons)
		return;
	resize(work, s, new.count);
	*s = new;
	store(work, s);
	follow_up(work, s, &w, "seat.change", is(s, "booked") ? "seat_changed" : NULL);
	seats_offer(work, w.id);
}

static bool is_same_series(const struct workshop *a, const struct workshop *b)
{
	return a->id != b->id && (a->series ? a->series : a->id) == (b->series ? b->series : b->id);
}

void seat_move(struct work *work, const char *ref, int64_t workshop, struct seat *s)
{
	struct workshop old, w;

	if (!find_live(work, ref, s) || !workshop_find(work, s->workshop, &old) || !workshop_find(work, workshop, &w))
		return;
	if (!is(s, "booked") || !is_same_series(&old, &w))
		reason_add(work, NOT_CHANGEABLE, "workshop");
	check_workshop(work, &w);
	check_person(work, &w, s);
	if (!work->reasons && !db_workshop_take(work->db, w.id, s->count))
		reason_add(work, WORKSHOP_FULL, "workshop");
	if (work->reasons)
		return;
	db_workshop_give(work->db, old.id, s->count);
	db_pass_revoke_seat(work->db, s->id, 0, work->now);
	db_seat_events_forget(work->db, s->id);
	s->workshop = w.id;
	s->cents = w.cents * s->count;
	s->starts = w.starts;
	s->ends = w.ends;
	store(work, s);
	follow_up(work, s, &w, "seat.move", "seat_moved");
	seats_offer(work, old.id);
}

void seat_name(struct work *work, const char *ref, const char *const *names, int count, struct seat *s)
{
	if (!seat_find(work, ref, s))
		return;
	if (seat_is_class(s) || is_school(s))
		reason_add(work, NO_PUPILS, NULL);
	else if (!seat_is_live(s))
		reason_add(work, NOT_CHANGEABLE, NULL);
	if (work->reasons)
		return;
	for (int i = 0; i < count && i < s->count; i++)
		db_seat_name_set(work->db, s->id, i + 1, names[i]);
	audit(work, "seat.name", s->id, NULL);
	work_touch(work, SCOPE_BOOKINGS);
}

/* ---- with the workshop ------------------------------------------------------------------------------------------- */

static int everybody(struct work *work, int64_t workshop, struct seat **list)
{
	*list = arena_alloc(&work->arena, sizeof **list * MOST_SEATS);
	return db_seats(work->db, workshop, NULL, *list, MOST_SEATS);
}

void seats_follow(struct work *work, const struct workshop *w, bool moved)
{
	struct seat *list;
	int count = everybody(work, w->id, &list);

	for (int i = 0; i < count; i++) {
		if (!seat_is_live(&list[i]))
			continue;
		if (moved)
			db_pass_revoke_seat(work->db, list[i].id, 0, work->now);
		store(work, &list[i]);
		follow_up(work, &list[i], w, "seat.follow", moved && !is(&list[i], "waiting") ? "workshop_changed" : NULL);
	}
}

void seats_call_off(struct work *work, const struct workshop *w, const char *message)
{
	struct seat *list;
	int count = everybody(work, w->id, &list);

	for (int i = 0; i < count; i++)
		if (seat_is_live(&list[i]))
			settle(work, &list[i], "cancelled", "seat.call_off", message);
}

void seats_leave(struct work *work, int64_t person)
{
	struct seat *list = arena_alloc(&work->arena, sizeof *list * MOST_SEATS);
	int count = db_seats_of(work->db, person, 0, list, MOST_SEATS);

	for (int i = 0; i < count; i++)
		if (seat_is_changeable(work, &list[i]))
			give_up(work, &list[i], "cancelled", "seat.cancel", NULL);
}

/* ---- looking ----------------------------------------------------------------------------------------------------- */

bool seat_find(struct work *work, const char *ref, struct seat *s)
{
	bool found = db_seat_by_ref(work->db, ref, s);

	if (found && (s->person == work->person->id || person_is_staff(work->person)))
		return true;
	reason_add(work, NO_SUCH_SEAT, NULL);
	return false;
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
