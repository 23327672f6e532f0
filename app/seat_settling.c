// SPDX-License-Identifier: EUPL-1.2
/* What follows when seats change: passes, calendar, message and audit. */
#include "app/seat_inside.h"

#include "app/calendar.h"
#include "app/delivery.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/site.h"

#include <string.h>

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
	if (seat_is(s, "booked"))
		return EVENT_CONFIRMED;
	return seat_is(s, "offered") ? EVENT_TENTATIVE : EVENT_CANCELLED;
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
	return seat_is(s, "booked") || seat_is(s, "offered") || s->sequence;
}

static void write_days(struct work *work, const struct seat *s, const struct workshop *w)
{
	struct workshop_day *list = arena_alloc(&work->arena, sizeof *list * MOST_WORKSHOP_DAYS);
	int count = db_workshop_days(work->db, w->id, list, MOST_WORKSHOP_DAYS);

	for (int i = 0; i < count; i++) {
		if (seat_is(s, "booked") && list[i].until > work->now)
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

void seat_follow_up(struct work *work, const struct seat *s, const struct workshop *w, const char *verb,
	const char *message)
{
	if (s->sequence)
		db_pass_revoke_seat(work->db, s->id, seat_is(s, "booked") ? s->count : 0, work->now);
	db_seat_names_trim(work->db, s->id, seat_is_live(s) ? s->count : 0);
	write_days(work, s, w);
	if (message)
		tell(work, s, message, w->why);
	audit(work, verb, s->id, NULL);
	work_touch(work, SCOPE_BOOKINGS);
}

void seat_store(struct work *work, struct seat *s)
{
	s->updated = work->now;
	s->sequence++;
	if (!seat_is(s, "offered"))
		s->lapses = 0;
	db_seat_change(work->db, s);
}

void seat_settle(struct work *work, struct seat *s, const char *status, const char *verb, const char *message)
{
	struct workshop w;
	bool gives = !seat_is(s, "waiting") && strcmp(status, "booked") != 0;

	if (!db_workshop_by_id(work->db, s->workshop, &w))
		return;
	s->status = status;
	seat_store(work, s);
	if (gives)
		db_workshop_give(work->db, w.id, s->count);
	seat_follow_up(work, s, &w, verb, message);
}
