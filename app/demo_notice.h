// SPDX-License-Identifier: EUPL-1.2
/* The demo's notices. */
#ifndef DEMO_NOTICE_H
#define DEMO_NOTICE_H

struct person;
struct work;

void demo_notices(struct work *work, const struct person *staff);

#endif
