// SPDX-License-Identifier: EUPL-1.2
#include "app/presence.h"

#include "app/base/time.h"
#include "app/person.h"
#include "app/revision.h"

#include <string.h>

enum { MOST_HEADS = 500, CLOCK_SKEW = 120 };

void presence_scanned(struct work *work, const struct admission *a, const struct scan_row *row)
{
	struct presence p = { .day = a->day, .seat = a->seat, .number = a->number,
		.arrived = row->happened, .left = row->happened };

	if (!strcmp(row->direction, "exit"))
		db_presence_out(work->db, &p);
	else
		db_presence_in(work->db, &p);
}

/* ---- what staff say -------------------------------------------------------------------------- */

bool presence_is_past(const struct work *work, const struct workshop_day *day)
{
	return zone_day(day->until - 1) < zone_day(work->now);
}

static void arrive(struct presence *p, const struct workshop_day *day, int64_t now)
{
	p->arrived = now < day->until ? now : day->from; /* a correction: it is not known when */
	p->left = 0;
	p->missing = false;
}

static void leave(struct presence *p, const struct workshop_day *day, int64_t now)
{
	p->arrived = p->arrived ? p->arrived : day->from;
	p->left = now < day->until ? now : day->until;
	p->missing = false;
}

static void miss(struct presence *p, const struct workshop_day *day, int64_t now)
{
	(void)day, (void)now;
	p->arrived = p->left = 0;
	p->missing = true;
}

static void undo(struct presence *p, const struct workshop_day *day, int64_t now)
{
	(void)day, (void)now;
	p->arrived = p->left = 0;
	p->missing = false;
}

static const struct {
	const char *act;
	void (*apply)(struct presence *p, const struct workshop_day *day, int64_t now);
} acts[] = { { "arrived", arrive }, { "left", leave }, { "missing", miss }, { "undo", undo } };

static int64_t seen(const struct work *work, const struct presence_act *act)
{
	return act->at && act->at < work->now ? act->at : work->now;
}

/* False: there is no such act for one seat. */
static bool mark_one(struct work *work, const struct presence_act *act, const struct workshop_day *day,
	struct presence *p)
{
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (!strcmp(acts[i].act, act->act)) {
			acts[i].apply(p, day, seen(work, act));
			return true;
		}
	return false;
}

/* From where the codes that were shown have got to. */
static int64_t heads_so_far(struct work *work, const struct presence *p)
{
	struct presence *list = arena_alloc(&work->arena, sizeof *list * MOST_PRESENCES);
	int count = db_presences(work->db, p->day, list, MOST_PRESENCES);
	int64_t heads = 0;

	if (p->heads != NOT_COUNTED)
		return p->heads;
	for (int i = 0; i < count; i++)
		heads += list[i].seat == p->seat && list[i].number && list[i].arrived && !list[i].left;
	return heads;
}

static bool count_heads(struct work *work, const struct presence_act *act, const struct seat *s, struct presence *p)
{
	int64_t heads = heads_so_far(work, p);

	if (!strcmp(act->act, "all"))
		heads = s->count;
	else if (!strcmp(act->act, "plus"))
		heads++;
	else if (!strcmp(act->act, "minus"))
		heads -= heads > 0;
	else if (!strcmp(act->act, "heads"))
		heads = act->heads;
	else
		return false;
	if (heads < 0 || heads > MOST_HEADS)
		reason_add_number(work, TOO_MANY_SEATS, "heads", MOST_HEADS);
	p->heads = heads;
	p->missing = !heads;
	return true;
}

static void check(struct work *work, const struct presence_act *act, const struct workshop_day *day,
	const struct seat *s)
{
	if (s->workshop != day->workshop || strcmp(s->status, "booked") != 0 || act->number < 0 ||
	    act->number > s->count || !act->number != seat_is_class(s))
		reason_add(work, NO_SUCH_SEAT, NULL);
	if (zone_day(day->from) > zone_day(work->now))
		reason_add(work, NOT_CHANGEABLE, NULL);
	if (act->at && (zone_day(act->at) < zone_day(day->from) || zone_day(act->at) > zone_day(day->until - 1) ||
	    act->at > work->now + CLOCK_SKEW))
		reason_add(work, NOT_A_TIME, "at");
	if (presence_is_past(work, day) && !act->at && !*act->reason)
		reason_add(work, REASON_NEEDED, "reason");
}

static void keep(struct work *work, const struct presence_act *act, const struct presence *p)
{
	bool counts = !p->number, overtaken = act->at && db_presence_changed(work->db, p) > act->at;

	if (!overtaken)
		db_presence_set(work->db, p);
	db_presence_change_add(work->db, &(struct presence_change){ .day = p->day, .seat = p->seat,
		.number = p->number, .act = counts ? "heads" : act->act, .heads = counts ? p->heads : NOT_COUNTED,
		.at = seen(work, act), .person = work->person->id, .reason = *act->reason ? act->reason : NULL });
	audit(work, "presence.mark", p->seat, act->reason);
	work_touch(work, SCOPE_BOOKINGS);
}

void presence_mark(struct work *work, const struct presence_act *act)
{
	struct workshop_day day;
	struct seat s;

	if (!seat_find(work, act->ref, &s))
		return;
	if (!person_is_staff(work->person) || !db_workshop_day_by_id(work->db, act->day, &day)) {
		reason_add(work, NO_SUCH_SEAT, NULL);
		return;
	}
	check(work, act, &day, &s);
	if (work->reasons)
		return;
	struct presence p = { .day = day.id, .seat = s.id, .number = act->number, .heads = NOT_COUNTED };
	db_presence_find(work->db, &p);
	if (!(act->number ? mark_one(work, act, &day, &p) : count_heads(work, act, &s, &p)))
		reason_add_detail(work, BAD_INPUT, "act", act->act);
	if (!work->reasons)
		keep(work, act, &p);
}

/* ---- what is known --------------------------------------------------------------------------- */

const char *presence_status(const struct presence *p, const struct workshop_day *day, int64_t now)
{
	if (p && p->left)
		return "gone";
	if (p && p->arrived)
		return p->arrived > day->from + LATE_AFTER ? "late" : "here";
	return (p && p->missing) || now >= day->until ? "missing" : "expected";
}

bool presence_day(struct work *work, int64_t id, struct workshop_day *day)
{
	return db_workshop_day_by_id(work->db, id, day);
}

int presence_list(struct work *work, int64_t day, struct presence *list, int most)
{
	return db_presences(work->db, day, list, most);
}

int presence_changes(struct work *work, int64_t day, struct presence_change *list, int most)
{
	return db_presence_changes(work->db, day, list, most);
}

int attendance_list(struct work *work, const struct attendance_filter *filter, struct attendance *list, int most)
{
	return db_attendances(work->db, filter, list, most);
}

static bool is_small(int64_t expected, int64_t came)
{
	return expected < FEWEST_SHOWN || came < FEWEST_SHOWN;
}

/* Hides the smallest of those that are shown; false: all are hidden. */
static bool hide_smallest(struct attendance_sum *list, int count)
{
	struct attendance_sum *least = NULL;

	for (int i = 0; i < count; i++)
		if (!list[i].hidden && (!least || list[i].came < least->came))
			least = &list[i];
	if (least)
		least->hidden = true;
	return least;
}

static bool hidden_gives_away(const struct attendance_sum *list, int count)
{
	int64_t expected = 0, came = 0;
	int n = 0;

	for (int i = 0; i < count; i++)
		if (list[i].hidden) {
			expected += list[i].expected;
			came += list[i].came;
			n++;
		}
	return n == 1 || (n && is_small(expected, came));
}

void attendance_hide(struct attendance_sum *list, int count)
{
	for (int i = 0; i < count; i++)
		list[i].hidden = is_small(list[i].expected, list[i].came);
	while (hidden_gives_away(list, count) && hide_smallest(list, count))
		;
}

int attendance_sums(struct work *work, enum attendance_by by, const struct attendance_filter *filter,
	struct attendance_sum *list, int most)
{
	struct attendance_filter over = *filter;

	if (over.until > work->now)
		over.until = work->now;
	int count = db_attendance_sums(work->db, by, &over, list, most);
	attendance_hide(list, count);
	return count;
}
