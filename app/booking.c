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
#include "app/undo.h"
#include "app/waiting.h"
#include "db/db.h"

#include <string.h>

enum { REF_TRIES = 8, RANDOM_BITS = 25, MINUTE = 60, HALF_HOUR = 1800, HOUR = 3600, DAY = 24 * HOUR };

/* Eight letters of Crockford's alphabet, which has no I, L, O and U: three say the day it is made, five are random. So
 * the newest stand together in their index: scattered all over it, they cost the more the longer the history is. */
const char *booking_ref(struct work *work)
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	uint64_t number = (uint64_t)(work->now / DAY) << RANDOM_BITS | random_number() >> (64 - RANDOM_BITS);
	char *ref = arena_alloc(&work->arena, REF + 1);

	for (int i = REF - 1; i >= 0; i--, number >>= 5)
		ref[i] = letters[number & 31];
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

void booking_party(struct work *work, const struct wish *wish, struct booking *b)
{
	find_person(work, wish, b);
	find_organisation(work, wish, b);
}

/* The claim keeps the buffer, too: time to clean up, or to cool down. */
static void set_times(struct booking *b, const struct resource *r, int64_t from, int64_t until)
{
	b->from = from;
	b->until = until;
	b->claim_until = until + r->buffer_minutes * MINUTE;
}

/* What runs unattended needs nobody, and a workshop is waited for. Whoever books a slot that has begun has all of the grace, too. */
void booking_await(const struct work *work, const struct resource *r, struct booking *b)
{
	int64_t from = b->from > work->now ? b->from : work->now;
	bool never = !r->grace_minutes || r->unattended || b->checked_in || b->workshop;

	b->awaited = never ? 0 : from + r->grace_minutes * MINUTE;
}

static struct booking booking_of(struct work *work, const struct wish *wish, const struct resource *r)
{
	struct booking b = { .resource = r->id,
		.status = "confirmed", .purpose = wish->purpose, .participants = wish->participants,
		.created = work->now, .created_by = work->person->id, .updated = work->now,
		.resource_slug = r->slug, .resource_name = r->name, .resource_location = r->location };

	set_times(&b, r, wish->from, wish->until);
	booking_await(work, r, &b);
	return b;
}

static enum event_status event_status_of(const char *status)
{
	if (!strcmp(status, "requested"))
		return EVENT_TENTATIVE;
	if (!strcmp(status, "confirmed") || !strcmp(status, "done"))
		return EVENT_CONFIRMED;
	return EVENT_CANCELLED;
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
		b->ref = booking_ref(work);
		if (!db_booking_add(work->db, b))
			b->id = 0;
	}
}

/* Without a claim there is no booking, even of a resource that is not within itself. */
static bool claim(struct work *work, const struct booking *b)
{
	int count = db_claim_add(work->db, b);

	if (count > 0 && count == db_within_count(work->db, b->resource))
		return true;
	reason_add(work, SLOT_TAKEN, "from");
	return false;
}

/* Passes, calendar, audit and message follow every change; nothing else may change a status. */
static void follow_up(struct work *work, const struct booking *b, const char *verb, const char *message)
{
	if (b->sequence)
		pass_revoke_booking(work, b->id);
	if (!strcmp(b->status, "confirmed") && b->until > work->now)
		pass_make(work, &(struct pass_wish){ .type = PASS_BOOKING, .booking = b->id,
			.person = b->person, .resource = b->resource, .starts = b->from,
			.ends = b->until });
	write_event(work, b);
	if (message && !b->series_told)
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
	bool ends = event_status_of(status) == EVENT_CANCELLED;

	b->status = status;
	if (ends)
		b->lapses = b->awaited = 0;
	store_change(work, b);
	if (ends)
		db_claim_delete(work->db, b->id);
	if (ends && b->offered)
		db_waiting_set(work->db, b->offered, "passed");
	follow_up(work, b, verb, message);
	if (ends)
		waiting_offer(work, b->resource, b->from, b->until);
}

/* A begin that stays may be past, and needs no notice. */
static void allow_begun(struct work *work, const struct booking *old, const struct booking *b)
{
	if (b->from == old->from) {
		reason_drop(work, IN_THE_PAST);
		reason_drop(work, TOO_SOON);
	}
	if (b->until <= work->now)
		reason_add(work, IN_THE_PAST, "until");
}

static bool is_free(struct work *work, const struct booking *b)
{
	if (db_claim_is_free(work->db, b->resource, b->from, b->claim_until, b->id))
		return true;
	reason_add(work, SLOT_TAKEN, "from");
	return false;
}

/* All rules; who is staff may set some aside. False: refused, and told whether it is taken as well. Old NULL: new. */
static bool judge(struct work *work, const struct resource *r, bool override, const struct booking *old,
	struct booking *b)
{
	b->cents = price_of(work, r->id, b->organisation, b->from, b->until);
	policy_check(work, r, b);
	if (old)
		allow_begun(work, old, b);
	const char *codes = override && person_is_staff(work->person) ? policy_override(work) : NULL;
	if (codes)
		b->override = codes;
	if (work->reasons && b->from < b->until)
		is_free(work, b);
	return !work->reasons;
}

/* The one that is named, or, of a kind, the first that is free and open then; else the first of the kind, whose reasons
 * are told. Of several that want the last one the claim lets one through, the others try again. */
static bool find_resource(struct work *work, const struct wish *wish, struct resource *r)
{
	bool named = resource_by_slug(work, wish->resource, r);
	const char *kind = *wish->kind ? wish->kind : r->kind;

	if (named && (!wish->any || db_claim_is_free(work->db, r->id, wish->from, wish->until, 0)))
		return true;
	if ((named || *wish->kind) && resource_any(work, kind, wish->from, wish->until, r))
		return true;
	reason_add(work, NO_SUCH_RESOURCE, *wish->kind ? "kind" : "resource");
	return false;
}

bool booking_draft(struct work *work, const struct wish *wish, struct resource *r, struct booking *b)
{
	if (!find_resource(work, wish, r))
		return false;
	*b = booking_of(work, wish, r);
	booking_party(work, wish, b);
	return true;
}

bool booking_place(struct work *work, const struct wish *wish, const struct resource *r, struct booking *b)
{
	set_times(b, r, wish->from, wish->until);
	booking_await(work, r, b);
	return judge(work, r, wish->override, NULL, b) && is_free(work, b);
}

bool booking_enter(struct work *work, struct booking *b, const char *verb, const char *message)
{
	add_with_ref(work, b);
	if (!claim(work, b))
		return false;
	follow_up(work, b, verb, message);
	return true;
}

void booking_make(struct work *work, const struct wish *wish, struct booking *b)
{
	struct resource r;

	if (!booking_draft(work, wish, &r, b) || !judge(work, &r, wish->override, NULL, b))
		return;
	approval_request(work, &r, b);
	if (booking_enter(work, b, "booking.make", b->lapses ? "booking_requested" : "booking_confirmed"))
		approval_tell(work, b);
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
	else if (b->workshop)
		reason_add(work, OF_A_WORKSHOP, NULL);
	return !work->reasons;
}

/* An offer is taken or declined as it is. */
static bool find_own(struct work *work, const char *ref, struct booking *b, struct resource *r)
{
	if (!find_changeable(work, ref, b))
		return false;
	if (b->offered)
		reason_add(work, NOT_CHANGEABLE, NULL);
	db_resource_by_id(work->db, b->resource, r);
	return !work->reasons;
}

/* What only becomes shorter stays approved. */
static bool outgrows(const struct booking *old, const struct booking *b)
{
	return b->from < old->from || b->until > old->until || b->person != old->person;
}

/* Its new claim replaces the old one, or everything stays; whoever waits for what it leaves is offered it. */
static void rebook(struct work *work, const struct booking *old, struct booking *b, const char *verb,
	const char *message)
{
	store_change(work, b);
	db_claim_delete(work->db, b->id);
	if (!claim(work, b))
		return;
	follow_up(work, b, verb, message);
	if (b->from > old->from || b->until < old->until)
		waiting_offer(work, old->resource, old->from, old->until);
}

static void change(struct work *work, const struct resource *r, const struct booking *old, struct booking *b,
	const char *verb)
{
	bool asks = outgrows(old, b) && approval_request(work, r, b);

	if (b->from != old->from)
		booking_await(work, r, b);
	if (work->reasons)
		return;
	rebook(work, old, b, verb, asks ? "booking_requested" : "booking_changed");
	if (asks && !b->series_told)
		approval_tell(work, b);
}

bool booking_displace(struct work *work, const struct wish *wish, const struct resource *r, struct booking *b)
{
	struct booking old = *b;

	set_times(b, r, wish->from, wish->until);
	return judge(work, r, wish->override, &old, b) && is_free(work, b);
}

void booking_replace(struct work *work, const struct resource *r, const struct booking *old, struct booking *b)
{
	change(work, r, old, b, "booking.change");
}

void booking_change(struct work *work, const char *ref, const struct wish *wish, struct booking *b)
{
	struct resource r;

	if (!find_own(work, ref, b, &r))
		return;
	struct booking old = *b;
	set_times(b, &r, wish->from, wish->until);
	b->purpose = wish->purpose;
	b->participants = wish->participants;
	if (judge(work, &r, wish->override, &old, b))
		change(work, &r, &old, b, "booking.change");
}

/* Their organisation comes with them only if the other person belongs to it, too. */
static void find_heir(struct work *work, const char *email, struct booking *b)
{
	struct organisation list[32];
	struct person heir;
	int64_t organisation = b->organisation;

	if (!person_by_email(work, email, &heir)) {
		reason_add(work, NO_SUCH_PERSON, "person");
		return;
	}
	if (heir.id == b->person)
		reason_add(work, NOT_CHANGEABLE, "person");
	b->person = heir.id;
	b->person_name = heir.name;
	b->person_email = heir.email;
	b->person_language = heir.language;
	b->organisation = 0;
	for (int i = organisation_list(work, heir.id, list, 32); i > 0; i--)
		if (list[i - 1].id == organisation)
			b->organisation = organisation;
	if (!b->organisation)
		b->organisation_name = NULL;
}

void booking_give(struct work *work, const char *ref, const struct wish *wish, struct booking *b)
{
	struct resource r;

	if (!find_own(work, ref, b, &r))
		return;
	struct booking old = *b;
	find_heir(work, wish->person, b);
	set_times(b, &r, b->from, b->until);
	if (work->reasons || !judge(work, &r, wish->override, &old, b))
		return;
	change(work, &r, &old, b, "booking.give");
	delivery_add(work, &(struct delivery){ .kind = "booking_given", .person = old.person, .booking = b->id,
		.detail = b->person_name, .key = arena_print(&work->arena, "booking_given %lld %lld",
			(long long)b->id, (long long)b->sequence) });
}

/* Giving time back breaks no rule: it may end on any minute, however short it was. */
void booking_end(struct work *work, const char *ref, struct booking *b)
{
	struct resource r;
	int64_t minute = (work->now + MINUTE - 1) / MINUTE * MINUTE;

	if (!find_own(work, ref, b, &r))
		return;
	struct booking old = *b;
	if (strcmp(booking_status(b, work->now), "running") != 0)
		reason_add(work, NOT_CHANGEABLE, NULL);
	else if (minute >= b->until)
		reason_add(work, ALREADY_OVER, NULL);
	if (work->reasons)
		return;
	set_times(b, &r, b->from, minute > b->from ? minute : b->from + MINUTE);
	b->awaited = 0;
	b->cents = price_of(work, r.id, b->organisation, b->from, b->until);
	rebook(work, &old, b, "booking.end", "booking_changed");
}

int64_t booking_extension(struct work *work, const struct booking *b)
{
	const struct said *said = work->reasons;
	struct booking longer = *b;
	struct resource r;

	if (!booking_is_changeable(work, b) || b->offered || !db_resource_by_id(work->db, b->resource, &r) ||
	    (r.needs_approval && !person_is_staff(work->person)))
		return 0;
	int64_t step = r.slot_minutes * MINUTE;
	set_times(&longer, &r, b->from, b->until + (HALF_HOUR + step - 1) / step * step);
	bool fits = judge(work, &r, false, b, &longer) &&
		db_claim_is_free(work->db, r.id, longer.from, longer.claim_until, b->id);
	work->reasons = said;
	return fits ? longer.until : 0;
}

/* An offer that is declined was never anybody's booking, and a request not yet. */
void booking_call_off(struct work *work, struct booking *b)
{
	struct resource r;

	db_resource_by_id(work->db, b->resource, &r);
	b->cancelled_late = !strcmp(b->status, "confirmed") && b->from - work->now < r.late_hours * HOUR;
	booking_settle(work, b, "cancelled", b->offered ? "offer.decline" : "booking.cancel",
		b->offered ? NULL : "booking_cancelled");
}

void booking_cancel(struct work *work, const char *ref, struct booking *b)
{
	struct node *kept = document_new(&work->arena);

	if (!find_changeable(work, ref, b))
		return;
	booking_call_off(work, b);
	put_text(kept, "ref", b->ref);
	if (booking_may_restore(work, b))
		undo_offer(work, "booking", kept);
}

bool booking_may_restore(struct work *work, const struct booking *b)
{
	return !strcmp(b->status, "cancelled") && !b->offered && b->until > work->now &&
		db_claim_is_free(work->db, b->resource, b->from, b->until, b->id);
}

void booking_restore(struct work *work, const char *ref, struct booking *b)
{
	struct resource r;

	if (!booking_find(work, ref, b))
		return;
	if (strcmp(b->status, "cancelled") != 0 || b->offered || b->until <= work->now) {
		reason_add(work, b->until <= work->now ? ALREADY_OVER : NOT_CHANGEABLE, NULL);
		return;
	}
	struct booking old = *b;
	db_resource_by_id(work->db, b->resource, &r);
	set_times(b, &r, b->from, b->until);
	booking_await(work, &r, b);
	b->status = "confirmed";
	b->cancelled_late = false;
	if (!judge(work, &r, false, NULL, b))
		return;
	bool asks = approval_request(work, &r, b);
	rebook(work, &old, b, "booking.restore", asks ? "booking_requested" : "booking_confirmed");
	if (asks)
		approval_tell(work, b);
}

int booking_list(struct work *work, const struct booking_filter *filter, struct booking *list, int most)
{
	return db_bookings(work->db, filter, list, most);
}

int booking_rows(struct work *work, const struct booking_filter *filter, struct slice slice, struct booking *list)
{
	return db_booking_rows(work->db, filter, slice, list);
}

int64_t booking_count(struct work *work, const struct booking_filter *filter)
{
	return db_booking_count(work->db, filter);
}

const char *booking_status(const struct booking *b, int64_t now)
{
	if (b->offered && !strcmp(b->status, "requested"))
		return "offered";
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
