// SPDX-License-Identifier: EUPL-1.2
/* What staff decide about the lab as a whole, and the program then keeps to: kept in the store, so that every program on
 * it knows. What must be known before a store is open (addresses, secrets, the time zone) is in app/config.h. */
#ifndef SETTING_H
#define SETTING_H

#include "app/base/document.h"
#include "app/work.h"

enum { MOST_SETTING = 200 };

struct setting {
	const char *name, *group;
	const char *otherwise;  /* while nobody has said anything; of a number as text */
	int least, most;        /* of a number; most 0: it is a text */
};
extern const struct setting settings[]; /* ends with a NULL name */

bool setting_is_known(const char *name);
const char *setting_text(struct work *work, const char *name);
int64_t setting_number(struct work *work, const char *name);
/* All that differ from what is kept, at once: an object of texts. Adds NOT_A_NUMBER; can be undone. */
void settings_change(struct work *work, const struct node *wanted);
void settings_put(struct work *work, struct node *to); /* the value of each, one statement */

#endif
