// SPDX-License-Identifier: EUPL-1.2
/*
 * What a machine does, folded from its plug's samples in the order of their time. Pure: whatever comes late is folded
 * again from a state before it, and gives exactly what it would have given in order.
 *
 * Energy first: what the register says of an interval, as far as its 1 Wh of resolution can be conclusive, because a
 * single power may be read while a heater pauses. Then the power of the instant, with hysteresis. Silence is unknown,
 * never off; a run goes on over a gap only if the register says that the machine worked in it.
 */
#ifndef TRACK_H
#define TRACK_H

#include "db/device.h"
#include "db/frame.h"

struct thresholds {
	int64_t watts_on, watts_busy, watts_idle_below; /* W; see struct device */
	int64_t start_delay, end_delay, stale_after;    /* seconds */
	int64_t watts_rated;                            /* W; more it cannot draw */
};

/* The state after a sample. All zero: before the first. */
struct track {
	int64_t at, counter;              /* of the newest sample */
	enum use use;
	int64_t since;
	struct maybe watts, relay;        /* what the newest that said so said; some devices spread it over two frames */
	struct maybe watt_hours;          /* the register, and when it was read */
	int64_t watt_hours_at;
	int64_t anchor_at, anchor_energy; /* since when energy is judged, and Wh since then */
	int64_t from;                     /* of the present run; 0: there is none */
	int64_t fell;                     /* since when it has been below the thresholds; 0: it is at work */
	int64_t energy, tail;             /* W s until then, and since */
	int64_t most;                     /* W */
	int64_t last_until;               /* of the last run */
	int64_t resets;                   /* how often the register began anew */
};

/* A run as the newest sample leaves it. */
struct track_run {
	int64_t from, until, watt_hours, most;
	bool is_open;
};

/* Folds one sample; true if it ended a run that counts, and *ended is it. */
bool track_take(struct track *track, const struct thresholds *by, const struct sample *sample,
	struct track_run *ended);

/* The present run, if there is one that has lasted long enough to count. */
bool track_open(const struct track *track, const struct thresholds *by, struct track_run *run);

/* As the store keeps it. False: it is no such text, perhaps of an earlier version; the track is then all zero. */
enum { TRACK_TEXT = 512 };
void track_print(const struct track *track, char text[static TRACK_TEXT]);
bool track_parse(const char *text, struct track *track); /* NULL is the one before the first sample */

#endif
