// SPDX-License-Identifier: EUPL-1.2
/* What the measuring programs share: a clock, and a lab on a store that is not served. */
#ifndef BENCH_H
#define BENCH_H

#include "app/base/log.h"
#include "app/base/secret.h"
#include "app/base/time.h"
#include "app/lab.h"
#include "app/work.h"
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

#endif
