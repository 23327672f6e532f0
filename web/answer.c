// SPDX-License-Identifier: EUPL-1.2
/* From what the handler left to what goes out: one document, two representations. */
#include "web/web.h"

#include "app/base/embed.h"
#include "app/base/log.h"
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/policy.h"
#include "app/revision.h"
#include "app/setting.h"
#include "web/compress.h"
#include "web/form.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_COMPRESSED = 1024, FAST = 4, KINDS = KIND_TAKEN + 1, PAGE = 16 * 1024 };

/* ---- what a handler calls -------------------------------------------------------------------- */

void answer_made(struct request *rq, const char *location)
{
	rq->location = undo_location(rq, location);
	rq->status = rq->is_form ? 303 : 201;
}

void answer_done(struct request *rq, const char *location)
{
	rq->location = rq->is_form ? undo_location(rq, location) : NULL;
	rq->status = rq->is_form ? 303 : 204;
}

void answer_back(struct request *rq, const char *otherwise)
{
	const char *back = input_text(rq, "back");

	answer_done(rq, *back ? path_of_ours(back) : otherwise);
}

void answer_missing(struct request *rq)
{
	reason_add(&rq->work, NO_SUCH_PAGE, NULL);
}

void answer_download(struct request *rq, const char *type, const char *file_name)
{
	rq->type = type;
	if (file_name)
		answer_header(rq->ex, "Content-Disposition",
			arena_print(&rq->ex->arena, "inline; filename=\"%s\"", file_name));
}

const char *say(const struct request *rq, const char *key)
{
	const char *text = node_text(language_catalogue(web->languages, rq->language), key);
	return text ? text : key;
}

/* ---- headers --------------------------------------------------------------------------------- */

static const char POLICY[] =
	"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
	" connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
	" frame-ancestors 'none'";

static void add_security(const struct request *rq)
{
	struct exchange *ex = rq->ex;

	answer_header(ex, "Content-Security-Policy", rq->policy ? rq->policy : POLICY);
	answer_header(ex, "X-Content-Type-Options", "nosniff");
	answer_header(ex, "Referrer-Policy", "same-origin");
	answer_header(ex, "Cross-Origin-Opener-Policy", "same-origin");
	answer_header(ex, "Permissions-Policy", "camera=(self), geolocation=(), microphone=()");
	if (web->is_https || ex->is_https)
		answer_header(ex, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

static void add_caching(const struct request *rq)
{
	struct exchange *ex = rq->ex;

	if (rq->file) {
		bool fixed = *query_text(rq, "v"); /* its address changes with its content */
		answer_header(ex, "Cache-Control",
			fixed ? "public, max-age=31536000, immutable" : "public, max-age=3600");
		answer_header(ex, "Vary", "Accept-Encoding");
		return;
	}
	if (rq->is_fixed) { /* for a day: what was removed should not be seen for a year */
		answer_header(ex, "Cache-Control", "public, max-age=86400");
		answer_header(ex, "Vary", "Accept-Encoding");
		return;
	}
	answer_header(ex, "Cache-Control", rq->etag ? "private, no-cache" : "no-store");
	answer_header(ex, "Vary", "Accept, Accept-Encoding, Accept-Language, Cookie, Authorization");
}

/* Once for every answer, also those that the server itself refuses. */
static void add_headers(struct request *rq)
{
	struct exchange *ex = rq->ex;

	add_security(rq);
	add_caching(rq);
	if (rq->etag)
		answer_header(ex, "ETag", rq->etag);
	if (rq->location)
		answer_header(ex, "Location", rq->location);
	if (rq->cookie)
		answer_header(ex, "Set-Cookie", rq->cookie);
}

/* ---- freshness ------------------------------------------------------------------------------- */

static const char *representation(const struct request *rq)
{
	return rq->wants_page && rq->template ? "h" : "j";
}

/* Weak, since the same page may be sent compressed or not. The minute counts because states change without a write: a
 * booking begins, a plug goes stale. A feed has no states; its window moves each day. */
static const char *make_etag(struct request *rq)
{
	const struct person *person = rq->work.person;
	int64_t now = rq->route->flow == SLOW ? zone_day(rq->work.now) : rq->work.now / 60;
	const char *key = arena_print(&rq->work.arena, "%s?%s %s %lld %lld %lld %s %d %s %s",
		rq->ex->path, rq->ex->query, web->build, (long long)revision_sum(&rq->work, rq->route->scopes),
		(long long)now, person ? (long long)person->id : 0LL,
		person ? person->role : "", (int)rq->language, representation(rq),
		rq->token ? rq->token : "");
	uint8_t hash[HASH];

	keyed_hash("etag", key, hash);
	return arena_print(&rq->work.arena, "W/\"%s\"", hex_print(&rq->work.arena, hash, 12));
}

bool answer_is_fresh(struct request *rq)
{
	const char *known = exchange_header(rq->ex, "if-none-match");

	if (!rq->route->scopes || rq->work.kind == WRITE)
		return false;
	rq->etag = make_etag(rq);
	if (!known || !strstr(known, rq->etag + 2))
		return false;
	rq->status = 304;
	return true;
}

/* ---- content --------------------------------------------------------------------------------- */

static void send_buffer(struct request *rq, struct buffer *buffer, const char *type)
{
	struct exchange *ex = rq->ex;
	char *small;
	size_t size;

	answer_header(ex, "Content-Type", type);
	ex->content = buffer->bytes;
	ex->content_size = buffer->size;
	*buffer = (struct buffer){ 0 };
	if (ex->content_size < LEAST_COMPRESSED || text_starts(type, "image/png") || text_starts(type, "image/webp") ||
	    !accepts_gzip(exchange_header(ex, "accept-encoding")) ||
	    !compress_gzip(ex->content, ex->content_size, FAST, &small, &size))
		return;
	free(ex->content);
	ex->content = small;
	ex->content_size = size;
	answer_header(ex, "Content-Encoding", "gzip");
}

static void send_json(struct request *rq, const char *type)
{
	struct buffer json = { 0 };

	document_print(rq->document, &json);
	buffer_text(&json, "\n");
	send_buffer(rq, &json, type);
}

const char *path_of_ours(const char *path)
{
	return path[0] == '/' && path[1] != '/' && !strpbrk(path, "\\\t\r\n") ? path : "/";
}

/* Where the visitor is, for coming back after signing in or changing the language. */
static const char *here(struct request *rq)
{
	if (strcmp(rq->ex->method, "GET") != 0 && strcmp(rq->ex->method, "HEAD") != 0)
		return path_of_ours(input_text(rq, "back"));
	return *rq->ex->query ? arena_print(&rq->work.arena, "%s?%s", rq->ex->path, rq->ex->query)
		: rq->ex->path;
}

static void put_place(struct request *rq, struct node *page)
{
	const char *path = rq->ex->path + 1;
	size_t size = strcspn(path, "/?");
	struct node *at = put_object(page, "at");
	struct buffer encoded = { 0 };

	put_flag(at, size ? arena_bytes(&rq->work.arena, path, size) : "home", true);
	put_text(page, "path", rq->ex->path);
	put_text(page, "back", here(rq));
	percent_encode(&encoded, here(rq));
	put_text(page, "back_encoded", encoded.bytes);
	buffer_clear(&encoded);
}

/* Its name, house, contact and remark, as staff have set them. */
static void put_lab(struct request *rq, struct node *page)
{
	struct node *lab = put_object(page, "lab");

	for (const struct setting *s = settings; s->name; s++) {
		const char *value = node_text(rq->lab, s->name);
		put_text(lab, s->name, value ? value : s->otherwise);
	}
	put_text(lab, "remark", node_text(lab, rq->language == GERMAN ? "remark_de" : "remark_en"));
}

/* Somebody was looked for, and is not signed in; a page that looked for nobody, or could not, does not know. */
static bool is_nobody(const struct request *rq)
{
	enum work_end end = rq->work.end;

	return rq->route && rq->route->flow != PLAIN && !rq->work.person &&
		(end == WORK_DONE || end == WORK_REFUSED);
}

static const struct node *page_node(struct request *rq)
{
	struct node *root = document_new(&rq->work.arena), *page = put_object(root, "page");
	const struct person *person = rq->work.person;

	put_text(page, "lang", language_code(rq->language));
	put_flag(page, "is_de", rq->language == GERMAN);
	put_flag(page, "is_en", rq->language == ENGLISH);
	put_text(page, "csrf", origin_form_token(rq));
	put_text(page, "once", token_new(&rq->work.arena));
	put_text(page, "version", web->build);
	put_place(rq, page);
	put_undo(rq, page);
	put_lab(rq, page);
	if (person) {
		struct node *who = put_object(page, "person");
		put_text(who, "name", person->name);
		put_word(who, "role", person->role);
		put_flag(who, "is_staff", person_is_staff(person));
		put_number(who, "id", person->id);
	}
	put_flag(page, "is_nobody", is_nobody(rq));
	return root;
}

static void send_page(struct request *rq, const char *template)
{
	const struct template *t = template_named(web->templates, template);
	struct node *texts = document_new(&rq->work.arena);
	struct reader reader = { web->languages, rq->language, rq->work.now ? rq->work.now : clock_now() };
	struct template_view view = { reader_member, &reader, &rq->work.arena };
	struct buffer html = { 0 };

	struct node *catalogue = put_object(texts, "say");
	const struct node *said = language_catalogue(web->languages, rq->language);
	catalogue->first = said->first; /* shared, never changed */
	catalogue->last = said->last;
	const struct node *stack[] = { texts, page_node(rq), rq->document };
	if (!t || !template_render(t, stack, 3, view, &html))
		log_line(LOG_FAULT, "template %s: cannot be rendered", template);
	send_buffer(rq, &html, "text/html; charset=utf-8");
}

static void send_file(struct request *rq)
{
	struct exchange *ex = rq->ex;

	answer_header(ex, "Content-Type", rq->type);
	ex->content_static = rq->file->bytes;
	ex->content_size = rq->file->size;
	if (rq->text[0]) /* compressed at start, see web/static.c */
		answer_header(ex, "Content-Encoding", rq->text[0]);
}

/* ---- streams --------------------------------------------------------------------------------- */

static void run_page(struct work *work, void *about)
{
	struct request *rq = about;

	(void)work;
	rq->rest.size = 0;
	rq->stream_ended = !rq->page(rq, &rq->rest);
}

static bool next_page(struct request *rq)
{
	rq->rest_at = 0;
	rq->rest.size = 0;
	rq->work.job = run_page;
	return work_do(&rq->work) == WORK_DONE;
}

static long stream(struct exchange *ex, char *to, size_t room)
{
	struct request *rq = ex->about;

	while (rq->rest_at == rq->rest.size) {
		if (rq->stream_ended)
			return 0;
		if (!next_page(rq))
			return -1; /* a feed cut short must not look whole */
	}
	size_t size = rq->rest.size - rq->rest_at;
	size = size < room ? size : room;
	memcpy(to, rq->rest.bytes + rq->rest_at, size);
	rq->rest_at += size;
	return (long)size;
}

/* ---- problems -------------------------------------------------------------------------------- */

static const unsigned statuses[KINDS] = { [KIND_SIGN_IN] = 401, [KIND_MISSING] = 404,
	[KIND_RIGHT] = 403, [KIND_INPUT] = 400, [KIND_RULE] = 422, [KIND_TAKEN] = 409 };

unsigned reason_status(enum reason code)
{
	return statuses[reason_kind(code)];
}

static unsigned status_of(const struct work *work)
{
	enum reason_kind first = KIND_TAKEN;

	for (const struct said *said = work->reasons; said; said = said->next)
		if (reason_kind(said->code) < first)
			first = reason_kind(said->code);
	return statuses[first];
}

static const char *title_of(const struct request *rq, unsigned status)
{
	const char *key = arena_print(&rq->ex->arena, "problem_%u", status);
	const char *title = say(rq, key);

	return title == key ? say(rq, "problem_title") : title;
}

/* Each reason in a list of all, and beside the field it belongs to. */
static void put_reasons(struct request *rq)
{
	struct node *list = put_list(rq->document, "reasons");
	struct node *errors = rq->wants_page ? put_object(rq->document, "errors") : NULL;

	for (const struct said *said = rq->work.reasons; said; said = said->next) {
		const char *message = reason_message(&rq->work.arena, said, rq->language);
		struct node *one = put_object(list, NULL);
		put_text(one, "code", reason_code(said->code));
		put_text(one, "message", message);
		put_text(one, "field", said->field);
		if (!errors)
			continue;
		const char *place = said->field ? said->field : "other";
		struct node *beside = (struct node *)(uintptr_t)node_member(errors, place);
		if (!beside)
			beside = put_list(errors, place);
		put_text(put_object(beside, NULL), "message", message);
	}
	if (policy_may_override(&rq->work))
		put_flag(rq->document, "can_override", true);
}

/* The form again, with its own title, and the state of what it is about. */
static bool is_form(const struct request *rq)
{
	return rq->template && rq->route && rq->template == rq->route->refused_template;
}

static const char *problem_template(struct request *rq, unsigned status)
{
	if (is_form(rq))
		return rq->template;
	if (status == 401 && strcmp(rq->ex->path, "/session") != 0)
		put_text(rq->document, "back", here(rq));
	return status == 401 ? "sign_in" : "problem";
}

/* RFC 9457, or a page that says the same. */
void answer_problem(struct request *rq, unsigned status)
{
	rq->ex->status = status;
	rq->etag = NULL;
	if (!rq->document)
		rq->document = document_new(&rq->work.arena);
	if (rq->wants_page) {
		put_reasons(rq);
		if (!is_form(rq)) {
			put_number(rq->document, "status", status);
			put_text(rq->document, "title", title_of(rq, status));
		}
	} else {
		struct node *alternatives = rq->document;
		rq->document = document_new(&rq->work.arena);
		put_text(rq->document, "type", "about:blank");
		put_text(rq->document, "title", title_of(rq, status));
		put_number(rq->document, "status", status);
		put_reasons(rq);
		put_members(rq->document, alternatives);
	}
	if (status == 401)
		answer_header(rq->ex, "WWW-Authenticate", "Bearer realm=\"Smart Lab\"");
	if (status == 429 || status == 503)
		answer_header(rq->ex, "Retry-After", status == 503 ? "1" : "900");
	add_headers(rq);
	if (rq->wants_page)
		send_page(rq, problem_template(rq, status));
	else
		send_json(rq, "application/problem+json");
}

/* ---- all together ---------------------------------------------------------------------------- */

static void send_answer(struct request *rq)
{
	bool page = rq->wants_page && rq->template;

	if (rq->file)
		send_file(rq);
	else if (rq->page)
		rq->ex->stream = stream;
	else if (rq->type)
		send_buffer(rq, &rq->body, rq->type);
	else if (rq->status == 204 || rq->status == 304 || rq->status == 303)
		return;
	else if (page)
		send_page(rq, rq->template);
	else
		send_json(rq, "application/json");
}

void answer_render(struct request *rq)
{
	if (rq->outcome) {
		reason_add(&rq->work, rq->outcome, NULL);
		answer_problem(rq, rq->outcome == TOO_MANY_TRIES ? 429 : status_of(&rq->work));
		return;
	}
	if (rq->work.reasons) {
		answer_problem(rq, status_of(&rq->work));
		return;
	}
	rq->ex->status = rq->status;
	add_headers(rq);
	if (rq->page)
		answer_header(rq->ex, "Content-Type", rq->type);
	send_answer(rq);
}
