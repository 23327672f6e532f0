// SPDX-License-Identifier: EUPL-1.2
#include "web/connection.h"

#include "app/base/text.h"
#include "web/guard.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	UPLOAD = 1 << 20,  /* a body from which on the longer deadline counts */
	BODIES = 64 << 20, /* of memory for all bodies under way */
	WASTE = 1 << 20,   /* what is read of a chunked body past its limit, for an answer's sake */
};

const char *exchange_header(const struct exchange *ex, const char *lower_case_name)
{
	for (int i = 0; i < ex->header_count; i++)
		if (!strcmp(ex->headers[i].name, lower_case_name))
			return ex->headers[i].value;
	return NULL;
}

void answer_header(struct exchange *ex, const char *name, const char *value)
{
	if (ex->answer_count == ANSWER_HEADERS)
		abort();
	ex->answer[ex->answer_count++] = (struct header){ name, value };
}

static void allow(struct connection *c, unsigned seconds)
{
	atomic_store_explicit(&c->watched.allowed, (int)seconds * 1000, memory_order_relaxed);
}

void connection_target(struct connection *c, const char *raw)
{
	struct exchange *ex = &c->ex;
	struct target target = { .path = "/", .query = "" };
	long long before = atomic_load_explicit(&c->watched.requests, memory_order_relaxed);

	atomic_store_explicit(&c->watched.requests, before + 1, memory_order_relaxed);
	c->why = guard_target(&ex->arena, raw, &target);
	ex->path = c->why ? "/" : target.path;
	ex->query = c->why ? "" : target.query;
	ex->method = "GET"; /* what a refusal of an unknown one is told */
	ex->peer = c->peer;
	ex->body = "";
	ex->connection = c;
}

static const char *lower_case(struct arena *arena, const char *name, size_t size)
{
	char *copy = arena_bytes(arena, name, size);

	for (char *at = copy; *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at |= 0x20;
	return copy;
}

bool connection_header(struct connection *c, const char *name, size_t name_size, const char *value)
{
	struct exchange *ex = &c->ex;

	if (ex->header_count == HEADERS) {
		c->is_crowded = true;
		return false;
	}
	ex->headers[ex->header_count++] =
		(struct header){ lower_case(&ex->arena, name, name_size), value };
	return true;
}

static void look_behind_proxy(struct connection *c)
{
	struct exchange *ex = &c->ex;
	const struct server *server = c->server;
	const char *forwarded = exchange_header(ex, "x-forwarded-for");
	const char *proto = exchange_header(ex, "x-forwarded-proto");
	char text[ADDRESS_TEXT];

	if (!network_holds(server->proxies, server->proxy_count, &c->address))
		return;
	ex->is_https = proto && !strcasecmp(proto, "https");
	if (!forwarded)
		return;
	struct address client =
		address_behind(server->proxies, server->proxy_count, c->address, forwarded);
	address_print(&client, text);
	ex->peer = arena_text(&ex->arena, text);
}

/* So that many large bodies at once do not take the machine's memory. */
static bool promise(struct connection *c, size_t size)
{
	c->promised = (long long)size;
	return !size || atomic_fetch_add(&c->server->bodies, c->promised) + c->promised <= BODIES;
}

static struct refusal weigh(struct connection *c)
{
	const char *declared = exchange_header(&c->ex, "content-length");
	bool is_chunked = exchange_header(&c->ex, "transfer-encoding");
	int64_t size = 0;

	c->limit = c->server->options.limit(&c->ex);
	if (declared)
		text_number(declared, &size);
	if ((uint64_t)size > c->limit)
		return (struct refusal){ 413, "The body is too large." };
	if (!promise(c, is_chunked ? c->limit : (size_t)size))
		return (struct refusal){ 503, "Too many bodies are under way at the moment." };
	if (size > UPLOAD)
		allow(c, c->server->options.upload_deadline);
	return (struct refusal){ 0, NULL };
}

struct refusal connection_judge(struct connection *c, const char *method, const char *version)
{
	struct exchange *ex = &c->ex;
	const char *known = guard_method(method);
	bool is_1_0 = !strcmp(version, "HTTP/1.0");

	if (!known)
		return (struct refusal){ 501, "This method is not known here." };
	ex->method = known;
	if (!is_1_0 && strcmp(version, "HTTP/1.1"))
		return (struct refusal){ 400, "Only HTTP/1.1 and HTTP/1.0 are spoken here." };
	if (c->is_crowded)
		return (struct refusal){ 431, "The request has too many headers." };
	if (!c->why)
		c->why = guard_headers(ex->headers, ex->header_count, is_1_0);
	if (c->why)
		return (struct refusal){ 400, c->why };
	ex->header_count = guard_tidy(&ex->arena, ex->headers, ex->header_count);
	look_behind_proxy(c);
	return weigh(c);
}

bool connection_take(struct connection *c, const char *data, size_t size)
{
	if (!c->wasted && size <= c->limit - c->body.size) {
		buffer_add(&c->body, data, size);
		return true;
	}
	buffer_clear(&c->body);
	c->wasted += size;
	return c->wasted <= WASTE;
}

void connection_clear(struct connection *c)
{
	free(c->ex.content);
	buffer_clear(&c->body);
	arena_clear(&c->ex.arena);
	if (c->promised)
		atomic_fetch_sub(&c->server->bodies, c->promised);
	c->ex = (struct exchange){ 0 };
	c->limit = c->wasted = 0;
	c->promised = 0;
	c->why = NULL;
	c->is_crowded = c->has_begun = c->is_seen = c->is_last = c->is_waiting = false;
	allow(c, c->server->options.deadline);
	atomic_store_explicit(&c->watched.since, reaper_clock(), memory_order_relaxed);
	atomic_store(&c->watched.phase, QUIET);
}
