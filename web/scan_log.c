// SPDX-License-Identifier: EUPL-1.2
/* What was read at the doors, for staff: also what was refused, and why. */
#include "app/scan.h"
#include "web/handlers.h"
#include "web/request.h"
#include "web/views.h"

#include <string.h>

enum { MOST_LINES = 200 };

static void put_line(struct request *rq, struct node *to, const struct scan_line *line)
{
	const char *code = arena_print(&rq->work.arena, "code_%s", line->code);

	put_time(to, "at", line->happened);
	put_flag(to, "is_late", line->arrived != line->happened);
	put_text(to, "point", line->point);
	put_text(to, "place", line->place ? line->place : strcmp(line->point, "door") ? line->point : say(rq, "point_door"));
	put_word(to, "direction", line->direction);
	put_word(to, "result", line->result);
	put_text(to, "code", line->code);
	put_text(to, "message", say(rq, code));
	put_text(to, "by", line->by);
	put_text(to, "name", line->holder);
	if (line->booking)
		put_text(to, "href", booking_href(&rq->work.arena, line->booking, ""));
}

void scans_show(struct request *rq)
{
	struct scan_line *list = arena_room(&rq->work.arena, sizeof *list * MOST_LINES);
	bool only_refused = *query_text(rq, "refused");
	int count = scan_list(&rq->work, only_refused, list, MOST_LINES);
	struct node *scans = put_list(rq->document, "scans");

	put_flag(rq->document, "only_refused", only_refused);
	for (int i = 0; i < count; i++)
		put_line(rq, put_object(scans, NULL), &list[i]);
}
