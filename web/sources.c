// SPDX-License-Identifier: EUPL-1.2
#include "web/sources.h"

#include "app/vital.h"

enum { MOST_GAPS = 10, MOST_SOURCES = 20, GAP_DAYS = 7, DAY = 86400, QUIET = 180 /* seconds */ };

/* Away: because it said so, or because this program, or another one that listened, is not there. */
static void put_source(struct request *rq, struct node *to, const struct source_row *source)
{
	bool is_here = !source->why && source->seen >= rq->work.now - QUIET;

	put_text(to, "name", source->name);
	put_word(to, "link", is_here ? "here" : "away");
	put_flag(to, "is_away", !is_here);
	if (!is_here)
		put_time(to, "since", source->why ? source->away : source->seen);
	put_text(to, "why", source->why);
}

/* When a network was not heard, so that nobody takes missing readings for a machine at rest. */
static void put_gap(struct node *to, const struct gap *gap)
{
	put_text(to, "source", gap->source);
	put_time(to, "from", gap->starts);
	put_time(to, "until", gap->ends);
	put_word(to, "kept", gap->kept);
	put_number(to, "frames", gap->frames);
}

void put_sources(struct request *rq)
{
	struct source_row list[MOST_SOURCES];
	struct gap gaps[MOST_GAPS];
	int count = source_list(&rq->work, list, MOST_SOURCES);
	struct node *to = put_list(rq->document, "sources");

	for (int i = 0; i < count; i++)
		put_source(rq, put_object(to, NULL), &list[i]);
	count = gap_list(&rq->work, rq->work.now - GAP_DAYS * DAY, gaps, MOST_GAPS);
	to = put_list(rq->document, "gaps");
	for (int i = 0; i < count; i++)
		put_gap(put_object(to, NULL), &gaps[i]);
}

void put_missed(struct request *rq, const struct device *device)
{
	struct missed list[MOST_GAPS];
	int count = missed_list(&rq->work, device->id, rq->work.now - GAP_DAYS * DAY, list, MOST_GAPS);
	struct node *to = put_list(rq->document, "missed");

	for (int i = 0; i < count; i++) {
		struct node *one = put_object(to, NULL);
		put_time(one, "from", list[i].from);
		put_time(one, "until", list[i].until);
		put_number(one, "frames", list[i].frames);
	}
}
