// SPDX-License-Identifier: EUPL-1.2
/* The face: what holds server, pages, languages and lanes together; known to the files that make and end requests. */
#ifndef WEB_H
#define WEB_H

#include "web/language.h"
#include "web/request.h"
#include "web/template.h"

struct hashing;

struct web {
	struct lab *lab;
	const struct source *sources;
	const char *ingest_secret;
	struct templates *templates;
	struct languages *languages;
	struct server *server;
	struct hashing *hashing;
	bool is_https, is_demo, sends_mail;
	char build[17]; /* of the static files and templates: part of every ETag and address of a static file */
};

extern struct web *web; /* the one there is; handlers have no other way to it from libmicrohttpd's callbacks */

/* request.c: what the server calls. */
size_t request_limit(struct exchange *ex);
void request_handle(struct exchange *ex);
void request_finish(struct exchange *ex);
void request_refuse(struct exchange *ex, unsigned status, const char *why);
void request_release(struct exchange *ex);

/* answer.c: from what the handler left to what goes out. */
void answer_render(struct request *rq);
void answer_problem(struct request *rq, unsigned status);
bool answer_is_fresh(struct request *rq); /* sets the ETag; true: the client has it already, and 304 is the answer */
/* A path of this site, or / for anything else: nobody is sent elsewhere by a link that looks like ours. Browsers take \
 * for / and leave out tabs and line ends. */
const char *path_of_ours(const char *path);

/* undos.c: looks whether the page was led to by what can be taken back; the address that leads to one; what it shows. */
void undo_look(struct request *rq);
const char *undo_location(struct request *rq, const char *location);
void put_undo(struct request *rq, struct node *page);

/* origin.c: is this request the visitor's own will? */
const char *origin_form_token(struct request *rq); /* what the hidden field csrf must say; NULL without a session */
enum reason origin_check(struct request *rq);

/* route.c */
const struct route *route_find(const char *method, const char *path, struct arena *arena,
	const char *part[static PARTS]);
const char *route_methods(const char *path, struct arena *arena); /* for Allow; NULL: there is no such path */

/* hashing.c: the Argon2 lane, two at a time. */
struct hashing *hashing_start(void);
bool request_may_step(struct request *rq); /* false: the answer is in rq->work, which ended */
bool hashing_send(struct hashing *hashing, struct request *rq); /* runs route->step, then sends the work; false: full */
void hashing_stop(struct hashing *hashing);

#endif
