// SPDX-License-Identifier: EUPL-1.2
/*
 * Books COUNT free slots of the coming days, the FIRST and those after it, as 64 people at a time
 * would, but without HTTP. Prints the microseconds of processor time and of waiting that one booking
 * took.
 *
 * growth STORE FIRST COUNT
 */
#include "tests/bench/bench.h"

#include <semaphore.h>

enum { AT_ONCE = 64, MACHINES = 100 };

struct booker {
	struct work work;
	int64_t number;
	sem_t *ready;
};

static void book(struct work *work, void *about)
{
	const struct booker *booker = about;
	struct person person;
	int64_t from = work->now - work->now % DAY + DAY + booker->number / MACHINES * HOUR;

	person_by_email(work, BOOKER, &person);
	book_hour(work, &person, booker->number % MACHINES + 1, from);
}

static void done(struct work *work, void *about)
{
	const struct booker *booker = about;

	check(work->end == WORK_DONE, "a slot was taken");
	sem_post(booker->ready);
}

static void book_all(struct lab *lab, int64_t first, int64_t count)
{
	struct booker bookers[AT_ONCE] = { 0 };
	sem_t ready;

	sem_init(&ready, 0, 0);
	for (int64_t i = 0; i < count;) {
		int sent = 0;
		for (; sent < AT_ONCE && i < count; sent++, i++) {
			struct booker *booker = &bookers[sent];
			booker->number = first + i;
			booker->ready = &ready;
			booker->work.lab = lab;
			booker->work.kind = WRITE;
			booker->work.job = book;
			booker->work.done = done;
			booker->work.about = booker;
			check(work_send(&booker->work), "the lane is full");
		}
		while (sent--)
			sem_wait(&ready);
	}
	sem_destroy(&ready);
	for (int i = 0; i < AT_ONCE; i++)
		arena_clear(&bookers[i].work.arena);
}

int main(int argc, char **argv)
{
	check(argc == 4, "growth STORE FIRST COUNT");
	struct lab *lab = open_lab(argv[1]);
	int64_t count = atoll(argv[3]);

	book_all(lab, atoll(argv[2]), AT_ONCE); /* statements are prepared, pages are read */
	double cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID), wall = seconds_of(CLOCK_MONOTONIC);
	book_all(lab, atoll(argv[2]) + AT_ONCE, count);
	cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	wall = seconds_of(CLOCK_MONOTONIC) - wall;
	printf("%.2f %.2f\n", cpu * 1e6 / (double)count, wall * 1e6 / (double)count);
	close_lab(lab);
	return EXIT_SUCCESS;
}
