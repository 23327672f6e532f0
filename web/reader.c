// SPDX-License-Identifier: EUPL-1.2
/* How a reader sees times, words and numbers: what follows the dot in {{from.day}}. */
#include "web/language.h"

#include "app/base/time.h"

#include <stdio.h>
#include <string.h>

static const char *const weekdays[LANGUAGES][8] = {
	{ "", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag" },
	{ "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
};

static const char *const months[LANGUAGES][13] = {
	{ "", "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
	  "Oktober", "November", "Dezember" },
	{ "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
	  "October", "November", "December" },
};

/* One instant taken apart on the lab's wall clock. */
struct shown {
	struct arena *arena;
	const struct reader *reader;
	int64_t instant;
	int local_day;
	struct date date;
	const char *weekday, *month;
	bool german;
};

static struct shown take_apart(const struct reader *reader, struct arena *arena, int64_t instant)
{
	struct shown s = { .arena = arena, .reader = reader, .instant = instant,
		.local_day = zone_day(instant), .german = reader->language == GERMAN };

	s.date = date_of(s.local_day);
	s.weekday = weekdays[reader->language][weekday_of(s.local_day)];
	s.month = months[reader->language][s.date.month];
	return s;
}

static const char *clock_of(const struct shown *s)
{
	int minute = zone_minute(s->instant);
	return arena_print(s->arena, "%02d:%02d", minute / 60, minute % 60);
}

static const char *date(const struct shown *s)
{
	if (s->german)
		return arena_print(s->arena, "%02d.%02d.%04d", s->date.day, s->date.month, s->date.year);
	return arena_print(s->arena, "%d %.3s %d", s->date.day, s->month, s->date.year);
}

static const char *short_date(const struct shown *s)
{
	if (s->german)
		return arena_print(s->arena, "%02d.%02d.", s->date.day, s->date.month);
	return arena_print(s->arena, "%d %.3s", s->date.day, s->month);
}

static const char *weekday(const struct shown *s)
{
	return s->weekday;
}

static const char *weekday_short(const struct shown *s)
{
	return arena_print(s->arena, "%.*s", s->german ? 2 : 3, s->weekday);
}

static const char *day(const struct shown *s)
{
	if (s->german)
		return arena_print(s->arena, "%.2s., %d. %s", s->weekday, s->date.day, s->month);
	return arena_print(s->arena, "%.3s %d %s", s->weekday, s->date.day, s->month);
}

static const char *long_day(const struct shown *s)
{
	if (s->german)
		return arena_print(s->arena, "%s, %d. %s", s->weekday, s->date.day, s->month);
	return arena_print(s->arena, "%s %d %s", s->weekday, s->date.day, s->month);
}

static const char *month(const struct shown *s)
{
	return arena_print(s->arena, "%s %d", s->month, s->date.year);
}

static const char *month_year(const struct shown *s)
{
	return arena_print(s->arena, "%s %d", s->month, s->date.year);
}

static const char *full(const struct shown *s)
{
	return arena_print(s->arena, s->german ? "%s %d, %s Uhr" : "%s %d, %s", long_day(s),
		s->date.year, clock_of(s));
}

static const char *iso(const struct shown *s)
{
	char *text = arena_alloc(s->arena, TIME_TEXT);
	time_print(s->instant, text);
	return text;
}

static const char *iso_day(const struct shown *s)
{
	char *text = arena_alloc(s->arena, TIME_TEXT);
	date_print(s->local_day, text);
	return text;
}

static const char *input(const struct shown *s)
{
	int minute = zone_minute(s->instant);
	return arena_print(s->arena, "%04d-%02d-%02dT%02d:%02d", s->date.year, s->date.month,
		s->date.day, minute / 60, minute % 60);
}

/* As short as it can be without being misunderstood: the hour, the weekday too, the date too. */
static const char *when(const struct shown *s)
{
	int ahead = s->local_day - zone_day(s->reader->now);

	if (ahead == 0)
		return clock_of(s);
	if (ahead > 0 && ahead < 7)
		return arena_print(s->arena, "%s %s", weekday_short(s), clock_of(s));
	return arena_print(s->arena, "%s, %s", short_date(s), clock_of(s));
}

static const char *count_of(const struct shown *s, int64_t n, const char *one, const char *many)
{
	return arena_print(s->arena, s->german ? "vor %d %s" : "%d %s ago", (int)n, n == 1 ? one : many);
}

static const char *ago(const struct shown *s)
{
	int64_t seconds = s->reader->now - s->instant;

	if (seconds < 60)
		return s->german ? "gerade eben" : "just now";
	if (seconds < 3600)
		return s->german ? count_of(s, seconds / 60, "Minute", "Minuten")
			: count_of(s, seconds / 60, "minute", "minutes");
	if (seconds < 24 * 3600)
		return s->german ? count_of(s, seconds / 3600, "Stunde", "Stunden")
			: count_of(s, seconds / 3600, "hour", "hours");
	return s->german ? count_of(s, seconds / (24 * 3600), "Tag", "Tagen")
		: count_of(s, seconds / (24 * 3600), "day", "days");
}

static const struct {
	const char *name;
	const char *(*show)(const struct shown *s);
} times[] = {
	{ "time", clock_of }, { "date", date }, { "short", short_date }, { "weekday", weekday },
	{ "weekday_short", weekday_short }, { "day", day }, { "long_day", long_day },
	{ "month", month }, { "full", full }, { "month_year", month_year }, { "iso", iso }, { "iso_day", iso_day }, { "input", input }, { "when", when }, { "ago", ago },
};

static const char *time_member(const struct reader *reader, struct arena *arena, int64_t instant,
	const char *name)
{
	struct shown shown = take_apart(reader, arena, instant);

	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		if (!strcmp(times[i].name, name))
			return times[i].show(&shown);
	return NULL;
}

/* The member's name and the word make the key: status "free" is status_free. */
static const char *word_label(const struct reader *reader, struct arena *arena, const struct node *word)
{
	const char *key = arena_print(arena, "%s_%s", word->name ? word->name : "word", word->text);
	const char *label = node_text(language_catalogue(reader->languages, reader->language), key);

	return label ? label : word->text;
}

/* A hyphen is no minus (DIN 5008). */
static const char *with_minus(struct arena *arena, const char *number)
{
	return *number == '-' ? arena_print(arena, "\u2212%s", number + 1) : number;
}

static const char *real_text(const struct reader *reader, struct arena *arena, double real)
{
	char *text = arena_print(arena, "%.1f", real), *point = strchr(text, '.');

	if (point && reader->language == GERMAN)
		*point = ',';
	return with_minus(arena, text);
}

static const char *list_member(struct arena *arena, const struct node *list, const char *name)
{
	int count = 0;

	for (const struct node *n = list->first; n; n = n->next)
		count++;
	if (!strcmp(name, "count"))
		return arena_print(arena, "%d", count);
	return !strcmp(name, "some") && count ? "1" : NULL;
}

const char *reader_member(void *about, struct arena *arena, const struct node *node, const char *name)
{
	const struct reader *reader = about;

	if (node->kind == NODE_TIME)
		return time_member(reader, arena, node->number, name);
	if (node->kind == NODE_WORD && !strcmp(name, "label"))
		return word_label(reader, arena, node);
	if (node->kind == NODE_LIST)
		return list_member(arena, node, name);
	if (strcmp(name, "text") != 0)
		return NULL;
	if (node->kind == NODE_REAL)
		return real_text(reader, arena, node->real);
	return node->kind == NODE_NUMBER
		? with_minus(arena, arena_print(arena, "%lld", (long long)node->number)) : NULL;
}
