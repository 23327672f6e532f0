// SPDX-License-Identifier: EUPL-1.2
/*
 * Codes on machines: who stands before one reads it with a telephone, and starts it, uses it longer, ends or reports a
 * fault. Whatever was wanted is kept, also what was denied, which is an outcome and no reason.
 *
 * A machine that somebody left dirty or broken is out of order until staff have seen it.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include "app/booking.h"
#include "db/machine.h"

enum {
	CODE_LETTERS = 16,      /* Base32: 80 random bits */
	MOST_DENIALS = 12,
	MOST_FAULT = 500,
	STARTS_EARLY = 5 * 60,  /* one's booking may be begun so long before it does */
	JUST_USED = 2 * 3600,   /* who used it since then may take it out of order */
};

/* Why not: a code of Fabman's log, written as there, and, if a rule said it, what the rule said. Else said is NULL. */
struct denial {
	const char *code;
	const struct said *said;
};

struct machine {
	struct resource resource;
	int count; /* 0: allowed */
	struct denial denials[MOST_DENIALS];
	struct booking booking; /* mine, id 0: none */
};

struct machine_wish {
	const char *code;
	int64_t minutes;       /* start without a booking, and extend: how long; 0: as short as it may be */
	const char *condition; /* stop and fault: clean, look, broken */
	const char *note;
};

/* For its page: false and NO_SUCH_PAGE, or CODE_REPLACED. */
bool machine_find(struct work *work, const char *code, struct machine *machine);
/* Why the person who asks could not start it now; the booking is theirs, or, with an id of 0, would be made. */
void machine_judge(struct work *work, int64_t minutes, struct machine *machine);
bool machine_may_end(struct work *work, const struct machine *machine); /* staff also what others left running */

/* WRITE only, for work->person. Reasons: BAD_INPUT for a condition, and SLOT_TAKEN for a lost race. */
void machine_start(struct work *work, const struct machine_wish *wish, struct machine *machine);
void machine_stop(struct work *work, const struct machine_wish *wish, struct machine *machine);
void machine_extend(struct work *work, const struct machine_wish *wish, struct machine *machine);
void machine_fault(struct work *work, const struct machine_wish *wish, struct machine *machine);

/* ---- for staff ---- */

/* Makes a code, or another one, for the resource of that slug; adds NO_SUCH_RESOURCE. */
void machine_code_make(struct work *work, const char *slug);
int machine_labels(struct work *work, struct label *list, int most);
int machine_events(struct work *work, bool denied_only, struct machine_event *list, int most);

/* Open ones; resource 0: of all. And the bookings to come that they stand in the way of. */
int fault_list(struct work *work, int64_t resource, struct fault *list, int most);
int fault_hits(struct work *work, int64_t resource, struct booking *list, int most);
void fault_report(struct work *work, const struct fault *fault); /* staff's own, and the codes' */
/* Adds NO_SUCH_PAGE. The owners of what is to come are told, and again if it is taken back. */
void fault_clear(struct work *work, int64_t id, const char *remedy, struct fault *fault);
void fault_reopen(struct work *work, int64_t id, int64_t resource);

#endif
