// SPDX-License-Identifier: EUPL-1.2
#include "app/rebuild.h"

#include "app/frame.h"
#include "app/run.h"

#include <stdio.h>
#include <string.h>

enum { FRAMES_AT_ONCE = 2000 };

static bool read_frames(struct work *work, const struct device *device, struct rebuild_place *place)
{
	struct frame_row *list = arena_alloc(&work->arena, sizeof *list * FRAMES_AT_ONCE);
	struct frame_row behind = { .at = place->at, .session = place->session, .counter = place->counter };
	int count = db_frames(work->db, device->id, &behind, list, FRAMES_AT_ONCE);

	for (int i = 0; i < count; i++)
		frame_read_again(work, device, &list[i]);
	if (count) {
		place->at = list[count - 1].at;
		place->counter = list[count - 1].counter;
		snprintf(place->session, sizeof place->session, "%s", list[count - 1].session);
		place->frames += count;
	}
	return count == FRAMES_AT_ONCE;
}

static void finish(struct rebuild_job *job, const struct device *device)
{
	snprintf(job->line, sizeof job->line, "%s %.100s: %lld frames", device->eui, device->name,
		(long long)job->place.frames);
	job->place = (struct rebuild_place){ .device = device->id };
}

void rebuild_job(struct work *work, void *about)
{
	struct rebuild_job *job = about;
	struct rebuild_place begin = job->place;
	struct device device = { 0 };
	bool under_way = begin.folding || begin.frames;

	job->line[0] = '\0';
	job->more = under_way ? db_device_by_id(work->db, begin.device, &device) :
		db_device_after(work->db, begin.device, &device);
	if (!job->more)
		return;
	begin.device = device.id;
	if (!begin.folding) {
		bool more = read_frames(work, &device, &begin);
		if (!more)
			run_rewind(work, &device);
		begin.folding = !more;
		db_device_move(work->db, &device);
		job->place = begin;
		return;
	}
	run_go_on(work, &device);
	db_device_move(work->db, &device);
	job->place = begin;
	if (!device.behind)
		finish(job, &device);
}
