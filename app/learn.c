// SPDX-License-Identifier: EUPL-1.2
#include "app/learn.h"

#include <math.h>

enum { PER_DOUBLING = 4, STANDBY = 5 /* W; a machine whose lowest heap is above is never off */ };

/* Powers that are spread evenly, of which nothing can be learned, reach .75 with two heaps and .89 with three. */
static const double LEAST_SHARE = .01, CLEAR_TWO = .8, CLEAR_THREE = .92, BETTER = .02;

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
	double share, mean;
	int lowest, highest; /* steps that have any */
};

static struct heap gather(const int64_t counts[LEARN_STEPS], int from, int until, double total)
{
	struct heap heap = { .lowest = LEARN_STEPS, .highest = -1 };
	double sum = 0;

	for (int i = from; i < until; i++) {
		if (!counts[i])
			continue;
		heap.share += (double)counts[i] / total;
		sum += (double)counts[i] / total * i;
		heap.lowest = heap.lowest < i ? heap.lowest : i;
		heap.highest = i;
	}
	heap.mean = heap.share > 0 ? sum / heap.share : 0;
	return heap;
}

/* How much of all variance is between heaps that are cut there. */
struct cut {
	int low, high; /* low 0: two heaps */
	double clarity;
};

static double spread(const struct heap *heap, double mean)
{
	return heap->share * (heap->mean - mean) * (heap->mean - mean);
}

static double variance(const int64_t counts[LEARN_STEPS], double total, double mean)
{
	double sum = 0;

	for (int i = 0; i < LEARN_STEPS; i++)
		sum += (double)counts[i] / total * (i - mean) * (i - mean);
	return sum;
}

static void try_cut(const int64_t counts[LEARN_STEPS], double total, struct cut cut, struct cut *best)
{
	struct heap all = gather(counts, 0, LEARN_STEPS, total);
	struct heap low = gather(counts, 0, cut.low, total);
	struct heap middle = gather(counts, cut.low, cut.high, total);
	struct heap high = gather(counts, cut.high, LEARN_STEPS, total);
	double between = spread(&low, all.mean) + spread(&middle, all.mean) + spread(&high, all.mean);

	if ((cut.low && low.share < LEAST_SHARE) || middle.share < LEAST_SHARE || high.share < LEAST_SHARE)
		return;
	cut.clarity = between / variance(counts, total, all.mean);
	if (cut.clarity > best->clarity)
		*best = cut;
}

/* The middle, on the scale, of what lies empty between two heaps. */
static int64_t between(const int64_t counts[LEARN_STEPS], int cut, double total)
{
	int below = gather(counts, 0, cut, total).highest, above = gather(counts, cut, LEARN_STEPS, total).lowest;

	return learn_watts((below + 1 + above + 1) / 2);
}

/* Three heaps are worth it only if they explain clearly more than two. */
static struct cut find(const int64_t counts[LEARN_STEPS], double total)
{
	struct cut two = { 0 }, three = { 0 };

	for (int high = 1; high < LEARN_STEPS; high++) {
		try_cut(counts, total, (struct cut){ 0, high, 0 }, &two);
		for (int low = 1; low < high; low++)
			try_cut(counts, total, (struct cut){ low, high, 0 }, &three);
	}
	return three.clarity > CLEAR_THREE && three.clarity > two.clarity + BETTER ? three : two;
}

bool learn(const int64_t counts[LEARN_STEPS], struct lesson *lesson)
{
	int64_t total = 0;

	for (int i = 0; i < LEARN_STEPS; i++)
		total += counts[i];
	if (total < LEARN_LEAST)
		return false;
	struct cut cut = find(counts, (double)total);
	if (cut.clarity < CLEAR_TWO)
		return false;
	lesson->watts_busy = between(counts, cut.high, (double)total);
	lesson->watts_on = cut.low ? between(counts, cut.low, (double)total) : STANDBY;
	if (lesson->watts_on > STANDBY * 2)
		lesson->watts_on = STANDBY;
	if (lesson->watts_on < 1)
		lesson->watts_on = 1;
	if (lesson->watts_busy <= lesson->watts_on)
		lesson->watts_busy = lesson->watts_on + 1;
	lesson->watts_idle_below = (lesson->watts_busy * 7 + 9) / 10;
	return true;
}
