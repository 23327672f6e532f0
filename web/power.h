// SPDX-License-Identifier: EUPL-1.2
/* A machine's power over a time: a line, and the same as a table. */
#ifndef POWER_H
#define POWER_H

#include "app/device.h"
#include "web/request.h"

struct stretch {
	int64_t from, until;
};

/* So many days up to now: to the end of a whole span of a day's picture, so that the line stands still within one. */
struct stretch power_days(int64_t now, int64_t days);

/* The member power: what the plug said then, which is cut into whole spans. page: where parts of it are looked at. */
void put_power(struct request *rq, const struct device *plug, const char *page, struct stretch of);

#endif
