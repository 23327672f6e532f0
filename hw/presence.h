// SPDX-License-Identifier: EUPL-1.2
/* What the store knows of a source: that it is connected, since when it was not and why, and who has what came meanwhile.
 * For one thread. */
#ifndef PRESENCE_H
#define PRESENCE_H

#include <stdint.h>

struct lab;

struct presence {
	struct lab *lab;
	const char *name;  /* of the source */
	const char *back;  /* connected anew, and who had what came meanwhile; NULL: that is told already */
	int64_t told;      /* when it was told last that it is there */
	char why[200];     /* it is away, as it was told last; "": it is not */
};

void presence_keep(struct presence *presence); /* to be called often while it is connected */
void presence_away(struct presence *presence, const char *why); /* and once whenever it is found to be away */

#endif
