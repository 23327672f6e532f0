// SPDX-License-Identifier: EUPL-1.2
/* Organisations: their managers invite members by mail and see what is booked for them; staff look after them all. */
#ifndef ORGANISATION_H
#define ORGANISATION_H

#include "app/work.h"
#include "db/booking.h"
#include "db/organisation.h"
#include "db/ticket.h"

extern const char *const organisation_kinds[]; /* ends with NULL */

/* For its managers and staff; to all others it is NO_SUCH_ORGANISATION. */
bool organisation_find(struct work *work, const char *slug, struct organisation *organisation);

/* Staff. Add the reasons for what cannot be kept. */
/* Takes a member back in that was removed a moment ago. */
void organisation_restore(struct work *work, const struct organisation *o, int64_t person, bool manager);
void organisation_create(struct work *work, struct organisation *organisation);
void organisation_change(struct work *work, const struct organisation *organisation);
int64_t organisations_count(struct work *work, const struct organisation_filter *filter);
int organisations_find(struct work *work, const struct organisation_filter *filter, struct slice slice,
	struct organisation_row *list);
int organisation_all(struct work *work, struct organisation_row *list, int most);
int organisation_managed(struct work *work, struct organisation *list, int most); /* by work->person */

int organisation_members(struct work *work, const struct organisation *organisation, struct member *list, int most);
int organisation_bookings(struct work *work, const struct organisation *organisation, struct booking *list, int most);
int organisation_invitations(struct work *work, const struct organisation *organisation, struct ticket *list, int most);

/* By mail, whoever has that address; language of the mail. */
void organisation_invite(struct work *work, const struct organisation *organisation, const char *email,
	const char *language);
/* Add NO_SUCH_PERSON or NO_SUCH_MESSAGE for what is not there. */
void organisation_take_back(struct work *work, const struct organisation *organisation, int64_t invitation);
void organisation_remove(struct work *work, const struct organisation *organisation, int64_t person);
void organisation_set_manager(struct work *work, const struct organisation *organisation, int64_t person, bool manager);

#endif
