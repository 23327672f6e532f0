// SPDX-License-Identifier: EUPL-1.2
#include "app/demo_run.h"

#include "app/booking.h"
#include "db/run.h"

enum { MOST = 5000, DAY = 24 * 3600, HOUR = 3600, SHARES = 8, UNUSED = 7,
	WATTS = 110, WATTS_MOST = 240 };

/* Later than booked, and mostly ended before; the same each time, as the id decides. */
static struct run run_in(const struct booking *b, int64_t device)
{
	int64_t length = b->until - b->from, late = (b->id % 5 + 1) * length / 40;
	int64_t until = b->until - (b->id % 4) * length / 10;
	int64_t seconds = until - b->from - late;

	return (struct run){ .device = device, .resource = b->resource, .booking = b->id,
		.from = b->from + late, .until = until, .watt_hours = seconds * WATTS / HOUR,
		.watts_most = WATTS_MOST };
}

void demo_runs(struct work *work, int64_t device, const char *slug)
{
	struct booking *list = arena_room(&work->arena, sizeof *list * MOST);
	struct booking_filter filter = { .resource_slug = slug, .until = work->now - DAY };
	int count = booking_list(work, &filter, list, MOST);

	for (int i = 0; i < count; i++) {
		struct run run = run_in(&list[i], device);
		if (list[i].checked_in && list[i].id % SHARES != UNUSED && list[i].until < filter.until)
			db_run_set(work->db, &run);
	}
}
