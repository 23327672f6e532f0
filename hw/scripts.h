// SPDX-License-Identifier: EUPL-1.2
/* Decodes the frames that wait for a codec in JavaScript, a second or less after they came. */
#ifndef SCRIPTS_H
#define SCRIPTS_H

#include "app/script.h"

struct lab;
struct scripts;

/* What lab_options takes: one process for all who ask, started when it is needed and ended when nobody did for a while. */
struct script_runner *scripts_runner(void);
void scripts_runner_stop(void); /* after the last who may ask */

struct scripts *scripts_start(struct lab *lab); /* NULL: there is no thread */
void scripts_stop(struct scripts *scripts);     /* before lab_drain(); NULL is fine */

#endif
