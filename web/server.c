// SPDX-License-Identifier: EUPL-1.2
#include "web/server.h"

#include "app/base/buffer.h"
#include "app/base/log.h"
#include "app/base/text.h"
#include "web/address.h"
#include "web/guard.h"
#include "web/listener.h"
#include "web/reaper.h"

#include <assert.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	CONNECTIONS = 1000,
	CONNECTION_MEMORY =
		32 * 1024,       /* bounds a request's head: 431 and 414 are the library's own */
	CONNECTION_SILENCE = 15, /* seconds without a byte, while the reaper counts them all */
	DEADLINE = 20,
	UPLOAD_DEADLINE = 60,
	UPLOAD = 1 << 20,
	STREAM_BLOCK = 16 * 1024,
	WASTE = 1 << 20, /* what is read, for the sake of an answer, of a chunked body past its
			    limit */
};

struct server {
	struct server_options options;
	struct MHD_Daemon *daemon;
	struct reaper *reaper;
	struct network *proxies;
	int proxy_count;
	int socket;
	uint16_t port;
	atomic_bool is_quiet, is_over;
	atomic_llong refused;
};

/* A connection has one request at a time, so what a request needs lives in it and is used again for
 * the next. */
struct connection {
	struct exchange ex;
	struct watched watched;
	struct server *server;
	struct MHD_Connection *mhd;
	struct address address;
	char peer[ADDRESS_TEXT];
	/* of the request */
	struct buffer body;
	size_t limit, wasted;
	const char *why; /* the guard's refusal */
	bool has_begun;
	bool is_seen;    /* by handle or refuse, so release is owed */
	bool is_last;    /* the connection ends with this answer */
	bool is_unread;  /* and something of the request was not read */
	bool is_waiting; /* known to the connection's own thread */
	atomic_bool is_resumed;
};

struct refusal {
	unsigned status;
	const char *why;
};

static void phase(struct connection *c, enum phase next)
{
	atomic_store_explicit(&c->watched.phase, next, memory_order_relaxed);
}

/* ---- what handlers call ---- */

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

void exchange_wait(struct exchange *ex)
{
	struct connection *c = ex->connection;

	assert(!c->is_waiting);
	c->is_waiting = true;
	MHD_suspend_connection(c->mhd);
}

void exchange_resume(struct exchange *ex)
{
	struct connection *c = ex->connection;
	bool was_resumed = atomic_exchange(&c->is_resumed, true);

	assert(!was_resumed);
	MHD_resume_connection(c->mhd);
}

/* ---- answers ---- */

static ssize_t stream(void *about, uint64_t position, char *to, size_t room)
{
	struct connection *c = about;
	long size = c->ex.stream(&c->ex, to, room);

	(void)position;
	if (size > 0)
		return size;
	return size ? MHD_CONTENT_READER_END_WITH_ERROR : MHD_CONTENT_READER_END_OF_STREAM;
}

static struct MHD_Response *content(struct connection *c)
{
	struct exchange *ex = &c->ex;

	if (ex->stream)
		return MHD_create_response_from_callback(
			MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream, c, NULL);
	if (!ex->content)
		return MHD_create_response_from_buffer(ex->content_static ? ex->content_size : 0,
			(void *)(uintptr_t)ex->content_static, MHD_RESPMEM_PERSISTENT);
	struct MHD_Response *response = MHD_create_response_from_buffer(
		ex->content_size, ex->content, MHD_RESPMEM_MUST_FREE);
	if (response)
		ex->content = NULL; /* it is the response's now */
	return response;
}

static enum MHD_Result answer(struct connection *c)
{
	struct exchange *ex = &c->ex;
	struct MHD_Response *response = content(c);

	assert(ex->status);
	if (!response)
		return MHD_NO;
	for (int i = 0; i < ex->answer_count; i++)
		if (!MHD_add_response_header(response, ex->answer[i].name, ex->answer[i].value))
			log_line(LOG_FAULT, "the header %s cannot be sent", ex->answer[i].name);
	if (c->is_last || atomic_load_explicit(&c->server->is_quiet, memory_order_relaxed))
		MHD_add_response_header(response, "Connection", "close");
	phase(c, SENDING);
	enum MHD_Result queued = MHD_queue_response(c->mhd, ex->status, response);
	MHD_destroy_response(response);
	return queued;
}

static enum MHD_Result refuse(struct connection *c, struct refusal refusal)
{
	atomic_fetch_add_explicit(&c->server->refused, 1, memory_order_relaxed);
	c->is_seen = c->is_last = true;
	c->server->options.refuse(&c->ex, refusal.status, refusal.why);
	return answer(c);
}

/* ---- the head of a request ---- */

static const char *lower_case(struct arena *arena, const char *name, size_t size)
{
	char *copy = arena_bytes(arena, name, size);

	for (char *c = copy; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c |= 0x20;
	return copy;
}

/* Values stay where the library has them: until the request is over. */
static enum MHD_Result take_header(void *about, enum MHD_ValueKind kind, const char *name,
	size_t name_size, const char *value, size_t value_size)
{
	struct connection *c = about;
	struct exchange *ex = &c->ex;

	(void)kind;
	if (ex->header_count == HEADERS) {
		ex->header_count++;
		return MHD_NO;
	}
	if (strlen(name) != name_size || (value && strlen(value) != value_size))
		c->why = "A header has a NUL.";
	ex->headers[ex->header_count++] =
		(struct header){ lower_case(&ex->arena, name, name_size), value ? value : "" };
	return MHD_YES;
}

static struct refusal check(struct connection *c, const char *method, const char *version)
{
	struct exchange *ex = &c->ex;
	const char *known = guard_method(method);
	bool is_1_0 = !strcmp(version, "HTTP/1.0");

	if (!known)
		return (struct refusal){ 501, "This method is not known here." };
	ex->method = known;
	if (!is_1_0 && strcmp(version, "HTTP/1.1"))
		return (struct refusal){ 400, "Only HTTP/1.1 and HTTP/1.0 are spoken here." };
	MHD_get_connection_values_n(c->mhd, MHD_HEADER_KIND, take_header, c);
	if (ex->header_count > HEADERS) {
		ex->header_count = HEADERS;
		return (struct refusal){ 431, "The request has too many headers." };
	}
	if (!c->why)
		c->why = guard_headers(ex->headers, ex->header_count, is_1_0);
	ex->header_count = guard_join(&ex->arena, ex->headers, ex->header_count);
	return (struct refusal){ c->why ? 400 : 0, c->why };
}

static void look_behind_proxy(struct connection *c)
{
	struct exchange *ex = &c->ex;
	const struct server *server = c->server;
	const char *forwarded = exchange_header(ex, "x-forwarded-for");
	const char *proto = exchange_header(ex, "x-forwarded-proto");

	if (!network_holds(server->proxies, server->proxy_count, &c->address))
		return;
	ex->is_https = proto && !strcasecmp(proto, "https");
	if (!forwarded)
		return;
	struct address client =
		address_behind(server->proxies, server->proxy_count, c->address, forwarded);
	char text[ADDRESS_TEXT];
	address_print(&client, text);
	ex->peer = arena_text(&ex->arena, text);
}

static struct refusal weigh(struct connection *c)
{
	const char *declared = exchange_header(&c->ex, "content-length");
	int64_t size = 0;

	c->limit = c->server->options.limit(&c->ex);
	if (!declared)
		return (struct refusal){ 0 };
	text_number(declared, &size);
	if ((uint64_t)size > c->limit)
		return (struct refusal){ 413, "The body is too large." };
	if (size > UPLOAD)
		atomic_store_explicit(&c->watched.allowed,
			(int)c->server->options.upload_deadline * 1000, memory_order_relaxed);
	return (struct refusal){ 0 };
}

static enum MHD_Result begin(struct connection *c, const char *method, const char *version)
{
	c->has_begun = true;
	if (atomic_load(&c->server->is_over))
		return MHD_NO;
	struct refusal refusal = check(c, method, version);
	if (!refusal.status) {
		look_behind_proxy(c);
		refusal = weigh(c);
	}
	c->is_unread = refusal.status;
	return refusal.status ? refuse(c, refusal) : MHD_YES;
}

/* ---- the body, and then ---- */

/* The library can send an answer before a body or after it, not in between. */
static enum MHD_Result take(struct connection *c, const char *data, size_t *size)
{
	size_t more = *size;

	*size = 0;
	if (!c->wasted && more <= c->limit - c->body.size) {
		buffer_add(&c->body, data, more);
		return MHD_YES;
	}
	buffer_clear(&c->body);
	c->wasted += more;
	return c->wasted <= WASTE ? MHD_YES : MHD_NO;
}

static enum MHD_Result run(struct connection *c, void (*step)(struct exchange *ex))
{
	step(&c->ex);
	return c->is_waiting ? MHD_YES : answer(c);
}

static enum MHD_Result handle(struct connection *c)
{
	struct exchange *ex = &c->ex;

	phase(c, WORKING);
	if (c->wasted)
		return refuse(c, (struct refusal){ 413, "The body is too large." });
	ex->body = c->body.size ? c->body.bytes : "";
	ex->size = c->body.size;
	c->is_seen = true;
	return run(c, c->server->options.handle);
}

static enum MHD_Result finish(struct connection *c)
{
	bool was_resumed = atomic_exchange(&c->is_resumed, false);

	assert(was_resumed);
	c->is_waiting = false;
	return run(c, c->server->options.finish);
}

/* ---- what libmicrohttpd calls ---- */

static struct connection *connection_of(struct MHD_Connection *mhd)
{
	return MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* The target as it came; later the library has decoded it and cut it at a %00. */
static void *on_target(void *about, const char *raw, struct MHD_Connection *mhd)
{
	struct connection *c = connection_of(mhd);
	struct target target = { .path = "/", .query = "" };

	(void)about;
	c->mhd = mhd;
	phase(c, RECEIVING);
	atomic_store_explicit(&c->watched.requests,
		atomic_load_explicit(&c->watched.requests, memory_order_relaxed) + 1,
		memory_order_relaxed);
	c->why = guard_target(&c->ex.arena, raw, &target);
	c->ex.path = c->why ? "/" : target.path;
	c->ex.query = c->why ? "" : target.query;
	c->ex.method = "GET";
	c->ex.peer = c->peer;
	c->ex.connection = c;
	return c;
}

static enum MHD_Result on_request(void *about, struct MHD_Connection *mhd, const char *url,
	const char *method, const char *version, const char *data, size_t *size, void **state)
{
	struct connection *c = *state;

	(void)about, (void)mhd, (void)url;
	if (!c->has_begun)
		return begin(c, method, version);
	if (*size)
		return take(c, data, size);
	return c->is_waiting ? finish(c) : handle(c);
}

static void rest(struct connection *c)
{
	atomic_store_explicit(
		&c->watched.allowed, (int)c->server->options.deadline * 1000, memory_order_relaxed);
	atomic_store_explicit(&c->watched.since, reaper_clock(), memory_order_relaxed);
	phase(c, QUIET);
}

static void on_end(
	void *about, struct MHD_Connection *mhd, void **state, enum MHD_RequestTerminationCode how)
{
	struct connection *c = *state;

	(void)about, (void)mhd, (void)how;
	if (c->is_seen)
		c->server->options.release(&c->ex);
	free(c->ex.content);
	buffer_clear(&c->body);
	arena_clear(&c->ex.arena);
	c->ex = (struct exchange){ 0 };
	c->limit = c->wasted = 0;
	c->has_begun = c->is_seen = c->is_last = c->is_waiting = false;
	rest(c);
}

static struct connection *open_connection(struct server *server, struct MHD_Connection *mhd)
{
	struct connection *c = calloc(1, sizeof *c);

	if (!c)
		abort();
	c->server = server;
	c->address = address_of(
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
	address_print(&c->address, c->peer);
	c->watched.fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	rest(c);
	reaper_add(server->reaper, &c->watched);
	return c;
}

static void on_connection(void *about, struct MHD_Connection *mhd, void **context,
	enum MHD_ConnectionNotificationCode what)
{
	struct server *server = about;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*context = open_connection(server, mhd);
		return;
	}
	struct connection *c = *context;
	reaper_remove(server->reaper, &c->watched, c->is_unread);
	free(c);
}

/* What it says is mostly the misfortune of one client. */
static void on_log(void *about, const char *format, va_list ap)
{
	char text[512];

	(void)about;
	vsnprintf(text, sizeof text, format, ap);
	text[strcspn(text, "\n")] = 0;
	log_line(LOG_INFO, "libmicrohttpd: %s", text);
}

static size_t keep_escaped(void *about, struct MHD_Connection *mhd, char *text)
{
	(void)about, (void)mhd;
	return strlen(text);
}

/* ---- start and stop ---- */

static bool parse_proxies(struct server *server)
{
	const char *const *cidr = server->options.proxies;

	for (; cidr && cidr[server->proxy_count]; server->proxy_count++)
		;
	server->proxies = calloc((size_t)server->proxy_count + 1, sizeof *server->proxies);
	if (!server->proxies)
		abort();
	for (int i = 0; i < server->proxy_count; i++)
		if (!network_parse(cidr[i], &server->proxies[i])) {
			log_line(LOG_FAULT, "%s is no network of proxies, like 10.0.0.0/8 or ::1",
				cidr[i]);
			return false;
		}
	return true;
}

static unsigned cores(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	return cores > 2 ? (unsigned)cores : 2; /* one alone would wait for a slow handler */
}

static void fill(struct server_options *options)
{
	if (!options->threads)
		options->threads = cores();
	if (!options->connections)
		options->connections = CONNECTIONS;
	if (!options->deadline)
		options->deadline = DEADLINE;
	if (!options->upload_deadline)
		options->upload_deadline = UPLOAD_DEADLINE;
}

static struct MHD_Daemon *start(struct server *server)
{
	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
					MHD_USE_ITC | MHD_USE_ERROR_LOG,
		0, NULL, NULL, on_request, server, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
		MHD_OPTION_LISTEN_SOCKET, server->socket, MHD_OPTION_THREAD_POOL_SIZE,
		server->options.threads, MHD_OPTION_CONNECTION_LIMIT, server->options.connections,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)CONNECTION_SILENCE,
#if MHD_VERSION >= 0x00097701
		MHD_OPTION_CLIENT_DISCIPLINE_LVL, 1,
#else
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
#endif
		MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_URI_LOG_CALLBACK, on_target, NULL,
		MHD_OPTION_UNESCAPE_CALLBACK, keep_escaped, NULL, MHD_OPTION_NOTIFY_CONNECTION,
		on_connection, server, MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL, MHD_OPTION_END);
}

static void discard(struct server *server)
{
	if (server->socket >= 0)
		close(server->socket);
	if (server->reaper)
		reaper_stop(server->reaper);
	free(server->proxies);
	free(server);
}

struct server *server_start(const struct server_options *options)
{
	struct server *server = calloc(1, sizeof *server);

	if (!server)
		abort();
	server->options = *options;
	server->socket = -1;
	fill(&server->options);
	signal(SIGPIPE, SIG_IGN);
	if (parse_proxies(server))
		server->socket = listener_open(options->listen, &server->port);
	if (server->socket >= 0) {
		listener_want(server->options.connections);
		server->reaper = reaper_start();
		server->daemon = start(server);
		if (!server->daemon)
			log_line(LOG_FAULT, "libmicrohttpd does not start");
	}
	if (server->daemon)
		return server;
	discard(server);
	return NULL;
}

uint16_t server_port(const struct server *server)
{
	return server->port;
}

void server_quiesce(struct server *server)
{
	if (atomic_exchange(&server->is_quiet, true))
		return;
	MHD_quiesce_daemon(server->daemon);
	shutdown(server->socket,
		SHUT_RDWR); /* who comes now is turned away at once, not at the end */
	reaper_hurry(server->reaper);
}

/* A connection accepted in the last moment may come after the line was empty; it is either seen the
 * second time, or sees is_over. libmicrohttpd ends the program if it is stopped while a request
 * waits. */
void server_stop(struct server *server)
{
	server_quiesce(server);
	reaper_wait_empty(server->reaper);
	atomic_store(&server->is_over, true);
	reaper_wait_empty(server->reaper);
	MHD_stop_daemon(server->daemon);
	discard(server);
}

struct server_counts server_count(const struct server *server)
{
	struct reaper_counts counts = reaper_count(server->reaper);

	return (struct server_counts){
		.connections = counts.connections,
		.requests = counts.requests,
		.refused = atomic_load_explicit(&server->refused, memory_order_relaxed),
		.reaped = counts.reaped,
		.open_connections = counts.open_connections,
		.open_requests = counts.open_requests,
	};
}
