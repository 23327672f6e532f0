// SPDX-License-Identifier: EUPL-1.2
/* The button that takes back what was just done; app/undo.h says how. */
#include "web/handlers.h"
#include "web/web.h"

#include "app/base/text.h"

#include <string.h>

void undo_do(struct request *rq)
{
	undo_run(&rq->work, part_number(rq, 0));
	if (!rq->work.reasons)
		answer_done(rq, arena_print(&rq->work.arena, "%s?undone=1", path_of_ours(input_text(rq, "back"))));
}

/* A page to which a form led says what was done, if it is still to be taken back. */
void undo_look(struct request *rq)
{
	int64_t id;

	if (rq->wants_page && rq->work.person && text_number(query_text(rq, "undo"), &id) &&
	    !undo_find(&rq->work, id, &rq->undo))
		rq->undo = (struct undo){ 0 };
}

const char *undo_location(struct request *rq, const char *location)
{
	size_t size = strcspn(location, "#");

	if (!rq->work.undo || !rq->is_form)
		return location;
	return arena_print(&rq->work.arena, "%.*s%cundo=%lld%s", (int)size, location,
		memchr(location, '?', size) ? '&' : '?', (long long)rq->work.undo, location + size);
}

void put_undo(struct request *rq, struct node *page)
{
	struct node *flash;

	if (!rq->undo.id && !*query_text(rq, "undone"))
		return;
	flash = put_object(page, "flash");
	put_flag(flash, "can_undo", rq->undo.id);
	put_number(flash, "id", rq->undo.id);
	put_word(flash, "undo", rq->undo.id ? rq->undo.kind : "done");
}
