// SPDX-License-Identifier: EUPL-1.2
#include "app/script_line.h"

#include "app/base/text.h"

#include <string.h>

char *line_next(struct arena *arena, const char **text)
{
	while (**text) {
		size_t size = strcspn(*text, "\n");
		char *line = text_trim(arena, arena_bytes(arena, *text, size));
		*text += size + (*text)[size] / '\n';
		if (*line)
			return line;
	}
	return NULL;
}

char *line_word(char **line)
{
	char *word = *line;

	*line += strcspn(*line, " \t");
	if (**line)
		*(*line)++ = 0;
	*line += strspn(*line, " \t");
	return word;
}
