// SPDX-License-Identifier: EUPL-1.2
/* What the coming days hold for each resource, for pages that show all of them: when could it be booked next? */
#ifndef OUTLOOK_H
#define OUTLOOK_H

#include "app/resource.h"

enum { OUTLOOK_DAYS = 4 }; /* over a weekend */

struct opportunity {
	int64_t from, until;
};

/* The claims on all resources in those days, and their hours; a handful of statements, however many there are. */
struct outlook {
	struct work *work;
	struct all_hours all;
	struct hours hours; /* of the one that is looked at */
	struct claim *claims;
	int count, at;
	int64_t until;
	const struct claim *its; /* of the one that was looked at last: those that are not over, by their starts */
	int its_count;
};
void outlook_read(struct work *work, struct outlook *outlook);
void outlook_read_one(struct work *work, int64_t resource, struct outlook *outlook); /* the same for that one only */

/* The next time at which now->resource could be booked: on its raster, open, and as long as it may be; one that has
 * begun if that is possible at once. False: none in those days. Also sets now->is_closed. Each once, in the order of
 * resource_list(). */
bool outlook_next(struct outlook *outlook, struct resource_now *now, struct opportunity *span);
/* When the one that was looked at last is taken later that day; back to back is once. */
int outlook_coming(const struct outlook *outlook, struct opportunity *list, int most);

#endif
