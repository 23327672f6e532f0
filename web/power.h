// SPDX-License-Identifier: EUPL-1.2
/* A machine's power over a time: a line, and the same as a table. */
#ifndef POWER_H
#define POWER_H

#include "app/device.h"
#include "web/request.h"

/* The member power: what the plug said in [from, until), which is then cut into whole spans. */
void put_power(struct request *rq, const struct device *plug, int64_t from, int64_t until);
/* The same of the 24 hours up to now. */
void put_power_now(struct request *rq, const struct device *plug);

#endif
