// SPDX-License-Identifier: EUPL-1.2
/*
 * How often a device reports. It was told an interval (app/relay.h), and that is done when the device says so itself, as
 * far as its maker knows such a reply, or when its reports come at the new pace.
 */
#ifndef PACE_H
#define PACE_H

#include "app/device.h"
#include "app/work.h"

/* Its newest frame: settles the wish for its interval that has come true, which is its pace from then on. */
void pace_hear(struct work *work, struct device *device, const struct decoded *said);

#endif
