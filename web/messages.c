// SPDX-License-Identifier: EUPL-1.2
/* What the outbox holds, for staff: what waits, what is stuck, and sending it again. */
#include "app/base/text.h"
#include "app/delivery.h"
#include "web/handlers.h"
#include "web/request.h"

enum { MOST = 50 };

static void put_message(struct node *to, const struct delivery *d)
{
	put_number(to, "id", d->id);
	put_text(to, "kind", d->kind);
	put_text(to, "to", d->address ? d->address : d->person_email);
	put_text(to, "booking", d->booking_ref);
	put_time(to, "created", d->created);
	put_time(to, "due", d->due);
	put_number(to, "tries", d->tries);
	put_text(to, "fault", d->fault);
}

void messages_list(struct request *rq)
{
	static const char *const states[] = { "unknown", "failed", "sending", "waiting" };
	struct node *groups = put_list(rq->document, "states");

	put_flag(rq->document, "sends_mail", web_sends_mail());
	put_number(rq->document, "sent", delivery_count(&rq->work, "sent"));
	for (size_t s = 0; s < sizeof states / sizeof *states; s++) {
		struct delivery list[MOST];
		int count = delivery_list(&rq->work, states[s], list, MOST);
		struct node *group = put_object(groups, NULL), *to;
		put_word(group, "message", states[s]);
		put_number(group, "count", delivery_count(&rq->work, states[s]));
		put_flag(group, "can_send", states[s][0] != 's');
		to = put_list(group, "messages");
		for (int i = 0; i < count; i++)
			put_message(put_object(to, NULL), &list[i]);
	}
}

void message_send(struct request *rq)
{
	int64_t id = part_number(rq, 0);

	delivery_again(&rq->work, id);
	if (!rq->work.reasons)
		answer_done(rq, "/admin/messages");
}
