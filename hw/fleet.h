// SPDX-License-Identifier: EUPL-1.2
/* The demo's plugs: one on each machine of app/demo.c. */
#ifndef FLEET_H
#define FLEET_H

struct lab;
struct simulator;

/* Enters the plugs and starts their simulation, with a day of past; simulator_stop() ends it. NULL: the store failed. */
struct simulator *fleet_start(struct lab *lab);

#endif
