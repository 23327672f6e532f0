// SPDX-License-Identifier: EUPL-1.2
/* The demo's plugs: one on each machine of app/demo.c. */
#ifndef FLEET_H
#define FLEET_H

#include <stdbool.h>

struct lab;
struct simulator;

bool fleet_enter(struct lab *lab); /* enters the plugs, with what they did in the past; false: the store failed */

/* Enters the plugs and starts their simulation, with a day of past; simulator_stop() ends it. NULL: the store failed. */
struct simulator *fleet_start(struct lab *lab);

#endif
