// SPDX-License-Identifier: EUPL-1.2
/* Where staff begin: what there is to look after. */
#include "web/handlers.h"
#include "web/request.h"
#include "web/views.h"

#include <string.h>

/* A page each; its name and what it is for are the keys admin_NAME and admin_NAME_about. */
static const struct {
	const char *name, *href;
} pages[] = {
	{ "approvals", "/admin/approvals" },
	{ "notices", "/admin/notices" },
	{ "hours", "/admin/hours" },
	{ "quotas", "/admin/quotas" },
	{ "periods", "/admin/periods" },
	{ "qualifications", "/admin/qualifications" },
	{ "faults", "/admin/faults" },
	{ "machines", "/admin/machines" },
	{ "witnesses", "/admin/witnesses" },
	{ "labels", "/admin/labels" },
	{ "people", "/people" },
	{ "organisations", "/organisations" },
	{ "pages", "/admin/pages" },
	{ "messages", "/admin/messages" },
	{ "devices", "/devices" },
	{ "codecs", "/admin/codecs" },
	{ "timers", "/admin/timers" },
	{ "attendance", "/attendance" },
	{ "statistics", "/attendance/statistics" },
	{ "audit", "/admin/audit" },
	{ "tables", "/bookings.csv" },
	{ "usage", "/usage" },
	{ "people_table", "/people.csv" },
};

void admin_show(struct request *rq)
{
	struct node *list = put_list(rq->document, "pages");

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct node *one = put_object(list, NULL);
		put_text(one, "href", pages[i].href);
		put_text(one, "title", say(rq, arena_print(&rq->work.arena, "admin_%s", pages[i].name)));
		put_text(one, "about",
			say(rq, arena_print(&rq->work.arena, "admin_%s_about", pages[i].name)));
		if (!strcmp(pages[i].name, "witnesses") && witnesses_count(rq))
			put_number(one, "count", witnesses_count(rq));
	}
}
