// SPDX-License-Identifier: EUPL-1.2
/* What waits for staff: requests, objections, faults, stuck messages, silent plugs. */
#ifndef ATTENTION_H
#define ATTENTION_H

#include "web/request.h"

/* Puts the list "attention" of those there are, each with name, count and where to go, and "attention_total". */
void put_attention(struct request *rq);
/* How many of that name, once put; 0: none. */
int64_t attention_count(const struct request *rq, const char *name);

#endif
