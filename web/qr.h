// SPDX-License-Identifier: EUPL-1.2
/*
 * QR codes (ISO/IEC 18004) as pictures, and the only file that knows libqrencode.
 *
 * Error correction M: at the same printed size Q was read less often, see reference section 0.
 * Black on white with its quiet zone of four modules, also on a dark page.
 */
#ifndef QR_H
#define QR_H

#include "app/base/buffer.h"

#include <stdbool.h>

enum { QR_PIXELS = 32 }; /* the most a module may have across */

/* Both append; false, and nothing appended, if the text is empty or does not fit (3,391 upper-case
 * letters and digits do). Upper case makes smaller codes: 0-9 A-Z $%*+-./: and space share a mode
 * that takes 5.5 bits each. */
bool qr_svg(const char *text, struct buffer *to);
bool qr_png(const char *text, int module_pixels, struct buffer *to);

#endif
