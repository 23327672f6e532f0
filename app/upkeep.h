// SPDX-License-Identifier: EUPL-1.2
/* What machines need after so many hours of work, as their plugs count them: who is told, and who did it. */
#ifndef UPKEEP_H
#define UPKEEP_H

#include "app/work.h"
#include "db/upkeep.h"

enum { MOST_UPKEEPS = 100, MOST_UPKEEP_NOTE = 500 };

int upkeep_list(struct work *work, int64_t resource, struct upkeep *list, int most);
/* When it was done, the last time first. */
int upkeep_history(struct work *work, int64_t resource, struct upkept *list, int most);

/* By staff; they add the reasons. Done: its hours count anew, and the note (may be "") says what was done. */
void upkeep_add(struct work *work, int64_t resource, const char *name, int64_t every_hours);
void upkeep_done(struct work *work, int64_t resource, int64_t upkeep, const char *note);
void upkeep_delete(struct work *work, int64_t resource, int64_t upkeep);

int upkeep_remind(struct work *work, int most); /* a timer's job: tell staff what is due, once each time */

#endif
