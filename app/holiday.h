// SPDX-License-Identifier: EUPL-1.2
/*
 * Public holidays of Saxony, computed (SächsSFG: Reformation Day and Repentance Day, no Corpus Christi in Zwönitz), and
 * school holidays, imported.
 */
#ifndef HOLIDAY_H
#define HOLIDAY_H

#include "app/reason.h"
#include "app/work.h"
#include "db/hours.h"

/* The public holiday of that local day in Saxony, or NULL. Pure. */
const char *holiday_public(int local_day, enum language language);
int easter_of(int year); /* local day; Gregorian calendar, any year from 1583 */

/* A public holiday, a school holiday, or a day off of that organisation (0: of none); NULL: an ordinary day. */
const char *holiday_on(struct work *work, int local_day, int64_t organisation);

/* One of staff's; last_day is within. Adds SLOT_BACKWARDS, or MISSING_FIELD without a name. */
void holiday_add(struct work *work, const struct holiday *holiday);
void holiday_remove(struct work *work, int64_t holiday); /* adds NO_SUCH_HOLIDAY */
int holiday_list(struct work *work, int from_day, struct holiday *list, int most);

/* Every event of an iCalendar file as a school holiday; what is there already stays once. Says how many were new; -1 and
 * *why: it is no calendar. */
int holiday_import(struct work *work, const char *ics, size_t size, const char **why);

#endif
