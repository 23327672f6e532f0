// SPDX-License-Identifier: EUPL-1.2
/*
 * Scans: somebody who may reads a pass, and is told whether it admits. Every reading is kept, also
 * one that is refused, which is an outcome and no reason. The same nonce gets the same answer.
 *
 * A scanner without the lab decides itself and uploads later: that happened, whatever the lab would
 * say, which is kept beside it.
 */
#ifndef SCAN_H
#define SCAN_H

#include "app/work.h"
#include "db/scan.h"

struct scan_wish {
	const char *token;     /* what was read, whatever it is */
	const char *nonce;     /* 32 hexadecimal digits, new for each reading */
	const char *point;     /* a resource's slug, or a name like it; NULL: "door" */
	const char *direction; /* "entry" or "exit"; NULL: "entry" */
	int64_t at;            /* when it was read, if it is sent late; 0: now */
	const char *decided;   /* the code of what a scanner without the lab decided then; NULL: the lab decides */
};

/* Only what the scanning person may see. The words are of closed lists. */
struct scan {
	const char *result; /* admitted, already, refused */
	const char *code;   /* ok, already, not_yet, expired, cancelled, revoked, wrong_place,
	                       unknown, malformed, bad_signature, wrong_site, too_many */
	bool is_known;      /* the pass is ours: then also */
	const char *ref;    /* of the booking or the seat, or NULL */
	int64_t number;     /* which of the seats; 0: it is a booking's */
	const char *workshop; /* its title, or NULL */
	const char *holder, *resource; /* names; resource may be NULL */
	int64_t from, until;
	struct first_scan first; /* with already; else at is 0 */
	const char *judged; /* of one that was decided without the lab: the code it finds itself */
	bool is_contrary;   /* and that would have been another result */
};

/* All words for code, for who must tell them without the lab; ends with NULL. */
extern const char *const scan_codes[];

/* The latest readings, the newest first; staff. */
int scan_list(struct work *work, bool only_refused, struct scan_line *list, int most);

/* WRITE only, for work->person. Reasons: MISSING_FIELD, BAD_INPUT, NONCE_REUSED. */
void scan_make(struct work *work, const struct scan_wish *wish, struct scan *scan);

#endif
