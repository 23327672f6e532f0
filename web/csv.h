// SPDX-License-Identifier: EUPL-1.2
/* Tables for spreadsheets (RFC 4180), harmless in one: a cell never begins like a formula (ASVS 5.0, 1.2.10). */
#ifndef CSV_H
#define CSV_H

#include "app/base/buffer.h"

/* Cells end with NULL; "" is an empty one. */
void csv_row(struct buffer *to, const char *const *cells);

#endif
