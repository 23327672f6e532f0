// SPDX-License-Identifier: EUPL-1.2
/*
 * What leaves the lab by itself: mail by SMTP (RFC 5321), questions by HTTP, and the only file that knows libcurl.
 *
 * A server is smtp://[user:password@]host[:port] or smtps://… for TLS from the start. With a password the connection must
 * be encrypted by a certificate that we can verify; without one STARTTLS is used if it is offered (RFC 7435).
 */
#ifndef OUTGOING_H
#define OUTGOING_H

#include "app/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mail {
	const char *from, *to;    /* addresses, of the envelope and of the header */
	const char *from_name;    /* may be NULL */
	const char *subject;      /* UTF-8; controls become spaces */
	const char *message_id;   /* without its brackets; the same for each try */
	int64_t date;             /* seconds UTC */
	const char *text;         /* UTF-8, lines end with LF */
	const char *file_name;    /* of an attachment; NULL: there is none */
	const char *file_type, *file; /* its text is UTF-8 */
};

enum mail_end {
	MAIL_SENT,
	MAIL_DELAYED, /* may be tried again */
	MAIL_REFUSED, /* the server does not want it: trying again helps nobody */
	MAIL_UNKNOWN  /* lost while the server had it: it may have been delivered, or not */
};

void outgoing_start(void); /* once, before there are threads */
/* A file of authorities (PEM) that are trusted beside the system's, for brokers, too. False: it cannot be read. */
bool outgoing_trust(const char *file);
bool mail_server_is_valid(const char *url);

/* Waits at most half a minute. why: a sentence in the arena, unless it was sent. */
enum mail_end mail_send(struct arena *arena, const char *server, const struct mail *mail, const char **why);

struct http_question {
	const char *url;            /* https:// or http:// */
	const char *bearer, *accept; /* may be NULL */
	size_t most;                /* bytes of the answer */
};

/* The body of a 200, in the arena with a NUL behind it; NULL: why is a sentence there. Certificates are verified with the
 * system's authorities, redirects are not followed. Waits at most half a minute. */
const char *http_get(struct arena *arena, const struct http_question *question, const char **why);

/* A header's text: RFC 2047 encoded words where it is not plain ASCII, folded. For mail_send, and for its test. */
char *mail_word(struct arena *arena, const char *text);

#endif
