// SPDX-License-Identifier: EUPL-1.2
/* The waiting list: what becomes free is offered, for a while, to whoever has waited longest. */
#include "app/seat_inside.h"

#include "app/delivery.h"

#include <string.h>

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
	seat_store(work, s);
	seat_follow_up(work, s, w, "seat.offer", "seat_offered");
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

void seat_accept(struct work *work, const char *ref, struct seat *s)
{
	struct workshop w;

	if (!seat_find_live(work, ref, s) || !workshop_find(work, s->workshop, &w))
		return;
	if (!seat_is(s, "offered"))
		reason_add(work, ALREADY_DECIDED, NULL);
	else if (s->lapses <= work->now)
		reason_add(work, TOO_LATE, NULL);
	seat_check_person(work, &w, s);
	if (!work->reasons)
		seat_settle(work, s, "booked", "seat.accept", "seat_booked");
}

void seat_give_up(struct work *work, struct seat *s, const char *status, const char *verb, const char *message)
{
	seat_settle(work, s, status, verb, message);
	seats_offer(work, s->workshop);
}

void seat_cancel(struct work *work, const char *ref, struct seat *s)
{
	if (seat_find_live(work, ref, s))
		seat_give_up(work, s, "cancelled", "seat.cancel", seat_is(s, "booked") ? "seat_cancelled" : NULL);
}

int seat_lapse(struct work *work, int most)
{
	struct seat *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_seats_lapsing(work->db, work->now, list, most);

	for (int i = 0; i < count; i++)
		seat_give_up(work, &list[i], "lapsed", "seat.lapse", "seat_lapsed");
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
