// SPDX-License-Identifier: EUPL-1.2
/* What staff decide about each resource: its policy, who may, what it costs; quotas, and hours without either. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/price.h"
#include "app/quota.h"
#include "web/handlers.h"
#include "web/pictures.h"
#include "web/request.h"
#include "web/views.h"

#include <stddef.h>
#include <string.h>

enum { MOST = 100 };

static const char *const bookers[] = { "citizen", "startup", "company", "school", "university",
	"association", "town" };
static const char *const tariffs[] = { "citizen", "standard", "reduced" };

enum { BOOKERS = sizeof bookers / sizeof *bookers, TARIFFS = sizeof tariffs / sizeof *tariffs };

/* The numbers and switches of a policy, by the names of their fields. */
static const struct {
	const char *name;
	size_t at;
	int least, most;
	bool is_switch;
} members[] = {
	{ "slot_minutes", offsetof(struct resource, slot_minutes), 5, 1440, false },
	{ "shortest_minutes", offsetof(struct resource, shortest_minutes), 5, 64800, false },
	{ "longest_minutes", offsetof(struct resource, longest_minutes), 5, 64800, false },
	{ "notice_minutes", offsetof(struct resource, notice_minutes), 0, 525600, false },
	{ "horizon_days", offsetof(struct resource, horizon_days), 1, 1000, false },
	{ "most_people", offsetof(struct resource, most_people), 1, 10000, false },
	{ "buffer_minutes", offsetof(struct resource, buffer_minutes), 0, 1440, false },
	{ "most_open", offsetof(struct resource, most_open), 0, 1000, false },
	{ "grace_minutes", offsetof(struct resource, grace_minutes), 0, 1440, false },
	{ "late_hours", offsetof(struct resource, late_hours), 0, 1000, false },
	{ "bookable", offsetof(struct resource, meant_bookable), 0, 1, true },
	{ "needs_introduction", offsetof(struct resource, needs_introduction), 0, 1, true },
	{ "needs_approval", offsetof(struct resource, needs_approval), 0, 1, true },
	{ "unattended", offsetof(struct resource, unattended), 0, 1, true },
	{ "walk_up", offsetof(struct resource, walk_up), 0, 1, true },
	{ "check_in_first", offsetof(struct resource, check_in_first), 0, 1, true },
};

enum { MEMBERS = sizeof members / sizeof *members };

/* ---- one resource ---------------------------------------------------------------------------- */

static bool find(struct request *rq, struct resource *r)
{
	if (resource_by_slug(&rq->work, rq->part[0], r))
		return true;
	reason_add(&rq->work, NO_SUCH_RESOURCE, NULL);
	return false;
}

static void put_numbers(struct request *rq, const struct resource *r)
{
	struct node *numbers = put_list(rq->document, "numbers");
	struct node *switches = put_list(rq->document, "switches");

	for (int i = 0; i < MEMBERS; i++) {
		const char *at = (const char *)r + members[i].at;
		struct node *one = put_object(members[i].is_switch ? switches : numbers, NULL);
		put_text(one, "name", members[i].name);
		put_text(one, "label", say(rq, arena_print(&rq->work.arena, "policy_%s", members[i].name)));
		put_number(one, "least", members[i].least);
		put_number(one, "most", members[i].most);
		if (members[i].is_switch)
			put_flag(one, "is_on", *(const bool *)at);
		else
			put_number(one, "value", *(const int64_t *)at);
	}
}

static void put_access(struct request *rq, const struct resource *r)
{
	struct price prices[MOST];
	int count = price_list(&rq->work, r->id, prices, MOST);
	struct node *list = put_list(rq->document, "bookers"), *to = put_list(rq->document, "prices");

	for (int i = 0; i < BOOKERS; i++) {
		struct node *one = put_object(list, NULL);
		put_word(one, "booker", bookers[i]);
		put_flag(one, "is_on", resource_allows(&rq->work, r->id, bookers[i]));
	}
	for (int i = 0; i < TARIFFS; i++) {
		struct node *one = put_object(to, NULL);
		int64_t cents = 0;
		for (int p = 0; p < count; p++)
			if (!strcmp(prices[p].tariff, tariffs[i]))
				cents = prices[p].cents_per_hour;
		put_word(one, "tariff", tariffs[i]);
		put_number(one, "cents_per_hour", cents);
	}
}

/* Its parts, and what else could be one. */
static void put_relations(struct request *rq, const struct resource *r)
{
	struct resource_now *all = arena_alloc(&rq->work.arena, sizeof *all * MOST_RESOURCES);
	struct resource *list = arena_alloc(&rq->work.arena, sizeof *list * MOST);
	int count = resource_parts(&rq->work, r->id, list, MOST), total = resource_list(&rq->work, all, MOST_RESOURCES);
	struct node *parts = put_list(rq->document, "parts"), *others = put_list(rq->document, "others");

	for (int i = 0; i < count; i++)
		put_resource_link(rq, put_object(parts, NULL), &list[i]);
	for (int i = 0; i < total; i++)
		if (all[i].resource.id != r->id)
			put_resource_link(rq, put_object(others, NULL), &all[i].resource);
}

void policy_show(struct request *rq)
{
	struct resource r;

	if (!find(rq, &r))
		return;
	put_resource_link(rq, put_object(rq->document, "resource"), &r);
	put_text(rq->document, "name", r.name);
	put_text(rq->document, "location", r.location);
	put_text(rq->document, "description", r.description);
	put_number(rq->document, "position", r.position);
	put_resource_kinds(rq->document, r.kind);
	put_numbers(rq, &r);
	put_access(rq, &r);
	put_pictures_form(rq, r.id, NULL, arena_print(&rq->work.arena, "/admin/resources/%s/pictures", r.slug));
	put_relations(rq, &r);
}

static void read_member(struct request *rq, struct resource *r, int i)
{
	char *at = (char *)r + members[i].at;
	int64_t number = input_number(rq, members[i].name, members[i].is_switch ? 0 : -1);

	if (number < members[i].least || number > members[i].most)
		reason_add(&rq->work, NOT_A_NUMBER, members[i].name);
	else if (members[i].is_switch)
		*(bool *)at = number;
	else
		*(int64_t *)at = number;
}

/* A browser leaves out what is not ticked: everything that is not there is off. */
static void save_access(struct request *rq, const struct resource *r)
{
	for (int i = 0; i < BOOKERS; i++)
		resource_allow(&rq->work, r->id, bookers[i],
			input_number(rq, arena_print(&rq->work.arena, "for_%s", bookers[i]), 0) != 0);
	for (int i = 0; i < TARIFFS; i++)
		price_set(&rq->work, &(struct price){ .resource = r->id, .tariff = tariffs[i],
			.cents_per_hour = input_number(rq,
				arena_print(&rq->work.arena, "cents_%s", tariffs[i]), 0) });
}

void policy_change(struct request *rq)
{
	struct resource r;

	if (!find(rq, &r))
		return;
	r.name = text_trim(&rq->work.arena, input_text(rq, "name"));
	r.location = text_trim(&rq->work.arena, input_text(rq, "location"));
	r.description = text_trim(&rq->work.arena, input_text(rq, "description"));
	r.position = input_number(rq, "position", r.position);
	if (*input_text(rq, "kind"))
		r.kind = input_text(rq, "kind");
	if (!resource_kind_is_known(r.kind))
		reason_add_detail(&rq->work, BAD_INPUT, "kind", r.kind);
	for (int i = 0; i < MEMBERS; i++)
		read_member(rq, &r, i);
	if (r.longest_minutes < r.shortest_minutes)
		reason_add_number(&rq->work, TOO_SHORT, "longest_minutes", r.shortest_minutes);
	save_access(rq, &r);
	if (!rq->work.reasons)
		resource_set_policy(&rq->work, &r);
	answer_done(rq, resource_href(&rq->work.arena, r.slug));
}

/* ---- quotas, and hours without policy -------------------------------------------------------- */

static void put_choices(struct request *rq)
{
	struct resource_now *list = arena_alloc(&rq->work.arena, sizeof *list * MOST_RESOURCES);
	int count = resource_list(&rq->work, list, MOST_RESOURCES);
	struct node *resources = put_list(rq->document, "resources");
	struct node *whom = put_list(rq->document, "bookers"), *what = put_list(rq->document, "kinds");
	struct node *days = put_list(rq->document, "weekdays");

	for (int i = 0; i < count; i++)
		put_resource_link(rq, put_object(resources, NULL), &list[i].resource);
	for (int i = 0; i < BOOKERS; i++)
		put_word(put_object(whom, NULL), "booker", bookers[i]);
	for (const char *const *kind = resource_kinds; *kind; kind++)
		put_word(put_object(what, NULL), "kind", *kind);
	for (int day = 1; day <= 7; day++) {
		struct node *one = put_object(days, NULL);
		put_number(one, "number", day);
		put_word(one, "weekday", weekday_words[day]);
	}
}

static void put_quotas(struct request *rq)
{
	struct quota list[MOST];
	int count = quota_list(&rq->work, list, MOST);
	struct node *to = put_list(rq->document, "quotas");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_number(one, "id", list[i].id);
		put_word(one, "whose", list[i].whose);
		if (list[i].kind)
			put_word(one, "booker", list[i].kind);
		if (list[i].resource_kind)
			put_word(one, "kind", list[i].resource_kind);
		put_word(one, "span", list[i].span);
		put_number(one, "minutes", list[i].minutes);
		put_real(one, "hours", (double)list[i].minutes / 60);
	}
}

static void put_free_hours(struct request *rq)
{
	struct free_hours list[MOST];
	int count = free_hours_list(&rq->work, list, MOST);
	struct node *to = put_list(rq->document, "free_hours");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		struct resource r;
		put_number(one, "id", list[i].id);
		put_word(one, "weekday", weekday_words[list[i].weekday]);
		put_print(one, "from", "%02d:%02d", list[i].from_minute / 60, list[i].from_minute % 60);
		put_print(one, "until", "%02d:%02d", list[i].until_minute / 60, list[i].until_minute % 60);
		if (list[i].resource && resource_by_id(&rq->work, list[i].resource, &r))
			put_resource_link(rq, put_object(one, "resource"), &r);
	}
}

void quotas_show(struct request *rq)
{
	put_choices(rq);
	put_quotas(rq);
	put_free_hours(rq);
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

void quota_create(struct request *rq)
{
	quota_add(&rq->work, &(struct quota){ .whose = input_text(rq, "whose"),
		.kind = or_null(input_text(rq, "booker")),
		.resource_kind = or_null(input_text(rq, "kind")), .span = input_text(rq, "span"),
		.minutes = input_number(rq, "hours", -1) * 60 });
	answer_done(rq, "/admin/quotas");
}

void quota_delete(struct request *rq)
{
	quota_remove(&rq->work, part_number(rq, 0));
	answer_done(rq, "/admin/quotas");
}

void free_hours_create(struct request *rq)
{
	struct free_hours hours = { .weekday = (int)input_number(rq, "weekday", 0) };
	struct resource r;

	if (*input_text(rq, "resource") && resource_by_slug(&rq->work, input_text(rq, "resource"), &r))
		hours.resource = r.id;
	else if (*input_text(rq, "resource"))
		reason_add(&rq->work, NO_SUCH_RESOURCE, "resource");
	if (!clock_parse(input_text(rq, "from"), &hours.from_minute))
		reason_add(&rq->work, NOT_A_TIME, "from");
	if (!clock_parse(input_text(rq, "until"), &hours.until_minute))
		reason_add(&rq->work, NOT_A_TIME, "until");
	free_hours_add(&rq->work, &hours);
	answer_done(rq, "/admin/quotas");
}

void free_hours_delete(struct request *rq)
{
	free_hours_remove(&rq->work, part_number(rq, 0));
	answer_done(rq, "/admin/quotas");
}
