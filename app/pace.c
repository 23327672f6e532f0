// SPDX-License-Identifier: EUPL-1.2
#include "app/pace.h"

#include "app/relay.h"

#include <string.h>

enum { REPORTS = 3 /* two gaps alike are no accident */, MINUTE = 60 };

enum word { SAYS_NOTHING, SAYS_YES, SAYS_NO };

static bool is_fact(const struct fact *fact, const char *name)
{
	return !strcmp(fact->name, name);
}

/* Milesight repeats the setting, in seconds or in minutes, which are rounded up; Netvox says whether it took it. */
static enum word word_of(const struct decoded *said, int64_t seconds)
{
	enum word word = SAYS_NOTHING;

	for (int i = 0; i < said->fact_count; i++) {
		const struct fact *fact = &said->facts[i];
		if (is_fact(fact, "report_interval") && (int64_t)fact->number == seconds)
			word = SAYS_YES;
		if (is_fact(fact, "report_interval_minutes") &&
		    (int64_t)fact->number == (seconds + MINUTE - 1) / MINUTE)
			word = SAYS_YES;
		if (is_fact(fact, "accepted"))
			word = strcmp(fact->word, "yes") ? SAYS_NO : SAYS_YES;
	}
	return word;
}

static bool is_pace(int64_t gap, int64_t seconds)
{
	int64_t off = 2 + seconds / 10;

	return gap >= seconds - off && gap <= seconds + off;
}

/* Reports of a kind: some devices spread what they say over two frames. */
static bool is_kept(struct work *work, const struct device *device, const struct decoded *said,
	const struct relay_wish *wish)
{
	int64_t at[REPORTS] = { device->last_heard };
	struct reading_row now = { .device = device->id, .at = device->last_heard,
		.watts.known = said->now.has & HAS_WATTS };

	return said->now.has && db_readings_before(work->db, &now, at + 1, REPORTS - 1) == REPORTS - 1 &&
		at[2] >= wish->made && is_pace(at[0] - at[1], wish->seconds) && is_pace(at[1] - at[2], wish->seconds);
}

void pace_hear(struct work *work, struct device *device, const struct decoded *said)
{
	struct relay_wish wish;

	if (!db_relay_open_pace(work->db, device->id, &wish) || !wish.tries)
		return;
	enum word word = word_of(said, wish.seconds);
	if (word == SAYS_NO) {
		relay_end(work, &wish, "failed");
		return;
	}
	if (word != SAYS_YES && !is_kept(work, device, said, &wish))
		return;
	relay_end(work, &wish, "done");
	device->pace = wish.seconds;
}
