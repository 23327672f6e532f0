// SPDX-License-Identifier: EUPL-1.2
/*
 * What server.c keeps of a connection, and all that is done with a request before and after
 * libmicrohttpd has a say: reading its head, judging it, collecting its body.
 */
#ifndef CONNECTION_H
#define CONNECTION_H

#include "app/base/buffer.h"
#include "web/address.h"
#include "web/reaper.h"
#include "web/server.h"

struct server {
	struct server_options options;
	void *daemon; /* libmicrohttpd's */
	struct reaper *reaper;
	struct network *proxies;
	int proxy_count;
	int socket;
	uint16_t port;
	atomic_bool is_quiet, is_over;
	atomic_llong refused;
	atomic_llong bodies; /* bytes of memory promised to bodies that are under way */
};

/* It has one request at a time, so what a request needs lives in it and is used again by the next.
 */
struct connection {
	struct exchange ex;
	struct watched watched;
	struct server *server;
	void *mhd; /* libmicrohttpd's */
	struct address address;
	char peer[ADDRESS_TEXT];
	/* of the request */
	struct buffer body;
	size_t limit, wasted;
	long long promised; /* bytes for the body, out of the server's */
	const char *seam;   /* where the next part of the head must begin */
	const char *why;    /* it is refused, or NULL */
	bool is_crowded;    /* more headers than there is room for */
	bool has_begun;
	bool is_seen;    /* by handle or refuse, so release is owed */
	bool is_last;    /* the connection ends with this answer */
	bool is_unread;  /* and something of the request was not read */
	bool is_waiting; /* known to the connection's own thread */
	atomic_bool is_resumed;
};

/* A status of 0: go on. */
struct refusal {
	unsigned status;
	const char *why;
};

/* The request line's target as it came. */
void connection_target(struct connection *c, const char *raw);
/* One header; its value stays where it is until the request is over. False: there are too many. */
bool connection_header(struct connection *c, const char *name, size_t name_size, const char *value);
/* When all headers are in. */
struct refusal connection_judge(struct connection *c, const char *method, const char *version);
/* A piece of the body. False: it is too large, and so large that the client gets no answer. */
bool connection_take(struct connection *c, const char *data, size_t size);
/* Ready for the next request. */
void connection_clear(struct connection *c);

#endif
