// SPDX-License-Identifier: EUPL-1.2
#include "hw/fleet.h"

#include "app/demo_run.h"
#include "app/device.h"
#include "app/resource.h"
#include "hw/simulator.h"

enum { LIVE = 5, PAST = 300 };

static const struct simulated_plug fleet[] = {
	{ "24e124148b000001", "Stecker Prusa 1", "ws52x", MACHINE_PRINTER },
	{ "24e124148b000002", "Stecker Prusa 2", "ws52x", MACHINE_PRINTER },
	{ "24e124148b000003", "Stecker Prusa 3", "ws52x", MACHINE_PRINTER },
	{ "24e124148b000004", "Stecker Bambu 1", "ws52x", MACHINE_PRINTER },
	{ "24e124148b000005", "Stecker Bambu 2", "ws52x", MACHINE_PRINTER },
	{ "00137a1000000006", "Stecker Laser", "r809a", MACHINE_LASER },
	{ "00137a1000000007", "Stecker Blitzanlage", "r809a", MACHINE_LAMP },
	{ "24e124148b000008", "Stecker CAD 1", "ws52x", MACHINE_COMPUTER },
	{ "24e124148b000009", "Stecker CAD 2", "ws52x", MACHINE_COMPUTER },
	{ "24e124148b00000a", "Stecker CAD 3", "ws52x", MACHINE_COMPUTER },
};

static const char *const slugs[] = { "prusa-1", "prusa-2", "prusa-3", "bambu-1", "bambu-2", "laser",
	"blitzanlage", "cad-1", "cad-2", "cad-3" };

enum { PLUGS = sizeof fleet / sizeof *fleet };
_Static_assert(PLUGS == sizeof slugs / sizeof *slugs, "a plug each");

static void enter(struct work *work, void *about)
{
	struct device known;
	struct resource resource;

	(void)about;
	for (int i = 0; i < PLUGS; i++) {
		if (device_of_eui(work, fleet[i].eui, &known) ||
		    !resource_by_slug(work, slugs[i], &resource))
			continue;
		int64_t id = device_enter(work, &(struct device){ .eui = fleet[i].eui,
			.name = fleet[i].name, .network = "chirpstack",
			.model = fleet[i].model, .resource = resource.id,
			.watts_busy = machine_watts_busy(fleet[i].machine) });
		demo_runs(work, id, slugs[i]);
	}
	demo_switching(work, "prusa-3");
	demo_upkeep(work);
}

bool fleet_enter(struct lab *lab)
{
	struct work work = { .lab = lab, .kind = WRITE, .job = enter };
	enum work_end end = work_do(&work);

	arena_clear(&work.arena);
	return end == WORK_DONE;
}

struct simulator *fleet_start(struct lab *lab)
{
	if (!fleet_enter(lab))
		return NULL;
	return simulator_start(lab, &(struct simulation){ .fleet = fleet, .count = PLUGS, .seed = 8,
		.interval = LIVE, .past = DEMO_SIMULATED, .past_interval = PAST, .is_booked = demo_plan });
}
