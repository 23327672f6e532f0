// SPDX-License-Identifier: EUPL-1.2
/* What the lab knows about people: showing it to them, forgetting it, and who looked (GDPR articles 5, 15, 17, 20). */
#ifndef PRIVACY_H
#define PRIVACY_H

#include "app/base/document.h"
#include "app/work.h"
#include "db/audit.h"
#include "db/privacy.h"

/* Everything about work->person. */
void privacy_export(struct work *work, struct node *to);

/* Ends all: bookings to come are cancelled, a tombstone is left. Of oneself, or (admin) of somebody else; reasons:
 * NO_SUCH_PERSON, NOT_ALLOWED, and LAST_ADMIN for the only one there is. */
void privacy_erase(struct work *work, int64_t person);

/* A timer's job. */
int privacy_forget(struct work *work, int most);

int64_t audit_count(struct work *work, const struct audit_filter *filter);
int audit_find(struct work *work, const struct audit_filter *filter, struct slice slice, struct audit_row *list);

#endif
