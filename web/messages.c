// SPDX-License-Identifier: EUPL-1.2
/* What the outbox holds, for staff: what waits, what is stuck, and sending it again. */
#include "app/base/text.h"
#include "app/base/time.h"
#include "app/delivery.h"
#include "app/person.h"
#include "web/csv.h"
#include "web/handlers.h"
#include "web/listing.h"
#include "web/mail.h"

#include <string.h>

enum { MOST = 50 };

/* ---- the table ------------------------------------------------------------------------------- */

static const struct listing_column columns[] = {
	{ "message", "kind", DELIVERIES_BY_KIND, false },
	{ "email", "to", DELIVERIES_BY_ADDRESS, false },
	{ "created", "created", DELIVERIES_BY_CREATED, false },
	{ "tries", "tries", DELIVERIES_BY_TRIES, true },
	{ "state", NULL, 0, false },
	{ 0 },
};

static const char *const statuses[] = { "unknown", "failed", "sending", "waiting", "sent", "unwanted", NULL };

static const struct listing_filter filters[] = {
	{ "status", "state", LISTING_CHOICE, "message", statuses },
	{ "q", "message_part", LISTING_TEXT, NULL, NULL },
	{ 0 },
};

static const struct listing listing = { "/admin/messages", "/admin/messages.csv", columns, filters, true };

static struct delivery_filter filter_of(struct request *rq)
{
	return (struct delivery_filter){ query_text(rq, "status"), query_text(rq, "q") };
}

static void put_message(struct request *rq, struct node *to, const struct delivery *d)
{
	put_number(to, "id", d->id);
	put_text(to, "kind", d->kind);
	put_text(to, "subject", mail_subject(&rq->work.arena, rq->language, d));
	put_text(to, "to", d->address ? d->address : d->person_email);
	put_text(to, "booking", d->booking_ref);
	put_time(to, "created", d->created);
	put_time(to, "due", d->due);
	put_number(to, "tries", d->tries);
	put_text(to, "fault", d->fault);
}

static void put_outbox(struct request *rq)
{
	struct delivery list[LISTING_PAGE];
	struct delivery_filter filter = filter_of(rq);
	struct slice slice = listing_put(rq, &listing, outbox_count(&rq->work, &filter));
	int count = rq->work.reasons ? 0 : outbox_find(&rq->work, &filter, slice, list);
	struct node *to = put_list(rq->document, "messages");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		bool can_send = !strcmp(list[i].status, "unknown") || !strcmp(list[i].status, "failed") ||
			!strcmp(list[i].status, "waiting");
		put_message(rq, one, &list[i]);
		put_word(one, "message", list[i].status);
		put_flag(one, "can_send", can_send);
	}
}

/* That it was taken away is kept: this GET goes through the write lane. */
void messages_table(struct request *rq)
{
	static const char *const head[] = { "id", "kind", "to", "created", "tries", "status", "fault", NULL };
	struct delivery *list = arena_room(&rq->work.arena, sizeof *list * LISTING_ROWS);
	struct delivery_filter filter = filter_of(rq);
	int count = LISTING_ROWS;

	listing_csv(rq, "messages", head);
	for (int from = 0; count == LISTING_ROWS && !rq->work.reasons; from += count) {
		count = outbox_find(&rq->work, &filter, listing_rows(rq, &listing, from), list);
		for (int i = 0; i < count; i++) {
			const struct delivery *d = &list[i];
			const char *to = d->address ? d->address : d->person_email;
			char at[TIME_TEXT];
			time_print(d->created, at);
			csv_row(&rq->body, (const char *const[]){
				arena_print(&rq->work.arena, "%lld", (long long)d->id), d->kind, to ? to : "", at,
				arena_print(&rq->work.arena, "%lld", (long long)d->tries), d->status,
				d->fault ? d->fault : "", NULL });
		}
	}
	audit(&rq->work, "messages.export", 0, NULL);
}

void messages_list(struct request *rq)
{
	static const char *const states[] = { "unknown", "failed", "sending", "waiting" };
	struct node *groups = put_list(rq->document, "states");

	put_flag(rq->document, "sends_mail", web_sends_mail());
	put_outbox(rq);
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
			put_message(rq, put_object(to, NULL), &list[i]);
	}
}

void message_send(struct request *rq)
{
	int64_t id = part_number(rq, 0);

	delivery_again(&rq->work, id);
	if (!rq->work.reasons)
		answer_done(rq, "/admin/messages");
}
