// SPDX-License-Identifier: EUPL-1.2
/*
 * A piece of work: one transaction, one arena, one person, one instant. Whatever happens in the lab is one: a page, a
 * scan, an uplink, a timer.
 *
 * A job may be run again, when another transaction got in its way or its group was broken: it reads and writes the
 * store, fills what lives in its arena, nothing else. The arena is cleared before each try.
 */
#ifndef WORK_H
#define WORK_H

#include "app/base/arena.h"
#include "app/reason.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct lab;
struct person;

enum work_kind { READ, WRITE };

enum work_end {
	WORK_DONE,    /* committed */
	WORK_REFUSED, /* the lab said no: reasons is not NULL, nothing was kept */
	WORK_FAILED,  /* the store failed, or eight tries were not enough; logged */
	WORK_BUSY,    /* not even tried: the queue is full */
};

struct work {
	/* What the caller sets. */
	struct lab *lab;
	enum work_kind kind;
	void (*job)(struct work *work, void *about);
	void (*done)(struct work *work, void *about); /* work_send only: called once, by a thread of the lane */
	void *about;

	/* While it runs. */
	struct db *db;
	struct arena arena;          /* the caller clears it when the answer is out */
	int64_t now;                 /* stands still during the work */
	const struct person *person; /* who asks; NULL: nobody is signed in. The job sets it. */
	enum language language;      /* of whoever asks; kept from try to try */
	const struct said *reasons;  /* newest first; any rolls back */
	int64_t undo;                /* what was done last and can be taken back, see app/undo.h; 0: nothing */
	unsigned touched;            /* bits 1 << enum scope, see app/revision.h */

	/* Afterwards. */
	enum work_end end;
	struct work *next; /* the lane's queue */
};

/* Runs the job in a transaction and waits. */
enum work_end work_do(struct work *work);

/* Hands a WRITE work to the lane and returns at once; done is called when its fate is on disk. False if the queue is
 * full: then done is not called, and end is WORK_BUSY. */
bool work_send(struct work *work);

#endif
