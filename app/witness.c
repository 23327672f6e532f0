// SPDX-License-Identifier: EUPL-1.2
#include "app/witness.h"

#include "app/booking.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/undo.h"

#include <string.h>

enum { DAY = 86400 };

static int count(const struct witnesses *said, enum word word)
{
	return (said->scan == word) + (said->list == word) + (said->plug == word);
}

struct finding witness_decide(struct witnesses said)
{
	int used = count(&said, SAYS_USED), unused = count(&said, SAYS_UNUSED);
	struct finding finding = { .contradicts = used && unused };

	if (used + unused)
		finding.verdict = used >= unused ? WAS_USED : WAS_UNUSED;
	return finding;
}

/* A booking is checked in by whichever witness came first, so what neither scan nor plug saw, staff did. */
static enum word list_says(const struct testimony *t)
{
	if (!strcmp(t->status, "no_show"))
		return SAYS_UNUSED;
	return t->checked_in && !t->scans && !t->starts && !t->runs ? SAYS_USED : SILENT;
}

/* A plug that was not heard meanwhile knows nothing. */
static enum word plug_says(const struct testimony *t)
{
	if (t->runs)
		return SAYS_USED;
	return t->measured ? SAYS_UNUSED : SILENT;
}

struct witnesses witness_hear(const struct testimony *t)
{
	return (struct witnesses){ .scan = t->scans || t->starts ? SAYS_USED : SILENT,
		.list = list_says(t), .plug = plug_says(t) };
}

int witness_contrary(struct work *work, struct contrary *list, int most)
{
	struct testimony *all = arena_room(&work->arena, sizeof *all * MOST_TESTIMONIES);
	int total = db_testimonies(work->db, work->now - WITNESS_DAYS * DAY, work->now, all, MOST_TESTIMONIES);
	int found = 0;

	for (int i = 0; i < total && found < most; i++) {
		struct witnesses said = witness_hear(&all[i]);
		struct finding finding = witness_decide(said);
		if (finding.contradicts && all[i].until <= work->now)
			list[found++] = (struct contrary){ all[i], said, finding };
	}
	return found;
}

int witness_late(struct work *work, struct late_scan *list, int most)
{
	return db_late_scans(work->db, work->now - WITNESS_DAYS * DAY, list, most);
}

/* ---- what staff say in the end --------------------------------------------------------------- */

static bool find(struct work *work, const char *ref, struct booking *b)
{
	if (!person_is_staff(work->person))
		reason_add(work, NOT_ALLOWED, NULL);
	else if (booking_find(work, ref, b) && b->until > work->now)
		reason_add(work, NOT_CHANGEABLE, NULL);
	return !work->reasons;
}

static void acquit(struct work *work, struct booking *b)
{
	b->checked_in = b->from;
	b->objection = NULL;
	booking_settle(work, b, "done", "witness.used", NULL);
}

void witness_rule(struct work *work, const char *ref, bool used)
{
	struct booking b;

	if (!find(work, ref, &b))
		return;
	db_ruling_set(work->db, &(struct ruling){ b.id, work->person->id, work->now, used });
	work_touch(work, SCOPE_BOOKINGS);
	if (used && !strcmp(b.status, "no_show")) {
		acquit(work, &b);
		return;
	}
	audit(work, used ? "witness.used" : "witness.unused", b.id, NULL);
	struct node *kept = document_new(&work->arena);
	put_text(kept, "ref", b.ref);
	undo_offer(work, "ruling", kept);
}

void witness_unrule(struct work *work, const char *ref)
{
	struct booking b;

	if (!find(work, ref, &b))
		return;
	db_ruling_drop(work->db, b.id);
	audit(work, "witness.open", b.id, NULL);
	work_touch(work, SCOPE_BOOKINGS);
}
