// SPDX-License-Identifier: EUPL-1.2
/* What the lab has, as staff look after it: the table, a new one, and what is a part of what. */
#include "app/base/text.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/listing.h"
#include "web/views.h"

#include <string.h>

/* ---- the table ------------------------------------------------------------------------------- */

const char *const resource_kinds[] = { "printer_3d", "laser", "studio", "workplace", "room", "tool", NULL };

static const struct listing_column columns[] = {
	{ "position", "position", RESOURCES_BY_POSITION, true },
	{ "name", "name", RESOURCES_BY_NAME, false },
	{ "resource_kind", "kind", RESOURCES_BY_KIND, false },
	{ "location", "location", RESOURCES_BY_LOCATION, false },
	{ "parts_title", NULL, 0, true },
	{ "pictures", NULL, 0, true },
	{ "policy_bookable", NULL, 0, false },
	{ 0 },
};

static const struct listing_filter filters[] = {
	{ "q", "resource_part", LISTING_TEXT, NULL, NULL },
	{ "kind", "resource_kind", LISTING_CHOICE, "kind", resource_kinds },
	{ 0 },
};

static const struct listing listing = { "/admin/resources", "/admin/resources.csv", columns, filters, false };

static struct resource_filter filter_of(struct request *rq)
{
	return (struct resource_filter){ person_address(&rq->work, query_text(rq, "q")), query_text(rq, "kind") };
}

static void put_row(struct request *rq, struct node *to, const struct resource_row *row)
{
	const struct resource *r = &row->resource;

	put_number(to, "position", r->position);
	put_text(to, "slug", r->slug);
	put_text(to, "name", r->name);
	put_word(to, "kind", r->kind);
	put_text(to, "location", r->location);
	put_number(to, "parts", row->parts);
	put_number(to, "pictures", row->pictures);
	put_flag(to, "bookable", r->bookable);
	put_text(to, "href", arena_print(&rq->work.arena, "/admin/resources/%s", r->slug));
}

void put_resource_kinds(struct node *to, const char *selected)
{
	struct node *list = put_list(to, "kinds");

	for (const char *const *kind = resource_kinds; *kind; kind++) {
		struct node *one = put_object(list, NULL);
		put_word(one, "kind", *kind);
		put_flag(one, "selected", !strcmp(*kind, selected));
	}
}

void inventory_show(struct request *rq)
{
	struct resource_row list[LISTING_PAGE];
	struct resource_filter filter = filter_of(rq);
	struct slice slice = listing_put(rq, &listing, resources_count(&rq->work, &filter));
	int count = rq->work.reasons ? 0 : resources_find(&rq->work, &filter, slice, list);
	struct node *to = put_list(rq->document, "resources"), *form = put_object(rq->document, "form");

	for (int i = 0; i < count; i++)
		put_row(rq, put_object(to, NULL), &list[i]);
	put_text(form, "name", input_text(rq, "name"));
	put_text(form, "slug", input_text(rq, "slug"));
	put_text(form, "location", input_text(rq, "location"));
	put_resource_kinds(form, input_text(rq, "kind"));
}

void inventory_table(struct request *rq)
{
	static const char *const head[] = { "position", "slug", "name", "kind", "location", "bookable", NULL };
	struct resource_row *list = arena_room(&rq->work.arena, sizeof *list * LISTING_ROWS);
	struct resource_filter filter = filter_of(rq);
	int count = LISTING_ROWS;

	listing_csv(rq, "resources", head);
	for (int from = 0; count == LISTING_ROWS && !rq->work.reasons; from += count) {
		count = resources_find(&rq->work, &filter, listing_rows(rq, &listing, from), list);
		for (int i = 0; i < count; i++) {
			const struct resource *r = &list[i].resource;
			csv_row(&rq->body, (const char *const[]){
				arena_print(&rq->work.arena, "%lld", (long long)r->position), r->slug, r->name,
				r->kind, r->location, r->bookable ? "1" : "0", NULL });
		}
	}
}

/* ---- a new one ------------------------------------------------------------------------------- */

static const char *trimmed(struct request *rq, const char *name)
{
	return text_trim(&rq->work.arena, input_text(rq, name));
}

/* Not to be booked before somebody has looked at its rules. */
void resource_make(struct request *rq)
{
	struct resource r = { .slug = trimmed(rq, "slug"), .name = trimmed(rq, "name"),
		.kind = input_text(rq, "kind"), .location = trimmed(rq, "location"), .description = "",
		.position = input_number(rq, "position", 1000), .slot_minutes = 30, .shortest_minutes = 30,
		.longest_minutes = 480, .horizon_days = 60, .most_people = 1, .late_hours = 24 };

	if (!resource_kind_is_known(r.kind))
		reason_add_detail(&rq->work, BAD_INPUT, "kind", r.kind);
	resource_create(&rq->work, &r);
	if (rq->work.reasons)
		return;
	put_resource_link(rq, rq->document, &r);
	answer_made(rq, arena_print(&rq->work.arena, "/admin/resources/%s", r.slug));
}

bool resource_kind_is_known(const char *kind)
{
	const char *const *known = resource_kinds;

	while (*known && strcmp(*known, kind) != 0)
		known++;
	return *known;
}

/* ---- parts ----------------------------------------------------------------------------------- */

/* Of the address, and of the form's field part. */
static bool find_both(struct request *rq, const char *slug, struct resource *whole, struct resource *part)
{
	if (!resource_by_slug(&rq->work, rq->part[0], whole))
		reason_add(&rq->work, NO_SUCH_RESOURCE, NULL);
	else if (!resource_by_slug(&rq->work, slug, part))
		reason_add(&rq->work, NO_SUCH_RESOURCE, "part");
	return !rq->work.reasons;
}

static const char *parts_of(struct request *rq)
{
	return arena_print(&rq->work.arena, "/admin/resources/%s#parts", rq->part[0]);
}

void part_create(struct request *rq)
{
	struct claim *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_BOOKINGS);
	struct resource whole, part;

	if (find_both(rq, input_text(rq, "part"), &whole, &part))
		resource_take_in(&rq->work, whole.id, part.id, list, MOST_BOOKINGS);
	if (!rq->work.reasons)
		answer_done(rq, parts_of(rq));
}

void part_delete(struct request *rq)
{
	struct resource whole, part;

	if (find_both(rq, rq->part[1], &whole, &part))
		resource_take_out(&rq->work, whole.id, part.id);
	if (!rq->work.reasons)
		answer_done(rq, parts_of(rq));
}
