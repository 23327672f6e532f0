// SPDX-License-Identifier: EUPL-1.2
/*
 * Watches the sockets of a server and ends those whose request comes in too slowly: libmicrohttpd's
 * own timeout begins anew with each byte, so that a trickle lives for ever (calendar-qr-security.md
 * section 0). Time in which we work or send does not count. It also empties the line when the
 * server stops.
 */
#ifndef REAPER_H
#define REAPER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct reaper;

enum phase {
	QUIET,     /* between two requests */
	RECEIVING, /* the address is known, head or body still come in */
	WORKING,   /* ours: handling, or waiting for a lane */
	SENDING,
};

/* One socket. Its owner's thread alone writes the phase, and tells when the phase QUIET began. */
struct watched {
	int fd;
	atomic_int phase;
	atomic_int allowed; /* milliseconds for receiving a request, from since on */
	atomic_llong since;
	atomic_llong requests;
	bool is_reaped;
	struct watched *before, *after;
};

struct reaper_counts {
	int64_t connections, requests, reaped, open_connections, open_requests;
};

int64_t reaper_clock(void); /* monotonic milliseconds, cheap and coarse */

struct reaper *reaper_start(void);
void reaper_stop(struct reaper *reaper); /* when no socket is watched any more */

void reaper_add(struct reaper *reaper, struct watched *socket);
/* Before the descriptor is closed. is_unread: the other end may still be sending what nobody will
 * read; a copy of the descriptor stays open for a moment, as closing at once would reset the
 * connection and lose our answer (RFC 9112 section 9.6). */
void reaper_remove(struct reaper *reaper, struct watched *socket, bool is_unread);

/* From now on quiet sockets end after what already arrived; slow ones get a few seconds. */
void reaper_hurry(struct reaper *reaper);
void reaper_wait_empty(struct reaper *reaper);

struct reaper_counts reaper_count(struct reaper *reaper);

#endif
