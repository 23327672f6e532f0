// SPDX-License-Identifier: EUPL-1.2
#include "web/now.h"

#include "app/base/time.h"
#include "app/workshop.h"

#include <string.h>

enum { MOST_KINDS = 16, CLOSED_DAYS = 60, MOST_TODAY = 12, RANKS = 5 };

void now_read(struct work *work, struct now *now)
{
	struct resource_now *list = arena_alloc(&work->arena, sizeof *list * MOST_RESOURCES);
	struct pictures pictures;
	struct outlook *outlook = arena_alloc(&work->arena, sizeof *outlook);

	plugs_read(work, &now->plugs);
	pictures_read(work, &pictures);
	outlook_read(work, outlook);
	hours_pick(&outlook->all, 0, &now->lab);
	now->count = resource_list(work, list, MOST_RESOURCES);
	now->rows = arena_alloc(&work->arena, sizeof *now->rows * (size_t)(now->count + 1));
	now->free_count = 0;
	for (int i = 0; i < now->count; i++) {
		struct now_row *row = &now->rows[i];
		*row = (struct now_row){ .plug = plug_of(&now->plugs, list[i].resource.id),
			.picture = picture_of(&pictures, list[i].resource.id) };
		outlook_next(outlook, &list[i], &row->next);
		row->coming_count = outlook_coming(outlook, row->coming, MOST_COMING);
		row->resource = list[i];
		row->status = resource_status(&list[i], row->plug, work->now);
		now->free_count += !strcmp(row->status, "free");
	}
}

static void put_coming(struct node *list, const struct now_row *row)
{
	for (int i = 0; i < row->coming_count; i++) {
		struct node *one = put_object(list, NULL);
		put_time(one, "from", row->coming[i].from);
		put_time(one, "until", row->coming[i].until);
	}
}

void put_now_row(struct request *rq, struct node *to, const struct now_row *row)
{
	put_resource(rq, to, &row->resource, row->plug);
	put_next(rq, to, &row->resource.resource, &row->next);
	if (row->picture)
		put_picture(rq, put_object(to, "picture"), row->picture);
	put_coming(put_list(to, "coming"), row);
}

/* ---- groups ---------------------------------------------------------------------------------- */

struct group {
	const char *kind;
	struct node *node, *resources;
	int free_count, count;
};

static struct group *group_of(struct group *groups, const char *kind)
{
	int i = 0;

	while (i < MOST_KINDS - 1 && groups[i].kind && strcmp(groups[i].kind, kind) != 0)
		i++;
	return &groups[i];
}

/* The order in which somebody who wants one now would look through them. */
static int rank(const struct now_row *row)
{
	static const struct {
		const char *status;
		int rank;
	} ranks[] = { { "free", 0 }, { "unknown", 1 }, { "closed", 2 }, { "out", RANKS - 1 } };

	for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
		if (!strcmp(ranks[i].status, row->status))
			return ranks[i].rank;
	return RANKS - 2; /* what runs and what is merely booked is taken all the same */
}

static void put_in_group(struct request *rq, struct node *list, struct group *group, const struct now_row *row)
{
	if (!group->node) {
		group->kind = row->resource.resource.kind;
		group->node = put_object(list, NULL);
		put_word(group->node, "kind", group->kind);
		group->resources = put_list(group->node, "resources");
	}
	put_now_row(rq, put_object(group->resources, NULL), row);
	group->count++;
	group->free_count += !rank(row);
}

void put_now_groups(struct request *rq, const struct now *now, const char *kind)
{
	struct group groups[MOST_KINDS] = { 0 };
	struct node *list = put_list(rq->document, "groups");

	for (int wanted = 0; wanted < RANKS; wanted++)
		for (int i = 0; i < now->count; i++) {
			const struct now_row *row = &now->rows[i];
			const char *its = row->resource.resource.kind;
			if (rank(row) == wanted && (!*kind || !strcmp(kind, its)))
				put_in_group(rq, list, group_of(groups, its), row);
		}
	for (int i = 0; i < MOST_KINDS && groups[i].node; i++) {
		put_number(groups[i].node, "free_count", groups[i].free_count);
		put_number(groups[i].node, "total_count", groups[i].count);
	}
}

/* ---- workshops ------------------------------------------------------------------------------- */

static void put_workshop_today(struct request *rq, struct node *to, const struct workshop_day *day)
{
	const char *title = workshop_title(&rq->work, day->title, day->title_en);

	put_text(to, "title", title);
	if (*day->title_en)
		put_text(to, "also_title", title == day->title ? day->title_en : day->title);
	put_time(to, "from", day->from);
	put_time(to, "until", day->until);
	put_text(to, "place", day->place_name);
	put_flag(to, "is_running", day->from <= rq->work.now);
	put_number(to, "seats_free", day->capacity - day->taken);
	put_print(to, "href", "/workshops/%lld", (long long)day->workshop);
}

void put_workshops_today(struct request *rq)
{
	struct workshop_day list[MOST_TODAY];
	int64_t midnight = zone_instant(zone_day(rq->work.now) + 1, 0);
	int count = workshop_days_in(&rq->work, rq->work.now, midnight, list, MOST_TODAY);
	struct node *to = put_list(rq->document, "workshops");

	for (int i = 0; i < count; i++)
		put_workshop_today(rq, put_object(to, NULL), &list[i]);
}

/* ---- the house ------------------------------------------------------------------------------- */

void put_lab_hours(struct request *rq, const struct hours *hours)
{
	int64_t now = rq->work.now, until = hours_open_until(hours, now);

	if (!hours->count) /* nobody has said yet when it is open */
		return;
	struct node *open = put_object(rq->document, "open");
	put_flag(open, "is_open", until);
	if (until) {
		put_time(open, "until", until);
		return;
	}
	int64_t next = hours_open_next(hours, now, CLOSED_DAYS);
	if (next)
		put_time(open, "next", next);
	put_text(open, "reason", hours_closed_by(hours, now, now + 1));
}
