// SPDX-License-Identifier: EUPL-1.2
#include "app/config.h"

#include "app/base/text.h"
#include "app/base/time.h"

#include <ctype.h>
#include <ini.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { TEXT, TEXTS, INSTANT, FLAG };

static const struct option {
	const char *name;
	enum kind kind;
	size_t at;
} options[] = {
	{ "store", TEXT, offsetof(struct config, store) },
	{ "listen", TEXT, offsetof(struct config, listen) },
	{ "url", TEXT, offsetof(struct config, url) },
	{ "ca", TEXT, offsetof(struct config, ca) },
	{ "secret", TEXT, offsetof(struct config, secret) },
	{ "ingest-secret", TEXT, offsetof(struct config, ingest_secret) },
	{ "smtp", TEXT, offsetof(struct config, smtp) },
	{ "mail-from", TEXT, offsetof(struct config, mail_from) },
	{ "zone", TEXT, offsetof(struct config, zone) },
	{ "client", TEXT, offsetof(struct config, client) },
	{ "email", TEXT, offsetof(struct config, email) },
	{ "name", TEXT, offsetof(struct config, name) },
	{ "role", TEXT, offsetof(struct config, role) },
	{ "label", TEXT, offsetof(struct config, label) },
	{ "language", TEXT, offsetof(struct config, language) },
	{ "broker", TEXT, offsetof(struct config, broker) },
	{ "as", TEXT, offsetof(struct config, as) },
	{ "plugs", TEXT, offsetof(struct config, plugs) },
	{ "interval", TEXT, offsetof(struct config, interval) },
	{ "loss", TEXT, offsetof(struct config, loss) },
	{ "twice", TEXT, offsetof(struct config, twice) },
	{ "late", TEXT, offsetof(struct config, late) },
	{ "resets", TEXT, offsetof(struct config, resets) },
	{ "seed", TEXT, offsetof(struct config, seed) },
	{ "mqtt", TEXTS, offsetof(struct config, mqtt) },
	{ "tts", TEXTS, offsetof(struct config, tts) },
	{ "proxy", TEXTS, offsetof(struct config, proxies) },
	{ "clock", INSTANT, offsetof(struct config, clock) },
	{ "help", FLAG, offsetof(struct config, help) },
	{ "open", FLAG, offsetof(struct config, open) },
};

enum { OPTIONS = sizeof options / sizeof *options };

static const struct option *option_named(const char *name)
{
	for (int i = 0; i < OPTIONS; i++)
		if (!strcmp(options[i].name, name))
			return &options[i];
	return NULL;
}

static bool add(struct config *config, const char **list, const char *value)
{
	int n = 0;

	while (list[n])
		n++;
	if (n == MOST_VALUES)
		return false;
	list[n] = arena_text(&config->arena, value);
	return true;
}

/* One bit an option. */
struct reading {
	struct config *config;
	unsigned settled; /* by what counts more: all of a list, too */
	unsigned said;    /* by what is being read now */
	bool may_repeat;  /* what is said first counts; else twice is a mistake */
};

static bool read_flag(const char *value, bool *flag)
{
	static const char *const words[] = { "", "yes", "true", "on", "1", "no", "false", "off", "0" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i], value)) {
			*flag = i < 5;
			return true;
		}
	return false;
}

static bool set(struct reading *reading, const struct option *option, const char *value)
{
	void *at = (char *)reading->config + option->at;
	unsigned bit = 1u << (option - options);
	bool again = reading->said & bit;

	if (reading->settled & bit)
		return true;
	reading->said |= bit;
	if (option->kind == TEXTS)
		return add(reading->config, at, value);
	if (again)
		return reading->may_repeat;
	if (option->kind == FLAG)
		return read_flag(value, at);
	if (option->kind == INSTANT)
		return time_parse(value, at);
	*(const char **)at = arena_text(&reading->config->arena, value);
	return true;
}

static void settle(struct reading *reading)
{
	reading->settled |= reading->said;
	reading->said = 0;
}

static bool complain(const char *where, const char *name, const char *what)
{
	fprintf(stderr, "smartlab: %s%s: %s\n", where, name, what);
	return false;
}

static bool read_arguments(struct reading *reading, int argc, char **argv, const char **file)
{
	struct config *config = reading->config;

	for (int i = 1; i < argc; i++) {
		const char *name = text_starts(argv[i], "--") ? argv[i] + 2 : NULL;
		const struct option *option = name ? option_named(name) : NULL;
		bool is_file = name && !strcmp(name, "config");
		if (!name) {
			if (config->word_count == MOST_VALUES)
				return complain("", argv[i], "too many words");
			config->words[config->word_count++] = argv[i];
			continue;
		}
		if (!option && !is_file)
			return complain("--", name, "there is no such option; see smartlab help");
		if (!is_file && option->kind == FLAG)
			set(reading, option, "");
		else if (++i == argc)
			return complain("--", name, "needs a value");
		else if (is_file)
			*file = argv[i];
		else if (!set(reading, option, argv[i]))
			return complain("--", name, "this value cannot be used");
	}
	return true;
}

/* SMARTLAB_INGEST_SECRET is --ingest-secret. A list in the environment is parted by white space. */
static bool read_environment(struct reading *reading, const char **file)
{
	struct arena *arena = &reading->config->arena;
	const char *other = getenv("SMARTLAB_CONFIG");

	for (int i = 0; i < OPTIONS; i++) {
		char *name = arena_print(arena, "SMARTLAB_%s", options[i].name);
		for (char *c = name; *c; c++)
			*c = *c == '-' ? '_' : (char)toupper((unsigned char)*c);
		char *value = arena_text(arena, getenv(name)), *rest = NULL;
		if (!value || !*value)
			continue;
		bool many = options[i].kind == TEXTS;
		for (char *one = many ? strtok_r(value, " \t\n", &rest) : value; one;
			one = many ? strtok_r(NULL, " \t\n", &rest) : NULL)
			if (!set(reading, &options[i], one))
				return complain("", name, "this value cannot be used");
	}
	if (!*file && other && *other)
		*file = other;
	return true;
}

static int line(void *about, const char *section, const char *name, const char *value)
{
	const struct option *option = option_named(name);

	(void)section; /* sections are for the eye */
	return option && set(about, option, value);
}

/* inih takes lines of its INI_MAX_LINE, 200 characters in Debian; the address of a broker with a key of The Things Stack
 * is longer. */
struct lines {
	FILE *file;
	struct reading *reading;
	char *text; /* the present one */
	size_t room;
	int at, wrong;
};

static bool take_long(struct lines *lines)
{
	struct arena *arena = &lines->reading->config->arena;
	char *name = lines->text + strspn(lines->text, " \t"), *value = strchr(name, '='), *comment = strstr(name, " ;");

	if (*name == ';' || *name == '#')
		return true;
	if (!value)
		return false;
	if (comment > value)
		*comment = '\0';
	*value++ = '\0';
	return line(lines->reading, "", text_trim(arena, name), text_trim(arena, value));
}

/* Like fgets: an empty line where a long one was. */
static char *next_line(char *to, int room, void *about)
{
	struct lines *lines = about;
	ssize_t size = getline(&lines->text, &lines->room, lines->file);

	if (size < 0)
		return NULL;
	lines->at++;
	if (size < room)
		return memcpy(to, lines->text, (size_t)size + 1);
	if (!take_long(lines) && !lines->wrong)
		lines->wrong = lines->at;
	return strcpy(to, "\n");
}

/* The first line that is wrong, 0: none, -1: there is no such file. */
static int read_lines(struct reading *reading, const char *file)
{
	struct lines lines = { .file = fopen(file, "r"), .reading = reading };

	if (!lines.file)
		return -1;
	int wrong = ini_parse_stream(next_line, &lines, line, reading);
	free(lines.text);
	fclose(lines.file);
	return lines.wrong && (!wrong || lines.wrong < wrong) ? lines.wrong : wrong;
}

static bool read_file(struct reading *reading, const char *file)
{
	int wrong = read_lines(reading, file);
	char where[32];

	if (wrong == 0)
		return true;
	if (wrong < 0)
		return complain("", file, "cannot be read");
	snprintf(where, sizeof where, "line %d of ", wrong);
	return complain(where, file, "is no \"name = value\" that is known, or is there twice");
}

bool config_read(struct config *config, int argc, char **argv)
{
	struct reading reading = { .config = config, .may_repeat = true };
	const char *file = NULL;

	*config = (struct config){ 0 };
	if (!read_arguments(&reading, argc, argv, &file))
		return false;
	settle(&reading);
	if (!read_environment(&reading, &file))
		return false;
	settle(&reading);
	reading.may_repeat = false;
	return !file || read_file(&reading, file);
}
