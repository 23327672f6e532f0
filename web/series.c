// SPDX-License-Identifier: EUPL-1.2
#include "web/series.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "web/form.h"
#include "web/handlers.h"
#include "web/views.h"

#include <string.h>

static const char DAY[] = "day-"; /* and a date: a box of the preview that is ticked */

/* ---- what was typed -------------------------------------------------------------------------- */

/* The simple choices of the form; they say the same as a rule. */
static const struct choice {
	const char *every, *rule;
	enum weeks weeks;
} choices[] = {
	{ "week", "FREQ=WEEKLY", WEEKS_ALL },
	{ "fortnight", "FREQ=WEEKLY;INTERVAL=2", WEEKS_ALL },
	{ "odd", "FREQ=WEEKLY", WEEKS_ODD },
	{ "even", "FREQ=WEEKLY", WEEKS_EVEN },
	{ "day", "FREQ=DAILY", WEEKS_ALL },
};
enum { CHOICES = sizeof choices / sizeof *choices };

static const char *const weeks_words[] = { [WEEKS_ALL] = "all", [WEEKS_ODD] = "odd", [WEEKS_EVEN] = "even" };

/* All that the preview hands on. */
static const char *const typed_names[] = { "resource", "from", "until", "purpose", "participants",
	"organisation", "person", "kind", "any", "override", "repeat", "weeks", "every", "last", "holidays" };

static const char *value(const struct node *typed, const char *name)
{
	const char *text = node_text(typed, name);
	return text ? text : "";
}

bool series_is_asked(const struct node *typed)
{
	return *value(typed, "repeat") || *value(typed, "every");
}

static void read_choice(struct request *rq, const struct node *typed, struct series_wish *wish)
{
	const char *every = value(typed, "every"), *last = value(typed, "last");
	int day;

	for (int i = 0; i < CHOICES; i++)
		if (!strcmp(choices[i].every, every)) {
			wish->repeat = choices[i].rule;
			wish->weeks = choices[i].weeks;
		}
	if (!*wish->repeat)
		reason_add(&rq->work, BAD_REPEAT, "every");
	if (!*last)
		return;
	if (!date_parse(last, &day)) {
		reason_add(&rq->work, BAD_REPEAT, "last");
		return;
	}
	struct date date = date_of(day);
	wish->repeat = arena_print(&rq->work.arena, "%s;UNTIL=%04d%02d%02d", wish->repeat, date.year,
		date.month, date.day);
}

static void read_weeks(struct request *rq, const char *word, struct series_wish *wish)
{
	for (enum weeks weeks = WEEKS_ALL; weeks <= WEEKS_EVEN; weeks++)
		if (!strcmp(weeks_words[weeks], word)) {
			wish->weeks = weeks;
			return;
		}
	if (*word)
		reason_add(&rq->work, BAD_REPEAT, "weeks");
}

/* After the preview only what was ticked is meant. */
static void read_days(struct request *rq, const struct node *typed, struct series_wish *wish)
{
	int *days = arena_alloc(&rq->work.arena, sizeof *days * MOST_DATES);

	for (const struct node *n = typed->first; n && wish->day_count < MOST_DATES; n = n->next)
		if (text_starts(n->name, DAY) && date_parse(n->name + strlen(DAY), &days[wish->day_count]))
			wish->day_count++;
	if (wish->day_count || *value(typed, "confirmed"))
		wish->days = days;
}

struct series_wish series_wish_of(struct request *rq, const struct node *typed, const struct wish *wish)
{
	struct series_wish series = { .wish = *wish, .repeat = value(typed, "repeat"),
		.skip_holidays = !strcmp(value(typed, "holidays"), "skip") };

	if (!*series.repeat)
		read_choice(rq, typed, &series);
	read_weeks(rq, value(typed, "weeks"), &series);
	read_days(rq, typed, &series);
	return series;
}

void put_repeat(struct request *rq, struct node *form, const struct node *typed)
{
	struct node *list = put_list(form, "choices");

	for (int i = 0; i < CHOICES; i++) {
		struct node *one = put_object(list, NULL);
		put_text(one, "every", choices[i].every);
		put_text(one, "label", say(rq, arena_print(&rq->work.arena, "every_%s", choices[i].every)));
		put_flag(one, "selected", !strcmp(choices[i].every, value(typed, "every")));
	}
	put_flag(form, "repeats", series_is_asked(typed));
	put_text(form, "last", value(typed, "last"));
	put_flag(form, "skips_holidays", !strcmp(value(typed, "holidays"), "skip") || !series_is_asked(typed));
}

/* ---- dates ----------------------------------------------------------------------------------- */

static const char *series_href(struct request *rq, const char *ref, const char *ending)
{
	return arena_print(&rq->work.arena, "/series/%s%s", ref, ending);
}

void put_why(struct request *rq, struct node *to, const struct said *reasons)
{
	struct node *list = put_list(to, "reasons");

	for (const struct said *said = reasons; said; said = said->next) {
		struct node *one = put_object(list, NULL);
		put_text(one, "code", reason_code(said->code));
		put_text(one, "message", reason_message(&rq->work.arena, said, rq->language));
	}
}

static void put_date(struct request *rq, struct node *to, const struct occurrence *o)
{
	char day[TIME_TEXT];

	date_print(o->day, day);
	put_text(to, "day", day);
	put_time(to, "from", o->from);
	put_time(to, "until", o->until);
	put_word(to, "status", o->result);
	put_text(to, "holiday", o->holiday);
	if (o->clock)
		put_word(to, "clock", o->clock);
	put_number(to, "cents", o->cents);
	put_why(rq, to, o->reasons);
	put_flag(to, "can_add", o->can_add);
	if (!o->ref)
		return;
	put_text(to, "booking", o->ref);
	put_text(to, "href", booking_href(&rq->work.arena, o->ref, ""));
}

/* What a visitor chooses unless he chooses otherwise. */
static void put_free(struct request *rq, const struct dates *dates)
{
	int count = 0;
	int64_t cents = 0;

	for (int i = 0; i < dates->count; i++)
		if (!strcmp(dates->list[i].result, "free")) {
			count++;
			cents += dates->list[i].cents;
		}
	put_number(rq->document, "free_count", count);
	put_flag(rq->document, "has_free", count);
	put_number(rq->document, "free_cents", cents);
	put_text(rq->document, "cost", cents ? money(rq, cents) : NULL);
}

static void put_dates(struct request *rq, const struct dates *dates)
{
	struct node *list = put_list(rq->document, "dates");

	for (int i = 0; i < dates->count; i++) {
		const struct occurrence *o = &dates->list[i];
		struct node *one = put_object(list, NULL);
		put_date(rq, one, o);
		put_flag(one, "is_free", !strcmp(o->result, "free"));
		put_flag(one, "is_bookable", !o->ref && !o->reasons);
	}
	put_number(rq->document, "date_count", dates->count);
	put_free(rq, dates);
	put_flag(rq->document, "is_cut", dates->is_cut);
}

/* ---- before it is booked --------------------------------------------------------------------- */

static bool is_among(const char *const *names, const char *name)
{
	while (*names && strcmp(*names, name) != 0)
		names++;
	return *names;
}

const char *wish_query(struct request *rq, const struct node *typed, const char *const *without)
{
	struct buffer query = { 0 };

	for (size_t i = 0; i < sizeof typed_names / sizeof *typed_names; i++) {
		if (!*value(typed, typed_names[i]) || is_among(without, typed_names[i]))
			continue;
		buffer_print(&query, "&%s=", typed_names[i]);
		percent_encode(&query, value(typed, typed_names[i]));
	}
	const char *text = arena_text(&rq->work.arena, query.size ? query.bytes : "");
	buffer_clear(&query);
	return text;
}

/* A query is judged by nobody else. */
static struct wish wish_of_query(struct request *rq)
{
	struct wish wish = { .resource = query_text(rq, "resource"), .kind = query_text(rq, "kind"),
		.purpose = query_text(rq, "purpose"), .organisation = query_text(rq, "organisation"),
		.person = query_text(rq, "person"), .participants = 1,
		.override = !strcmp(query_text(rq, "override"), "1") };

	if (!time_typed(query_text(rq, "from"), &wish.from))
		reason_add(&rq->work, NOT_A_TIME, "from");
	if (!time_typed(query_text(rq, "until"), &wish.until))
		reason_add(&rq->work, NOT_A_TIME, "until");
	if (*query_text(rq, "participants") && !text_number(query_text(rq, "participants"), &wish.participants))
		reason_add(&rq->work, NOT_A_NUMBER, "participants");
	return wish;
}

void series_preview_show(struct request *rq)
{
	struct dates *dates = arena_alloc(&rq->work.arena, sizeof *dates);
	struct wish wish = wish_of_query(rq);
	struct series_wish series = series_wish_of(rq, rq->query, &wish);
	struct resource resource;

	if (!rq->work.reasons)
		series_preview(&rq->work, &series, dates);
	if (rq->work.reasons)
		return;
	if (resource_by_slug(&rq->work, wish.resource, &resource))
		put_resource_link(rq, put_object(rq->document, "resource"), &resource);
	put_text(rq->document, "repeat", series.repeat);
	put_word(rq->document, "weeks", weeks_words[series.weeks]);
	put_flag(rq->document, "skips_holidays", series.skip_holidays);
	put_dates(rq, dates);
}

/* After a look at the dates that are meant, and only then: what was changed since must be looked at, too. */
static const char *seen_of(struct request *rq, const struct node *typed, const struct wish *wish)
{
	return arena_print(&rq->work.arena, "%s %lld %lld %s %s %s", wish->resource, (long long)wish->from,
		(long long)wish->until, value(typed, "every"), value(typed, "last"), value(typed, "holidays"));
}

const struct said *put_preview(struct request *rq, const struct node *typed, const struct wish *wish)
{
	struct dates *dates = arena_alloc(&rq->work.arena, sizeof *dates);
	const struct said *said = rq->work.reasons;

	rq->work.reasons = NULL;
	struct series_wish series = series_wish_of(rq, typed, wish);
	if (!rq->work.reasons)
		series_preview(&rq->work, &series, dates);
	const struct said *found = rq->work.reasons;
	rq->work.reasons = said;
	if (found)
		return found;
	put_dates(rq, dates);
	put_text(rq->document, "seen", seen_of(rq, typed, wish));
	return NULL;
}

/* ---- one series ------------------------------------------------------------------------------ */

static void put_series(struct request *rq, struct node *to, const struct series *s)
{
	struct node *resource = put_object(to, "resource");

	put_text(to, "ref", s->ref);
	put_text(to, "href", series_href(rq, s->ref, ""));
	put_text(resource, "slug", s->resource_slug);
	put_text(resource, "name", s->resource_name);
	put_text(resource, "href", resource_href(&rq->work.arena, s->resource_slug));
	put_time(to, "from", zone_instant((int)s->first_day, (int)s->from_minute));
	put_time(to, "until", zone_instant((int)s->first_day, (int)(s->from_minute + s->minutes)));
	put_text(to, "repeat", s->rule);
	put_word(to, "weeks", weeks_words[s->weeks]);
	put_flag(to, "skips_holidays", s->skips_holidays);
	put_text(to, "purpose", s->purpose);
	if (person_is_staff(rq->work.person))
		put_text(put_object(to, "person"), "name", s->person_name);
}

static void put_whole(struct request *rq, const struct series *s)
{
	struct dates *dates = arena_alloc(&rq->work.arena, sizeof *dates);

	put_series(rq, rq->document, s);
	series_dates(&rq->work, s, dates);
	put_dates(rq, dates);
}

static bool is_preview_next(struct request *rq, const struct wish *wish)
{
	return rq->is_form && strcmp(input_text(rq, "seen"), seen_of(rq, rq->input, wish)) != 0;
}

void series_create(struct request *rq, const struct wish *wish)
{
	struct series_wish asked = series_wish_of(rq, rq->input, wish);
	struct series series = { 0 };

	if (rq->work.reasons)
		return;
	if (is_preview_next(rq, wish)) {
		series_preview(&rq->work, &asked, arena_alloc(&rq->work.arena, sizeof(struct dates)));
		answer_look(rq);
		return;
	}
	series_make(&rq->work, &asked, &series);
	if (rq->work.reasons)
		return;
	put_whole(rq, &series);
	answer_made(rq, series_href(rq, series.ref, rq->is_form ? "?new=1" : ""));
}

void series_list_show(struct request *rq)
{
	struct series *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_DATES);
	int count = series_list(&rq->work, list, MOST_DATES);
	struct node *to = put_list(rq->document, "series");

	for (int i = 0; i < count; i++)
		put_series(rq, put_object(to, NULL), &list[i]);
}

void series_show(struct request *rq)
{
	struct series series;

	put_flag(rq->document, "is_new", *query_text(rq, "new"));
	if (series_find(&rq->work, rq->part[0], &series))
		put_whole(rq, &series);
}

void series_date_add(struct request *rq)
{
	const char *date = input_text(rq, "day");
	struct series series;
	int day = 0;

	if (!series_find(&rq->work, rq->part[0], &series))
		return;
	if (*date && !date_parse(date, &day))
		reason_add(&rq->work, NOT_A_TIME, "day");
	else
		series_add(&rq->work, &series, day);
	if (rq->work.reasons)
		return;
	if (rq->is_form)
		answer_done(rq, series_href(rq, series.ref, ""));
	else
		put_whole(rq, &series);
}

/* Which dates a form or a program means; without a word all of them. */
static struct scope_of_dates scope_of(struct request *rq)
{
	static const char *const words[] = { "this", "following", "all" };
	struct scope_of_dates scope = { .which = ALL_DATES };
	const char *word = input_text(rq, "scope");

	for (int i = THIS_DATE; i <= ALL_DATES; i++)
		if (!strcmp(words[i], word)) {
			scope.which = i;
			word = "";
		}
	if (*word)
		reason_add_detail(&rq->work, BAD_INPUT, "scope", word);
	if (*input_text(rq, "booking"))
		scope.booking = input_text(rq, "booking");
	return scope;
}

void series_end(struct request *rq)
{
	struct scope_of_dates scope = scope_of(rq);
	struct series series;

	if (rq->work.reasons || !series_find(&rq->work, rq->part[0], &series))
		return;
	series_cancel(&rq->work, &series, &scope);
	if (!rq->work.reasons)
		answer_done(rq, series_href(rq, series.ref, ""));
}

/* The page that follows says of each date what became of it, so it is this answer and no redirect. */
void series_edit(struct request *rq)
{
	struct dates *dates = arena_alloc(&rq->work.arena, sizeof *dates);
	struct scope_of_dates scope = scope_of(rq);
	struct wish times = { .from = input_time(rq, "from"), .until = input_time(rq, "until") };
	struct series series;

	if (rq->work.reasons || !series_find(&rq->work, rq->part[0], &series))
		return;
	series_change(&rq->work, &series, &scope, &times, dates);
	if (rq->work.reasons)
		return;
	put_series(rq, rq->document, &series);
	put_flag(rq->document, "is_changed", true);
	put_dates(rq, dates);
}
