// SPDX-License-Identifier: EUPL-1.2
/* Notices on the pages that show them. */
#ifndef NOTICES_H
#define NOTICES_H

#include <stdbool.h>

struct request;

/* The document's list "notices", in the reader's language; public: only what is for everybody, and the
 * other language beside it. */
void put_notices(struct request *rq, bool public);

#endif
