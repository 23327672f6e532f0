// SPDX-License-Identifier: EUPL-1.2
/*
 * What The Things Stack sent while nobody listened: its broker keeps nothing, and a webhook is tried once. Its Storage
 * Integration has the uplinks of the last days: those since the last time are fetched, with some overlap, when the broker
 * is there again, when a device's counter left some out, and each ten minutes; what is known already changes nothing.
 */
#ifndef BACKFILL_H
#define BACKFILL_H

#include "app/base/arena.h"

#include <stdbool.h>

struct lab;
struct backfill;

struct storage {
	const char *host; /* as a broker's, so that its gaps can be mended */
	const char *url;  /* up to the application's storage */
	const char *key;  /* with the right to read the application's traffic */
};

/* https://APPLICATION:KEY@HOST[:PORT]; http:// only to this machine, for tests. False: it is no such address. */
bool storage_parse(struct arena *arena, const char *address, struct storage *storage);

/* NULL, and a line in the log, if address is none. */
struct backfill *backfill_start(struct lab *lab, const char *address);
void backfill_stop(struct backfill *backfill); /* before lab_drain(); NULL is fine */

#endif
