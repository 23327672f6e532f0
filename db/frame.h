// SPDX-License-Identifier: EUPL-1.2
/* Frames as they came, and the readings made of them. */
#ifndef DB_FRAME_H
#define DB_FRAME_H

#include "db/device.h"

#include <stddef.h>

struct frame_row {
	int64_t device;
	const char *session;
	int64_t counter, port;
	const uint8_t *bytes;
	size_t size;
	int64_t at, received;
	int64_t delivery; /* see app/source.h */
};

struct reading_row {
	int64_t device, at, counter;
	struct maybe watts, watt_hours, milliamps, relay;
	struct maybe count_in, count_out, occupancy; /* people */
	bool has_volts;
	double volts;
};

struct point {
	int64_t at;    /* where its span begins */
	int64_t watts; /* mean over the span */
};

bool db_frame_add(struct db *db, const struct frame_row *frame); /* false: it is there already */
/* Is there one of that session, counter and bytes at most so many seconds before or after it? One that the network marks
 * as another is the same only as an echo: a device that heard no acknowledgement repeats itself at once. */
bool db_frame_known(struct db *db, const struct frame_row *frame, int64_t within);
void db_reading_add(struct db *db, const struct reading_row *reading); /* or replaces it */

/* When the last ones before then came that told of watts, or, that did not; newest first. */
int db_readings_before(struct db *db, const struct reading_row *reading, int64_t *at, int most);

/* What a machine's state follows from, in the order of (at, counter). */
struct sample {
	int64_t at, counter;
	struct maybe watts, watt_hours, relay;
};
/* Those behind that place. */
int db_samples(struct db *db, int64_t device, const struct sample *behind, struct sample *list, int most);

/* The device's power in [from, until), one point for each span of that many seconds that has a reading. */
struct day {
	int64_t device, from, until, span;
};
int db_reading_day(struct db *db, const struct day *day, struct point *points, int most);

/* Frames of a device behind that place, (at, session, counter), with their bytes, for reading them again. */
int db_frames(struct db *db, int64_t device, const struct frame_row *behind, struct frame_row *list, int most);

/* Forgets what is older: frames, and all readings but the first of each span; how many rows went, at most so many. */
struct thinning {
	int64_t device, frames_before, readings_before, span;
};
int db_thin(struct db *db, const struct thinning *thinning, int most);

#endif
