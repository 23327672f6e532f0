// SPDX-License-Identifier: EUPL-1.2
/* The facts that a public body's texts mention, of the sample lab. */
#ifndef DEMO_PAGE_H
#define DEMO_PAGE_H

struct work;

void demo_pages(struct work *work);

#endif
