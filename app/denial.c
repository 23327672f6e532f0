// SPDX-License-Identifier: EUPL-1.2
#include "app/denial.h"

#include "app/base/secret.h"
#include "db/person.h"

#include <stdio.h>
#include <string.h>

enum { MOST_TRIES = 10, TRIES_WITHIN = 60 };

const char *const denial_codes[] = { "booking", "exclusiveResource", "holiday", "inactive", "keyInactive", "memberInactive",
	"noPackage", "noPermission", "notCheckedIn", "openingHours", "prepaidBalance", "requiresBooking", "timeTable",
	"tooManyAttempts", "unknownKey", NULL };

void denial_add(struct machine *machine, const char *code, const struct said *said)
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

void denial_take_reasons(struct work *work, struct machine *machine)
{
	for (const struct said *said = work->reasons; said; said = said->next)
		denial_add(machine, word_of(said->code), said);
	work->reasons = NULL;
}

static void subject_of(const struct work *work, uint8_t subject[static HASH])
{
	char id[24];

	snprintf(id, sizeof id, "%lld", (long long)work->person->id);
	keyed_hash("machine", id, subject);
}

bool denial_may_try(struct work *work, struct machine *machine)
{
	uint8_t subject[HASH];

	subject_of(work, subject);
	if (db_attempts(work->db, subject, work->now - TRIES_WITHIN) < MOST_TRIES)
		return true;
	denial_add(machine, "tooManyAttempts", NULL);
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

void denial_keep(struct work *work, const char *verb, const char *condition, const struct machine *machine)
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
