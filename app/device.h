// SPDX-License-Identifier: EUPL-1.2
/* Plugs and meters: what they say of the machines, now and over a day. */
#ifndef DEVICE_H
#define DEVICE_H

#include "app/learn.h"
#include "app/source.h"
#include "app/work.h"
#include "db/device.h"
#include "db/frame.h"

/* What staff and the demo know of a device before it is heard: zeroed thresholds become the usual ones, a NULL name the
 * EUI. Enters it, or changes the one that has this EUI. Returns its id. */
int64_t device_enter(struct work *work, const struct device *device);

bool device_of_eui(struct work *work, const char *eui, struct device *device);
bool device_of_resource(struct work *work, int64_t resource, struct device *device);
int device_list(struct work *work, struct device *list, int most); /* by name; how many there are in list */
/* As a table, for staff. */
int64_t devices_count(struct work *work, const struct device_filter *filter);
int devices_find(struct work *work, const struct device_filter *filter, struct slice slice, struct device *list);

/* One that was not heard yet, with the usual thresholds. */
struct device device_usual(const char *eui);

/* Staff enter or change all that they decide about a device; NULL eui or unfit numbers add reasons. Another device that
 * fed its machine feeds none from then on. With new thresholds its runs are found again from all readings kept. */
void device_settle(struct work *work, const struct device *device);

/* How often the device told which power in the last LEARN_DAYS, by app/learn.h's steps. */
enum { LEARN_DAYS = 30 };
void device_powers(struct work *work, int64_t device, int64_t counts[LEARN_STEPS]);

/* A timer's job: tell staff of devices that fell silent, once each, and that they are heard again; of those that did so
 * together in one message. */
int device_alarm(struct work *work, int most);

/* The live state. A device that has been silent for too long says nothing: unknown since it was last heard, never
 * off. Watts, too, are worth something only while use is not unknown. */
struct live {
	enum use use;
	int64_t since; /* 0: it was never heard */
};
struct live use_of(const struct device *device, int64_t now);
/* For how many seconds its silence means nothing: at least so many, and longer if it reports seldom. */
int64_t device_patience(const struct device *device, int64_t least);
/* ok, weak (its signal), stale (silent for too long), lost (never heard). */
const char *health_of(const struct device *device, int64_t now);

/* Moves what is known of a device by one more frame and what it says; has 0: nothing. A frame older than the newest only
 * counts. What its machine does is app/run.h's. Pure. */
void device_hear(struct device *device, const struct frame *frame, const struct reading *reading);

/* What the newest frame says, when it is known only later. Pure. */
void device_learn(struct device *device, const struct reading *reading);

/* Of a network that does not tell the time: has the device begun to count anew, or is the frame just late? Pure. */
bool device_restarted(const struct device *device, const struct frame *frame);

/* The power of day->device in [day->from, day->until), at most most points of equal spans, empty ones left out: 288 are
 * the five-minute means of a day. Sets day->span. */
int reading_day(struct work *work, struct day *day, struct point *points, int most);

#endif
