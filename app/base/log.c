// SPDX-License-Identifier: EUPL-1.2
#include "app/base/log.h"
#include "app/base/buffer.h"
#include "app/base/text.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 2048 }; /* what is longer is cut: nobody may fill the journal with one request */

static atomic_int loudest = LOG_NOTE;

void log_quiet(enum log_level most)
{
	loudest = most;
}

/* The journal reads a level from <N> (sd-daemon(3)) and says in the environment that it listens
 * (systemd.exec(5)). */
static void begin(enum log_level level, struct buffer *line)
{
	if (getenv("JOURNAL_STREAM"))
		buffer_print(line, "<%d>", level);
	else if (level <= LOG_WARN)
		buffer_text(line, level == LOG_FAULT ? "fault: " : "warning: ");
}

/* C0, DEL and C1 (U+0080 to U+009F): a terminal obeys them all. */
static bool is_control(const char *text)
{
	unsigned char c = (unsigned char)*text;

	return c < ' ' || c == 0x7F || (c == 0xC2 && (unsigned char)text[1] < 0xA0);
}

static void escape(const char *text, struct buffer *line)
{
	for (size_t left = strlen(text), step; left; text += step, left -= step) {
		step = text_sequence(text, left);
		bool is_plain = step && !is_control(text);
		if (!step)
			step = 1;
		if (is_plain)
			buffer_add(line, text, step);
		else
			for (size_t i = 0; i < step; i++)
				buffer_print(line, "\\x%02x", (unsigned char)text[i]);
	}
}

void log_line(enum log_level level, const char *format, ...)
{
	char text[LINE];
	struct buffer line = { 0 };
	va_list ap;

	if ((int)level > loudest)
		return;
	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	begin(level, &line);
	escape(text, &line);
	buffer_add(&line, "\n", 1);
	/* One write, so that the lines of several threads do not mix. If it fails there is nobody
	 * to tell. */
	ssize_t written = write(STDERR_FILENO, line.bytes, line.size);
	(void)written;
	buffer_clear(&line);
}
