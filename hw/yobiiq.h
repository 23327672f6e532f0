// SPDX-License-Identifier: EUPL-1.2
/* What Yobiiq's devices have in common. */
#ifndef YOBIIQ_H
#define YOBIIQ_H

#include "hw/field.h"

/* True: the frame is only an answer, to a downlink or of the radio itself, and says so in decoded. */
bool yobiiq_take_answer(const struct payload *payload, struct decoded *decoded);

#endif
