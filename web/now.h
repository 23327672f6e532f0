// SPDX-License-Identifier: EUPL-1.2
/* All resources as they are now, read once, for the pages that show them: the lab now, and the display at its door. */
#ifndef NOW_H
#define NOW_H

#include "web/pictures.h"
#include "web/views.h"

enum { MOST_COMING = 2 };

struct now_row {
	struct resource_now resource;
	const struct device *plug; /* NULL: it has none */
	const struct picture *picture; /* NULL: it has none */
	const char *status;        /* see resource_status() */
	int coming_count;
	struct opportunity coming[MOST_COMING]; /* taken later today */
	struct opportunity next;   /* when it could be booked; until 0: not in the coming days */
};

struct now {
	struct plugs plugs;
	int count, free_count;
	struct now_row *rows; /* in the order of resource_list() */
	struct hours lab;     /* of the house */
};
void now_read(struct work *work, struct now *now);

/* slug, name, kind, state …, and book or later. */
void put_now_row(struct request *rq, struct node *to, const struct now_row *row);
/* As groups of {kind, resources, free_count, total_count}: what is free comes first, in each and among them; only those of
 * that kind, "": all. */
void put_now_groups(struct request *rq, const struct now *now, const char *kind);
/* The list "workshops": what is on today and not over. */
void put_workshops_today(struct request *rq);
/* Whether the house is open, until when; when it opens again, and why it is closed. */
void put_lab_hours(struct request *rq, const struct hours *hours);

#endif
