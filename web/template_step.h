// SPDX-License-Identifier: EUPL-1.2
/* What template.c compiles and render.c runs. */
#ifndef TEMPLATE_STEP_H
#define TEMPLATE_STEP_H

#include <stdbool.h>
#include <stddef.h>

struct template;

enum step_kind { STEP_TEXT, STEP_ESCAPED, STEP_RAW, STEP_SECTION, STEP_INVERTED, STEP_PARTIAL };

struct step {
	enum step_kind kind;
	int line;
	bool begins_line; /* a text; a partial: it has its line for itself */
	const char *text; /* in the file; of a partial its indentation */
	size_t size;
	const char *name;         /* as it is written */
	const char *const *parts; /* its parts, ending with NULL; none for "." */
	const struct template *partial;
	size_t next; /* the step after this one, and after the section it begins */
};

struct template {
	const char *name, *file;
	struct step *steps;
	size_t count;
};

#endif
