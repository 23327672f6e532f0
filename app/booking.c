// SPDX-License-Identifier: EUPL-1.2
#include "app/booking.h"

#include "app/base/text.h"
#include "app/base/time.h"
#include "app/calendar.h"
#include "app/lab.h"
#include "app/pass.h"
#include "app/person.h"
#include "app/revision.h"
#include "app/site.h"
#include "db/db.h"

#include <string.h>

enum { MINUTE = 60, REF_TRIES = 8 };

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

static void check_length(struct work *work, const struct resource *r, int64_t from, int64_t until)
{
	int64_t minutes = (until - from) / MINUTE;

	if (until <= from) {
		reason_add(work, SLOT_BACKWARDS, "until");
		return;
	}
	if (minutes < r->shortest_minutes)
		reason_add_number(work, TOO_SHORT, "until", r->shortest_minutes);
	if (minutes > r->longest_minutes)
		reason_add_number(work, TOO_LONG, "until", r->longest_minutes);
}

static bool is_off_raster(const struct resource *r, int64_t instant)
{
	return instant % MINUTE != 0 || zone_minute(instant) % r->slot_minutes != 0;
}

static void check_raster(struct work *work, const struct resource *r, int64_t from, int64_t until)
{
	if (is_off_raster(r, from))
		reason_add_number(work, OFF_RASTER, "from", r->slot_minutes);
	if (is_off_raster(r, until))
		reason_add_number(work, OFF_RASTER, "until", r->slot_minutes);
}

/* A slot of the timetable that has begun may still be booked, for what is left of it. */
static void check_when(struct work *work, const struct resource *r, int64_t from, int64_t until)
{
	if (until <= work->now || from + BEGUN <= work->now)
		reason_add(work, IN_THE_PAST, "from");
	else if (from < work->now + r->notice_minutes * MINUTE && r->notice_minutes > 0)
		reason_add_number(work, TOO_SOON, "from", r->notice_minutes);
	if (zone_day(from) > zone_day(work->now) + r->horizon_days)
		reason_add_number(work, TOO_FAR, "from", r->horizon_days);
}

static void check_opening(struct work *work, const struct resource *r, int64_t from, int64_t until)
{
	struct hours hours;

	resource_hours(work, r->id, &hours);
	if (!hours_cover(&hours, from, until))
		reason_add(work, CLOSED, "from");
}

/* All rules of one resource for one person; whether anybody else has it is the claim's business. */
static void check(struct work *work, const struct resource *r, const struct booking *b)
{
	if (!r->bookable)
		reason_add(work, NOT_BOOKABLE, "resource");
	check_length(work, r, b->from, b->until);
	check_raster(work, r, b->from, b->until);
	check_when(work, r, b->from, b->until);
	/* What lasts years is refused above; expanding its opening hours day by day would help nobody. */
	if (b->until - b->from <= r->longest_minutes * MINUTE)
		check_opening(work, r, b->from, b->until);
	if (b->participants < 1 || b->participants > r->most_people)
		reason_add_number(work, TOO_MANY_PEOPLE, "participants", r->most_people);
	if (r->needs_introduction && !db_is_qualified(work->db, b->person, r->id, b->until))
		reason_add_detail(work, NOT_QUALIFIED, "resource", r->name);
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

static struct booking booking_of(struct work *work, const struct wish *wish, const struct resource *r)
{
	return (struct booking){ .resource = r->id, .from = wish->from, .until = wish->until,
		.status = "confirmed", .purpose = wish->purpose, .participants = wish->participants,
		.created = work->now, .created_by = work->person->id, .updated = work->now,
		.resource_slug = r->slug, .resource_name = r->name, .resource_location = r->location };
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

static void settle(struct work *work, const struct booking *b, const char *verb)
{
	if (b->sequence)
		pass_revoke_booking(work, b->id);
	if (event_status_of(b->status) == EVENT_CONFIRMED)
		pass_make(work, &(struct pass_wish){ .type = PASS_BOOKING, .booking = b->id,
			.person = b->person, .resource = b->resource, .starts = b->from,
			.ends = b->until });
	write_event(work, b);
	audit(work, verb, b->id, NULL);
	work_touch(work, SCOPE_BOOKINGS);
}

void booking_make(struct work *work, const struct wish *wish, struct booking *b)
{
	struct resource r;

	if (!resource_by_slug(work, wish->resource, &r)) {
		reason_add(work, NO_SUCH_RESOURCE, "resource");
		return;
	}
	*b = booking_of(work, wish, &r);
	find_person(work, wish, b);
	find_organisation(work, wish, b);
	check(work, &r, b);
	if (work->reasons) { /* tell this one as well, though it decides nothing */
		if (b->from < b->until && !db_claim_is_free(work->db, r.id, b->from, b->until, 0))
			reason_add(work, SLOT_TAKEN, "from");
		return;
	}
	add_with_ref(work, b);
	if (claim(work, b))
		settle(work, b, "booking.make");
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

static void store_change(struct work *work, struct booking *b)
{
	b->updated = work->now;
	b->sequence++;
	db_booking_change(work->db, b);
	db_claim_delete(work->db, b->id);
}

void booking_change(struct work *work, const char *ref, const struct wish *wish, struct booking *b)
{
	struct resource r;

	if (!find_changeable(work, ref, b))
		return;
	bool moves = wish->from != b->from;
	b->until = wish->until;
	b->from = wish->from;
	b->purpose = wish->purpose;
	b->participants = wish->participants;
	db_resource_by_id(work->db, b->resource, &r);
	check(work, &r, b);
	if (!moves) /* what has begun may be extended or shortened, though its beginning is past */
		reason_drop(work, IN_THE_PAST);
	if (b->until <= work->now)
		reason_add(work, IN_THE_PAST, "until");
	if (work->reasons) {
		if (b->from < b->until && !db_claim_is_free(work->db, r.id, b->from, b->until, b->id))
			reason_add(work, SLOT_TAKEN, "from");
		return;
	}
	store_change(work, b);
	if (claim(work, b))
		settle(work, b, "booking.change");
}

void booking_cancel(struct work *work, const char *ref, struct booking *b)
{
	if (!find_changeable(work, ref, b))
		return;
	b->status = "cancelled";
	store_change(work, b);
	settle(work, b, "booking.cancel");
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
