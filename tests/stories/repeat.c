// SPDX-License-Identifier: EUPL-1.2
/* What people do with series. Each says its dates as 2026-10-25/02:30/confirmed, with /back or /forward behind it. */
#include "tests/stories/story.h"

#include "app/base/time.h"
#include "app/series.h"

#include <string.h>

static void say_dates(struct work *work, struct line *line, const struct dates *dates)
{
	for (int i = 0; i < dates->count && !work->reasons; i++) {
		const struct occurrence *o = &dates->list[i];
		char date[TIME_TEXT];
		int minute = zone_minute(o->from);
		date_print(zone_day(o->from), date);
		say(line, arena_print(&work->arena, "%s/%02d:%02d/%s%s%s", date, minute / 60, minute % 60,
			o->result, o->clock ? "/" : "", o->clock ? o->clock : ""));
	}
}

static struct dates *new_dates(struct work *work)
{
	return arena_alloc(&work->arena, sizeof(struct dates));
}

/* rule=FREQ=WEEKLY;COUNT=3 [weeks=odd] [holidays=skip] [only=2026-10-06] */
static struct series_wish read_wish(struct work *work, struct line *line)
{
	const char *resource = word_next(line), *rule = word_option(line, "rule");
	const char *weeks = word_option(line, "weeks"), *only = word_option(line, "only");
	int *day = arena_alloc(&work->arena, sizeof *day);
	struct series_wish wish = { .repeat = rule ? rule : "",
		.skip_holidays = word_option(line, "holidays") };

	wish.wish = (struct wish){ .resource = resource, .kind = "", .purpose = "", .organisation = "", .person = "",
		.participants = 1 };
	word_span(line, &wish.wish.from, &wish.wish.until);
	if (weeks)
		wish.weeks = strcmp(weeks, "odd") ? WEEKS_EVEN : WEEKS_ODD;
	if (only && date_parse(only, day)) {
		wish.days = day;
		wish.day_count = 1;
	}
	return wish;
}

static void find(struct work *work, struct line *line, struct series *series)
{
	series_find(work, thing_named(line, word_next(line)), series);
}

static void say_series(struct work *work, struct line *line, const struct series *series)
{
	struct dates *dates = new_dates(work);

	if (work->reasons)
		return;
	series_dates(work, series, dates);
	say_dates(work, line, dates);
	thing_set(line, line->label, series->ref);
}

/* NAME foresees RESOURCE SPAN rule=… */
void foresees(struct work *work, struct line *line)
{
	struct series_wish wish = read_wish(work, line);
	struct dates *dates = new_dates(work);

	series_preview(work, &wish, dates);
	say_dates(work, line, dates);
}

/* S: NAME repeats RESOURCE SPAN rule=… */
void repeats(struct work *work, struct line *line)
{
	struct series_wish wish = read_wish(work, line);
	struct series series = { 0 };

	series_make(work, &wish, &series);
	say_series(work, line, &series);
}

/* NAME rereads S */
void rereads(struct work *work, struct line *line)
{
	struct series series = { 0 };

	find(work, line, &series);
	say_series(work, line, &series);
}

/* NAME adds S [DATE] */
void adds(struct work *work, struct line *line)
{
	struct series series = { 0 };
	int day = 0;

	find(work, line, &series);
	if (line->at < line->count && !date_parse(word_next(line), &day))
		complain(line, "no date", line->words[line->at - 1]);
	if (!work->reasons)
		series_add(work, &series, day);
	say_series(work, line, &series);
}

static const char *booking_on(struct work *work, struct line *line, const struct series *series)
{
	struct dates *dates = new_dates(work);
	int day;

	if (!date_parse(word_next(line), &day) || work->reasons)
		return NULL;
	series_dates(work, series, dates);
	for (int i = 0; i < dates->count; i++)
		if (dates->list[i].day == day)
			return dates->list[i].ref;
	complain(line, "the series has no date on", line->words[line->at - 1]);
	return NULL;
}

/* [this DATE | following DATE | from DATE]; from: all, but the time is spoken of that one */
static struct scope_of_dates read_scope(struct work *work, struct line *line, const struct series *series)
{
	struct scope_of_dates scope = { .which = ALL_DATES };

	if (word_is(line, "this"))
		scope.which = THIS_DATE;
	else if (word_is(line, "following"))
		scope.which = FOLLOWING_DATES;
	else if (!word_is(line, "from"))
		return scope;
	scope.booking = booking_on(work, line, series);
	return scope;
}

/* NAME drops S [scope] */
void drops(struct work *work, struct line *line)
{
	struct series series = { 0 };

	find(work, line, &series);
	struct scope_of_dates scope = read_scope(work, line, &series);
	if (!work->reasons)
		series_cancel(work, &series, &scope);
	say_series(work, line, &series);
}

/* [T:] NAME shifts S [scope] SPAN; says what became of each */
void shifts(struct work *work, struct line *line)
{
	struct dates *dates = new_dates(work);
	struct series series = { 0 };
	struct wish times = { 0 };

	find(work, line, &series);
	struct scope_of_dates scope = read_scope(work, line, &series);
	word_span(line, &times.from, &times.until);
	if (!work->reasons)
		series_change(work, &series, &scope, &times, dates);
	say_dates(work, line, dates);
	if (!work->reasons)
		thing_set(line, line->label, series.ref);
}
