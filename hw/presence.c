// SPDX-License-Identifier: EUPL-1.2
#include "hw/presence.h"

#include "app/base/log.h"
#include "app/base/time.h"
#include "app/vital.h"

#include <stdio.h>
#include <string.h>

enum { EACH = 60 /* seconds, so that a gap has a begin even if we are killed */ };

static bool tell(struct presence *presence, void (*job)(struct work *work, void *about))
{
	struct work work = { .lab = presence->lab, .kind = WRITE, .job = job, .about = presence };
	bool done = work_do(&work) == WORK_DONE;

	arena_clear(&work.arena);
	return done;
}

static void tell_here(struct work *work, void *about)
{
	const struct presence *presence = about;

	if (presence->back)
		source_back(work, presence->name, presence->back);
	else
		source_alive(work, presence->name);
}

void presence_keep(struct presence *presence)
{
	if (!presence->back && !*presence->why && clock_now() - presence->told < EACH)
		return;
	presence->told = clock_now();
	if (tell(presence, tell_here)) {
		presence->back = NULL;
		presence->why[0] = 0;
	}
}

static void tell_away(struct work *work, void *about)
{
	const struct presence *presence = about;

	source_away(work, presence->name, presence->why);
}

/* Once for each reason, not with each try. */
void presence_away(struct presence *presence, const char *why)
{
	if (!strcmp(why, presence->why))
		return;
	snprintf(presence->why, sizeof presence->why, "%s", why);
	log_line(LOG_WARN, "%s: away: %s", presence->name, why);
	tell(presence, tell_away);
}
