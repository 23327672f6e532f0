// SPDX-License-Identifier: EUPL-1.2
/*
 * A story is a text file: lines that happen in the lab one after the other, below HTTP, while the
 * clock stands still.
 *
 *     at 2026-10-24 10:00                   on the wall clock; 02:30+01:00 if that is not enough
 *     person jana member
 *     resource prusa-1 slot=30 longest=720
 *     open daily 07:00-22:00
 *     A: jana books prusa-1 12:00 - 13:00   A names the booking; a day may stand before each time
 *     expect confirmed                      exactly these words, in any order
 *
 * What is not followed by expect must not be refused. A line begins with a word of scene.c, which
 * sets the stage, or with a person, whose verbs act.c lists. A new verb is a function and a line
 * in that list.
 */
#ifndef STORY_H
#define STORY_H

#include "app/person.h"
#include "app/resource.h"
#include "app/work.h"

#include <stdbool.h>
#include <stdint.h>

enum { MOST_WORDS = 32, MOST_THINGS = 64 };

struct story {
	struct arena arena; /* lives as long as the story */
	struct { const char *name, *text; } things[MOST_THINGS]; /* refs, tokens: what a line has named */
	int count;
	const char *said[MOST_WORDS]; /* what the last line came to */
	int said_count;
	bool refused;    /* and no expect has looked at it yet */
	char wrong[256]; /* what is wrong with the story */
};

/* One line; words that are not read yet begin at. */
struct line {
	struct story *story;
	const char *label; /* NULL: none */
	const char *words[MOST_WORDS + 1];
	int count, at, day; /* day: the last one read */
};

/* What a line does, in a WRITE work that may be run again. A person's verb is by work->person. */
typedef void story_verb(struct work *work, struct line *line);

struct verb {
	const char *word;
	story_verb *play;
};

extern const struct verb story_scenes[], story_verbs[]; /* each ends with a NULL word */

story_verb books, moves, cancels, sees, approves, refuses, finds, asks;
story_verb extends, ends, restores, gives, waits, leaves, gets, accepts, saw, objects, decides, reviews, power;
story_verb signs, returns, counts, scans, keeps;
story_verb closes, takes, holidays, quota, rests, price, lessons;
story_verb teaches, shuts, peeks, joins, holds, claims, quits, resizes, switches, draws, marks, rolls;
story_verb foresees, repeats, rereads, adds, drops, shifts;

/* Reading a line. What is missing, or no such thing, makes the story wrong and reads as something
 * harmless. */
const char *word_next(struct line *line);
bool word_is(struct line *line, const char *word);                 /* and goes past it */
const char *word_option(const struct line *line, const char *name); /* of name=value, or NULL */
int64_t word_number(const struct line *line, const char *name, int64_t otherwise);
bool word_flag(const struct line *line, const char *name);
int64_t word_time(struct line *line);                              /* [DATE] TIME */
void word_span(struct line *line, int64_t *from, int64_t *until);  /* [DATE] TIME - [DATE] TIME */
void word_person(struct work *work, struct line *line, const char *name, struct person *person);
void word_resource(struct work *work, struct line *line, struct resource *resource);

/* Things by name. */
void thing_set(struct line *line, const char *name, const char *text);
const char *thing_named(struct line *line, const char *name);

void say(struct line *line, const char *word); /* what an expect may wait for */
void say_once(struct line *line, const char *word);
void complain(struct line *line, const char *what, const char *about);

#endif
