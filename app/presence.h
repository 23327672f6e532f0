// SPDX-License-Identifier: EUPL-1.2
/*
 * Who came to a workshop, day by day: what scanners read and what staff see. A person arrives, leaves or is missing; of a
 * class heads are counted. What staff change when the day is over needs a reason; all of it is kept.
 */
#ifndef PRESENCE_H
#define PRESENCE_H

#include "app/seat.h"
#include "db/presence.h"
#include "db/scan.h"

enum { LATE_AFTER = 10 * 60, FEWEST_SHOWN = 5, MOST_PRESENCES = 1000, MOST_REASON = 300 };

/* A pass of a seat was let in or out. */
void presence_scanned(struct work *work, const struct admission *admission, const struct scan_row *row);

/*
 * What staff say; act is arrived, left, missing or undo for one seat, all, plus, minus or heads for a class. Sent later, as
 * from a cellar without network, it is no correction; it changes nothing if somebody has seen something newer.
 */
struct presence_act {
	int64_t day;
	const char *ref;    /* of the seat */
	int64_t number;     /* which; of a class 0 */
	const char *act;
	int64_t heads;      /* act heads: how many */
	const char *reason; /* "": none */
	int64_t at;         /* sent later: when it was seen, on that day; 0: now */
};
void presence_mark(struct work *work, const struct presence_act *act);

/* The word for it: expected, here, late, gone, missing (nobody came, and it is over). */
const char *presence_status(const struct presence *presence, const struct workshop_day *day, int64_t now);
/* Is the day over, so that a change is a correction? */
bool presence_is_past(const struct work *work, const struct workshop_day *day);

bool presence_day(struct work *work, int64_t id, struct workshop_day *day);
int presence_list(struct work *work, int64_t day, struct presence *list, int most);
int presence_changes(struct work *work, int64_t day, struct presence_change *list, int most);

/* Looking back; staff. */
int attendance_list(struct work *work, const struct attendance_filter *filter, struct attendance *list, int most);
/* Of what is over by now, with attendance_hide(). */
int attendance_sums(struct work *work, enum attendance_by by, const struct attendance_filter *filter,
	struct attendance_sum *list, int most);
/* Numbers below FEWEST_SHOWN could be somebody: they are hidden, and the smallest others with them until what is hidden is
 * more than one group and together FEWEST_SHOWN, for the sum of all is known from the other tables. */
void attendance_hide(struct attendance_sum *list, int count);

#endif
