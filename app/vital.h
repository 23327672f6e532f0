// SPDX-License-Identifier: EUPL-1.2
/*
 * What network servers tell of a device beside its frames: its battery, that it joined, that its radio had a downlink,
 * what they complain of. And when they were not heard: staff see which hours may lack readings, and why.
 */
#ifndef VITAL_H
#define VITAL_H

#include "app/source.h"
#include "app/work.h"
#include "db/vital.h"

/* Takes a frame that is none: of another kind than FRAME_UPLINK. */
void vital_take(struct work *work, int64_t device, const struct frame *frame);
bool vital_of(struct work *work, int64_t device, struct vital *vital); /* false: nothing is known */

/* A source is connected, and was until now. To be said every minute or so, and when it is connected anew: then what it
 * was not for longer than two minutes is a gap, and kept says who had the frames: broker, storage, or nobody (lost). */
void source_alive(struct work *work, const char *name);
void source_back(struct work *work, const char *name, const char *kept);

/* It is not, and why, in a sentence for staff. */
void source_away(struct work *work, const char *name, const char *why);
int source_list(struct work *work, struct source_row *list, int most); /* those of the last weeks, by name */

/* What The Things Stack's storage may have that we do not: it is to be read soon. */
void source_want(struct work *work);
int64_t source_wanted(struct work *work, const char *name); /* when that was said last; 0: never */

/* Of a source whose storage can be read afterwards: up to which instant it was (0: never), and what that brought. What was
 * lost since a day before is so no longer. */
int64_t source_fetched_until(struct work *work, const char *name);
void source_fetched(struct work *work, const char *name, int64_t until, int fresh);

/* Frames of a device that its counter left out, and that did not come late either; newest first. */
int missed_list(struct work *work, int64_t device, int64_t since, struct missed *list, int most);

int gap_list(struct work *work, int64_t since, struct gap *list, int most); /* newest first */

#endif
