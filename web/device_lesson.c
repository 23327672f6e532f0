// SPDX-License-Identifier: EUPL-1.2
/* The picture of how often a plug drew what, and the thresholds that it proposes. */
#include "app/learn.h"
#include "web/devices.h"

enum { HEIGHT = 110 /* px */ };

/* Per cent of the width, in steps that a page prints without a comma: an attribute of SVG knows points only. */
static void put_x(struct request *rq, struct node *to, int step)
{
	put_text(to, "x", arena_print(&rq->work.arena, "%d.%02d", step * 100 / LEARN_STEPS,
		step * 10000 / LEARN_STEPS % 100));
}

static void put_mark(struct request *rq, struct node *marks, const char *kind, int64_t watts)
{
	struct node *one = put_object(marks, NULL);

	put_word(one, "mark", kind);
	put_x(rq, one, learn_step(watts));
	put_number(one, "watts", watts);
}

static void put_bars(struct request *rq, struct node *to, const int64_t counts[LEARN_STEPS])
{
	struct node *bars = put_list(to, "bars"), *ticks = put_list(to, "ticks");
	int64_t most = 1;

	for (int i = 0; i < LEARN_STEPS; i++)
		most = counts[i] > most ? counts[i] : most;
	for (int i = 0; i < LEARN_STEPS; i++) {
		if (!counts[i])
			continue;
		/* the least bar is seen, too: a few readings at work count as much as a thousand in standby */
		int64_t height = 4 + (HEIGHT - 4) * counts[i] / most;
		struct node *one = put_object(bars, NULL);
		put_x(rq, one, i);
		put_number(one, "y", HEIGHT - height);
		put_number(one, "height", height);
		put_number(one, "watts", learn_watts(i));
		put_number(one, "count", counts[i]);
	}
	for (int64_t watts = 1; watts <= 1000; watts *= 10) {
		struct node *one = put_object(ticks, NULL);
		put_x(rq, one, learn_step(watts));
		put_number(one, "watts", watts);
	}
}

static void put_proposal(struct node *to, const struct lesson *lesson, const struct device *d)
{
	put_number(to, "watts_on", lesson->watts_on);
	put_number(to, "watts_busy", lesson->watts_busy);
	put_number(to, "watts_idle_below", lesson->watts_idle_below);
	put_flag(to, "has_idle", lesson->has_idle);
	put_flag(to, "is_new", lesson->watts_on != d->watts_on || lesson->watts_busy != d->watts_busy ||
		lesson->watts_idle_below != d->watts_idle_below);
}

void put_device_lesson(struct request *rq, const struct device *d)
{
	int64_t counts[LEARN_STEPS];
	struct lesson lessons[MOST_LESSONS];
	struct node *to = put_object(rq->document, "learned");

	device_powers(&rq->work, d->id, counts);
	put_bars(rq, to, counts);
	struct node *marks = put_list(to, "marks");
	put_mark(rq, marks, "on", d->watts_on);
	put_mark(rq, marks, "busy", d->watts_busy);
	struct node *proposals = put_list(to, "proposals");
	int count = learn(counts, lessons);
	for (int i = 0; i < count; i++)
		put_proposal(put_object(proposals, NULL), &lessons[i], d);
	if (count)
		put_mark(rq, marks, "proposed", lessons[0].watts_busy);
}
