// SPDX-License-Identifier: EUPL-1.2
/* What a public body must say (BfWebG, § 5 DDG, articles 13 and 14 GDPR): texts that staff edit, and the facts in them. */
#ifndef PAGE_H
#define PAGE_H

#include "app/work.h"
#include "db/page.h"

enum { MOST_PAGE = 30000, MOST_FACT = 200 };

extern const char *const page_names[];  /* ends with NULL: accessibility, imprint, privacy */
extern const char *const page_facts[];  /* ends with NULL: operator, address, email … */

bool page_is_known(const char *name);
/* The newest version; with id 0 and an empty body if nothing was ever saved. */
void page_read(struct work *work, const char *name, const char *language, struct page *page);
bool page_version(struct work *work, int64_t id, struct page *page);
int page_versions(struct work *work, const char *name, const char *language, struct page *list, int most);

/* A new version on top of the one that was read; adds PAGE_CHANGED if somebody saved meanwhile. It can be undone. */
void page_save(struct work *work, struct page *page, int64_t read);
void page_restore(struct work *work, int64_t id); /* an old version becomes the newest; adds NO_SUCH_PAGE */

const char *page_fact(struct work *work, const char *name); /* "": not entered yet */
void page_set_fact(struct work *work, const char *name, const char *value);
/* The text with what stands for {email}, {keep_bookings} and so on; missing is for a fact that nobody entered. */
const char *page_fill(struct work *work, const char *text, const char *missing);

#endif
