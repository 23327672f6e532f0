// SPDX-License-Identifier: EUPL-1.2
#include "app/period.h"

#include "app/base/time.h"
#include "app/person.h"
#include "app/revision.h"

#include <string.h>

int period_list(struct work *work, int64_t organisation, int local_day, struct period *list, int most)
{
	return organisation ? db_periods_on(work->db, organisation, local_day, list, most) : 0;
}

static bool is_edge(struct work *work, int64_t organisation, int64_t instant, bool begins)
{
	struct period list[MOST_PERIODS];
	int count = period_list(work, organisation, zone_day(instant), list, MOST_PERIODS);

	for (int i = 0; i < count; i++)
		if (zone_minute(instant) == (begins ? list[i].from_minute : list[i].until_minute))
			return instant % 60 == 0;
	return false;
}

bool period_begins(struct work *work, int64_t organisation, int64_t instant)
{
	return is_edge(work, organisation, instant, true);
}

bool period_ends(struct work *work, int64_t organisation, int64_t instant)
{
	return is_edge(work, organisation, instant, false);
}

int grid_list(struct work *work, struct period_grid *list, int most)
{
	return db_grids(work->db, list, most);
}

int grid_periods(struct work *work, int64_t grid, struct period *list, int most)
{
	return db_periods_of(work->db, grid, list, most);
}

/* One "07:30-08:15"; lessons follow each other. */
static bool read_period(struct work *work, const char *text, int last_minute, struct period *p)
{
	char from[6] = "";

	memcpy(from, text, strlen(text) < 5 ? strlen(text) : 5);
	if (strlen(text) != 11 || text[5] != '-' || !clock_parse(from, &p->from_minute) ||
	    !clock_parse(text + 6, &p->until_minute))
		reason_add(work, NOT_A_TIME, "times");
	else if (p->from_minute >= p->until_minute || p->from_minute < last_minute)
		reason_add(work, SLOT_BACKWARDS, "times");
	return !work->reasons;
}

static int read_periods(struct work *work, const char *times, struct period *list)
{
	char *copy = arena_text(&work->arena, times), *rest = NULL;
	int n = 0, last = 0;

	for (char *one = strtok_r(copy, " \n\t,", &rest); one && n < MOST_PERIODS;
		one = strtok_r(NULL, " \n\t,", &rest)) {
		list[n].number = n + 1;
		if (!read_period(work, one, last, &list[n]))
			return n;
		last = list[n++].until_minute;
	}
	if (!n)
		reason_add(work, MISSING_FIELD, "times");
	return n;
}

void grid_add(struct work *work, const struct period_grid *grid, const char *times)
{
	struct period list[MOST_PERIODS];
	int count = read_periods(work, times, list);

	if (!grid->organisation)
		reason_add(work, NO_SUCH_ORGANISATION, "organisation");
	if (!*grid->name)
		reason_add(work, MISSING_FIELD, "name");
	if (work->reasons)
		return;
	int64_t id = db_grid_add(work->db, grid);
	for (int i = 0; i < count; i++) {
		list[i].grid = id;
		db_period_add(work->db, &list[i]);
	}
	audit(work, "period_grid.add", id, grid->name);
	work_touch(work, SCOPE_LAB);
}

void grid_choose(struct work *work, int64_t grid, int local_day)
{
	int64_t organisation = db_grid_organisation(work->db, grid);

	if (!organisation) {
		reason_add(work, NO_SUCH_PAGE, NULL);
		return;
	}
	db_grid_day_set(work->db, organisation, local_day, grid);
	audit(work, "period_grid.choose", grid, NULL);
	work_touch(work, SCOPE_LAB);
}
