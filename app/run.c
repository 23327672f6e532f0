// SPDX-License-Identifier: EUPL-1.2
#include "app/run.h"

#include "app/revision.h"
#include "db/booking.h"
#include "db/track.h"

enum {
	AT_ONCE = 400,           /* readings that are folded while the network waits for its answer */
	IN_TURN = 20000,         /* and in one turn of the timer: some 50 ms in which nobody else writes */
	CHECKPOINT = 6 * 3600,   /* seconds between two checkpoints; so much is folded again for one late frame */
	SLICE = 200,             /* readings of one query */
	THIN_AT_ONCE = 5000,     /* rows that go in one transaction */
};

struct thresholds device_thresholds(const struct device *d)
{
	return (struct thresholds){ d->watts_on, d->watts_busy, d->watts_idle_below, d->start_delay,
		d->end_delay, d->stale_after, d->watts_rated };
}

/* ---- what the track says, kept --------------------------------------------------------------- */

/* Who switched the machine on need not have shown a pass. */
static void keep(struct work *work, const struct device *device, const struct track_run *run)
{
	struct run row = { .device = device->id, .from = run->from, .until = run->until,
		.is_open = run->is_open, .watt_hours = run->watt_hours, .watts_most = run->most };

	row.resource = db_placement_at(work->db, device->id, run->from);
	if (row.resource)
		row.booking = db_run_booking(work->db, row.resource, run->from, RUN_EARLY);
	db_run_set(work->db, &row);
	if (row.booking)
		db_booking_came(work->db, row.booking, run->from);
}

static void keep_checkpoint(struct work *work, int64_t device, const struct track *track)
{
	char text[TRACK_TEXT];

	track_print(track, text);
	db_checkpoint_add(work->db, device, &(struct sample){ track->at, track->counter, { 0 }, { 0 }, { 0 } }, text);
}

/* Folds up to most readings; how many there were. */
static int fold(struct work *work, const struct device *device, struct track *track, int most)
{
	struct thresholds by = device_thresholds(device);
	struct sample *list = arena_room(&work->arena, sizeof *list * SLICE);
	struct track_run ended;
	int done = 0, count = SLICE;

	while (count == SLICE && done < most) {
		const struct sample behind = { .at = track->at, .counter = track->at ? track->counter : -1 };
		count = db_samples(work->db, device->id, &behind, list, SLICE < most - done ? SLICE : most - done);
		for (int i = 0; i < count; i++) {
			if (track->at && list[i].at / CHECKPOINT != track->at / CHECKPOINT)
				keep_checkpoint(work, device->id, track);
			if (track_take(track, &by, &list[i], &ended))
				keep(work, device, &ended);
		}
		done += count;
	}
	return done;
}

static int go_on(struct work *work, struct device *device, struct track *track, int most)
{
	struct thresholds by = device_thresholds(device);
	struct track_run open;
	char text[TRACK_TEXT];
	int done = fold(work, device, track, most);

	if (track_open(track, &by, &open))
		keep(work, device, &open);
	track_print(track, text);
	device->track = arena_text(&work->arena, text);
	device->behind = done == most;
	if (!device->behind) {
		device->use = track->use;
		device->use_since = track->since;
	}
	return done;
}

/* Runs from before all readings that are kept follow from nothing any more, and stay. */
static int64_t first_instant(struct work *work, int64_t device, const struct track *track)
{
	const struct sample before_all = { .counter = -1 };
	struct sample first = { 0 };

	if (track->at)
		return track->last_until;
	return db_samples(work->db, device, &before_all, &first, 1) ? first.at : 0;
}

/* To a state on the way, without what was made of the readings behind it. */
static void go_back(struct work *work, struct device *device, const struct sample *to, struct track *track)
{
	struct thresholds by = device_thresholds(device);
	struct track_run open = { 0 };

	track_parse(db_checkpoint_before(work->db, device->id, to), track);
	track_open(track, &by, &open);
	db_checkpoints_drop(work->db, device->id, to);
	db_runs_drop(work->db, device->id, first_instant(work, device->id, track), open.from);
}

static bool is_behind(const struct sample *sample, const struct track *track)
{
	return sample->at < track->at || (sample->at == track->at && sample->counter <= track->counter);
}

void run_follow(struct work *work, struct device *device, const struct sample *first)
{
	struct track track;

	if (first->at < device->kept_from)
		return;
	if (!track_parse(device->track, &track)) {
		run_rewind(work, device);
		return;
	}
	if (is_behind(first, &track))
		go_back(work, device, first, &track);
	go_on(work, device, &track, AT_ONCE);
}

/* ---- all again ------------------------------------------------------------------------------- */

void run_rewind(struct work *work, struct device *device)
{
	const struct sample first = { .at = device->kept_from, .counter = -1 };
	struct track track;
	char text[TRACK_TEXT];

	go_back(work, device, &first, &track);
	track_print(&track, text);
	device->track = arena_text(&work->arena, text);
	device->behind = true;
}

int run_go_on(struct work *work, struct device *device)
{
	struct track track;

	if (track_parse(device->track, &track))
		return go_on(work, device, &track, IN_TURN);
	run_rewind(work, device);
	return 0;
}

int run_catch_up(struct work *work, int most)
{
	struct device *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_devices_behind(work->db, list, most);
	bool behind = false;

	for (int i = 0; i < count && !behind; i++) {
		run_go_on(work, &list[i]);
		db_device_move(work->db, &list[i]);
		behind = list[i].behind;
	}
	if (count)
		work_touch(work, SCOPE_DEVICES);
	return behind ? most : count;
}

int run_list(struct work *work, const struct run_filter *filter, struct run *list, int most)
{
	return db_run_list(work->db, filter, list, most);
}

bool run_last(struct work *work, int64_t device, struct run *run)
{
	return db_run_last(work->db, device, run);
}

/* ---- not for ever ---------------------------------------------------------------------------- */

/* What is thinned moves nothing any more, so the first place to go back to must be a checkpoint. */
static bool move_bound(struct work *work, struct device *device, int64_t keep_from)
{
	struct sample place;

	if (!db_checkpoint_until(work->db, device->id, keep_from, &place))
		return false;
	if (place.at + 1 > device->kept_from) {
		device->kept_from = place.at + 1;
		db_checkpoints_forget(work->db, device->id, &place);
		db_device_move(work->db, device);
	}
	return true;
}

int run_thin(struct work *work, int most)
{
	struct device device = { 0 };
	int64_t keep_from = work->now - (int64_t)KEEP_DAYS * 86400;
	int gone = 0;

	while (gone < THIN_AT_ONCE && db_device_after(work->db, device.id, &device))
		if (!device.behind && move_bound(work, &device, keep_from))
			gone += db_thin(work->db, &(struct thinning){ device.id, device.kept_from, device.kept_from,
				THIN_SPAN }, THIN_AT_ONCE - gone);
	return gone < THIN_AT_ONCE ? 0 : most;
}
