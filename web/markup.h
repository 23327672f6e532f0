// SPDX-License-Identifier: EUPL-1.2
/* Text that staff write, as HTML that can do no harm: CommonMark without its HTML, pictures and unsafe links. */
#ifndef MARKUP_H
#define MARKUP_H

#include "app/base/buffer.h"

/* Headings begin below the page's own; a line's end is one. Any bytes: what is not UTF-8 is replaced. */
void markup_html(const char *text, size_t size, struct buffer *to);

#endif
