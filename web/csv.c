// SPDX-License-Identifier: EUPL-1.2
#include "web/csv.h"

#include <stdbool.h>
#include <string.h>

/* What a spreadsheet takes for a formula when it comes first; a number of our own may begin with a minus. */
static bool is_formula(const char *cell)
{
	if (*cell == '-')
		return strspn(cell + 1, "0123456789.,") != strlen(cell + 1);
	return *cell && strchr("=+@\t\r", *cell);
}

static void add_cell(struct buffer *to, const char *cell)
{
	bool quoted = is_formula(cell) || strpbrk(cell, ";,\"\r\n") || *cell == ' ';

	if (!quoted) {
		buffer_text(to, cell);
		return;
	}
	buffer_text(to, is_formula(cell) ? "\"'" : "\"");
	for (const char *c = cell; *c; c++)
		buffer_add(to, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
	buffer_text(to, "\"");
}

void csv_row(struct buffer *to, const char *const *cells)
{
	for (const char *const *cell = cells; *cell; cell++) {
		if (cell != cells)
			buffer_text(to, ",");
		add_cell(to, *cell);
	}
	buffer_text(to, "\r\n");
}
