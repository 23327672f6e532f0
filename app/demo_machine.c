// SPDX-License-Identifier: EUPL-1.2
/* The demo's codes on machines: what may be started without a booking, what was denied, and what is out of order. */
#include "app/demo.h"
#include "app/machine.h"
#include "app/person.h"

enum { HOUR = 3600, POSITION = 50 };

static const char *const walk_up[] = { "cad-1", "cad-2", "cad-3", "prusa-3", "bambu-1", "bambu-2", "plotter" };

static void add_plotter(struct work *work)
{
	struct resource r = { .slug = "plotter", .name = "Schneidplotter", .kind = "tool",
		.location = "Galerie", .position = POSITION, .bookable = true, .slot_minutes = 30,
		.description = "Schneidet Folie, Papier und Textilflex bis 60 cm Breite.",
		.shortest_minutes = 30, .longest_minutes = 240, .horizon_days = 60, .most_people = 2,
		.late_hours = 24 };

	db_resource_add(work->db, &r);
}

static void allow_walk_up(struct work *work, const char *slug)
{
	struct resource r;

	if (!resource_by_slug(work, slug, &r))
		return;
	r.walk_up = true;
	db_resource_set_policy(work->db, &r);
}

static void make_codes(struct work *work)
{
	struct label *list = arena_alloc(&work->arena, sizeof *list * MOST_RESOURCES);
	int count = machine_labels(work, list, MOST_RESOURCES);

	for (int i = 0; i < count; i++)
		machine_code_make(work, list[i].slug);
}

static void add_events(struct work *work, const struct person *who)
{
	struct resource laser, bambu;

	if (!resource_by_slug(work, "laser", &laser) || !resource_by_slug(work, "bambu-1", &bambu))
		return;
	const struct machine_event events[] = {
		{ .at = work->now - 26 * HOUR, .resource = laser.id, .verb = "start",
		  .denied = "noPermission requiresBooking" },
		{ .at = work->now - 25 * HOUR, .resource = bambu.id, .verb = "start" },
		{ .at = work->now - 23 * HOUR, .resource = bambu.id, .verb = "stop", .condition = "clean" },
		{ .at = work->now - 22 * HOUR, .verb = "start", .denied = "unknownKey" },
	};
	for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
		struct machine_event event = events[i];
		event.person = who->id;
		db_machine_log(work->db, &event);
	}
}

static void break_plotter(struct work *work)
{
	struct resource r;

	if (resource_by_slug(work, "plotter", &r))
		fault_report(work, &(struct fault){ .resource = r.id, .condition = "look", .takes_out = true,
			.note = "Das Messer franst aus, und im Schlitten klemmt Folie." });
}

void demo_machines(struct work *work, const struct person *staff, const struct person *member)
{
	add_plotter(work);
	for (size_t i = 0; i < sizeof walk_up / sizeof *walk_up; i++)
		allow_walk_up(work, walk_up[i]);
	work->person = staff;
	make_codes(work);
	work->person = member;
	add_events(work, member);
	break_plotter(work);
	work->person = NULL;
}
