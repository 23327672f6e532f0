// SPDX-License-Identifier: EUPL-1.2
/* What the files of workshops share; nobody else includes it. */
#ifndef WORKSHOP_INSIDE_H
#define WORKSHOP_INSIDE_H

#include "app/workshop.h"

/* Adds NO_SUCH_WORKSHOP, WORKSHOP_CANCELLED, or NOT_CHANGEABLE once it is over. */
bool workshop_find_open(struct work *work, int64_t id, struct workshop *workshop);

/* Books the place and adds a day; override sets aside rules of the house that were shown to be broken. */
void workshop_add_day(struct work *work, const struct workshop *workshop, int64_t from, int64_t until, bool override);
/* As staff now want them, where they were as in old; true: something moved. */
bool workshop_change_days(struct work *work, const struct workshop_wish *wish, const struct workshop *old,
	const struct workshop *workshop);
void workshop_release(struct work *work, const struct workshop_day *day); /* gives the place back */

/* Calendar and audit. */
void workshop_follow_up(struct work *work, const struct workshop *workshop, const char *verb);

#endif
