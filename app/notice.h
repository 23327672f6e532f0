// SPDX-License-Identifier: EUPL-1.2
/* Notices: what staff tell everybody, or some, on the pages and at the door. */
#ifndef NOTICE_H
#define NOTICE_H

#include "app/base/document.h"
#include "app/work.h"
#include "db/notice.h"

enum { MOST_NOTICES = 100, MOST_NOTICE_TITLE = 100, MOST_NOTICE_TEXT = 600 };

extern const char *const notice_levels[], *const notice_audiences[]; /* end with NULL */

/* Staff. Add the reasons: a title in one language at least, no text without its title, an end after the begin. Each can be
 * undone, see app/undo.h. */
void notice_make(struct work *work, struct notice *notice); /* sets id; from 0: now */
void notice_change(struct work *work, const struct notice *notice);
void notice_withdraw(struct work *work, int64_t id);
/* For undo: as it was. */
void notice_restore(struct work *work, const struct node *kept);

bool notice_find(struct work *work, int64_t id, struct notice *notice); /* adds NO_SUCH_PAGE */
int notice_list(struct work *work, struct notice *list, int most);      /* all, the newest first */
/* Those that work->person should see now; public: what anybody may, whoever asks. */
int notice_shown(struct work *work, bool public, struct notice *list, int most);

/* planned, shown, expired, withdrawn. */
const char *notice_status(const struct notice *notice, int64_t now);

/* What a reader of that language is shown: in it, or, if there is none, in the other. */
struct notice_words {
	const char *title, *text;
	enum language language;
};
struct notice_words notice_words(const struct notice *notice, enum language language);

#endif
