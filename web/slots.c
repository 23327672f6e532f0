// SPDX-License-Identifier: EUPL-1.2
#include "web/slots.h"

#include "app/base/time.h"
#include "web/views.h"

#include <string.h>

const char *slot_clock(struct request *rq, int64_t instant)
{
	int minute = zone_minute(instant);
	return arena_print(&rq->work.arena, "%02d:%02d", minute / 60, minute % 60);
}

static bool is_same(const struct slot *a, const struct slot *b)
{
	return a->status == b->status && a->status != SLOT_FREE &&
		(a->status != SLOT_MINE || !strcmp(a->ref, b->ref));
}

int slots_together(const struct slot *slots, int count)
{
	int together = 1;

	while (together < count && is_same(&slots[0], &slots[together]))
		together++;
	return together;
}

void put_slots_together(struct request *rq, struct node *cell, const struct resource *r, const struct slot *slots,
	int count)
{
	const struct slot *last = &slots[count - 1];
	struct slot whole = slots[0];

	whole.until = last->until;
	put_word(cell, "status", slot_word(whole.status));
	if (whole.taken_from) /* by the claims, not by the hours they touch */
		put_text(cell, "taken_from", slot_clock(rq, whole.taken_from > whole.from ? whole.taken_from : whole.from));
	if (last->taken_until)
		put_text(cell, "taken_until", slot_clock(rq, last->taken_until < last->until ? last->taken_until : last->until));
	put_text(cell, "act", slot_href(rq, r, &whole));
}
