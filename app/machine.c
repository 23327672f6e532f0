// SPDX-License-Identifier: EUPL-1.2
#include "app/machine.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/join.h"
#include "app/person.h"
#include "app/relay.h"
#include "app/revision.h"
#include "db/person.h"
#include "db/qualification.h"

#include <stdio.h>
#include <string.h>

enum { MINUTE = 60, MOST_TRIES = 10, TRIES_WITHIN = 60, RELAY_WORTH = 120 };

/* ---- denials ----------------------------------------------------------------------------------------------------- */

static void deny(struct machine *machine, const char *code, const struct said *said)
{
	for (int i = 0; i < machine->count; i++)
		if (!strcmp(machine->denials[i].code, code) && (!said || machine->denials[i].said))
			return;
	if (machine->count < MOST_DENIALS)
		machine->denials[machine->count++] = (struct denial){ code, said };
}

/* What the rules of booking say, in Fabman's words. */
static const char *word_of(enum reason code)
{
	static const struct {
		enum reason reason;
		const char *code;
	} words[] = {
		{ NOT_QUALIFIED, "noPermission" }, { NOT_FOR_YOU, "noPackage" },
		{ NEEDS_GUARDIAN, "memberInactive" }, { NOT_BOOKABLE, "inactive" },
		{ OUT_OF_ORDER, "inactive" }, { CLOSED, "openingHours" },
		{ CLOSED_BECAUSE, "holiday" }, { OVER_QUOTA, "prepaidBalance" },
		{ SLOT_TAKEN, "booking" }, { TOO_SOON, "requiresBooking" },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].reason == code)
			return words[i].code;
	return "timeTable";
}

/* The rules' reasons become denials, which are kept, while reasons would roll them back. */
static void take_reasons(struct work *work, struct machine *machine)
{
	for (const struct said *said = work->reasons; said; said = said->next)
		deny(machine, word_of(said->code), said);
	work->reasons = NULL;
}

static void subject_of(const struct work *work, uint8_t subject[static HASH])
{
	char id[24];

	snprintf(id, sizeof id, "%lld", (long long)work->person->id);
	keyed_hash("machine", id, subject);
}

/* Who is denied again and again is stopped for a while, whatever the code. */
static bool may_try(struct work *work, struct machine *machine)
{
	uint8_t subject[HASH];

	subject_of(work, subject);
	if (db_attempts(work->db, subject, work->now - TRIES_WITHIN) < MOST_TRIES)
		return true;
	deny(machine, "tooManyAttempts", NULL);
	return false;
}

static const char *codes_of(struct work *work, const struct machine *machine)
{
	const char *codes = NULL;

	for (int i = 0; i < machine->count; i++)
		codes = arena_print(&work->arena, "%s%s%s", codes ? codes : "", codes ? " " : "",
			machine->denials[i].code);
	return codes;
}

static void keep(struct work *work, const char *verb, const char *condition, const struct machine *machine)
{
	uint8_t subject[HASH];

	db_machine_log(work->db, &(struct machine_event){ .at = work->now, .person = work->person->id,
		.resource = machine->resource.id, .verb = verb, .booking = machine->booking.id,
		.denied = codes_of(work, machine), .condition = condition });
	if (!machine->count)
		return;
	subject_of(work, subject);
	db_attempt_add(work->db, subject, work->now);
}

/* ---- which machine, and whose booking ---------------------------------------------------------------------------- */

static bool find(struct work *work, const char *code, struct machine *machine)
{
	struct machine_code found;

	*machine = (struct machine){ 0 };
	if (!may_try(work, machine))
		return false;
	if (!db_machine_code(work->db, code, &found) ||
	    !db_resource_by_id(work->db, found.resource, &machine->resource)) {
		deny(machine, "unknownKey", NULL);
		return false;
	}
	if (found.is_replaced)
		deny(machine, "keyInactive", NULL);
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
	deny(machine, b.resource == r->id ? "booking" : "exclusiveResource", NULL);
	return false;
}

/* ---- start ------------------------------------------------------------------------------------------------------- */

static int64_t round_up(int64_t number, int64_t to)
{
	return (number + to - 1) / to * to;
}

/* From the slot that has begun on, as the page of a resource offers it. */
static struct wish wish_of(const struct work *work, const struct resource *r, int64_t minutes)
{
	int64_t step = r->slot_minutes * MINUTE, midnight = zone_instant(zone_day(work->now), 0);
	int64_t from = midnight + (work->now - midnight) / step * step;
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
		deny(machine, "requiresBooking", NULL);
		return;
	}
	if (booking_draft(work, &wish, &same, &draft))
		booking_place(work, &wish, r, &draft);
	reason_drop(work, TOO_SOON);
	take_reasons(work, machine);
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
	take_reasons(work, machine);
}

void machine_judge(struct work *work, int64_t minutes, struct machine *machine)
{
	const struct resource *r = &machine->resource;
	int64_t today = zone_instant(zone_day(work->now), 0);

	if (r->is_out) {
		reason_add_detail(work, OUT_OF_ORDER, NULL, r->name);
		take_reasons(work, machine);
	}
	if (!find_mine(work, machine))
		return;
	if (r->check_in_first && !db_was_admitted(work->db, work->person->id, today))
		deny(machine, "notCheckedIn", NULL);
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
	keep(work, "start", NULL, machine);
}

/* ---- longer, and the end ----------------------------------------------------------------------------------------- */

static bool find_used(struct work *work, const char *code, struct machine *machine)
{
	if (!find(work, code, machine) || !find_mine(work, machine))
		return false;
	if (!machine->booking.id)
		deny(machine, "requiresBooking", NULL);
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
			deny(machine, "requiresBooking", NULL);
		booking_displace(work, &times, &r, &longer);
		take_reasons(work, machine);
		if (!machine->count) {
			booking_replace(work, &r, b, &longer);
			*b = longer;
		}
	}
	keep(work, "extend", NULL, machine);
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
		deny(machine, "requiresBooking", NULL);
	return machine->booking.id;
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
	keep(work, "stop", wish->condition, machine);
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
	keep(work, "fault", wish->condition, machine);
}

/* ---- for staff --------------------------------------------------------------------------------------------------- */

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
