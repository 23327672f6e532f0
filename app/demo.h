// SPDX-License-Identifier: EUPL-1.2
/* A believable Speicher: people, machines, four weeks of past and two of coming bookings. */
#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stdint.h>

struct lab;

#define DEMO_PASSWORD "speicher"

struct demo_person {
	const char *email, *name, *role, *organisation; /* slug; NULL: none */
};
extern const struct demo_person demo_people[]; /* those who can sign in; ends with a NULL email */

enum { DEMO_PAST_DAYS = 28 };

/* Fills an empty store; one that has people is left as it is. False: the store failed. */
bool demo_fill(struct lab *lab, int past_days);

/* Its parts. */
struct booking;
struct person;
struct wish;
struct work;
void demo_machines(struct work *work, const struct person *staff, const struct person *member);
void demo_events(struct work *work, const struct person *people, int today); /* in the order of demo.c */
/* Books through the rules as if it were that time; what a rule refuses is simply not there: false. */
bool demo_make(struct work *work, const struct person *person, int64_t at, const struct wish *wish,
	struct booking *booking);

#endif
