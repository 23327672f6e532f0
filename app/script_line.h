// SPDX-License-Identifier: EUPL-1.2
/* What staff type beside a codec in JavaScript, a line each, see app/script.h; for its own files only. */
#ifndef SCRIPT_LINE_H
#define SCRIPT_LINE_H

#include "app/script.h"

struct node;

/* The next line that has something in it, without white space at its ends; NULL: that was the last. */
char *line_next(struct arena *arena, const char **text);
/* Cuts a word off the line, "" at its end. */
char *line_word(char **line);

struct rule {
	enum quantity quantity;
	const char *pointer;
	double factor;
};
bool rule_read(char *line, struct rule *rule);

struct script_order {
	const char *word;
	struct order what; /* without a number of seconds */
	unsigned port;     /* 0: not said */
	struct node *data; /* an object */
};
bool order_read(struct arena *arena, char *line, struct script_order *order);

/* The device's EUI, "" if it is for all, or NULL: the line is none. */
const char *variable_read(char *line, const char **name, const char **value);

/* Runs the code on an uplink; json is what it returned, or a sentence. */
enum script_end script_run(struct script_runner *runner, struct arena *arena, const struct script *script,
	const struct frame *frame, const char **json);
const struct node *script_data(const struct node *returned, struct arena *arena, const char **why);
bool script_number(const struct node *node, enum quantity quantity, double *number); /* false: it is none */

#endif
