// SPDX-License-Identifier: EUPL-1.2
/* The sample lab's workshops. */
#ifndef DEMO_WORKSHOP_H
#define DEMO_WORKSHOP_H

struct work;

/* After people, organisations and resources of the sample are there. */
void demo_workshops(struct work *work);

#endif
