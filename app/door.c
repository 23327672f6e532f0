// SPDX-License-Identifier: EUPL-1.2
#include "app/door.h"

#include "app/base/time.h"

#include <string.h>
#include <strings.h>

static bool contains(const char *text, const char *part)
{
	size_t size = strlen(part);

	for (; *text; text++)
		if (!strncasecmp(text, part, size))
			return true;
	return false;
}

static int today(struct work *work, struct guest *list, int most)
{
	int day = zone_day(work->now);

	return db_guests(work->db, zone_instant(day, 0), zone_instant(day + 1, 0), list, most);
}

int door_search(struct work *work, const char *name, struct guest *list, int most)
{
	struct guest *all = arena_alloc(&work->arena, sizeof *all * MOST_GUESTS);
	int count = today(work, all, MOST_GUESTS), found = 0;

	for (int i = 0; i < count && found < most; i++)
		if (!all[i].is_revoked && all[i].holder && contains(all[i].holder, name))
			list[found++] = all[i];
	return found;
}
