// SPDX-License-Identifier: EUPL-1.2
#include "app/booking.h"

#include "app/approval.h"
#include "app/calendar.h"
#include "app/delivery.h"
#include "app/lab.h"
#include "app/pass.h"
#include "app/person.h"
#include "app/policy.h"
#include "app/price.h"
#include "app/revision.h"
#include "app/site.h"
#include "db/db.h"

#include <string.h>

enum { REF_TRIES = 8, MINUTE = 60, HOUR = 3600 };

/* Eight letters of Crockford's alphabet, which has no I, L, O and U: 40 random bits. */
static const char *new_ref(struct work *work)
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	uint64_t random = random_number();
	char *ref = arena_alloc(&work->arena, REF + 1);

	for (int i = 0; i < REF; i++, random >>= 5)
		ref[i] = letters[random & 31];
	return ref;
}

static void find_person(struct work *work, const struct wish *wish, struct booking *b)
{
	struct person person = *work->person;

	if (*wish->person && !person_is_staff(work->person))
		reason_add(work, NOT_ALLOWED, "person");
	else if (*wish->person && !person_by_email(work, wish->person, &person))
		reason_add(work, NO_SUCH_PERSON, "person");
	b->person = person.id;
	b->person_name = person.name;
	b->person_email = person.email;
	b->person_language = person.language;
}

static void find_organisation(struct work *work, const struct wish *wish, struct booking *b)
{
	struct organisation list[32];

	if (!*wish->organisation)
		return;
	int count = organisation_list(work, b->person, list, 32);
	for (int i = 0; i < count; i++)
		if (!strcmp(list[i].slug, wish->organisation)) {
			b->organisation = list[i].id;
			b->organisation_name = list[i].name;
		}
	if (!b->organisation)
		reason_add(work, NO_SUCH_ORGANISATION, "organisation");
}

/* The claim keeps the buffer, too: time to clean up, or to cool down. */
static void set_times(struct booking *b, const struct resource *r, int64_t from, int64_t until)
{
	b->from = from;
	b->until = until;
	b->claim_until = until + r->buffer_minutes * MINUTE;
}

static struct booking booking_of(struct work *work, const struct wish *wish, const struct resource *r)
{
	struct booking b = { .resource = r->id,
		.status = "confirmed", .purpose = wish->purpose, .participants = wish->participants,
		.created = work->now, .created_by = work->person->id, .updated = work->now,
		.resource_slug = r->slug, .resource_name = r->name, .resource_location = r->location };

	set_times(&b, r, wish->from, wish->until);
	return b;
}

static enum event_status event_status_of(const char *status)
{
	if (!strcmp(status, "requested"))
		return EVENT_TENTATIVE;
	return !strcmp(status, "confirmed") ? EVENT_CONFIRMED : EVENT_CANCELLED;
}

/* The feed only reads: what it prints is written here, with the booking. */
static void write_event(struct work *work, const struct booking *b)
{
	char *text[AUDIENCES];
	struct event event = { .id = b->id, .installation = site_installation(work),
		.sequence = b->sequence, .updated = b->updated, .starts = b->from, .ends = b->until,
		.status = event_status_of(b->status), .language = strcmp(b->person_language, "en") ? GERMAN : ENGLISH,
		.resource = b->resource_name, .location = b->resource_location, .ref = b->ref,
		.url = arena_print(&work->arena, "%s/bookings/%s", work->lab->url, b->ref) };

	calendar_event(&work->arena, &event, text);
	db_event_set(work->db, b->id, text[AUDIENCE_OWN], text[AUDIENCE_BUSY]);
}

static void add_with_ref(struct work *work, struct booking *b)
{
	for (int try = 0; try < REF_TRIES && !b->id; try++) {
		b->ref = new_ref(work);
		if (!db_booking_add(work->db, b))
			b->id = 0;
	}
}

static bool claim(struct work *work, const struct booking *b)
{
	if (db_claim_add(work->db, b) == db_within_count(work->db, b->resource))
		return true;
	reason_add(work, SLOT_TAKEN, "from");
	return false;
}

/* Passes, calendar, audit and message follow every change; nothing else may change a status. */
static void follow_up(struct work *work, const struct booking *b, const char *verb, const char *message)
{
	if (b->sequence)
		pass_revoke_booking(work, b->id);
	if (event_status_of(b->status) == EVENT_CONFIRMED)
		pass_make(work, &(struct pass_wish){ .type = PASS_BOOKING, .booking = b->id,
			.person = b->person, .resource = b->resource, .starts = b->from,
			.ends = b->until });
	write_event(work, b);
	delivery_booking(work, message, b);
	audit(work, verb, b->id, b->override);
	work_touch(work, SCOPE_BOOKINGS);
}

static void store_change(struct work *work, struct booking *b)
{
	b->updated = work->now;
	b->sequence++;
	db_booking_change(work->db, b);
}

void booking_settle(struct work *work, struct booking *b, const char *status, const char *verb, const char *message)
{
	b->status = status;
	store_change(work, b);
	if (event_status_of(status) == EVENT_CANCELLED)
		db_claim_delete(work->db, b->id);
	follow_up(work, b, verb, message);
}

/* All rules; who is staff may set some aside. False: refused, and told whether it is taken as well. */
static bool judge(struct work *work, const struct resource *r, const struct wish *wish, struct booking *b)
{
	b->cents = price_of(work, r->id, b->organisation, b->from, b->until);
	policy_check(work, r, b);
	if (wish->override && person_is_staff(work->person))
		b->override = policy_override(work);
	if (work->reasons && b->from < b->until &&
	    !db_claim_is_free(work->db, r->id, b->from, b->claim_until, b->id))
		reason_add(work, SLOT_TAKEN, "from");
	return !work->reasons;
}

static void request_approval(struct work *work, const struct resource *r, struct booking *b)
{
	if (!r->needs_approval || person_is_staff(work->person))
		return;
	b->status = "requested";
	b->lapses = approval_lapses(work, b);
}

/* The one that is named, or, of a kind, the first that is free and open then; else the first of the kind, whose reasons
 * are told. Of several that want the last one the claim lets one through, the others try again. */
static bool find_resource(struct work *work, const struct wish *wish, struct resource *r)
{
	if (!*wish->kind && resource_by_slug(work, wish->resource, r))
		return true;
	if (*wish->kind && resource_any(work, wish->kind, wish->from, wish->until, r))
		return true;
	reason_add(work, NO_SUCH_RESOURCE, *wish->kind ? "kind" : "resource");
	return false;
}

void booking_make(struct work *work, const struct wish *wish, struct booking *b)
{
	struct resource r;

	if (!find_resource(work, wish, &r))
		return;
	*b = booking_of(work, wish, &r);
	find_person(work, wish, b);
	find_organisation(work, wish, b);
	if (!judge(work, &r, wish, b))
		return;
	request_approval(work, &r, b);
	add_with_ref(work, b);
	if (claim(work, b))
		follow_up(work, b, "booking.make",
			b->lapses ? "booking_requested" : "booking_confirmed");
}

bool booking_find(struct work *work, const char *ref, struct booking *b)
{
	bool found = db_booking_by_ref(work->db, ref, b);

	if (found && (b->person == work->person->id || person_is_staff(work->person)))
		return true;
	reason_add(work, NO_SUCH_BOOKING, NULL);
	return false;
}

bool booking_is_changeable(const struct work *work, const struct booking *b)
{
	return b->until > work->now && event_status_of(b->status) != EVENT_CANCELLED;
}

static bool find_changeable(struct work *work, const char *ref, struct booking *b)
{
	if (!booking_find(work, ref, b))
		return false;
	if (!booking_is_changeable(work, b))
		reason_add(work, ALREADY_OVER, NULL);
	return !work->reasons;
}

/* What has begun may be extended or shortened, though its beginning is past. */
static void allow_begun(struct work *work, const struct booking *b, bool moves)
{
	if (!moves)
		reason_drop(work, IN_THE_PAST);
	if (b->until <= work->now)
		reason_add(work, IN_THE_PAST, "until");
}

void booking_change(struct work *work, const char *ref, const struct wish *wish, struct booking *b)
{
	struct resource r;

	if (!find_changeable(work, ref, b))
		return;
	bool moves = wish->from != b->from;
	db_resource_by_id(work->db, b->resource, &r);
	set_times(b, &r, wish->from, wish->until);
	b->purpose = wish->purpose;
	b->participants = wish->participants;
	judge(work, &r, wish, b);
	allow_begun(work, b, moves);
	if (work->reasons)
		return;
	store_change(work, b);
	db_claim_delete(work->db, b->id);
	if (claim(work, b))
		follow_up(work, b, "booking.change", "booking_changed");
}

void booking_cancel(struct work *work, const char *ref, struct booking *b)
{
	struct resource r;

	if (!find_changeable(work, ref, b))
		return;
	db_resource_by_id(work->db, b->resource, &r);
	b->lapses = 0;
	b->cancelled_late = b->from - work->now < r.late_hours * HOUR;
	booking_settle(work, b, "cancelled", "booking.cancel", "booking_cancelled");
}

int booking_list(struct work *work, const struct booking_filter *filter, struct booking *list, int most)
{
	return db_bookings(work->db, filter, list, most);
}

const char *booking_status(const struct booking *b, int64_t now)
{
	if (strcmp(b->status, "confirmed") != 0 || now < b->from)
		return b->status;
	return now < b->until ? "running" : "done";
}

const char *booking_event(struct work *work, const struct booking *b)
{
	return db_event_of(work->db, b->id);
}

bool feed_own(struct work *work, int64_t person, struct feed_place *place, int most, struct buffer *to)
{
	return db_events_own(work->db, person, place, most, to);
}

bool feed_busy(struct work *work, int64_t resource, struct feed_place *place, int most, struct buffer *to)
{
	return db_events_busy(work->db, resource, place, most, to);
}
