// SPDX-License-Identifier: EUPL-1.2
/* Plays all stories of this folder on both engines; see story.h. */
#include "tests/stories/story.h"

#include "app/timer.h"
#include "tests/app/fixture.h"

#include <dirent.h>
#include <stdatomic.h>

enum { MOST_STORIES = 200, MOST_TEXT = 65536 };

/* The linker puts it in the place of clock_now(): in a story time passes only when it says so. */
static _Atomic int64_t now;

int64_t __wrap_clock_now(void);
int64_t __wrap_clock_now(void)
{
	return now;
}

static story_verb *play_of(const struct verb *verbs, const char *word)
{
	for (; verbs->word; verbs++)
		if (!strcmp(verbs->word, word))
			return verbs->play;
	return NULL;
}

static void read_words(struct line *line, char *text)
{
	char *rest = NULL, *word = strtok_r(text, " \t", &rest);

	for (; word && word[0] != '#'; word = strtok_r(NULL, " \t", &rest))
		if (line->count < MOST_WORDS)
			line->words[line->count++] = word;
	size_t size = line->count ? strlen(line->words[0]) : 0;
	if (size && line->words[0][size - 1] == ':') {
		line->label = line->words[line->at++];
		((char *)(uintptr_t)line->label)[size - 1] = 0;
	}
}

/* ---- a line that happens in the store ---- */

static void act(struct line *line, struct work *work)
{
	struct person person = { 0 };
	story_verb *scene = play_of(story_scenes, word_next(line));

	line->story->said_count = 0;
	*line->story->wrong = 0;
	if (scene) {
		scene(work, line);
		return;
	}
	word_person(work, line, line->words[line->at - 1], &person);
	const char *word = word_next(line);
	story_verb *verb = play_of(story_verbs, word);
	work->person = &person;
	if (!verb)
		complain(line, "nobody can", word);
	else if (person.id)
		verb(work, line);
	work->person = NULL;
}

/* At the left-th statement from here the store breaks, or somebody is in the way; 0: never. */
static struct {
	const struct engine *engine; /* the one that works */
	int left;
	enum db_end how;
	bool struck;
} fault;

static void *start_or_fail(struct db *db, void *statement, const struct arg *args)
{
	if (!fault.left || --fault.left)
		return fault.engine->start(db, statement, args);
	fault.struck = true;
	db_spoil(db, fault.how, "because the story wants it");
	return NULL;
}

static void act_on_engine(struct work *work, void *about)
{
	struct line again = *(struct line *)about;
	struct engine failing = *work->db->engine;

	failing.start = start_or_fail;
	fault.engine = work->db->engine;
	work->db->engine = &failing;
	act(&again, work);
	work->db->engine = fault.engine;
}

static enum work_end do_work(struct line *line, int left, enum db_end how)
{
	struct story *story = line->story;
	struct work work = { .lab = lab, .kind = WRITE, .job = act_on_engine, .about = line };

	fault.left = left;
	fault.how = how;
	fault.struck = false;
	enum work_end end = work_do(&work);
	story->refused = end != WORK_DONE;
	if (story->refused)
		story->said_count = 0;
	for (const struct said *said = work.reasons; said && end == WORK_REFUSED; said = said->next)
		say_once(line, reason_code(said->code));
	if (end == WORK_FAILED || end == WORK_BUSY)
		say(line, "failed");
	arena_clear(&work.arena);
	return end;
}

static bool breaking; /* whether every statement of every line is to break once */

/* Whichever of its statements breaks, it must fail, be no crash, and leave nothing behind. The last
 * run is one in which nothing is left to break. */
static void break_work(struct line *line)
{
	struct story before = *line->story;

	log_quiet((enum log_level)0); /* of what is meant to break */
	for (int at = 1;; at++) {
		bool failed = do_work(line, at, DB_BROKEN) == WORK_FAILED;
		struct arena arena = line->story->arena;
		if (!fault.struck)
			break;
		*line->story = before;
		line->story->arena = arena;
		if (!failed)
			complain(line, "an answer, though the store was broken", *line->words);
	}
	log_quiet(LOG_FAULT);
}

/* Else somebody is in its way at one statement or another, so that it has to run again. */
static void happen(struct line *line, int number)
{
	enum { SPREAD = 13 };

	if (breaking)
		break_work(line);
	else
		do_work(line, 1 + number % SPREAD, DB_CONFLICT);
}

/* wait 30 min | 2 h | 3 days: three days later it is the same time of day */
static void wait_on(struct line *line)
{
	int64_t count = strtoll(word_next(line), NULL, 10);

	if (word_is(line, "days"))
		now = zone_instant(zone_day(now) + (int)count, zone_minute(now));
	else if (word_is(line, "min"))
		now += count * 60;
	else if (word_is(line, "h"))
		now += count * 3600;
	else
		complain(line, "how long is", word_next(line));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *joined(struct arena *arena, const char **words, int count)
{
	char *text = arena_text(arena, "");

	qsort(words, (size_t)count, sizeof *words, by_text);
	for (int i = 0; i < count; i++)
		text = arena_print(arena, "%s %s", text, words[i]);
	return text;
}

static void expect(struct line *line)
{
	struct story *story = line->story;
	char *said = joined(&story->arena, story->said, story->said_count);
	char *wanted = joined(&story->arena, line->words + line->at, line->count - line->at);

	story->refused = false;
	if (strcmp(said, wanted) != 0 && strcmp(wanted, " nothing") != 0)
		complain(line, arena_print(&story->arena, "expected%s, got", wanted), *said ? said : "nothing");
	else if (!strcmp(wanted, " nothing") && *said)
		complain(line, "expected nothing, got", said);
}

static void play(struct line *line, int number)
{
	struct story *story = line->story;

	if (word_is(line, "expect")) {
		expect(line);
		return;
	}
	if (story->refused)
		complain(line, "the line before was refused",
			joined(&story->arena, story->said, story->said_count));
	if (word_is(line, "at"))
		now = word_time(line);
	else if (word_is(line, "wait"))
		wait_on(line);
	else if (word_is(line, "timers"))
		timers_run(lab);
	else
		happen(line, number);
}

static void play_text(struct story *story, const char *path, char *text)
{
	int number = 0;

	for (char *end; *text && !*story->wrong; text = end) {
		struct line line = { .story = story, .day = zone_day(now) };
		end = text + strcspn(text, "\n");
		if (*end)
			*end++ = 0;
		number++;
		read_words(&line, text);
		if (line.count > line.at)
			play(&line, number);
	}
	if (*story->wrong)
		print_error("%s:%d: %s\n", path, number, story->wrong);
	else if (story->refused)
		print_error("%s: its end was refused\n", path);
}

static char *read_text(struct arena *arena, const char *path)
{
	char *text = arena_alloc(arena, MOST_TEXT);
	FILE *file = fopen(path, "r");

	if (file) {
		text[fread(text, 1, MOST_TEXT - 1, file)] = 0;
		fclose(file);
	}
	return text;
}

static void is_true(void **state)
{
	struct story story = { 0 };
	const char *path = *state;
	char *text = read_text(&story.arena, path);
	bool told = *text;

	play_text(&story, path, text);
	bool ended = told && !*story.wrong && !story.refused;
	arena_clear(&story.arena);
	assert_true(ended);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_story(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');
	return dot && !strcmp(dot, ".story");
}

/* All stories of the folder, or those that the command line names. */
static size_t find_stories(int argc, char **argv, struct CMUnitTest *tests)
{
	static char paths[MOST_STORIES][256];
	struct dirent **entries = NULL;
	int count = argc > 1 ? argc - 1 : scandir("tests/stories", &entries, is_story, by_name);

	for (int i = 0; i < count && i < MOST_STORIES; i++) {
		snprintf(paths[i], sizeof paths[i], "%s%.200s", argc > 1 ? "" : "tests/stories/",
			argc > 1 ? argv[i + 1] : entries[i]->d_name);
		tests[i] = (struct CMUnitTest){ .name = paths[i], .test_func = is_true,
			.setup_func = open_lab, .teardown_func = close_lab, .initial_state = paths[i] };
	}
	for (int i = 0; entries && i < count; i++)
		free(entries[i]);
	free(entries);
	return count > 0 ? (size_t)count : 0;
}

int main(int argc, char **argv)
{
	static struct CMUnitTest tests[MOST_STORIES];
	size_t count = find_stories(argc, argv, tests);

	if (!zone_set("Europe/Berlin"))
		return EXIT_FAILURE;
	int failed = run_on_both(tests, count, NULL, NULL);
	breaking = true;
	return failed + run_on_sqlite(tests, count, NULL, NULL);
}
