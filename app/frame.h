// SPDX-License-Identifier: EUPL-1.2
/* Uplinks on their way into the store. */
#ifndef FRAME_H
#define FRAME_H

#include "app/source.h"
#include "app/work.h"
#include "db/frame.h"

enum frame_fate { FRAME_KEPT, FRAME_TWICE, FRAME_UNDECODED };

/* Keeps a frame, decodes it by its device's codec, keeps the reading and moves the live state. A frame with the same
 * (device, session, counter) is there already and changes nothing. A device nobody entered is entered, without a
 * resource, for staff to assign. What cannot be decoded is kept all the same, for a later codec. What a network tells of
 * a device beside its frames goes to app/vital.h, and counts as kept. */
enum frame_fate frame_take(struct work *work, struct frame *frame);

/* What a frame says that was taken before and could not be decoded then. */
void frame_read(struct work *work, const struct frame_row *row, const struct decoded *said);

/* Decodes a kept frame anew and keeps what it says now; runs follow when they are found again. */
struct device;
void frame_read_again(struct work *work, const struct device *device, const struct frame_row *row);

#endif
