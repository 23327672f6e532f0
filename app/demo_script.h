// SPDX-License-Identifier: EUPL-1.2
/* The sample lab's codec in JavaScript. */
#ifndef DEMO_SCRIPT_H
#define DEMO_SCRIPT_H

struct person;
struct work;

void demo_scripts(struct work *work, const struct person *staff);

#endif
