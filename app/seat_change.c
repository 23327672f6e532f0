// SPDX-License-Identifier: EUPL-1.2
/* Other numbers, another date, and what a workshop takes along when it changes or is called off. */
#include "app/seat_inside.h"

#include "app/person.h"
#include "app/revision.h"

/* More seats are taken, fewer given back; who waits or has an offer changes only how many. */
static void resize(struct work *work, const struct seat *s, int64_t count)
{
	if (seat_is(s, "waiting"))
		return;
	if (count < s->count)
		db_workshop_give(work->db, s->workshop, s->count - count);
	else if (count > s->count && !db_workshop_take(work->db, s->workshop, count - s->count))
		reason_add(work, WORKSHOP_FULL, "count");
}

void seat_change(struct work *work, const char *ref, const struct seat_wish *wish, struct seat *s)
{
	struct workshop w;

	if (!seat_find_live(work, ref, s) || !workshop_find(work, s->workshop, &w))
		return;
	struct seat new = *s;
	new.count = wish->count;
	new.cents = w.cents * wish->count;
	if (seat_is_school(s)) {
		new.class_name = wish->class_name;
		new.grade = wish->grade;
		new.teacher = wish->teacher;
	}
	seat_check_count(work, &w, &new);
	if (work->reasons)
		return;
	resize(work, s, new.count);
	*s = new;
	seat_store(work, s);
	seat_follow_up(work, s, &w, "seat.change", seat_is(s, "booked") ? "seat_changed" : NULL);
	seats_offer(work, w.id);
}

static bool is_same_series(const struct workshop *a, const struct workshop *b)
{
	return a->id != b->id && (a->series ? a->series : a->id) == (b->series ? b->series : b->id);
}

void seat_move(struct work *work, const char *ref, int64_t workshop, struct seat *s)
{
	struct workshop old, w;

	if (!seat_find_live(work, ref, s) || !workshop_find(work, s->workshop, &old) ||
	    !workshop_find(work, workshop, &w))
		return;
	if (!seat_is(s, "booked") || !is_same_series(&old, &w))
		reason_add(work, NOT_CHANGEABLE, "workshop");
	seat_check_workshop(work, &w);
	seat_check_person(work, &w, s);
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
	seat_store(work, s);
	seat_follow_up(work, s, &w, "seat.move", "seat_moved");
	seats_offer(work, old.id);
}

void seat_name(struct work *work, const char *ref, const char *const *names, int count, struct seat *s)
{
	if (!seat_find(work, ref, s))
		return;
	if (seat_is_class(s) || seat_is_school(s))
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

/* ---- with the workshop ----------------------------------------------------------------------- */

static int everybody(struct work *work, int64_t workshop, struct seat **list)
{
	*list = arena_alloc(&work->arena, sizeof **list * MOST_SEATS);
	return db_seats(work->db, workshop, NULL, *list, MOST_SEATS);
}

void seats_follow(struct work *work, const struct workshop *w, bool renewed, const char *message)
{
	struct seat *list;
	int count = everybody(work, w->id, &list);

	for (int i = 0; i < count; i++) {
		if (!seat_is_live(&list[i]))
			continue;
		if (renewed)
			db_pass_revoke_seat(work->db, list[i].id, 0, work->now);
		seat_store(work, &list[i]);
		seat_follow_up(work, &list[i], w, "seat.follow",
			seat_is(&list[i], "waiting") ? NULL : message);
	}
}

void seats_call_off(struct work *work, const struct workshop *w, const char *message)
{
	struct seat *list;
	int count = everybody(work, w->id, &list);

	for (int i = 0; i < count; i++)
		if (seat_is_live(&list[i]))
			seat_settle(work, &list[i], "cancelled", "seat.call_off", message);
}

void seats_leave(struct work *work, int64_t person)
{
	struct seat *list = arena_alloc(&work->arena, sizeof *list * MOST_SEATS);
	int count = db_seats_of(work->db, person, 0, list, MOST_SEATS);

	for (int i = 0; i < count; i++)
		if (seat_is_changeable(work, &list[i]))
			seat_give_up(work, &list[i], "cancelled", "seat.cancel", NULL);
}
