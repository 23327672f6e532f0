// SPDX-License-Identifier: EUPL-1.2
/*
 * Taking back what one has just done, instead of being asked first. A rule that removes or changes what can be put back
 * keeps what was there:
 *
 *	struct node *kept = document_new(&work->arena);
 *	put_number(kept, "weekday", was.weekday);
 *	undo_offer(work, "opening", kept);
 *
 * and app/undo.c has a line for its kind with what puts it back. web/ appends ?undo=ID to where the form leads, and the
 * page there says what was done (the key undo_KIND) with a button that posts to /undo/{id}. It holds for ten minutes,
 * once, for whoever did it. What cannot be taken back (erasing a person, signing out, mails) asks first.
 */
#ifndef UNDO_H
#define UNDO_H

#include "app/base/document.h"
#include "app/work.h"
#include "db/undo.h"

enum { UNDO_WITHIN = 600 };

void undo_offer(struct work *work, const char *kind, const struct node *kept); /* sets work->undo */
bool undo_find(struct work *work, int64_t id, struct undo *undo); /* false: over, done, or somebody else's */
/* Puts it back by the rules that made it; adds UNDO_OVER, NOT_ALLOWED, or what those say. */
void undo_run(struct work *work, int64_t id);

#endif
