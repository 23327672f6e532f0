// SPDX-License-Identifier: EUPL-1.2
/*
 * Takes what a broker holds for the client "smartlab" into a store, until there are COUNT frames;
 * prints how many a second came to be on disk and acknowledged. With COUNT 0 it only lets the broker know
 * that client.
 *
 * uplinks STORE URL COUNT
 */
#include "hw/receiver.h"
#include "tests/bench/bench.h"

enum { TICK = 1000000, PATIENCE = 60 }; /* nanoseconds; seconds */

static void nap(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = TICK }, NULL);
}

int main(int argc, char **argv)
{
	check(argc == 4, "uplinks STORE URL COUNT");
	struct lab *lab = open_lab(argv[1]);
	int64_t count = atoll(argv[3]), frames = 0;
	struct receiver *mqtt = receiver_start(lab, argv[2], "smartlab");

	check(mqtt, "no such broker");
	while (!receiver_health(mqtt).connected || receiver_health(mqtt).frames < (count > 0))
		nap();
	double began = seconds_of(CLOCK_MONOTONIC), now = began;
	int64_t first = receiver_health(mqtt).frames;
	for (; frames < count; nap()) {
		frames = receiver_health(mqtt).frames;
		now = seconds_of(CLOCK_MONOTONIC);
		check(now < began + PATIENCE, "frames are missing");
	}
	if (count)
		printf("%.0f\n", (double)(frames - first) / (now - began));
	receiver_stop(mqtt);
	close_lab(lab);
	return EXIT_SUCCESS;
}
