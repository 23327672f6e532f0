// SPDX-License-Identifier: EUPL-1.2
/* A recurrence rule from anybody: whatever it says, its days ascend, none comes before the first, and it ends soon. */
#include "app/recurrence.h"

#include "app/base/time.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { FIRST = 20781 /* 2026-11-24 */ };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char rule[2 * MOST_RULE] = "";
	int days[MOST_DATES];
	bool is_cut;

	zone_set("Europe/Berlin");
	memcpy(rule, bytes, size < sizeof rule ? size : sizeof rule - 1);
	struct recurrence recurrence = { .rule = rule, .weeks = size % 3, .first_day = FIRST,
		.from_minute = 600, .last_day = FIRST + 100 };
	int count = recurrence_days(&recurrence, days, &is_cut);
	assert(count >= -1 && count <= MOST_DATES);
	for (int i = 0; i < count; i++)
		assert(days[i] >= (i ? days[i - 1] + 1 : FIRST));
	return 0;
}
