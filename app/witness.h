// SPDX-License-Identifier: EUPL-1.2
/*
 * Was a booking used? Three witnesses decide together: the scan (of the pass, or of the machine's code), the staff's list,
 * and the plug. Whoever knows nothing is silent. Where two contradict each other, staff are told.
 */
#ifndef WITNESS_H
#define WITNESS_H

#include "app/work.h"
#include "db/witness.h"

enum { WITNESS_DAYS = 14, MOST_TESTIMONIES = 1000, MOST_CONTRARY = 100 };

enum word { SILENT, SAYS_USED, SAYS_UNUSED };

struct witnesses {
	enum word scan, list, plug;
};

enum use_verdict { USE_OPEN, WAS_USED, WAS_UNUSED };

/* Pure: most of those that speak, and of two that differ the one for the guest. */
struct finding {
	enum use_verdict verdict;
	bool contradicts;
};
struct finding witness_decide(struct witnesses said);

/* Pure: what each of them says of a booking that is over. */
struct witnesses witness_hear(const struct testimony *testimony);

/* Bookings of the last WITNESS_DAYS, over by now, whose witnesses contradict each other; sets found for each. */
struct contrary {
	struct testimony testimony;
	struct witnesses said;
	struct finding finding;
};
int witness_contrary(struct work *work, struct contrary *list, int most);
int witness_late(struct work *work, struct late_scan *list, int most);

/* Staff say whether it was used; whoever was said to be missing is not missing any more then. Adds NO_SUCH_BOOKING,
 * NOT_ALLOWED, and NOT_CHANGEABLE while it is not over. */
void witness_rule(struct work *work, const char *ref, bool used);
void witness_unrule(struct work *work, const char *ref); /* it is open again */

#endif
