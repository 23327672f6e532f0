// SPDX-License-Identifier: EUPL-1.2
/*
 * HTTP/1.1 on the wire, and the only file that knows libmicrohttpd. It takes connections, guards
 * against what Debian 12's 0.9.75 lets through (two lengths, length and chunked, two hosts, %00 …:
 * calendar-qr-security.md section 3.2, RFC 9112), reaps who is too slow, collects bodies, and sends
 * answers. It knows no route and no rule.
 *
 * A request's life: limit() → the body comes in → handle(), which either fills the answer, or calls
 * exchange_wait() and lets somebody call exchange_resume() later; then finish() renders on the
 * connection's own thread → sent → release().
 */
#ifndef SERVER_H
#define SERVER_H

#include "app/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct server;

struct header {
	const char *name, *value;
};

/* More in a request is a 431; more in an answer is a fault and aborts. */
enum { HEADERS = 64, ANSWER_HEADERS = 24 };

struct exchange {
	struct arena arena; /* the input lives here, until release() */
	const char *method; /* GET HEAD POST PUT PATCH DELETE OPTIONS; others were answered 501 */
	const char *path;   /* percent-decoded once, valid clean UTF-8, begins with / */
	const char *query;  /* raw, after the ?, never NULL */
	const char *peer;   /* the address of the client as text, as trusted proxies tell it */
	bool is_https;      /* as a trusted proxy says it (X-Forwarded-Proto) */
	/* Names in lower case, each once: lists are joined by ", ", doubles of others were a 400. */
	struct header headers[HEADERS];
	int header_count;
	const char *body; /* size bytes and a NUL; "" without one */
	size_t size;

	unsigned status; /* the answer; 0: none yet */
	struct header answer[ANSWER_HEADERS]; /* texts live in the arena or are static */
	int answer_count;
	char *content;              /* from malloc, the server frees it; or NULL */
	const char *content_static; /* or this, which stays as long as the program */
	size_t content_size;        /* of whichever is set; sent as Content-Length, also for HEAD */
	/* Or this: fills up to room bytes and says how many, 0 at the end, -1 breaks the connection.
	 * Called on the connection's thread as the socket drains; sent chunked. Not for HEAD. */
	long (*stream)(struct exchange *ex, char *to, size_t room);

	void *about; /* the application's own */
	struct connection *connection;
};

/* NULL: not sent. */
const char *exchange_header(const struct exchange *ex, const char *lower_case_name);
/* A value with a CR or LF is not sent, and logged. */
void answer_header(struct exchange *ex, const char *name, const char *value);

/* From handle() or finish(), before the work is sent: no thread is kept while waiting. Then exactly
 * one resume, from any thread, also before handle() has returned; after it the exchange belongs to
 * the connection's thread again. */
void exchange_wait(struct exchange *ex);
void exchange_resume(struct exchange *ex);

struct server_options {
	const char *listen;   /* "127.0.0.1:8080", "[::1]:8080"; port 0 takes a free one */
	unsigned threads;     /* 0: one a core */
	unsigned connections; /* 0: 1000 */
	/* Seconds in which a request, or one of more than 1 MiB, must have come in; 0: 20 and 60. */
	unsigned deadline, upload_deadline;
	/* CIDRs whose X-Forwarded-For and -Proto count; ends with NULL; may be NULL. */
	const char *const *proxies;
	/* The largest body for this method, path and headers; more is a 413. */
	size_t (*limit)(struct exchange *ex);
	void (*handle)(struct exchange *ex);
	void (*finish)(struct exchange *ex); /* after a resume; may wait again */
	/* The server itself refuses (400, 413, 431, 501, 503): fill the answer; why is a static
	 * sentence. The connection ends with it. 414, a head of more than 30 KB and what is no HTTP
	 * at all are answered by the library. */
	void (*refuse)(struct exchange *ex, unsigned status, const char *why);
	/* Once for each exchange that handle or refuse saw, also when the client left; frees about;
	 * the server clears the arena after it. */
	void (*release)(struct exchange *ex);
};

/* NULL and a line in the log if it cannot listen. */
struct server *server_start(const struct server_options *options);
uint16_t server_port(const struct server *server);
/* Stop in three steps: no new connections; (the caller drains its lanes); wait for open requests
 * and end. The lanes must go on resuming, if only with a 503, until server_stop() returns. */
void server_quiesce(struct server *server);
void server_stop(struct server *server);

struct server_counts {
	int64_t connections, requests, refused, reaped; /* since the start */
	int64_t open_connections, open_requests;
};

struct server_counts server_count(const struct server *server);

#endif
