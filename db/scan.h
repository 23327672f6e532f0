// SPDX-License-Identifier: EUPL-1.2
/* Readings of passes, and who was let in, as the store keeps them. */
#ifndef DB_SCAN_H
#define DB_SCAN_H

#include "app/base/secret.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

enum { SCAN_NONCE = 16, SCAN_HEAD = 16 };

struct scan_row {
	int64_t id, person, pass; /* who scanned; pass may be 0 */
	uint8_t nonce[SCAN_NONCE], hash[HASH], head[SCAN_HEAD];
	size_t head_size;
	const char *point, *direction;
	int64_t happened, arrived;
	const char *result, *code;
	const char *judged; /* what the lab finds of one that was decided without it; NULL: it decided */
};

/* Takes the nonce and sets id; false: this person's scanner has sent it before. */
bool db_nonce_take(struct db *db, struct scan_row *row);
void db_scan_add(struct db *db, const struct scan_row *row);
/* What the nonce was answered before: sets hash, pass, direction, result, code and judged. */
bool db_scan_find(struct db *db, int64_t person, const uint8_t nonce[static SCAN_NONCE],
	struct scan_row *row);

struct span {
	int64_t from, until;
};

/* A pass and what staff may see of it. Texts are NULL where it is of no booking or resource. */
struct admission {
	int64_t pass, kid, resource, from, until;
	bool is_revoked;
	int64_t seat, number, day; /* of a seat, else 0 */
	const char *ref, *status; /* of the booking or the seat */
	const char *holder, *resource_name; /* of a class its own name, since the lab knows no other */
	const char *workshop, *workshop_en;
};

bool db_admission(struct db *db, int64_t pass, struct admission *admission);
/* By the beginning of its tid, of those valid at some time in the span. */
bool db_admission_short(struct db *db, const struct span *span, int64_t first, int64_t last, struct admission *admission);
bool db_admission_of(struct db *db, int64_t from, int64_t tid, struct admission *admission);

/* A pass with what became of it. */
struct guest {
	struct admission admission;
	int64_t tid;
	int64_t came, left;       /* by scans; 0: not */
	const char *came_point;
	int64_t checked_in;       /* of a booking, by whatever witness; 0: none */
};
/* Those valid at some time in the span, those that begin first in front. */
int db_guests(struct db *db, const struct span *span, struct guest *list, int most);

/* What is part of what, beside itself. */
struct nested {
	int64_t whole, part;
};
int db_nested(struct db *db, struct nested *list, int most);

/* In and out by turns; false if somebody was faster. */
bool db_attendance_add(struct db *db, const struct scan_row *row);

/* The scan that admitted: when, where, and by whom. place is NULL if the point is no resource. */
struct first_scan {
	int64_t at;
	const char *point, *place, *by;
};
bool db_attendance_first(struct db *db, const struct scan_row *row, struct first_scan *first);

/* A reading as it was kept; texts of a pass that is not ours are NULL. */
struct scan_line {
	int64_t happened, arrived;
	const char *point, *place, *direction, *result, *code, *by, *holder, *booking;
};
int db_scans(struct db *db, bool only_refused, struct scan_line *list, int most);

/* Point is another resource's slug, which neither holds this resource nor is a part of it. */
bool db_point_is_elsewhere(struct db *db, const char *point, int64_t resource);

#endif
