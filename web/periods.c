// SPDX-License-Identifier: EUPL-1.2
/* Schools' lesson times, for staff. */
#include "app/period.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/organisation.h"
#include "web/handlers.h"
#include "web/request.h"

enum { MOST_ORGANISATIONS = 200 };

static void put_grid(struct request *rq, struct node *to, const struct period_grid *grid)
{
	struct period list[MOST_PERIODS];
	int count = grid_periods(&rq->work, grid->id, list, MOST_PERIODS);
	struct node *periods;

	put_number(to, "id", grid->id);
	put_text(to, "name", grid->name);
	put_text(to, "organisation", grid->organisation_name);
	put_flag(to, "usual", grid->usual);
	periods = put_list(to, "periods");
	for (int i = 0; i < count; i++) {
		struct node *one = put_object(periods, NULL);
		put_number(one, "number", list[i].number);
		put_print(one, "from", "%02d:%02d", list[i].from_minute / 60, list[i].from_minute % 60);
		put_print(one, "until", "%02d:%02d", list[i].until_minute / 60, list[i].until_minute % 60);
	}
}

void periods_show(struct request *rq)
{
	struct period_grid grids[MOST_GRIDS];
	struct organisation_row *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_ORGANISATIONS);
	int count = grid_list(&rq->work, grids, MOST_GRIDS);
	struct node *to = put_list(rq->document, "grids"), *all = put_list(rq->document, "organisations");

	for (int i = 0; i < count; i++)
		put_grid(rq, put_object(to, NULL), &grids[i]);
	count = organisation_all(&rq->work, list, MOST_ORGANISATIONS);
	for (int i = 0; i < count; i++) {
		struct node *one = put_object(all, NULL);
		put_text(one, "slug", list[i].organisation.slug);
		put_text(one, "name", list[i].organisation.name);
	}
}

void period_grid_create(struct request *rq)
{
	struct organisation o = { 0 };
	struct period_grid grid = { .name = text_trim(&rq->work.arena, input_text(rq, "name")),
		.usual = input_number(rq, "usual", 0) };

	if (organisation_find(&rq->work, input_text(rq, "organisation"), &o))
		grid.organisation = o.id;
	grid_add(&rq->work, &grid, input_text(rq, "times"));
	answer_done(rq, "/admin/periods");
}

void period_grid_day(struct request *rq)
{
	int day;

	if (date_parse(input_text(rq, "day"), &day))
		grid_choose(&rq->work, part_number(rq, 0), day);
	else
		reason_add(&rq->work, NOT_A_TIME, "day");
	answer_done(rq, "/admin/periods");
}
