// SPDX-License-Identifier: EUPL-1.2
/* Workshops that do not take place, or on fewer days: staff say so, the place is gone, or too few have signed up. */
#include "app/workshop_inside.h"

#include "app/seat.h"

#include <string.h>

static void call_off(struct work *work, struct workshop *w, const char *why, const char *message)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = db_workshop_days(work->db, w->id, list, MOST_WORKSHOP_DAYS);

	w->status = "cancelled";
	w->why = why && *why ? why : NULL;
	w->decided = w->updated = work->now;
	w->sequence++;
	db_workshop_change(work->db, w);
	for (int i = 0; i < count; i++)
		workshop_release(work, &list[i]);
	workshop_follow_up(work, w, "workshop.cancel");
	seats_call_off(work, w, message);
}

void workshop_cancel(struct work *work, int64_t id, const char *why)
{
	struct workshop w;

	if (workshop_find_open(work, id, &w))
		call_off(work, &w, why, "workshop_cancelled");
}

static void drop_day(struct work *work, struct workshop *w, const struct workshop_day *day, const char *why)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);

	workshop_release(work, day);
	db_workshop_day_delete(work->db, day->id);
	int count = db_workshop_days(work->db, w->id, list, MOST_WORKSHOP_DAYS);
	w->starts = list[0].from;
	w->ends = list[count - 1].until;
	w->updated = work->now;
	w->sequence++;
	db_workshop_change(work->db, w);
	w->why = why; /* for the message */
	workshop_follow_up(work, w, "workshop.change");
	seats_follow(work, w, true);
}

void workshop_lose(struct work *work, const struct booking *booking, const char *why)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = db_workshop_days(work->db, booking->workshop, list, MOST_WORKSHOP_DAYS), others = 0, lost = -1;
	struct workshop w;

	if (!db_workshop_by_id(work->db, booking->workshop, &w) || strcmp(w.status, "open") != 0)
		return;
	for (int i = 0; i < count; i++)
		if (list[i].booking == booking->id)
			lost = i;
		else
			others += list[i].until > work->now;
	if (lost < 0)
		return;
	if (others)
		drop_day(work, &w, &list[lost], why);
	else
		call_off(work, &w, why, "workshop_cancelled");
}

/* Who has switched the lab off over the weekend does not send people home who are there already. */
static void decide(struct work *work, struct workshop *w)
{
	if (!strcmp(w->status, "open") && w->starts > work->now && db_seats_booked(work->db, w->id) < w->minimum) {
		call_off(work, w, NULL, "workshop_too_few");
		return;
	}
	w->decided = work->now;
	db_workshop_change(work->db, w);
}

int workshop_decide(struct work *work, int most)
{
	struct workshop *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_workshops_to_decide(work->db, work->now, list, most);

	for (int i = 0; i < count; i++)
		decide(work, &list[i]);
	return count;
}
