// SPDX-License-Identifier: EUPL-1.2
/* Safety introductions: granted by staff, for a time, since what one has learned wears off. */
#ifndef QUALIFICATION_H
#define QUALIFICATION_H

#include "app/work.h"
#include "db/qualification.h"

enum {
	QUALIFIED_DAYS = 365, QUALIFIED_YOUNG_DAYS = 183, /* unless staff say otherwise; open-data.md 2j */
	RENEW_DAYS = 21, /* so long before it lapses its holder is told */
};

/* By staff; day 0: the usual end. Adds NO_SUCH_PERSON, NO_SUCH_RESOURCE, IN_THE_PAST. */
void qualification_grant(struct work *work, const char *email, const char *resource, int until_day);
void qualification_withdraw(struct work *work, int64_t person, int64_t resource); /* adds NO_SUCH_PAGE */

/* One that was withdrawn a moment ago, as it was. */
void qualification_restore(struct work *work, const struct qualification *qualification);

int qualification_list(struct work *work, const struct qualification_filter *filter, struct qualification *list,
	int most);

/* A timer's job: tells holders once before it lapses. */
int qualification_remind(struct work *work, int most);

#endif
