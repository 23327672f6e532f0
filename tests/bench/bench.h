// SPDX-License-Identifier: EUPL-1.2
/* What the measuring programs share: a clock, a lab on a store that is not served, and how to book. */
#ifndef BENCH_H
#define BENCH_H

#include "app/base/log.h"
#include "app/base/secret.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/lab.h"
#include "app/person.h"
#include "hw/codec.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double seconds_of(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static inline void check(bool right, const char *what)
{
	if (right)
		return;
	fprintf(stderr, "bench: %s\n", what);
	exit(EXIT_FAILURE);
}

static inline struct lab *open_lab(const char *store)
{
	log_quiet(LOG_WARN);
	secret_start();
	check(zone_set("Europe/Berlin"), "no time zones");
	struct lab *lab = lab_open(&(struct lab_options){
		.store = store, .url = "https://lab.example", .codecs = codecs });
	check(lab, "the store cannot be opened");
	return lab;
}

static inline void close_lab(struct lab *lab)
{
	lab_drain(lab);
	lab_close(lab);
}

enum { HOUR = 3600, DAY = 24 * HOUR };

static const char BOOKER[] = "bench@example.org";

/* An hour of machine-N, counted from 1, through all the rules. */
static inline void book_hour(struct work *work, const struct person *who, int64_t machine,
	int64_t from)
{
	struct booking booking;

	work->person = who;
	booking_make(work, &(struct wish){ .kind = "", .organisation = "", .person = "",
		.resource = arena_print(&work->arena, "machine-%d", (int)machine),
		.from = from, .until = from + HOUR, .purpose = "Prototyp Gehäuse",
		.participants = 1 }, &booking);
	work->person = NULL;
}

#endif
