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
	{ "mqtt", TEXTS, offsetof(struct config, mqtt) },
	{ "proxy", TEXTS, offsetof(struct config, proxies) },
	{ "clock", INSTANT, offsetof(struct config, clock) },
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

/* What is set already stays: the reading begins with what counts most. */
static bool set(struct config *config, const struct option *option, const char *value)
{
	void *at = (char *)config + option->at;

	if (option->kind == TEXTS)
		return add(config, at, value);
	if (option->kind == FLAG)
		return *(bool *)at = true;
	if (option->kind == INSTANT)
		return *(int64_t *)at || time_parse(value, at);
	if (!*(const char **)at)
		*(const char **)at = arena_text(&config->arena, value);
	return true;
}

static bool complain(const char *where, const char *name, const char *what)
{
	fprintf(stderr, "smartlab: %s%s: %s\n", where, name, what);
	return false;
}

static bool read_arguments(struct config *config, int argc, char **argv, const char **file)
{
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
			set(config, option, "");
		else if (++i == argc)
			return complain("--", name, "needs a value");
		else if (is_file)
			*file = argv[i];
		else if (!set(config, option, argv[i]))
			return complain("--", name, "this value cannot be used");
	}
	return true;
}

/* SMARTLAB_INGEST_SECRET is --ingest-secret. A list in the environment is parted by white space. */
static bool read_environment(struct config *config, const char **file)
{
	for (int i = 0; i < OPTIONS; i++) {
		char *name = arena_print(&config->arena, "SMARTLAB_%s", options[i].name);
		for (char *c = name; *c; c++)
			*c = *c == '-' ? '_' : (char)toupper((unsigned char)*c);
		char *value = arena_text(&config->arena, getenv(name)), *rest = NULL;
		if (!value || !*value)
			continue;
		bool many = options[i].kind == TEXTS;
		for (char *one = many ? strtok_r(value, " ", &rest) : value; one;
			one = many ? strtok_r(NULL, " ", &rest) : NULL)
			if (!set(config, &options[i], one))
				return complain("", name, "this value cannot be used");
	}
	if (!*file)
		*file = getenv("SMARTLAB_CONFIG");
	return true;
}

static int line(void *about, const char *section, const char *name, const char *value)
{
	const struct option *option = option_named(name);

	(void)section; /* sections are for the eye */
	return option && set(about, option, value);
}

static bool read_file(struct config *config, const char *file)
{
	int wrong = ini_parse(file, line, config);
	char where[32];

	if (wrong == 0)
		return true;
	if (wrong < 0)
		return complain("", file, "cannot be read");
	snprintf(where, sizeof where, "line %d of ", wrong);
	return complain(where, file, "is no \"name = value\" that is known");
}

bool config_read(struct config *config, int argc, char **argv)
{
	const char *file = NULL;

	*config = (struct config){ 0 };
	return read_arguments(config, argc, argv, &file) && read_environment(config, &file) &&
		(!file || read_file(config, file));
}
