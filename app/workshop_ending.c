// SPDX-License-Identifier: EUPL-1.2
/* Workshops that do not take place, or on fewer days: staff say so, too few have signed up, or the place is closed. */
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

/* ---- closures -------------------------------------------------------------------------------- */

static bool is_among(const struct workshop_day *day, const struct booking *list, int count)
{
	for (int i = 0; i < count; i++)
		if (list[i].id == day->booking)
			return true;
	return false;
}

/* Once a day has begun the workshop has taken place, even if it ends early. */
static struct workshop_hit hit_of(struct work *work, int64_t workshop, const struct booking *bookings, int count)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int days = db_workshop_days(work->db, workshop, list, MOST_WORKSHOP_DAYS);
	struct workshop_hit hit = { .all = true };

	db_workshop_by_id(work->db, workshop, &hit.workshop);
	for (int i = 0; i < days; i++) {
		bool lost = is_among(&list[i], bookings, count);
		hit.days += lost;
		hit.all = hit.all && lost && list[i].from > work->now;
	}
	return hit;
}

int workshops_hit(struct work *work, const struct booking *bookings, int count, struct workshop_hit *list, int most)
{
	int n = 0;

	for (int i = 0; i < count && n < most; i++) {
		bool known = !bookings[i].workshop;
		for (int k = 0; k < n && !known; k++)
			known = list[k].workshop.id == bookings[i].workshop;
		if (!known)
			list[n++] = hit_of(work, bookings[i].workshop, bookings, count);
	}
	return n;
}

/* What has begun stays in the list of who came, without its place. */
static void drop_days(struct work *work, struct workshop *w, const struct booking *bookings, int count)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int days = db_workshop_days(work->db, w->id, list, MOST_WORKSHOP_DAYS);

	for (int i = 0; i < days; i++) {
		if (!is_among(&list[i], bookings, count))
			continue;
		workshop_release(work, &list[i]);
		if (list[i].from > work->now)
			db_workshop_day_delete(work->db, list[i].id);
	}
	days = db_workshop_days(work->db, w->id, list, MOST_WORKSHOP_DAYS);
	if (!days) /* the store lost a race: this work is done anew */
		return;
	w->starts = list[0].from;
	w->ends = list[days - 1].until;
}

static void shorten(struct work *work, struct workshop *w, const struct booking *bookings, int count, const char *why)
{
	drop_days(work, w, bookings, count);
	w->updated = work->now;
	w->sequence++;
	db_workshop_change(work->db, w);
	w->why = why;
	workshop_follow_up(work, w, "workshop.close");
	seats_follow(work, w, false, "workshop_day_off");
}

void workshops_close(struct work *work, const struct booking *bookings, int count, const char *why)
{
	struct workshop_hit *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOPS);
	int hits = workshops_hit(work, bookings, count, list, MOST_WORKSHOPS);

	for (int i = 0; i < hits; i++)
		if (list[i].all)
			call_off(work, &list[i].workshop, why, "workshop_cancelled");
		else
			shorten(work, &list[i].workshop, bookings, count, why);
}
