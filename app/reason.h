// SPDX-License-Identifier: EUPL-1.2
/*
 * Every reason the lab has for saying no. A rule calls reason_add() and goes on, so that all that apply come at once.
 * One table in reason.c holds code, kind, German and English.
 */
#ifndef REASON_H
#define REASON_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct work;

enum reason {
	REASON_NONE,
	/* kind input */
	BAD_INPUT, UNKNOWN_MEMBER, NOT_A_TIME, NOT_A_NUMBER, NOT_CLEAN, TOO_LONG_TEXT, MISSING_FIELD,
	/* kind right */
	NOT_SIGNED_IN, WRONG_PASSWORD, TOO_MANY_TRIES, NOT_ALLOWED, BAD_FORM_TOKEN, FOREIGN_ORIGIN, NOT_QUALIFIED, NOT_FOR_YOU,
	NEEDS_GUARDIAN, ADMIN_ONLY, OLD_PASSWORD,
	/* kind missing */
	NO_SUCH_PAGE, NO_SUCH_RESOURCE, NO_SUCH_BOOKING, NO_SUCH_PERSON, NO_SUCH_FEED, NO_SUCH_ORGANISATION, PAGE_CHANGED, NO_SUCH_WAITING,
	NO_SUCH_MESSAGE, NO_SUCH_TICKET, NO_SUCH_SERIES, NO_SUCH_PICTURE, NO_SUCH_DEVICE, UNDO_OVER, NO_SUCH_WORKSHOP, NO_SUCH_SEAT, CODE_REPLACED,
	/* kind rule */
	SLOT_BACKWARDS, LONG_PERIOD, IN_THE_PAST, OFF_RASTER, TOO_SHORT, TOO_LONG, TOO_LONG_EVER, TOO_SOON, TOO_FAR, CLOSED, CLOSED_BECAUSE, NOT_BOOKABLE, OUT_OF_ORDER,
	TOO_MANY_PEOPLE, TOO_MANY_OPEN, OVER_QUOTA, ALREADY_OVER, NONCE_REUSED, NOT_CHANGEABLE, LAST_ADMIN, WRONG_ADDRESS,
	STILL_FREE, TOO_MANY_WAITING, WAITING_ALREADY,
	SHORT_PASSWORD, COMMON_PASSWORD, NOT_AN_ADDRESS, NOT_A_YEAR, GUARDIAN_MISSING, NOT_A_SLUG, NOT_A_PLATE,
	BAD_REPEAT, NO_DATES, NOT_A_PICTURE, TOO_MANY_PICTURES, PART_CIRCLE, OF_A_WORKSHOP, WORKSHOP_CANCELLED, REGISTRATION_LATER, REGISTRATION_OVER,
	TOO_MANY_SEATS, NOT_A_GRADE, NO_PUPILS, MISSING_DAY, DAYS_OVERLAP, BELOW_TAKEN, ABOVE_CAPACITY, CLOSES_EARLY, REASON_NEEDED,
	BAD_LINE, EXAMPLE_WRONG, ORDER_WRONG,
	/* kind taken */
	KNOWN_SLUG, KNOWN_ADDRESS,
	SLOT_TAKEN, WORKSHOP_FULL, SIGNED_UP, PART_BOOKED, ALREADY_DECIDED, TOO_LATE, UNDO_BOOKED,
	REASONS
};

/* In the order of precedence for an answer that has several. */
enum reason_kind { KIND_SIGN_IN, KIND_MISSING, KIND_RIGHT, KIND_INPUT, KIND_RULE, KIND_TAKEN };

enum language { GERMAN, ENGLISH, LANGUAGES };

/* One no, as it was said; field names the form field it belongs to, or is NULL; detail fills the {} of the sentence. */
struct said {
	const struct said *next;
	enum reason code;
	const char *field, *detail;
};

/* Adds a no to the work. field must be static text; detail is copied and may be NULL. The same twice counts once. */
void reason_add(struct work *work, enum reason code, const char *field);
void reason_add_detail(struct work *work, enum reason code, const char *field, const char *detail);
void reason_add_number(struct work *work, enum reason code, const char *field, int64_t number);
void reason_drop(struct work *work, enum reason code); /* takes one back that does not apply after all */
bool reason_said(const struct work *work, enum reason code);

const char *reason_code(enum reason code); /* "slot_taken" */
enum reason_kind reason_kind(enum reason code);
const char *reason_message(struct arena *arena, const struct said *said, enum language language);

#endif
