// SPDX-License-Identifier: EUPL-1.2
#include "app/delivery.h"

#include "app/person.h"
#include "db/seat.h"
#include "db/workshop.h"

#include <string.h>

enum { MOST_LOOKED_AT = 100 };

const struct delivery_kind delivery_kinds[] = {
	{ .name = "booking_confirmed", .optional = true, .calendar = true },
	{ .name = "booking_requested", .optional = true, .calendar = true },
	{ .name = "booking_changed", .optional = true, .calendar = true },
	{ .name = "booking_cancelled", .optional = true, .calendar = true },
	{ .name = "booking_approved", .optional = true, .calendar = true },
	{ .name = "booking_refused", .calendar = true },
	{ .name = "booking_lapsed", .calendar = true },
	{ .name = "booking_closed", .calendar = true },
	{ .name = "booking_given" },
	{ .name = "booking_offered", .calendar = true },
	{ .name = "offer_lapsed", .optional = true, .calendar = true },
	{ .name = "booking_no_show" },
	{ .name = "objection_accepted" },
	{ .name = "objection_rejected" },
	{ .name = "objection_made", .optional = true, .staff = true },
	{ .name = "series_made", .optional = true },
	{ .name = "series_changed", .optional = true },
	{ .name = "series_cancelled", .optional = true },
	{ .name = "approval_wanted", .optional = true, .staff = true },
	{ .name = "device_back", .optional = true, .staff = true, .link = "devices" },
	{ .name = "device_silent", .optional = true, .staff = true, .link = "devices" },
	{ .name = "booking_spare", .optional = true, .calendar = true },
	{ .name = "machine_late", .optional = true, .calendar = true },
	{ .name = "machine_overrun", .optional = true },
	{ .name = "upkeep_due", .optional = true, .staff = true, .link = "devices" },
	{ .name = "machine_idle", .optional = true },
	{ .name = "machine_out" },
	{ .name = "machine_back", .optional = true },
	{ .name = "reminder", .optional = true, .calendar = true },
	{ .name = "seat_booked", .optional = true, .calendar = true },
	{ .name = "seat_waiting", .optional = true },
	{ .name = "seat_offered", .calendar = true },
	{ .name = "seat_lapsed", .optional = true },
	{ .name = "seat_changed", .optional = true, .calendar = true },
	{ .name = "seat_moved", .optional = true, .calendar = true },
	{ .name = "seat_cancelled", .optional = true, .calendar = true },
	{ .name = "workshop_changed", .calendar = true },
	{ .name = "workshop_day_off", .calendar = true },
	{ .name = "workshop_cancelled", .calendar = true },
	{ .name = "workshop_too_few", .calendar = true },
	{ .name = "workshop_reminder", .optional = true, .calendar = true },
	{ .name = "qualification_lapses", .optional = true, .link = "account" },
	{ .name = "confirm", .link = "tickets/" },
	{ .name = "known", .link = "password" },
	{ .name = "reset", .link = "tickets/" },
	{ .name = "welcome", .link = "tickets/" },
	{ .name = "invite", .link = "tickets/" },
	{ .name = "guardian", .link = "tickets/" },
	{ .name = "password_changed", .link = "account" },
	{ 0 },
};

const struct delivery_kind *delivery_kind_named(const char *name)
{
	static const struct delivery_kind other = { .name = "other" };

	for (const struct delivery_kind *kind = delivery_kinds; kind->name; kind++)
		if (!strcmp(kind->name, name))
			return kind;
	return &other;
}

void delivery_add(struct work *work, const struct delivery *delivery)
{
	struct delivery row = *delivery;

	row.created = work->now;
	if (!row.due)
		row.due = work->now;
	db_delivery_add(work->db, &row);
}

void delivery_booking(struct work *work, const char *kind, const struct booking *b)
{
	delivery_add(work, &(struct delivery){ .kind = kind, .person = b->person, .booking = b->id,
		.detail = b->note, .key = arena_print(&work->arena, "%s %lld %lld", kind,
			(long long)b->id, (long long)b->sequence) });
}

/* ---- for the sender -------------------------------------------------------------------------- */

/* NULL: it may go. Else the status that it gets instead, and why. */
static const char *stopped_by(const struct work *work, const struct delivery *d, const char **why)
{
	const struct delivery_kind *kind = delivery_kind_named(d->kind);

	*why = NULL;
	if (d->unwanted && kind->optional)
		return "unwanted";
	*why = "over";
	if (kind->calendar && d->over <= work->now)
		return "unwanted";
	*why = "no address";
	if (!d->address && !d->person_email)
		return "failed";
	*why = "nobody sent it in time";
	return d->due + STALE < work->now ? "failed" : NULL;
}

/* A seat in the form of a booking: with a title, a place and times, as mails tell them. */
static const char *seat_subject(struct work *work, const struct delivery *d, struct booking *b)
{
	struct workshop_day first = { 0 };
	struct buffer events = { 0 };
	struct seat s;

	if (!db_seat_by_id(work->db, d->seat, &s))
		return NULL;
	db_workshop_days(work->db, s.workshop, &first, 1);
	*b = (struct booking){ .ref = s.ref, .resource_location = s.place_name, .purpose = s.class_name,
		.resource_name = d->language && !strcmp(d->language, "en") && *s.title_en ? s.title_en : s.title,
		.from = first.from, .until = first.until };
	db_seat_events(work->db, s.id, &events);
	char *text = arena_bytes(&work->arena, events.bytes, events.size);
	bool has_some = events.size;
	buffer_clear(&events);
	return has_some ? text : NULL;
}

/* What it is about; returns its text for a calendar, or NULL. */
static const char *find_subject(struct work *work, const struct delivery *d, struct booking *b)
{
	*b = (struct booking){ 0 };
	if (d->seat)
		return seat_subject(work, d, b);
	if (!d->booking)
		return NULL;
	db_booking_by_ref(work->db, d->booking_ref, b);
	return db_event_of(work->db, d->booking);
}

bool delivery_take(struct work *work, struct delivery *d, struct booking *b, const char **event)
{
	for (int i = 0; i < MOST_LOOKED_AT; i++) {
		const char *why, *status;
		if (!db_delivery_lease(work->db, work->now, work->now + LEASE, d))
			return false;
		status = stopped_by(work, d, &why);
		if (!status) {
			*event = find_subject(work, d, b);
			return true;
		}
		db_delivery_settle(work->db, d->id, status, why, d->due);
	}
	return false;
}

bool delivery_sending(struct work *work, const struct delivery *d)
{
	return db_delivery_sending(work->db, d, work->now + LEASE);
}

void delivery_sent(struct work *work, const struct delivery *d)
{
	db_delivery_sent(work->db, d->id, work->now);
}

void delivery_delay(struct work *work, const struct delivery *d, const char *why)
{
	static const int minutes[] = { 1, 5, 15, 30, 60, 120, 240, 360 };
	int64_t last = sizeof minutes / sizeof *minutes, try = d->tries < last ? d->tries : last;

	if (d->tries >= MOST_TRIES)
		delivery_fail(work, d, why);
	else
		db_delivery_settle(work->db, d->id, "waiting", why, work->now + 60 * minutes[try - 1]);
}

void delivery_fail(struct work *work, const struct delivery *d, const char *why)
{
	db_delivery_settle(work->db, d->id, "failed", why, d->due);
}

void delivery_lose(struct work *work, const struct delivery *d, const char *why)
{
	db_delivery_settle(work->db, d->id, "unknown", why, d->due);
}

int delivery_abandon(struct work *work, int most)
{
	return db_deliveries_abandoned(work->db, work->now, "the sender ended in between", most);
}

/* ---- for staff, and for whom they are -------------------------------------------------------- */

int delivery_list(struct work *work, const char *status, struct delivery *list, int most)
{
	return db_deliveries(work->db, status, list, most);
}

static struct delivery_filter lowered(struct work *work, const struct delivery_filter *f)
{
	return (struct delivery_filter){ f->status, person_address(work, f->part) };
}

int64_t outbox_count(struct work *work, const struct delivery_filter *filter)
{
	struct delivery_filter wanted = lowered(work, filter);
	return db_outbox_count(work->db, &wanted);
}

int outbox_find(struct work *work, const struct delivery_filter *filter, struct slice slice, struct delivery *list)
{
	struct delivery_filter wanted = lowered(work, filter);
	return db_outbox(work->db, &wanted, slice, list);
}

int64_t delivery_count(struct work *work, const char *status)
{
	return db_delivery_count(work->db, status);
}

void delivery_again(struct work *work, int64_t delivery)
{
	if (db_delivery_again(work->db, delivery, work->now))
		audit(work, "delivery.again", delivery, NULL);
	else
		reason_add(work, NO_SUCH_MESSAGE, NULL);
}

bool delivery_is_wanted(struct work *work, const struct delivery_kind *kind)
{
	return !db_is_unwanted(work->db, work->person->id, kind->name);
}

void delivery_want(struct work *work, const char *kind, bool wanted)
{
	if (delivery_kind_named(kind)->optional)
		db_unwanted_set(work->db, work->person->id, kind, !wanted);
	else
		reason_add(work, NO_SUCH_MESSAGE, "kind");
}

int delivery_remind(struct work *work, int most)
{
	struct reminded *list = arena_alloc(&work->arena, sizeof *list * (size_t)most);
	int count = db_bookings_to_remind(work->db, work->now, work->now + REMIND_AHEAD, list, most);

	for (int i = 0; i < count; i++)
		delivery_add(work, &(struct delivery){ .kind = "reminder", .person = list[i].person,
			.booking = list[i].booking, .key = arena_print(&work->arena, "reminder %lld %lld",
				(long long)list[i].booking, (long long)list[i].starts) });
	return count;
}
