// SPDX-License-Identifier: EUPL-1.2
#include "app/learn.h"

#include <math.h>

enum {
	PER_DOUBLING = 4,
	STANDBY = 5,    /* W; a machine whose lowest heap is above is never off */
	NOUGHT = 5,     /* step of 2 W: below it one power supply's hunger is like another's */
	APART = PER_DOUBLING, /* steps between the middles of two heaps: twice the power, or it is the same work */
	LEAST = 20,     /* readings that are a heap, however many more there are of others: of a machine that rarely works */
};

/* How much of all variance must be between heaps. Powers that are spread evenly reach .75 with two and .89 with three. */
static const double CLEAR_TWO = .8, CLEAR_THREE = .9;
static const int VALLEY = 20; /* so many times less often, between two heaps, than the lower one's top */

int learn_step(int64_t watts)
{
	int step = watts < 1 ? 0 : 1 + (int)(log2((double)watts) * PER_DOUBLING + 1e-9);

	return step < LEARN_STEPS ? step : LEARN_STEPS - 1;
}

int64_t learn_watts(int step)
{
	return step ? (int64_t)ceil(exp2((step - 1) / (double)PER_DOUBLING) - 1e-9) : 0;
}

/* Readings in [from, until) of the scale. */
struct heap {
	double count, mean, square; /* readings; middle of the steps; square: sum of the squares of what each is from the mean */
	int lowest, highest;        /* steps that have any */
};

static struct heap gather(const int64_t counts[LEARN_STEPS], int from, int until)
{
	struct heap heap = { .lowest = LEARN_STEPS, .highest = -1 };

	for (int i = from; i < until; i++) {
		double step = i < NOUGHT ? NOUGHT : i, off = step - heap.mean;
		if (!counts[i])
			continue;
		heap.count += (double)counts[i];
		heap.mean += off * (double)counts[i] / heap.count;
		heap.square += off * (step - heap.mean) * (double)counts[i];
		heap.lowest = heap.lowest < i ? heap.lowest : i;
		heap.highest = i;
	}
	return heap;
}

static int top(const int64_t counts[LEARN_STEPS], int from, int until)
{
	int top = from;

	for (int i = from; i < until; i++)
		top = counts[i] > counts[top] ? i : top;
	return top;
}

/* Do they differ, and is there next to nothing between them, so that it is not one that was cut? */
static bool are_two(const int64_t counts[LEARN_STEPS], const struct heap *low, const struct heap *high)
{
	int left = top(counts, low->lowest, low->highest + 1), right = top(counts, high->lowest, high->highest + 1);
	int64_t lower = counts[left] < counts[right] ? counts[left] : counts[right], least = lower;

	for (int i = left; i < right; i++)
		least = counts[i] < least ? counts[i] : least;
	return high->mean - low->mean >= APART && least * VALLEY <= lower;
}

/* low 0: two heaps. */
struct cut {
	int low, high;
	double clarity;
};

static void try_cut(const int64_t counts[LEARN_STEPS], struct cut cut, struct cut *best)
{
	struct heap all = gather(counts, 0, LEARN_STEPS), low = gather(counts, 0, cut.low),
		middle = gather(counts, cut.low, cut.high), high = gather(counts, cut.high, LEARN_STEPS);
	double least = all.count < 100 * LEAST ? all.count / 100 : LEAST;

	if ((cut.low && low.count < least) || middle.count < least || high.count < least)
		return;
	if ((cut.low && !are_two(counts, &low, &middle)) || !are_two(counts, &middle, &high))
		return;
	cut.clarity = all.square > 0 ? 1 - (low.square + middle.square + high.square) / all.square : 0;
	if (cut.clarity > best->clarity)
		*best = cut;
}

/* The middle, on the scale, of what lies empty between two heaps. */
static int64_t between(const int64_t counts[LEARN_STEPS], int cut)
{
	int below = gather(counts, 0, cut).highest, above = gather(counts, cut, LEARN_STEPS).lowest;

	return learn_watts((below + 1 + above + 1) / 2);
}

/* low 0: there is no heap of idling. */
static struct lesson make(const int64_t counts[LEARN_STEPS], int low, int high)
{
	struct lesson lesson = { .watts_busy = between(counts, high), .has_idle = low };

	lesson.watts_busy = lesson.watts_busy < 2 ? 2 : lesson.watts_busy;
	lesson.watts_on = low ? between(counts, low) : STANDBY;
	if (lesson.watts_on > STANDBY * 2)
		lesson.watts_on = STANDBY;
	if (lesson.watts_on >= lesson.watts_busy)
		lesson.watts_on = lesson.watts_busy - 1;
	if (lesson.watts_on < 1)
		lesson.watts_on = 1;
	lesson.watts_idle_below = (lesson.watts_busy * 7 + 9) / 10;
	return lesson;
}

int learn(const int64_t counts[LEARN_STEPS], struct lesson lessons[MOST_LESSONS])
{
	struct cut two = { .clarity = CLEAR_TWO }, three = { .clarity = CLEAR_THREE };
	int found = 0;

	if (gather(counts, 0, LEARN_STEPS).count < LEARN_LEAST)
		return 0;
	for (int high = 1; high < LEARN_STEPS; high++) {
		try_cut(counts, (struct cut){ 0, high, 0 }, &two);
		for (int low = 1; low < high; low++)
			try_cut(counts, (struct cut){ low, high, 0 }, &three);
	}
	if (three.high)
		lessons[found++] = make(counts, three.low, three.high);
	int cut = three.high ? three.low : two.high;
	if (cut && learn_watts((int)gather(counts, cut, LEARN_STEPS).mean) >= STANDBY)
		lessons[found++] = make(counts, 0, cut);
	return found;
}
