// SPDX-License-Identifier: EUPL-1.2
/*
 * Why a machine does not do what was wanted at its code. A denial is an outcome and no reason: it is kept, with the words
 * of Fabman's log, and whoever is denied again and again must wait.
 */
#ifndef DENIAL_H
#define DENIAL_H

#include "app/machine.h"

extern const char *const denial_codes[]; /* all there are; ends with NULL */

/* Each word once; said: what a rule said, NULL if none did. */
void denial_add(struct machine *machine, const char *code, const struct said *said);
/* The rules' reasons become denials, which are kept, while reasons would roll them back. */
void denial_take_reasons(struct work *work, struct machine *machine);
/* Who is denied again and again is stopped for a while, whatever the code: false, and a denial. */
bool denial_may_try(struct work *work, struct machine *machine);
/* Keeps what was wanted, and why not; condition NULL: none was said. */
void denial_keep(struct work *work, const char *verb, const char *condition, const struct machine *machine);

#endif
