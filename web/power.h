// SPDX-License-Identifier: EUPL-1.2
/* A machine's power of the last 24 hours: a line, and the same as a table. */
#ifndef POWER_H
#define POWER_H

#include "app/device.h"
#include "web/request.h"

void put_power(struct request *rq, const struct device *plug);

#endif
