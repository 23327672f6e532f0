// SPDX-License-Identifier: EUPL-1.2
#include "app/vital.h"

#include "app/revision.h"

#include <string.h>

enum {
	GAP_LEAST = 120,    /* seconds; a reconnect is none */
	SHOWN = 14 * 86400,
	MEND_WITHIN = 86400 /* seconds before what was fetched last in which a gap may have begun */
};

/* Nothing of the future, and what came late does not undo what is newer: a network may deliver for hours after. */
static int64_t time_of(const struct work *work, const struct frame *frame)
{
	return frame->at > 0 && frame->at < work->now ? frame->at : work->now;
}

static void newer(struct maybe *kept, int64_t at)
{
	if (!kept->known || kept->is < at)
		*kept = (struct maybe){ true, at };
}

static void take_status(const struct about *about, struct vital *vital)
{
	vital->mains = about->mains;
	vital->has_battery = about->has_battery;
	vital->battery = about->battery;
	if (about->has_margin)
		vital->margin = (struct maybe){ true, about->margin };
}

void vital_take(struct work *work, int64_t device, const struct frame *frame)
{
	struct vital vital = { 0 };
	int64_t at = time_of(work, frame);

	db_vital(work->db, device, &vital);
	switch (frame->kind) {
	case FRAME_UPLINK: return;
	case FRAME_JOIN: newer(&vital.joined, at); break;
	case FRAME_STATUS: take_status(&frame->about, &vital); break;
	case FRAME_ACK: newer(frame->about.acknowledged ? &vital.acknowledged : &vital.refused, at); break;
	case FRAME_FAULT:
		if (at >= vital.fault_at) {
			vital.fault = frame->about.fault;
			vital.fault_at = at;
		}
		break;
	}
	db_vital_set(work->db, device, &vital);
	work_touch(work, SCOPE_DEVICES);
}

bool vital_of(struct work *work, int64_t device, struct vital *vital)
{
	*vital = (struct vital){ 0 };
	return db_vital(work->db, device, vital);
}

void source_alive(struct work *work, const char *name)
{
	db_source_see(work->db, name, work->now);
}

void source_back(struct work *work, const char *name, const char *kept)
{
	int64_t seen, fetched;

	if (!strcmp(kept, "lost"))
		source_want(work);
	if (db_source(work->db, name, &seen, &fetched) && seen && work->now - seen > GAP_LEAST) {
		db_gap_add(work->db, &(struct gap){ .source = name, .starts = seen, .ends = work->now, .kept = kept });
		work_touch(work, SCOPE_DEVICES);
	}
	db_source_see(work->db, name, work->now);
}

void source_away(struct work *work, const char *name, const char *why)
{
	db_source_fail(work->db, name, work->now, why);
	work_touch(work, SCOPE_DEVICES);
}

int source_list(struct work *work, struct source_row *list, int most)
{
	return db_source_list(work->db, work->now - SHOWN, list, most);
}

void source_want(struct work *work)
{
	db_source_want(work->db, work->now);
}

int64_t source_wanted(struct work *work, const char *name)
{
	return db_source_wanted(work->db, name);
}

int64_t source_fetched_until(struct work *work, const char *name)
{
	int64_t seen, fetched;

	db_source(work->db, name, &seen, &fetched);
	return fetched;
}

void source_fetched(struct work *work, const char *name, int64_t until, int fresh)
{
	int64_t before = source_fetched_until(work, name);

	if (fresh) {
		db_gap_mend(work->db, name, (before ? before : until) - MEND_WITHIN, fresh);
		work_touch(work, SCOPE_DEVICES);
	}
	db_source_fetch(work->db, name, until > before ? until : before);
}

int missed_list(struct work *work, int64_t device, int64_t since, struct missed *list, int most)
{
	return db_missed(work->db, device, since, list, most);
}

int gap_list(struct work *work, int64_t since, struct gap *list, int most)
{
	return db_gap_list(work->db, since, list, most);
}
