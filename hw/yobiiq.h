// SPDX-License-Identifier: EUPL-1.2
/* What Yobiiq's devices have in common. */
#ifndef YOBIIQ_H
#define YOBIIQ_H

#include "hw/channel.h"

/* True: the frame is only an answer, to a downlink or of the radio itself, and says so in decoded. */
bool yobiiq_take_answer(const struct payload *payload, struct decoded *decoded);

/* Text as a channel's value: it has no length, and ends before the ff of the next channel. */
size_t yobiiq_take_maker(const uint8_t *value, size_t left, struct decoded *decoded);
size_t yobiiq_take_model(const uint8_t *value, size_t left, struct decoded *decoded);

#endif
