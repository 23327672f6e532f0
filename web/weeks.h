// SPDX-License-Identifier: EUPL-1.2
/* The timetable's pages of many days; for timetables.c. */
#ifndef WEEKS_H
#define WEEKS_H

struct plan;
struct request;

void put_week_of_all(struct request *rq, const struct plan *plan);
void put_month(struct request *rq, const struct plan *plan);

#endif
