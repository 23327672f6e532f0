// SPDX-License-Identifier: EUPL-1.2
/* Style sheets, scripts and pictures: compressed once at start. */
#ifndef STATIC_H
#define STATIC_H

void static_prepare(void);
void static_forget(void);

#endif
