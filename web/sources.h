// SPDX-License-Identifier: EUPL-1.2
/* Brokers and storages from which uplinks come: are they there, and when were they not? */
#ifndef SOURCES_H
#define SOURCES_H

#include "app/device.h"
#include "web/request.h"

void put_sources(struct request *rq); /* sources and gaps */

/* Frames of that device that never came, and when that was. */
void put_missed(struct request *rq, const struct device *device);

#endif
