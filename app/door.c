// SPDX-License-Identifier: EUPL-1.2
#include "app/door.h"

#include "app/base/time.h"
#include "app/person.h"

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
	struct span span = { zone_instant(day, 0), zone_instant(day + 1, 0) };

	return db_guests(work->db, &span, list, most);
}

static bool is_named(const struct admission *a, const char *name)
{
	return !a->is_revoked && a->holder && contains(a->holder, name);
}

int door_search(struct work *work, const char *name, struct guest *list, int most)
{
	struct guest *all = arena_alloc(&work->arena, sizeof *all * MOST_GUESTS);
	int count = today(work, all, MOST_GUESTS), found = 0;

	for (int i = 0; i < count && found < most; i++)
		if (is_named(&all[i].admission, name))
			list[found++] = all[i];
	return found;
}

void door_day(struct work *work, struct door *door)
{
	*door = (struct door){ .ends = zone_instant(zone_day(work->now) + 1, 0) };
	door->guests = arena_alloc(&work->arena, sizeof *door->guests * MOST_GUESTS);
	door->keys = arena_alloc(&work->arena, sizeof *door->keys * MOST_SIGNING_KEYS);
	door->nested = arena_alloc(&work->arena, sizeof *door->nested * MOST_NESTED);
	door->guest_count = today(work, door->guests, MOST_GUESTS);
	door->key_count = key_list(work, door->keys, MOST_SIGNING_KEYS);
	door->nested_count = db_nested(work->db, door->nested, MOST_NESTED);
	audit(work, "scan.day", 0, NULL);
}

static bool is(const struct admission *a, const char *status)
{
	return a->status && !strcmp(a->status, status);
}

const char *door_state(const struct admission *a)
{
	if (is(a, "cancelled") || is(a, "refused") || is(a, "lapsed"))
		return "cancelled";
	if (a->is_revoked)
		return "revoked";
	return is(a, "requested") ? "not_yet" : "ok";
}
