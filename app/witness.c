// SPDX-License-Identifier: EUPL-1.2
#include "app/witness.h"

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
