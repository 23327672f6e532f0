// SPDX-License-Identifier: EUPL-1.2
#include "tests/stories/story.h"

#include "app/base/text.h"
#include "app/base/time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first complaint counts: what follows is its echo. */
void complain(struct line *line, const char *what, const char *about)
{
	if (!*line->story->wrong)
		snprintf(line->story->wrong, sizeof line->story->wrong, "%s: %s", what, about);
}

void say(struct line *line, const char *word)
{
	struct story *story = line->story;

	if (story->said_count < MOST_WORDS)
		story->said[story->said_count++] = arena_text(&story->arena, word);
}

void say_once(struct line *line, const char *word)
{
	for (int i = 0; i < line->story->said_count; i++)
		if (!strcmp(line->story->said[i], word))
			return;
	say(line, word);
}

const char *word_next(struct line *line)
{
	if (line->at < line->count)
		return line->words[line->at++];
	complain(line, "something is missing after", line->words[line->count - 1]);
	return "";
}

bool word_is(struct line *line, const char *word)
{
	bool is = line->at < line->count && !strcmp(line->words[line->at], word);

	line->at += is;
	return is;
}

const char *word_option(const struct line *line, const char *name)
{
	size_t size = strlen(name);

	for (int i = line->at; i < line->count; i++)
		if (!strncmp(line->words[i], name, size) && line->words[i][size] == '=')
			return line->words[i] + size + 1;
	return NULL;
}

int64_t word_number(const struct line *line, const char *name, int64_t otherwise)
{
	const char *value = word_option(line, name);
	return value ? strtoll(value, NULL, 10) : otherwise;
}

bool word_flag(const struct line *line, const char *name)
{
	for (int i = line->at; i < line->count; i++)
		if (!strcmp(line->words[i], name))
			return true;
	return false;
}

/* 10:00, or 02:30+01:00 for the one of two that has this offset. */
static bool read_clock(int day, const char *word, int64_t *instant)
{
	char date[TIME_TEXT], text[2 * TIME_TEXT];
	int minute;

	if (clock_parse(word, &minute)) {
		*instant = zone_instant(day, minute);
		return true;
	}
	date_print(day, date);
	snprintf(text, sizeof text, "%sT%.5s:00%s", date, word, strlen(word) > 5 ? word + 5 : "");
	return time_parse(text, instant);
}

int64_t word_time(struct line *line)
{
	const char *word = word_next(line);
	int64_t instant = 0;

	if (date_parse(word, &line->day))
		word = word_next(line);
	if (!read_clock(line->day, word, &instant))
		complain(line, "no time", word);
	return instant;
}

void word_span(struct line *line, int64_t *from, int64_t *until)
{
	*from = word_time(line);
	if (!word_is(line, "-"))
		complain(line, "a span needs a - between its times, not", word_next(line));
	*until = word_time(line);
}

void word_person(struct work *work, struct line *line, const char *name, struct person *person)
{
	if (!person_by_email(work, arena_print(&work->arena, "%s@example.org", name), person))
		complain(line, "nobody is called", name);
}

void word_resource(struct work *work, struct line *line, struct resource *resource)
{
	const char *slug = word_next(line);

	if (!resource_by_slug(work, slug, resource))
		complain(line, "no such resource", slug);
}

void thing_set(struct line *line, const char *name, const char *text)
{
	struct story *story = line->story;
	int i = 0;

	if (!name)
		return;
	while (i < story->count && strcmp(story->things[i].name, name) != 0)
		i++;
	if (i == MOST_THINGS) {
		complain(line, "too many things", name);
		return;
	}
	story->count += i == story->count;
	story->things[i].name = arena_text(&story->arena, name);
	story->things[i].text = arena_text(&story->arena, text);
}

const char *thing_named(struct line *line, const char *name)
{
	for (int i = 0; i < line->story->count; i++)
		if (!strcmp(line->story->things[i].name, name))
			return line->story->things[i].text;
	complain(line, "nothing is called", name);
	return "";
}
