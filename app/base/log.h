// SPDX-License-Identifier: EUPL-1.2
/* One line a happening, to standard error, as systemd's journal takes it. Controls and bad UTF-8 are escaped. */
#ifndef LOG_H
#define LOG_H

enum log_level { LOG_FAULT = 3, LOG_WARN = 4, LOG_NOTE = 5, LOG_INFO = 6 }; /* syslog's numbers (RFC 5424) */

/* A function logs or returns an error, never both. Never a token, a password or a name. */
void log_line(enum log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_quiet(enum log_level most); /* what is above is dropped; default LOG_NOTE */

#endif
