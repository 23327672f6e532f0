// SPDX-License-Identifier: EUPL-1.2
/* Workshops: what there is, and one of them. */
#include "web/workshops.h"

#include "app/base/time.h"
#include "web/handlers.h"
#include "web/pictures.h"
#include "web/views.h"

#include <string.h>

enum { MINE = 50 };

/* ---- how they look --------------------------------------------------------------------------- */

const char *workshop_href(struct arena *arena, int64_t id, const char *ending)
{
	return arena_print(arena, "/workshops/%lld%s", (long long)id, ending);
}

/* All of them, so that a list in a page does not take the page's own for its rows'. */
void put_states(struct request *rq, struct node *to, const char *const *states, const char *status)
{
	for (; rq->wants_page && *states; states++)
		put_flag(to, arena_print(&rq->work.arena, "is_%s", *states), !strcmp(*states, status));
}

static void put_place(struct request *rq, struct node *to, const char *slug, const char *name)
{
	struct node *place = put_object(to, "place");

	put_text(place, "slug", slug);
	put_text(place, "name", name);
	put_text(place, "href", resource_href(&rq->work.arena, slug));
}

static void put_audience(struct request *rq, struct node *to, const struct workshop *w)
{
	struct node *list = put_list(to, "audience");

	for (int i = 0; workshop_kinds[i]; i++)
		if (workshop_is_for(&rq->work, w, workshop_kinds[i]))
			put_word(put_object(list, NULL), "kind", workshop_kinds[i]);
}

static void put_numbers(struct request *rq, struct node *to, const struct workshop *w)
{
	put_number(to, "capacity", w->capacity);
	put_number(to, "free", w->capacity - w->taken);
	put_flag(to, "has_room", w->taken < w->capacity);
	put_flag(to, "is_last", w->taken + 1 == w->capacity);
	if (w->minimum)
		put_number(to, "minimum", w->minimum);
	put_number(to, "cents", w->cents);
	put_text(to, "price", w->cents ? money(rq, w->cents) : NULL);
	if (w->opens)
		put_time(to, "opens", w->opens);
	put_time(to, "closes", w->closes);
}

void put_workshop(struct request *rq, struct node *to, const struct workshop *w)
{
	static const char *const states[] = { "open", "full", "soon", "closed", "running", "over", "cancelled", NULL };
	const char *status = workshop_status(w, rq->work.now);

	put_number(to, "id", w->id);
	put_text(to, "href", workshop_href(&rq->work.arena, w->id, ""));
	put_text(to, "title", workshop_title(&rq->work, w->title, w->title_en));
	put_text(to, "about", workshop_title(&rq->work, w->about, w->about_en));
	put_word(to, "status", status);
	put_states(rq, to, states, status);
	put_time(to, "from", w->starts);
	put_time(to, "until", w->ends);
	put_flag(to, "one_day", zone_day(w->starts) == zone_day(w->ends - 1));
	put_place(rq, to, w->place_slug, w->place_name);
	put_numbers(rq, to, w);
	put_text(to, "why", w->why);
}

void put_workshop_days(struct request *rq, struct node *to, int64_t workshop)
{
	struct workshop_day *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = workshop_days(&rq->work, workshop, list, MOST_WORKSHOP_DAYS);
	struct node *days = put_list(to, "days");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(days, NULL);
		put_number(one, "id", list[i].id);
		put_time(one, "from", list[i].from);
		put_time(one, "until", list[i].until);
		if (person_is_staff(rq->work.person)) {
			put_text(one, "booking", booking_href(&rq->work.arena, list[i].booking_ref, ""));
			put_flag(one, "lost", strcmp(list[i].booking_status, "confirmed") && !strcmp(list[i].status, "open"));
		}
	}
}

void put_workshop_day(struct request *rq, struct node *to, const struct workshop_day *day)
{
	put_number(to, "day", day->id);
	put_text(to, "href", workshop_href(&rq->work.arena, day->workshop, ""));
	put_text(to, "title", workshop_title(&rq->work, day->title, day->title_en));
	put_time(to, "from", day->from);
	put_time(to, "until", day->until);
	put_place(rq, to, day->place_slug, day->place_name);
	put_number(to, "capacity", day->capacity);
	put_number(to, "free", day->capacity - day->taken);
}

void put_workshops_hit(struct request *rq, struct node *to, const struct booking *bookings, int count)
{
	struct workshop_hit *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_WORKSHOPS);
	int hits = workshops_hit(&rq->work, bookings, count, list, MOST_WORKSHOPS);
	struct node *workshops = put_list(to, "workshops");

	for (int i = 0; i < hits; i++) {
		struct node *one = put_object(workshops, NULL);
		put_workshop(rq, one, &list[i].workshop);
		put_number(one, "taken", list[i].workshop.taken);
		put_number(one, "days_off", list[i].days);
		put_flag(one, "is_one_day_off", list[i].days == 1);
		put_flag(one, "is_all_off", list[i].all);
	}
}

/* ---- the list -------------------------------------------------------------------------------- */

/* What is to come; what I had is a line each. */
static void put_mine(struct request *rq)
{
	struct seat *list = arena_alloc(&rq->work.arena, sizeof *list * MINE);
	int count = seat_list_mine(&rq->work, list, MINE);
	struct node *mine = put_list(rq->document, "mine"), *past = put_list(rq->document, "past");

	for (int i = count - 1; i >= 0; i--) {
		bool coming = seat_is_live(&list[i]) && list[i].ends > rq->work.now;
		put_seat(rq, put_object(coming ? mine : past, NULL), &list[i]);
	}
}

void workshops_list(struct request *rq)
{
	struct workshop *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_WORKSHOPS);
	int count = workshop_list(&rq->work, list, MOST_WORKSHOPS);
	struct node *to = put_list(rq->document, "workshops");
	struct pictures pictures;

	pictures_read(&rq->work, &pictures);
	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		const struct picture *picture = picture_of_workshop(&pictures, &list[i]);
		put_workshop(rq, one, &list[i]);
		if (picture)
			put_picture(rq, put_object(one, "picture"), picture);
	}
	if (rq->work.person)
		put_mine(rq);
}

/* ---- one ------------------------------------------------------------------------------------- */

static void put_others(struct request *rq, const struct workshop *w)
{
	struct workshop *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SERIES);
	int count = workshop_others(&rq->work, w, list, MOST_SERIES);
	struct node *to = put_list(rq->document, "others");

	for (int i = 0; i < count; i++)
		put_workshop(rq, put_object(to, NULL), &list[i]);
}

/* Of whoever asks; staff see all. */
static void put_seats(struct request *rq, const struct workshop *w)
{
	struct seat *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_SEATS);
	int count = seat_list(&rq->work, w->id, NULL, list, MOST_SEATS);
	struct node *mine = put_list(rq->document, "mine"), *all = NULL;
	bool is_staff = person_is_staff(rq->work.person);

	if (is_staff)
		all = put_list(rq->document, "seats");
	for (int i = 0; i < count; i++) {
		if (list[i].person == rq->work.person->id && seat_is_live(&list[i]))
			put_seat(rq, put_object(mine, NULL), &list[i]);
		if (is_staff)
			put_seat(rq, put_object(all, NULL), &list[i]);
	}
}

void workshop_show(struct request *rq)
{
	struct workshop w;

	if (!workshop_find(&rq->work, part_number(rq, 0), &w))
		return;
	put_workshop(rq, rq->document, &w);
	put_pictures(rq, rq->document, 0, &w);
	put_workshop_days(rq, rq->document, w.id);
	put_audience(rq, rq->document, &w);
	put_others(rq, &w);
	if (!rq->work.person)
		return;
	put_flag(rq->document, "can_edit", person_is_staff(rq->work.person) && !strcmp(w.status, "open") &&
		w.ends > rq->work.now);
	put_seats(rq, &w);
	put_sign_up(rq, &w);
}
