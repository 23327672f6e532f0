// SPDX-License-Identifier: EUPL-1.2
/*
 * One request as the handlers see it. Everything that is the same for all, who asks, CSRF, limits, language, the two
 * representations, is done before and after them, once; a handler reads its fields, calls a rule and fills a document.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include "app/base/buffer.h"
#include "app/base/document.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/reason.h"
#include "app/undo.h"
#include "app/work.h"
#include "web/multipart.h"
#include "web/server.h"

enum { PARTS = 3, MOST_FORM = 64 * 1024, MOST_JSON = 256 * 1024 };

struct request;

enum access { ANYONE, MEMBER, STAFF, ADMIN };

enum flow {
	PLAIN, /* touches no store */
	READS, /* on the connection's thread, from a read connection */
	SLOW,  /* the same, then streamed in pages of one short transaction each, as the socket drains */
	WRITES /* suspended, through the write lane */
};

enum field_type { FIELD_TEXT, FIELD_TIME, FIELD_NUMBER, FIELD_SECRET };

/* A member of a body: checked before the handler runs, and described in /openapi.json. */
struct field {
	const char *name;
	enum field_type type;
	int most; /* letters of a text */
	bool needed;
	const char *about;
};

struct route {
	const char *method, *path; /* "/bookings/{ref}.ics": a part in braces matches up to the next letter of the path */
	enum access access;
	enum flow flow;
	void (*handler)(struct request *rq);
	const char *template;        /* of the page; NULL: the document is JSON for everyone, or the handler fills body */
	const char *about;           /* half a sentence, for /api */
	unsigned scopes;             /* bits 1 << enum scope: with an ETag from these revisions; 0: never stored */
	const struct field *fields;  /* ends with a NULL name */
	void (*step)(struct request *rq);    /* before the write, in the Argon2 lane, outside any work */
	void (*refused)(struct request *rq); /* a READ work after a refused write: alternatives, the form again */
	const char *refused_template;
	const char *file;            /* the field of a form that may be a file: then it may come in parts */
	size_t most_body;            /* 0: MOST_FORM for forms, MOST_JSON for JSON */
};

extern const char *const access_words[]; /* web/api.c; by enum access */
extern const struct route routes[]; /* web/routes.c; ends with a NULL method */

struct request {
	struct work work; /* first: a handler hands &rq->work to the rules */
	struct exchange *ex;
	const struct route *route;
	const char *part[PARTS];
	const struct node *query, *input; /* objects; never NULL */
	struct upload upload; /* the file of a form, within the body */
	bool is_form, wants_page;
	enum language language;
	const char *token;      /* of the session's cookie, or NULL */
	struct session session; /* id 0: none */

	/* The answer; the document is a fresh object in the work's arena. */
	struct node *document;
	unsigned status;
	const char *template;
	const char *location;  /* of a 201 or 303 */
	const char *etag;
	struct node *lab;      /* the settings, for a page's frame; NULL: as they come */
	struct undo undo;      /* what the page says was done and can be taken back; id 0: nothing */
	const char *cookie;    /* Set-Cookie's value */
	bool is_fixed;         /* what is at this address never changes */
	bool is_secret;        /* and so not kept for who asks again with the same once-key */
	enum reason outcome;   /* a no that is kept: committed, and told like a reason */
	struct buffer body;    /* instead of the document */
	const char *type;      /* of body, or of the stream */
	const struct embedded *file; /* or this, as it is */
	const char *policy;    /* its own Content-Security-Policy; NULL: that of all pages */
	bool (*page)(struct request *rq, struct buffer *to); /* or a stream: adds a page of text; false: that was the last */
	struct buffer rest;    /* of the stream: what is not sent yet */
	size_t rest_at;
	bool stream_ended;
	int64_t number[4];     /* the handler's own, for its stream or between step and write */
	const char *text[4];
	void *prepared;        /* by the step, in the exchange's arena */
};

/* Fields of the body, checked already: "" and otherwise when they were not sent. */
const char *input_text(const struct request *rq, const char *name);
int64_t input_number(const struct request *rq, const char *name, int64_t otherwise);
int64_t input_time(const struct request *rq, const char *name);
bool input_has(const struct request *rq, const char *name);
const char *query_text(const struct request *rq, const char *name); /* "" without */
int64_t part_number(const struct request *rq, int part); /* of the address; 0, which no row has, if it is none */

/* RFC 3339, or what a browser's datetime-local sends: the lab's wall clock. */
bool time_typed(const char *text, int64_t *instant);

/* A made thing: 201 and Location for a program, 303 for a browser. */
void answer_made(struct request *rq, const char *location);
/* Done, nothing to show: 204 for a program, 303 for a browser. */
void answer_done(struct request *rq, const char *location);
void answer_back(struct request *rq, const char *otherwise); /* the same, to where the form says one was */
unsigned reason_status(enum reason code); /* of an answer that says only this */
void answer_missing(struct request *rq); /* 404, as if it did not exist */
void answer_download(struct request *rq, const char *type, const char *file_name);

/* The reader's language chooses. */
const char *say(const struct request *rq, const char *key);

/* How main starts the face: compiles templates, checks languages; NULL and a line in the log if something is wrong. */
struct web_options {
	struct lab *lab;
	const char *listen;
	const char *const *proxies;
	const struct source *sources;
	const char *ingest_secret; /* of the webhooks; NULL: they are closed */
	bool is_demo;              /* the page to sign in says who can */
	bool sends_mail;           /* else staff are told that all messages wait */
};
struct web;
struct web *web_start(const struct web_options *options);
uint16_t web_port(const struct web *web);
void web_quiesce(struct web *web);
void web_stop(struct web *web);

/* What handlers may ask about the face itself. */
const struct source *web_sources(void);
const char *web_ingest_secret(void);
struct server_counts web_count(void);
bool web_sends_mail(void);

#endif
