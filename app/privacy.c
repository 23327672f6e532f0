// SPDX-License-Identifier: EUPL-1.2
#include "app/privacy.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/booking.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/seat.h"
#include "app/setting.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_OPEN = 1000 };

void privacy_export(struct work *work, struct node *to)
{
	put_time(to, "exported", work->now);
	db_export(work->db, work->person->id, to);
	audit(work, "person.export", work->person->id, NULL);
}

/* The machines go to whoever waits; the calendar event says that it is off. A workshop stays when its maker goes. */
static void cancel_bookings(struct work *work, int64_t person)
{
	struct booking *list = arena_alloc(&work->arena, sizeof *list * MOST_OPEN);
	struct booking_filter filter = { .person = person, .from = work->now };
	int count = booking_list(work, &filter, list, MOST_OPEN);

	for (int i = 0; i < count; i++)
		if (booking_is_changeable(work, &list[i]) && !list[i].workshop) {
			list[i].lapses = 0;
			booking_settle(work, &list[i], "cancelled", "booking.cancel", "booking_cancelled");
		}
}

void privacy_erase(struct work *work, int64_t id)
{
	struct person person;
	bool myself = work->person->id == id;

	if (!myself && strcmp(work->person->role, "admin") != 0)
		reason_add(work, NOT_ALLOWED, NULL);
	else if (!person_by_id(work, id, &person) || db_person_is_erased(work->db, id))
		reason_add(work, NO_SUCH_PERSON, NULL);
	else if (!strcmp(person.role, "admin") && person_admins(work) == 1)
		reason_add(work, LAST_ADMIN, NULL);
	if (work->reasons)
		return;
	cancel_bookings(work, id);
	seats_leave(work, id);
	audit(work, "person.erase", id, NULL);
	db_person_erase(work->db, id, work->now);
	work_touch(work, SCOPE_LAB);
}

/* ---- retention ------------------------------------------------------------------------------- */

/* The day before which what is kept for that long goes. */
static int64_t kept_since(struct work *work, const char *setting)
{
	return zone_instant(zone_day(work->now) - (int)setting_number(work, setting), 0);
}

/* From where the last run ended, so that nobody walks the past each day. */
static int forget_bookings(struct work *work, int most)
{
	const char *mark = db_setting(work->db, "forgotten_until");
	int64_t since = 0, last, before = kept_since(work, "keep_bookings");

	if (mark)
		text_number(mark, &since);
	int count = db_bookings_forget(work->db, db_nobody(work->db, work->now), since, before, most, &last);
	if (count < most)
		last = before > since ? before : since;
	db_setting_set(work->db, "forgotten_until", arena_print(&work->arena, "%lld", (long long)last));
	return count;
}

int privacy_forget(struct work *work, int most)
{
	int done = forget_bookings(work, most);

	if (done < most)
		done += db_series_forget(work->db, db_nobody(work->db, work->now), kept_since(work, "keep_bookings"),
			most - done);
	if (done < most)
		done += db_seats_forget(work->db, db_nobody(work->db, work->now), kept_since(work, "keep_bookings"),
			most - done);
	if (done < most)
		done += db_scans_forget(work->db, kept_since(work, "keep_scans"), most - done);
	if (done < most)
		done += db_audit_forget(work->db, kept_since(work, "keep_audit"), most - done);
	if (done < most)
		done += db_deliveries_forget(work->db, kept_since(work, "keep_messages"), most - done);
	if (done < most)
		db_leftovers_forget(work->db, work->now, most);
	return done < most ? done : most;
}

/* ---- what staff look up ---------------------------------------------------------------------- */

static struct audit_filter lowered(struct work *work, const struct audit_filter *f)
{
	return (struct audit_filter){ person_address(work, f->search), person_address(work, f->person), f->noun,
		person_address(work, f->about), f->from, f->until };
}

int64_t audit_count(struct work *work, const struct audit_filter *filter)
{
	struct audit_filter wanted = lowered(work, filter);
	return db_audit_count(work->db, &wanted);
}

int audit_find(struct work *work, const struct audit_filter *filter, struct slice slice, struct audit_row *list)
{
	struct audit_filter wanted = lowered(work, filter);
	return db_audit(work->db, &wanted, slice, list);
}
