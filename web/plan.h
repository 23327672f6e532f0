// SPDX-License-Identifier: EUPL-1.2
/* What an address of the timetable asks for: which days, of what, how long; and the links that keep the rest of it. */
#ifndef PLAN_H
#define PLAN_H

#include "app/resource.h"
#include "web/request.h"

enum plan_view { PLAN_DAY, PLAN_WEEK, PLAN_MONTH, PLAN_VIEWS };

struct plan {
	enum plan_view view;
	int day;                  /* that was asked for */
	struct days days;         /* that are shown */
	const char *kind, *slug;  /* only such resources; "": all */
	int hours;                /* free for at least so long */
	bool mine;                /* only what my introductions allow */
	int count;
	struct resource_now *list;
	struct timetable *tables; /* by the hour, one for each of list */
	struct node *groups;      /* where the view's page shows them */
};

bool plan_read(struct request *rq, struct plan *plan); /* false: reasons were added */
void plan_fill(struct request *rq, struct plan *plan); /* list and tables, of what was asked for */

/* Free hours on end from that slot on, within its day. */
int plan_run(const struct timetable *table, int slot);

const char *plan_href(struct request *rq, const struct plan *plan, enum plan_view view, int day);
void put_plan(struct request *rq, const struct plan *plan); /* links and the form of filters */

#endif
