// SPDX-License-Identifier: EUPL-1.2
/* How live pages know that something changed: a counter a scope, bumped with each write, summed by readers. */
#ifndef REVISION_H
#define REVISION_H

#include <stdint.h>

struct db;
struct work;

enum scope {
	SCOPE_LAB,      /* resources, openings, people: what staff set up */
	SCOPE_BOOKINGS, /* bookings, passes, attendance */
	SCOPE_DEVICES,  /* plugs and what they say */
	SCOPES
};

/* A job says what it changes; the bump happens once, with its commit. */
void work_touch(struct work *work, enum scope scope);

/* The sum over the scopes whose bits (1 << scope) are set: it never goes back. */
int64_t revision_sum(const struct work *work, unsigned scopes);

/* For the lane: bumps the scopes. Writers that share a row wait for each other, so each thread brings a number. */
void revision_bump(struct db *db, unsigned scopes, int64_t writer);

#endif
