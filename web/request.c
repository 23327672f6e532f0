// SPDX-License-Identifier: EUPL-1.2
#include "web/web.h"

#include "app/base/json.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/setting.h"
#include "web/field.h"
#include "web/form.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- reading --------------------------------------------------------------------------------- */

/* Types have any case and may have parameters (RFC 9110 section 8.3.1). */
static bool is_type(const struct exchange *ex, const char *name)
{
	const char *type = exchange_header(ex, "content-type");
	size_t size = type ? strcspn(type, "; \t") : 0;

	return size == strlen(name) && !strncasecmp(type, name, size);
}

static bool is_json(const struct exchange *ex)
{
	return is_type(ex, "application/json");
}

static bool is_form(const struct exchange *ex)
{
	return is_type(ex, "application/x-www-form-urlencoded");
}

size_t request_limit(struct exchange *ex)
{
	const char *part[PARTS];
	const struct route *route = route_find(ex->method, ex->path, &ex->arena, part);

	if (route && route->most_body)
		return route->most_body;
	return is_json(ex) ? MOST_JSON : MOST_FORM;
}

/* The value of a cookie; names are compared exactly (RFC 6265). */
static const char *cookie(struct exchange *ex, const char *name)
{
	const char *at = exchange_header(ex, "cookie");
	size_t size = strlen(name);

	while (at && *at) {
		at += strspn(at, " ;");
		size_t length = strcspn(at, ";");
		if (length > size && !strncmp(at, name, size) && at[size] == '=')
			return arena_bytes(&ex->arena, at + size + 1, length - size - 1);
		at += length;
	}
	return NULL;
}

/* Before anybody signed in, the session's cookie holds nothing but the language that was chosen. */
static void read_cookie(struct request *rq)
{
	const char *value = cookie(rq->ex, web->is_https ? "__Host-sid" : "sid");

	rq->language = language_accepted(exchange_header(rq->ex, "accept-language"));
	if (value && text_starts(value, "language-"))
		rq->language = language_named(value + strlen("language-"));
	else if (value && strlen(value) == TOKEN_TEXT)
		rq->token = value;
}

static const struct node *read_body(struct request *rq, const char **why)
{
	struct exchange *ex = rq->ex;

	if (!ex->size)
		return document_new(&ex->arena);
	if (rq->route->file && is_type(ex, "multipart/form-data"))
		return multipart_parse(&ex->arena, &(struct multipart){ exchange_header(ex, "content-type"),
			{ ex->body, ex->size }, rq->route->file }, &rq->upload, why);
	if (is_form(ex))
		return form_parse(&ex->arena, ex->body, ex->size, why);
	const struct node *body = json_parse(&ex->arena, ex->body, ex->size, why);
	if (body && body->kind != NODE_OBJECT) {
		*why = "a JSON object is expected";
		return NULL;
	}
	return body;
}

/* 0, or the status of a body that cannot be read. */
static unsigned read_input(struct request *rq, const char **why)
{
	struct exchange *ex = rq->ex;

	rq->query = form_parse(&ex->arena, ex->query, strlen(ex->query), why);
	if (!rq->query)
		return 400;
	if (rq->route->most_body && !rq->route->file)
		return 0; /* the handler reads its body itself */
	bool in_parts = rq->route->file && is_type(ex, "multipart/form-data");
	rq->is_form = in_parts || is_form(ex) || (!ex->size && rq->wants_page);
	if (ex->size && !rq->is_form && !is_json(ex)) {
		*why = "send application/json or application/x-www-form-urlencoded";
		return 415;
	}
	rq->input = read_body(rq, why);
	return rq->input ? 0 : 400;
}

static struct request *request_new(struct exchange *ex)
{
	struct request *rq = calloc(1, sizeof *rq);
	const char *accept = exchange_header(ex, "accept");

	if (!rq)
		abort();
	ex->about = rq;
	rq->ex = ex;
	rq->work.lab = web->lab;
	rq->work.about = rq;
	rq->query = rq->input = document_new(&ex->arena);
	rq->wants_page = accept && strstr(accept, "text/html");
	read_cookie(rq);
	return rq;
}

/* ---- the work -------------------------------------------------------------------------------- */

static void identify(struct request *rq)
{
	const char *bearer = exchange_header(rq->ex, "authorization");

	rq->session = (struct session){ 0 };
	if (bearer) {
		if (text_starts(bearer, "Bearer ") && strlen(bearer + 7) < 200)
			person_by_api_key(&rq->work, bearer + 7);
	} else if (rq->token) {
		person_by_session(&rq->work, rq->token, &rq->session);
	}
	if (rq->work.person)
		rq->language = language_named(rq->work.person->language);
	rq->work.language = rq->language;
}

static void check_access(struct request *rq)
{
	const struct person *person = rq->work.person;
	enum access access = rq->route->access;

	if (access != ANYONE && !person)
		reason_add(&rq->work, NOT_SIGNED_IN, NULL);
	else if ((access == STAFF && !person_is_staff(person)) ||
	    (access == ADMIN && strcmp(person->role, "admin") != 0))
		reason_add(&rq->work, NOT_ALLOWED, NULL);
}

static void begin_answer(struct request *rq)
{
	rq->document = document_new(&rq->work.arena);
	rq->status = 200;
	rq->template = rq->route->template;
	rq->location = rq->etag = rq->cookie = rq->type = NULL;
	rq->is_secret = rq->is_fixed = false;
	rq->lab = NULL;
	rq->work.undo = 0;
	rq->undo = (struct undo){ 0 };
	rq->outcome = REASON_NONE;
	rq->file = NULL;
	rq->page = NULL;
	buffer_clear(&rq->body);
}

static const char *once_key(const struct request *rq)
{
	const char *key = exchange_header(rq->ex, "idempotency-key");

	if (!key)
		key = rq->is_form ? input_text(rq, "once") : "";
	return rq->work.kind == WRITE && rq->work.person && *key && strlen(key) <= 100 ? key : NULL;
}

/* The same key gets the first answer, without doing it again. */
static bool replay(struct request *rq, const char *key)
{
	struct once once;

	if (!once_find(&rq->work, key, &once))
		return false;
	rq->status = (unsigned)once.status;
	rq->location = once.location;
	if (once.body) {
		buffer_text(&rq->body, once.body);
		rq->type = "application/json";
	}
	return true;
}

static void keep_answer(struct request *rq, const char *key)
{
	struct buffer json = { 0 };

	document_print(rq->document, &json);
	once_keep(&rq->work, &(struct once){ .key = key, .status = rq->status,
		.location = rq->location, .body = rq->is_form || rq->status == 204 ? NULL : json.bytes });
	buffer_clear(&json);
}

/* Each page says whose lab it is. */
static void read_lab(struct request *rq)
{
	if (!rq->wants_page)
		return;
	rq->lab = document_new(&rq->work.arena);
	settings_put(&rq->work, rq->lab);
}

static void run(struct work *work, void *about)
{
	struct request *rq = about;

	begin_answer(rq);
	identify(rq);
	check_access(rq);
	fields_check(rq);
	if (work->reasons)
		return;
	const char *key = once_key(rq);
	if (key && replay(rq, key))
		return;
	if (answer_is_fresh(rq))
		return;
	rq->route->handler(rq);
	undo_look(rq);
	read_lab(rq);
	if (key && !work->reasons && !rq->outcome && !rq->is_secret)
		keep_answer(rq, key);
}

/* ---- after a refused write: alternatives, and the form again --------------------------------- */

static void run_refused(struct work *work, void *about)
{
	struct request *rq = about;

	(void)work;
	begin_answer(rq);
	identify(rq);
	rq->template = rq->route->refused_template;
	rq->route->refused(rq);
	read_lab(rq);
}

/* The reasons outlive the work that said them: they go into the request's own arena. */
static const struct said *keep_reasons(struct request *rq)
{
	struct said *kept = NULL;

	for (const struct said *said = rq->work.reasons; said; said = said->next) {
		struct said *copy = arena_alloc(&rq->ex->arena, sizeof *copy);
		*copy = *said;
		copy->detail = arena_text(&rq->ex->arena, said->detail);
		copy->next = kept; /* which also puts them back into the order they were said in */
		kept = copy;
	}
	return kept;
}

static void explain_refusal(struct request *rq)
{
	const struct said *said = keep_reasons(rq);
	bool again = rq->route->refused && rq->work.kind == WRITE &&
		(rq->work.person || rq->route->access == ANYONE);

	if (again) {
		rq->work.kind = READ;
		rq->work.job = run_refused;
		if (work_do(&rq->work) == WORK_FAILED)
			again = false;
	}
	if (!again)
		begin_answer(rq);
	rq->work.end = WORK_REFUSED;
	rq->work.reasons = said;
}

/* ---- from the server's calls ----------------------------------------------------------------- */

static void forget(struct work *work, void *about)
{
	(void)about;
	arena_clear(&work->arena);
	free(work);
}

static void note_seen(struct work *work, void *about)
{
	(void)about;
	person_seen(work, *(int64_t *)(work + 1));
}

/* A write of its own, after the answer is made, at most once in five minutes a session. */
static void mark_seen(const struct request *rq)
{
	if (!rq->session.id || rq->session.last_seen + SEEN_EVERY > clock_now())
		return;
	struct work *work = calloc(1, sizeof *work + sizeof rq->session.id);
	if (!work)
		abort();
	*work = (struct work){ .lab = web->lab, .kind = WRITE, .job = note_seen, .done = forget };
	memcpy(work + 1, &rq->session.id, sizeof rq->session.id);
	if (!work_send(work))
		forget(work, NULL);
}

static void done(struct work *work, void *about)
{
	struct request *rq = about;

	(void)work;
	exchange_resume(rq->ex);
}

static void render(struct request *rq)
{
	if (rq->work.end == WORK_REFUSED)
		explain_refusal(rq);
	if (rq->work.end == WORK_BUSY || rq->work.end == WORK_FAILED) {
		begin_answer(rq); /* what the handler said is not so */
		answer_problem(rq, 503);
	} else {
		answer_render(rq);
	}
	mark_seen(rq);
}

static void check(struct work *work, void *about)
{
	struct request *rq = about;

	(void)work;
	begin_answer(rq);
	identify(rq);
	check_access(rq);
	fields_check(rq);
}

bool request_may_step(struct request *rq)
{
	if (rq->route->access == ANYONE) /* to sign in must take as long for whoever is unknown */
		return true;
	rq->work.kind = READ;
	rq->work.job = check;
	bool may = work_do(&rq->work) == WORK_DONE;
	rq->work.kind = WRITE;
	rq->work.job = run;
	return may;
}

static void send_write(struct request *rq)
{
	rq->work.kind = WRITE;
	rq->work.job = run;
	rq->work.done = done;
	exchange_wait(rq->ex);
	bool sent = rq->route->step ? hashing_send(web->hashing, rq) : work_send(&rq->work);
	if (!sent) {
		rq->work.end = WORK_BUSY;
		exchange_resume(rq->ex);
	}
}

static void start(struct request *rq)
{
	if (rq->route->flow == WRITES) {
		send_write(rq);
		return;
	}
	rq->work.kind = READ;
	rq->work.job = run;
	if (rq->route->flow == PLAIN) {
		begin_answer(rq);
		rq->route->handler(rq);
	} else {
		work_do(&rq->work);
	}
	render(rq);
}

static void refuse_method(struct request *rq)
{
	const char *methods = route_methods(rq->ex->path, &rq->ex->arena);

	if (methods)
		answer_header(rq->ex, "Allow", methods);
	if (methods && !strcmp(rq->ex->method, "OPTIONS")) {
		rq->status = 204;
		answer_render(rq);
	} else {
		if (!methods)
			answer_missing(rq);
		answer_problem(rq, methods ? 405 : 404);
	}
}

void request_handle(struct exchange *ex)
{
	struct request *rq = request_new(ex);
	const char *why = NULL;
	bool safe = !strcmp(ex->method, "GET") || !strcmp(ex->method, "HEAD");

	rq->route = route_find(ex->method, ex->path, &ex->arena, rq->part);
	if (!rq->route) {
		refuse_method(rq);
		return;
	}
	unsigned status = read_input(rq, &why);
	if (status) {
		reason_add_detail(&rq->work, BAD_INPUT, NULL, why);
		answer_problem(rq, status);
		return;
	}
	enum reason foreign = safe || (rq->route->most_body && !rq->route->file) ? REASON_NONE : origin_check(rq);
	if (foreign) {
		reason_add(&rq->work, foreign, NULL);
		answer_problem(rq, 403);
		return;
	}
	start(rq);
}

void request_finish(struct exchange *ex)
{
	render(ex->about);
}

void request_refuse(struct exchange *ex, unsigned status, const char *why)
{
	struct request *rq = ex->about ? ex->about : request_new(ex);

	if (why)
		reason_add_detail(&rq->work, BAD_INPUT, NULL, why);
	answer_problem(rq, status);
}

void request_release(struct exchange *ex)
{
	struct request *rq = ex->about;

	if (!rq)
		return;
	arena_clear(&rq->work.arena);
	buffer_clear(&rq->body);
	buffer_clear(&rq->rest);
	free(rq);
	ex->about = NULL;
}
