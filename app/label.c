// SPDX-License-Identifier: EUPL-1.2
/* The codes themselves, for staff who print them, and the log of what was wanted; declared in app/machine.h. */
#include "app/base/secret.h"
#include "app/base/text.h"
#include "app/machine.h"
#include "app/person.h"

static const char *new_code(struct work *work)
{
	uint8_t bits[CODE_LETTERS * 5 / 8];

	random_bytes(bits, sizeof bits);
	return base32_print(&work->arena, bits, sizeof bits);
}

void machine_code_make(struct work *work, const char *slug)
{
	struct resource r;

	if (!db_resource_by_slug(work->db, slug, &r)) {
		reason_add(work, NO_SUCH_RESOURCE, NULL);
		return;
	}
	db_machine_code_set(work->db, r.id, new_code(work), work->now);
	audit(work, "machine.code", r.id, NULL);
}

int machine_labels(struct work *work, struct label *list, int most)
{
	return db_labels(work->db, list, most);
}

int machine_events(struct work *work, bool denied_only, struct machine_event *list, int most)
{
	return db_machine_events(work->db, denied_only, list, most);
}
