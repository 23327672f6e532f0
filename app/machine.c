// SPDX-License-Identifier: EUPL-1.2
#include "app/machine.h"

#include "app/base/time.h"
#include "app/denial.h"
#include "app/join.h"
#include "app/person.h"
#include "app/relay.h"
#include "app/revision.h"
#include "db/qualification.h"

#include <string.h>

enum { MINUTE = 60, RELAY_WORTH = 120 };

/* ---- which machine, and whose booking -------------------------------------------------------- */

static bool find(struct work *work, const char *code, struct machine *machine)
{
	struct machine_code found;

	*machine = (struct machine){ 0 };
	if (!denial_may_try(work, machine))
		return false;
	if (!db_machine_code(work->db, code, &found) ||
	    !db_resource_by_id(work->db, found.resource, &machine->resource)) {
		denial_add(machine, "unknownKey", NULL);
		return false;
	}
	if (found.is_replaced)
		denial_add(machine, "keyInactive", NULL);
	return !found.is_replaced;
}

bool machine_find(struct work *work, const char *code, struct machine *machine)
{
	struct machine_code found;

	*machine = (struct machine){ 0 };
	if (!db_machine_code(work->db, code, &found))
		reason_add(work, NO_SUCH_PAGE, NULL);
	else if (found.is_replaced)
		reason_add(work, CODE_REPLACED, NULL);
	else
		return db_resource_by_id(work->db, found.resource, &machine->resource);
	return false;
}

static bool is_on(const struct booking *b, int64_t now)
{
	return !strcmp(b->status, "confirmed") && b->from - STARTS_EARLY <= now && now < b->until;
}

/* The booking that holds the machine now, or begins at once: of itself, or of a whole that it is part of. */
static bool holder(struct work *work, const struct resource *r, struct booking *b)
{
	struct claim claim;

	for (int64_t at = work->now; at <= work->now + STARTS_EARLY; at += STARTS_EARLY)
		if (resource_claim_at(work, r->id, at, &claim) && db_booking_by_ref(work->db, claim.ref, b) &&
		    is_on(b, work->now))
			return true;
	*b = (struct booking){ 0 };
	return false;
}

/* False: it is somebody else's now, which is a denial. */
static bool find_mine(struct work *work, struct machine *machine)
{
	const struct resource *r = &machine->resource;
	struct booking b;

	if (!holder(work, r, &b))
		return true;
	if (b.person == work->person->id) {
		machine->booking = b;
		return true;
	}
	if (b.from > work->now) /* not yet, and so it may be that somebody uses it until then */
		return true;
	denial_add(machine, b.resource == r->id ? "booking" : "exclusiveResource", NULL);
	return false;
}

/* ---- start ----------------------------------------------------------------------------------- */

static int64_t round_up(int64_t number, int64_t to)
{
	return (number + to - 1) / to * to;
}

/* From the slot that has begun on, as the page of a resource offers it. */
static struct wish wish_of(const struct work *work, const struct resource *r, int64_t minutes)
{
	int64_t step = r->slot_minutes * MINUTE;
	int slot = (int)r->slot_minutes, minute = zone_minute(work->now);
	int64_t from = zone_instant(zone_day(work->now), minute - minute % slot);
	int64_t least = r->shortest_minutes * MINUTE, wanted = work->now + minutes * MINUTE - from;

	return (struct wish){ .resource = r->slug, .kind = "", .from = from,
		.until = from + round_up(wanted > least ? wanted : least, step), .purpose = "",
		.participants = 1, .organisation = "", .person = "" };
}

/* Whoever walks up needs no notice, but passes all other rules. */
static void judge_walk_up(struct work *work, int64_t minutes, struct machine *machine)
{
	const struct resource *r = &machine->resource;
	struct wish wish = wish_of(work, r, minutes);
	struct resource same;
	struct booking draft;

	if (!r->walk_up || r->needs_approval) {
		denial_add(machine, "requiresBooking", NULL);
		return;
	}
	if (booking_draft(work, &wish, &same, &draft))
		booking_place(work, &wish, r, &draft);
	reason_drop(work, TOO_SOON);
	denial_take_reasons(work, machine);
	draft.id = 0;
	machine->booking = draft;
}

/* What a booking was made with may be gone by now. */
static void judge_holder(struct work *work, struct machine *machine)
{
	const struct resource *r = &machine->resource;
	int64_t me = work->person->id;

	if (!r->bookable && !r->is_out)
		reason_add(work, NOT_BOOKABLE, NULL);
	if (r->needs_introduction && !db_is_qualified(work->db, me, r->id, work->now))
		reason_add_detail(work, NOT_QUALIFIED, NULL, r->name);
	if (youth_is_waiting(work, me))
		reason_add(work, NEEDS_GUARDIAN, NULL);
	denial_take_reasons(work, machine);
}

void machine_judge(struct work *work, int64_t minutes, struct machine *machine)
{
	const struct resource *r = &machine->resource;
	int64_t today = zone_instant(zone_day(work->now), 0);

	if (r->is_out) {
		reason_add_detail(work, OUT_OF_ORDER, NULL, r->name);
		denial_take_reasons(work, machine);
	}
	if (!find_mine(work, machine))
		return;
	if (r->check_in_first && !db_was_admitted(work->db, work->person->id, today))
		denial_add(machine, "notCheckedIn", NULL);
	if (machine->booking.id)
		judge_holder(work, machine);
	else
		judge_walk_up(work, minutes, machine);
}

/* hw switches the plug; where there is none, the machine is simply theirs. */
static void switch_plug(struct work *work, const struct machine *machine, bool on)
{
	relay_ask(work, machine->resource.id, on, on ? RELAY_START : RELAY_STOP, machine->booking.id,
		work->now + RELAY_WORTH);
}

static void begin(struct work *work, struct machine *machine)
{
	struct booking *b = &machine->booking;

	if (!b->id && !booking_enter(work, b, "booking.walk_up", "booking_confirmed"))
		return; /* somebody was faster: the reason rolls all of it back */
	db_booking_came(work->db, b->id, work->now);
	switch_plug(work, machine, true);
	work_touch(work, SCOPE_BOOKINGS);
}

void machine_start(struct work *work, const struct machine_wish *wish, struct machine *machine)
{
	if (find(work, wish->code, machine))
		machine_judge(work, wish->minutes, machine);
	if (machine->count)
		machine->booking.id = 0;
	else
		begin(work, machine);
	denial_keep(work, "start", NULL, machine);
}

/* ---- longer, and the end --------------------------------------------------------------------- */

static bool find_used(struct work *work, const char *code, struct machine *machine)
{
	if (!find(work, code, machine) || !find_mine(work, machine))
		return false;
	if (!machine->booking.id)
		denial_add(machine, "requiresBooking", NULL);
	return machine->booking.id;
}

void machine_extend(struct work *work, const struct machine_wish *wish, struct machine *machine)
{
	struct booking *b = &machine->booking, longer;

	if (find_used(work, wish->code, machine)) {
		int64_t step = machine->resource.slot_minutes * MINUTE;
		int64_t more = wish->minutes ? wish->minutes * MINUTE : 30 * MINUTE;
		struct wish times = { .from = b->from, .until = b->until + round_up(more, step) };
		struct resource r;

		longer = *b;
		db_resource_by_id(work->db, b->resource, &r);
		if (r.needs_approval && !person_is_staff(work->person))
			denial_add(machine, "requiresBooking", NULL);
		booking_displace(work, &times, &r, &longer);
		denial_take_reasons(work, machine);
		if (!machine->count) {
			booking_replace(work, &r, b, &longer);
			*b = longer;
		}
	}
	denial_keep(work, "extend", NULL, machine);
}

static bool is_condition(const char *text)
{
	return !strcmp(text, "clean") || !strcmp(text, "look") || !strcmp(text, "broken");
}

/* Staff may end what others have left running. */
static bool find_ending(struct work *work, const char *code, struct machine *machine)
{
	if (!person_is_staff(work->person))
		return find_used(work, code, machine);
	if (!find(work, code, machine))
		return false;
	if (!holder(work, &machine->resource, &machine->booking))
		denial_add(machine, "requiresBooking", NULL);
	return machine->booking.id;
}

bool machine_may_end(struct work *work, const struct machine *machine)
{
	struct booking b = machine->booking;

	if (!b.id && person_is_staff(work->person))
		holder(work, &machine->resource, &b);
	return b.id && b.from <= work->now;
}

static void finish(struct work *work, struct machine *machine)
{
	struct booking *b = &machine->booking;
	bool is_own = b->resource == machine->resource.id; /* a room goes on without one of its machines */

	if (is_own && b->from <= work->now && work->now + MINUTE < b->until)
		booking_end(work, b->ref, b);
	switch_plug(work, machine, false);
}

static void report(struct work *work, const struct machine_wish *wish, const struct machine *machine)
{
	const struct resource *r = &machine->resource;
	bool counts = person_is_staff(work->person) || machine->booking.id ||
		db_has_used(work->db, work->person->id, r->id, work->now - JUST_USED);

	fault_report(work, &(struct fault){ .resource = r->id, .condition = wish->condition,
		.note = wish->note, .takes_out = counts, .resource_name = r->name });
}

void machine_stop(struct work *work, const struct machine_wish *wish, struct machine *machine)
{
	if (!is_condition(wish->condition)) {
		reason_add_detail(work, BAD_INPUT, "condition", wish->condition);
		return;
	}
	if (find_ending(work, wish->code, machine)) {
		finish(work, machine);
		if (strcmp(wish->condition, "clean") != 0)
			report(work, wish, machine);
	}
	denial_keep(work, "stop", wish->condition, machine);
}

void machine_fault(struct work *work, const struct machine_wish *wish, struct machine *machine)
{
	if (!is_condition(wish->condition) || !strcmp(wish->condition, "clean")) {
		reason_add_detail(work, BAD_INPUT, "condition", wish->condition);
		return;
	}
	if (find(work, wish->code, machine)) {
		struct booking b;
		if (holder(work, &machine->resource, &b) && b.person == work->person->id)
			machine->booking = b;
		report(work, wish, machine);
	}
	denial_keep(work, "fault", wish->condition, machine);
}
