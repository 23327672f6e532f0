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
	QUIET,     /* between two requests, or within the head of one */
	RECEIVING, /* the head is in, the body still comes */
	WORKING,   /* ours: handling, or waiting for a lane */
	SENDING,
	REAPED, /* shut down by us; nothing that comes now may be handled, as nobody would hear */
};

/* One socket. Its owner's thread writes the phase, the reaper only REAPED; so both exchange what
 * they expect. since tells when the phase QUIET began. */
struct watched {
	int fd;
	atomic_int phase;
	atomic_int allowed; /* milliseconds for receiving a request, from since on */
	atomic_llong since;
	atomic_llong requests;
	bool is_leaving, is_reaped; /* the reaper's own */
	struct watched *before, *after;
};

struct reaper_counts {
	int64_t connections, requests, reaped, open_connections, open_requests;
};

int64_t reaper_clock(void); /* monotonic milliseconds, cheap and coarse */

bool watched_advance(
	struct watched *socket, enum phase from, enum phase to); /* false: it was reaped */

struct reaper *reaper_start(void);
void reaper_stop(struct reaper *reaper); /* when no socket is watched any more */

void reaper_add(struct reaper *reaper, struct watched *socket);
/* Before the descriptor is closed. is_unread: the other end may still be sending what nobody will
 * read; a copy of the descriptor stays open for a moment, as closing at once would reset the
 * connection and lose our answer (RFC 9112 section 9.6). */
void reaper_remove(struct reaper *reaper, struct watched *socket, bool is_unread);

/* From now on quiet sockets end after a moment, slow ones after a few seconds. */
void reaper_hurry(struct reaper *reaper);
void reaper_wait_empty(struct reaper *reaper);

struct reaper_counts reaper_count(struct reaper *reaper);

#endif
