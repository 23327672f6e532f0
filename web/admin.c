// SPDX-License-Identifier: EUPL-1.2
/* Where staff begin: what waits for them, and all there is to look after. */
#include "app/base/time.h"
#include "web/attention.h"
#include "web/handlers.h"

#include <string.h>

/* A page each, under its group; its name and what it is for are the keys admin_NAME and admin_NAME_about. */
static const struct {
	const char *group, *name, *href;
	const char *waits; /* what of web/attention.h is counted beside it; NULL: nothing */
} pages[] = {
	{ "daily", "today", "/today", NULL },
	{ "daily", "approvals", "/admin/approvals", "requests" },
	{ "daily", "notices", "/admin/notices", NULL },
	{ "daily", "messages", "/admin/messages", "messages" },
	{ "daily", "attendance", "/attendance", NULL },
	{ "people", "people", "/people", NULL },
	{ "people", "organisations", "/organisations", NULL },
	{ "people", "qualifications", "/admin/qualifications", NULL },
	{ "machines", "resources", "/admin/resources", NULL },
	{ "machines", "devices", "/devices", "plugs" },
	{ "machines", "codecs", "/admin/codecs", NULL },
	{ "machines", "machines", "/admin/machines", NULL },
	{ "machines", "witnesses", "/admin/witnesses", "witnesses" },
	{ "machines", "faults", "/admin/faults", "faults" },
	{ "machines", "labels", "/admin/labels", NULL },
	{ "rules", "hours", "/admin/hours", NULL },
	{ "rules", "quotas", "/admin/quotas", NULL },
	{ "rules", "periods", "/admin/periods", NULL },
	{ "figures", "usage", "/usage", NULL },
	{ "figures", "statistics", "/attendance/statistics", NULL },
	{ "system", "settings", "/admin/settings", NULL },
	{ "system", "pages", "/admin/pages", NULL },
	{ "system", "audit", "/admin/audit", NULL },
	{ "system", "timers", "/admin/timers", NULL },
};

/* Tables to take away; with a span of days or without. */
static const struct {
	const char *name, *path;
	bool has_days;
} tables[] = {
	{ "tables", "/bookings.csv", true },
	{ "people_table", "/people.csv", false },
	{ "organisations_table", "/organisations.csv", false },
	{ "usage_table", "/usage.csv", true },
	{ "audit_table", "/admin/audit.csv", true },
};

static void put_texts(struct request *rq, struct node *to, const char *name)
{
	put_text(to, "title", say(rq, arena_print(&rq->work.arena, "admin_%s", name)));
	put_text(to, "about", say(rq, arena_print(&rq->work.arena, "admin_%s_about", name)));
}

static void put_pages(struct request *rq)
{
	struct node *groups = put_list(rq->document, "groups"), *list = NULL;
	const char *group = "";

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		if (strcmp(group, pages[i].group) != 0) {
			struct node *one = put_object(groups, NULL);
			put_word(one, "admin_group", group = pages[i].group);
			list = put_list(one, "pages");
		}
		struct node *one = put_object(list, NULL);
		int64_t waiting = pages[i].waits ? attention_count(rq, pages[i].waits) : 0;
		put_text(one, "href", pages[i].href);
		put_texts(rq, one, pages[i].name);
		put_flag(one, "has_waiting", waiting);
		put_number(one, "waiting", waiting);
	}
}

/* The forms begin with this month. */
static void put_tables(struct request *rq)
{
	struct node *list = put_list(rq->document, "tables");
	struct date today = date_of(zone_day(rq->work.now));
	char first[TIME_TEXT], last[TIME_TEXT];

	date_print(day_of((struct date){ today.year, today.month, 1 }), first);
	date_print(zone_day(rq->work.now), last);
	put_text(rq->document, "first", first);
	put_text(rq->document, "last", last);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct node *one = put_object(list, NULL);
		put_text(one, "name", tables[i].name);
		put_text(one, "path", tables[i].path);
		put_flag(one, "has_days", tables[i].has_days);
		put_texts(rq, one, tables[i].name);
	}
}

void admin_show(struct request *rq)
{
	put_attention(rq);
	put_pages(rq);
	put_tables(rq);
}
