// SPDX-License-Identifier: EUPL-1.2
/*
 * How the program is told what to do: --name value, SMARTLAB_NAME in the environment, or a line "name = value" of the
 * file that --config names (INI), in this order of precedence. Of a list, the first of the three that
 * has it has all of it. A flag is yes or no.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include "app/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { MOST_VALUES = 8 };

struct config {
	struct arena arena; /* of all texts here */
	const char *store, *listen, *url, *secret, *ingest_secret, *zone, *client;
	const char *ca; /* a file of authorities that are trusted beside the system's */
	const char *smtp, *mail_from; /* the server that takes mail, see app/base/outgoing.h, and whom it is from */
	const char *email, *name, *role, *label, *language; /* of the commands about people */
	const char *broker, *as, *plugs, *interval, *loss, *twice, *late, *resets, *seed; /* of simulate */
	const char *mqtt[MOST_VALUES + 1];
	const char *tts[MOST_VALUES + 1]; /* storages of The Things Stack, see hw/backfill.h */
	const char *proxies[MOST_VALUES + 1];
	int64_t clock; /* 0: the system's */
	bool help;
	bool open;     /* the demo may listen on more than loopback */
	const char *words[MOST_VALUES]; /* what is no option: the command and its arguments */
	int word_count;
};

/* False, and a sentence on standard error, for an option that does not exist or a value that is none. */
bool config_read(struct config *config, int argc, char **argv);

#endif
