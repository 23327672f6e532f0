// SPDX-License-Identifier: EUPL-1.2
/* Workshops: made, joined, waited for, moved, and who came. */
#include "tests/stories/story.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/presence.h"
#include "app/seat.h"

#include <stdlib.h>
#include <string.h>

static int64_t workshop_named(struct line *line)
{
	const char *id = thing_named(line, word_next(line));

	return id ? strtoll(id, NULL, 10) : 0;
}

static const char *option(const struct line *line, const char *name)
{
	const char *text = word_option(line, name);

	return text ? text : "";
}

static void say_seat(struct work *work, struct line *line, const struct seat *s)
{
	if (!work->reasons)
		say(line, s->status);
}

static int64_t days_later(int64_t instant, int days)
{
	return zone_instant(zone_day(instant) + days, zone_minute(instant));
}

/* W: NAME teaches PLACE SPAN seats=10 [min=5] [closes=24: hours before it begins] [of=W: another date of it]
 * [days=2: in a row] */
void teaches(struct work *work, struct line *line)
{
	const char *of = word_option(line, "of");
	struct workshop w = { 0 };
	struct workshop_wish wish = { .title = "Workshop", .title_en = "", .about = "", .about_en = "",
		.place = word_next(line), .day_count = 1, .capacity = word_number(line, "seats", 1),
		.minimum = word_number(line, "min", 0), .override = word_flag(line, "override"),
		.series = of ? strtoll(thing_named(line, of), NULL, 10) : 0 };

	word_span(line, &wish.days[0].from, &wish.days[0].until);
	for (int days = (int)word_number(line, "days", 1); wish.day_count < days; wish.day_count++) {
		wish.days[wish.day_count].from = days_later(wish.days[0].from, wish.day_count);
		wish.days[wish.day_count].until = days_later(wish.days[0].until, wish.day_count);
	}
	wish.closes = wish.days[0].from - word_number(line, "closes", 0) * 3600;
	workshop_make(work, &wish, &w);
	if (work->reasons)
		return;
	thing_set(line, line->label, arena_print(&work->arena, "%lld", (long long)w.id));
	say(line, workshop_status(&w, work->now));
}

/* NAME shuts W */
void shuts(struct work *work, struct line *line)
{
	workshop_cancel(work, workshop_named(line), "");
}

/* NAME reads W: its status and how many seats are left */
void peeks(struct work *work, struct line *line)
{
	struct workshop w = { 0 };

	if (!workshop_find(work, workshop_named(line), &w))
		return;
	say(line, workshop_status(&w, work->now));
	say(line, arena_print(&work->arena, "%lld", (long long)(w.capacity - w.taken)));
}

static struct seat_wish read_seats(struct line *line)
{
	return (struct seat_wish){ .count = word_number(line, "seats", 1), .organisation = option(line, "organisation"),
		.class_name = option(line, "class"), .grade = word_number(line, "grade", 0), .teacher = "",
		.person = "", .wait = word_flag(line, "wait") };
}

/* S: NAME joins W [seats=2] [organisation=SLUG class=7b] [wait] */
void joins(struct work *work, struct line *line)
{
	int64_t workshop = workshop_named(line);
	struct seat_wish wish = read_seats(line);
	struct seat s = { 0 };

	wish.workshop = workshop;
	seat_sign_up(work, &wish, &s);
	if (!work->reasons)
		thing_set(line, line->label, s.ref);
	say_seat(work, line, &s);
}

/* NAME holds S: how it is */
void holds(struct work *work, struct line *line)
{
	struct seat s = { 0 };

	seat_find(work, thing_named(line, word_next(line)), &s);
	say_seat(work, line, &s);
}

/* NAME claims S: takes the offer */
void claims(struct work *work, struct line *line)
{
	struct seat s = { 0 };

	seat_accept(work, thing_named(line, word_next(line)), &s);
	say_seat(work, line, &s);
}

/* NAME quits S */
void quits(struct work *work, struct line *line)
{
	struct seat s = { 0 };

	seat_cancel(work, thing_named(line, word_next(line)), &s);
	say_seat(work, line, &s);
}

/* NAME resizes S seats=18 [class=7b] */
void resizes(struct work *work, struct line *line)
{
	const char *ref = thing_named(line, word_next(line));
	struct seat_wish wish = read_seats(line);
	struct seat s = { 0 };

	seat_change(work, ref, &wish, &s);
	say_seat(work, line, &s);
}

/* NAME switches S to W */
void switches(struct work *work, struct line *line)
{
	const char *ref = thing_named(line, word_next(line));
	struct seat s = { 0 };

	if (!word_is(line, "to"))
		complain(line, "to which?", ref);
	seat_move(work, ref, workshop_named(line), &s);
	say_seat(work, line, &s);
}

/* NAME draws S 3 as P: the pass of its third seat on the first day */
void draws(struct work *work, struct line *line)
{
	struct pass list[MOST_SEATS];
	struct workshop_day day;
	struct seat s = { 0 };
	int64_t number = 0;

	if (!seat_find(work, thing_named(line, word_next(line)), &s))
		return;
	text_number(word_next(line), &number);
	int count = workshop_days(work, s.workshop, &day, 1) ? seat_passes(work, s.id, day.id, list, MOST_SEATS) : 0;
	if (number < 1 || number > count || !word_is(line, "as"))
		say(line, "none");
	else
		thing_set(line, word_next(line), pass_token(&work->arena, &list[number - 1]));
}

/* NAME marks S ACT [number=2] [heads=20] [because=…] */
void marks(struct work *work, struct line *line)
{
	struct presence_act act = { .ref = thing_named(line, word_next(line)), .act = word_next(line),
		.number = word_number(line, "number", 0), .heads = word_number(line, "heads", 0),
		.reason = option(line, "because") };
	struct workshop_day day;
	struct seat s = { 0 };

	if (!seat_find(work, act.ref, &s) || !workshop_days(work, s.workshop, &day, 1))
		return;
	act.day = day.id;
	presence_mark(work, &act);
}

/* NAME rolls S: how many came, and each one's state if it is no class */
void rolls(struct work *work, struct line *line)
{
	struct presence *list = arena_alloc(&work->arena, sizeof *list * MOST_PRESENCES);
	struct workshop_day day;
	struct seat s = { 0 };

	if (!seat_find(work, thing_named(line, word_next(line)), &s) || !workshop_days(work, s.workshop, &day, 1))
		return;
	int count = presence_list(work, day.id, list, MOST_PRESENCES);
	for (int i = 0; i < count; i++)
		if (list[i].seat == s.id)
			say(line, list[i].number ? presence_status(&list[i], &day, work->now)
				: arena_print(&work->arena, "%lld", (long long)list[i].heads));
}
