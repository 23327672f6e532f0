// SPDX-License-Identifier: EUPL-1.2
#include "web/server.h"

#include "app/base/log.h"
#include "web/connection.h"
#include "web/listener.h"

#include <assert.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	CONNECTIONS = 1000,
	HEAD = 32 *
	       1024,  /* of memory a connection; a longer head is the library's own 431 or 414 */
	SILENCE = 15, /* seconds without a byte either way */
	DEADLINE = 20,
	UPLOAD_DEADLINE = 60,
	STREAM_BLOCK = 16 * 1024,
};

/* ---- waiting ---- */

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
	struct exchange *ex = about;
	long size = ex->stream(ex, to, room);

	(void)position;
	if (size > 0)
		return size;
	return size ? MHD_CONTENT_READER_END_WITH_ERROR : MHD_CONTENT_READER_END_OF_STREAM;
}

/* To a HEAD 0.9.75 sends the last chunk of none, which the next answer then begins with: such a one
 * says nothing of chunks and ends the connection. */
static struct MHD_Response *streamed(struct exchange *ex)
{
	struct MHD_Response *response = MHD_create_response_from_callback(
		MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream, ex, NULL);

	if (response && !strcmp(ex->method, "HEAD"))
		MHD_set_response_options(
			response, MHD_RF_HTTP_VERSION_1_0_ONLY, MHD_RO_END);
	return response;
}

static struct MHD_Response *content(struct exchange *ex)
{
	if (ex->stream)
		return streamed(ex);
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
	struct MHD_Response *response = content(ex);

	assert(ex->status);
	if (!response)
		return MHD_NO;
	for (int i = 0; i < ex->answer_count; i++)
		if (!MHD_add_response_header(response, ex->answer[i].name, ex->answer[i].value))
			log_line(LOG_FAULT, "the header %s cannot be sent", ex->answer[i].name);
	if (c->is_last || atomic_load_explicit(&c->server->is_quiet, memory_order_relaxed))
		MHD_add_response_header(response, "Connection", "close");
	watched_advance(&c->watched, WORKING, SENDING);
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

/* ---- a request ---- */

/*
 * 0.9.75 cuts the head into strings where it received it. Whatever it overlooked, a NUL, a bare
 * line feed, a folded line, an end of the head where there was none, is a gap between two of them
 * (calendar-qr-security.md section 3.2). Newer ones move the head about, and do not need this.
 */
static void join(struct connection *c, const char *part, const char *end)
{
	static const bool is_cut_in_place = MHD_VERSION == 0x00097500;

	if (is_cut_in_place && part != c->seam)
		c->why = "The head of the request has a byte where none belongs.";
	c->seam = end + 2;
}

static enum MHD_Result take_header(void *about, enum MHD_ValueKind kind, const char *name,
	size_t name_size, const char *value, size_t value_size)
{
	struct connection *c = about;

	(void)kind;
	join(c, name, value + value_size);
	return connection_header(c, name, name_size, value) ? MHD_YES : MHD_NO;
}

static size_t head_size(const struct connection *c)
{
	return MHD_get_connection_info(c->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)
		->header_size;
}

static enum MHD_Result begin(struct connection *c, const char *method, const char *version)
{
	c->has_begun = true;
	if (!watched_advance(&c->watched, QUIET, RECEIVING) || atomic_load(&c->server->is_over))
		return MHD_NO;
	join(c, version, version + strlen(version));
	MHD_get_connection_values_n(c->mhd, MHD_HEADER_KIND, take_header, c);
	const char *blank = method + head_size(c) - 2;
	join(c, blank, blank);
	struct refusal refusal = connection_judge(c, method, version);
	if (!refusal.status)
		return MHD_YES;
	c->is_unread = true;
	return watched_advance(&c->watched, RECEIVING, WORKING) ? refuse(c, refusal) : MHD_NO;
}

static enum MHD_Result run(struct connection *c, void (*step)(struct exchange *ex))
{
	step(&c->ex);
	return c->is_waiting ? MHD_YES : answer(c);
}

static enum MHD_Result handle(struct connection *c)
{
	struct exchange *ex = &c->ex;

	if (!watched_advance(&c->watched, RECEIVING, WORKING))
		return MHD_NO;
	if (c->wasted)
		return refuse(c, (struct refusal){ 413, "The body is too large." });
	if (c->body.size)
		ex->body = c->body.bytes;
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

/* The target as it came; later the library has cut it into pieces. */
static void *on_target(void *about, const char *raw, struct MHD_Connection *mhd)
{
	struct connection *c =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;

	(void)about;
	c->mhd = mhd;
	c->seam = raw + strlen(raw) + 1;
	connection_target(c, raw);
	return c;
}

/* First when the head is in, then for each piece of the body, then without one, and after a wait
 * once more. */
static enum MHD_Result on_request(void *about, struct MHD_Connection *mhd, const char *url,
	const char *method, const char *version, const char *data, size_t *size, void **state)
{
	struct connection *c = *state;
	size_t more = *size;

	(void)about, (void)mhd, (void)url;
	if (!c->has_begun)
		return begin(c, method, version);
	*size = 0;
	if (more)
		return connection_take(c, data, more) ? MHD_YES : MHD_NO;
	return c->is_waiting ? finish(c) : handle(c);
}

static void on_end(
	void *about, struct MHD_Connection *mhd, void **state, enum MHD_RequestTerminationCode how)
{
	struct connection *c = *state;

	(void)about, (void)mhd, (void)how;
	if (c->is_seen)
		c->server->options.release(&c->ex);
	connection_clear(c);
}

static struct connection *welcome(struct server *server, struct MHD_Connection *mhd)
{
	struct connection *c = calloc(1, sizeof *c);

	if (!c)
		abort();
	c->server = server;
	c->address = address_of(
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
	address_print(&c->address, c->peer);
	c->watched.fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	connection_clear(c);
	reaper_add(server->reaper, &c->watched);
	return c;
}

static void on_connection(void *about, struct MHD_Connection *mhd, void **context,
	enum MHD_ConnectionNotificationCode what)
{
	struct server *server = about;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*context = welcome(server, mhd);
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

	while (cidr && cidr[server->proxy_count])
		server->proxy_count++;
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

static struct server_options complete(struct server_options options)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (!options.threads)
		options.threads =
			cores > 2 ? (unsigned)cores : 2; /* one slow page must not block all */
	if (!options.connections)
		options.connections = CONNECTIONS;
	if (!options.deadline)
		options.deadline = DEADLINE;
	if (!options.upload_deadline)
		options.upload_deadline = UPLOAD_DEADLINE;
	return options;
}

#if MHD_VERSION >= 0x00097701
static const enum MHD_OPTION strictest = MHD_OPTION_CLIENT_DISCIPLINE_LVL;
#else
static const enum MHD_OPTION strictest = MHD_OPTION_STRICT_FOR_CLIENT;
#endif

static struct MHD_Daemon *start(struct server *server)
{
	const struct server_options *options = &server->options;
	const unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
			       MHD_USE_ITC | MHD_USE_ERROR_LOG;
	struct MHD_OptionItem items[] = {
		{ MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)on_log, NULL },
		{ MHD_OPTION_LISTEN_SOCKET, server->socket, NULL },
		{ MHD_OPTION_THREAD_POOL_SIZE, options->threads, NULL },
		{ MHD_OPTION_CONNECTION_LIMIT, options->connections, NULL },
		{ MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEAD, NULL },
		{ MHD_OPTION_CONNECTION_TIMEOUT, SILENCE, NULL },
		{ MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, NULL },
		{ MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)on_target, NULL },
		{ MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)keep_escaped, NULL },
		{ MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)on_connection, server },
		{ MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)on_end, NULL },
		{ MHD_OPTION_END, 0, NULL },
	};

	return MHD_start_daemon(flags, 0, NULL, NULL, on_request, NULL, strictest, 1,
		MHD_OPTION_ARRAY, items, MHD_OPTION_END);
}

static void discard(struct server *server)
{
	if (server->reaper)
		reaper_stop(server->reaper);
	if (server->socket >= 0)
		close(server->socket);
	free(server->proxies);
	free(server);
}

static bool open_all(struct server *server)
{
	if (!parse_proxies(server))
		return false;
	server->socket = listener_open(server->options.listen, &server->port);
	if (server->socket < 0)
		return false;
	listener_want(server->options.connections);
	server->reaper = reaper_start();
	server->daemon = start(server);
	if (!server->daemon)
		log_line(LOG_FAULT, "libmicrohttpd does not start");
	return server->daemon;
}

struct server *server_start(const struct server_options *options)
{
	struct server *server = calloc(1, sizeof *server);

	if (!server)
		abort();
	server->options = complete(*options);
	server->socket = -1;
	signal(SIGPIPE, SIG_IGN);
	if (open_all(server))
		return server;
	discard(server);
	return NULL;
}

uint16_t server_port(const struct server *server)
{
	return server->port;
}

/* Who stands in the system's queue was told that he is connected; closing it would be a reset. */
static void take_queue(struct server *server)
{
	struct sockaddr_storage from;
	socklen_t size = sizeof from;
	int fd;

	while ((fd = accept(server->socket, (struct sockaddr *)&from, &size)) >= 0) {
		MHD_add_connection(server->daemon, fd, (struct sockaddr *)&from, size);
		size = sizeof from;
	}
}

void server_quiesce(struct server *server)
{
	if (atomic_exchange(&server->is_quiet, true))
		return;
	MHD_quiesce_daemon(server->daemon);
	take_queue(server);
	shutdown(server->socket, SHUT_RDWR); /* who comes now is turned away at once */
	reaper_hurry(server->reaper);
}

/* libmicrohttpd ends the program if it is stopped while a request waits. One accepted in the last
 * moment may come after the line was empty: it is seen the second time, or sees is_over. */
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
