// SPDX-License-Identifier: EUPL-1.2
/* Which lab this is, of all that run this program. */
#ifndef SITE_H
#define SITE_H

#include "app/work.h"

/* 32 hexadecimal digits that stay for life: what tells its calendar events from another lab's. */
const char *site_installation(const struct work *work);

#endif
