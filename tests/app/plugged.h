// SPDX-License-Identifier: EUPL-1.2
/* A machine of a test's own with a plug, booked and used by the program's own verbs, minute by minute. */
#ifndef PLUGGED_H
#define PLUGGED_H

#include "app/booking.h"
#include "app/device.h"
#include "app/frame.h"
#include "app/lab.h"
#include "app/person.h"
#include "app/relay.h"
#include "hw/codec.h"
#include "tests/app/fixture.h"

enum { MINUTE = 60, HOUR = 3600 };

struct plugged {
	int64_t now;
	char slug[24], eui[FRAME_EUI + 1];
	int64_t resource, device;
	struct person ada, bob;
	const char *class; /* what the network says with each frame; NULL: nothing */
	/* What the plug says. */
	int64_t counter, watt_seconds;
	bool relay;
};

static struct plugged plugged;

static inline int open_plugged_lab(void **state)
{
	if (!zone_set("Europe/Berlin") || open_lab(state))
		return -1;
	lab->codecs = codecs;
	return 0;
}

static inline struct person enter_person(struct work *work, const char *name)
{
	struct person person = { .email = arena_print(&work->arena, "%s@lab.example", new_name(work)), .name = name,
		.role = "staff", .language = "de" };

	person_add(work, &person, NULL);
	return (struct person){ .id = person.id, .name = name, .role = "staff", .language = "de", .email = "" };
}

static inline void enter_machine(struct work *work, void *about)
{
	struct resource r = { .slug = plugged.slug, .name = "Prusa", .kind = "printer_3d", .location = "",
		.description = "", .bookable = true, .slot_minutes = 15, .shortest_minutes = 15,
		.longest_minutes = 600, .horizon_days = 60, .most_people = 4 };

	(void)about;
	snprintf(plugged.slug, sizeof plugged.slug, "%s", new_name(work));
	db_resource_add(work->db, &r);
	plugged.resource = r.id;
	for (int weekday = 1; weekday <= 7; weekday++)
		db_opening_add(work->db, &(struct opening){ .resource = r.id, .weekday = weekday,
			.until_minute = 1440 });
	plugged.ada = enter_person(work, "Ada");
	plugged.bob = enter_person(work, "Bob");
}

/* What staff decide about the plug; it is entered if it is new. */
struct decided {
	const char *switched;
	bool may_cut;
	int64_t resource; /* that it feeds */
};

static inline void decide(struct work *work, void *about)
{
	const struct decided *decided = about;
	struct device device = device_usual(plugged.eui);

	work->now = plugged.now;
	work->person = &plugged.ada;
	device.model = "ws52x";
	device.network = "chirpstack";
	device.resource = decided->resource;
	device.switched = decided->switched;
	device.may_cut = decided->may_cut;
	device_settle(work, &device);
	assert_true(device_of_eui(work, plugged.eui, &device));
	plugged.device = device.id;
}

static inline void staff_decide(struct decided decided)
{
	assert_int_equal(run(WRITE, decide, &decided), WORK_DONE);
}

/* At some full hour of a Tuesday, which is no holiday here for years, a week after the last one. */
static inline void plug_in(const char *switched, bool may_cut)
{
	static int64_t begin = 1764086400;

	plugged = (struct plugged){ .now = begin, .class = "C", .relay = true };
	begin += 7 * 24 * HOUR;
	snprintf(plugged.eui, sizeof plugged.eui, "%016llx", (unsigned long long)random_number());
	assert_int_equal(run(WRITE, enter_machine, NULL), WORK_DONE);
	staff_decide((struct decided){ switched, may_cut, plugged.resource });
}

/* ---- booked ---------------------------------------------------------------------------------- */

struct booked {
	const struct person *person;
	int64_t from, until; /* seconds from now */
	int64_t id;
	char ref[REF + 1];
};

static inline void book_it(struct work *work, void *about)
{
	struct booked *b = about;
	struct wish wish = { .resource = plugged.slug, .kind = "", .from = plugged.now + b->from,
		.until = plugged.now + b->until, .purpose = "", .participants = 1, .organisation = "", .person = "" };
	struct booking booking;

	work->now = plugged.now;
	work->person = b->person;
	booking_make(work, &wish, &booking);
	b->id = booking.id;
	snprintf(b->ref, sizeof b->ref, "%s", booking.ref);
}

static inline struct booked book(const struct person *person, int64_t from, int64_t until)
{
	struct booked booked = { .person = person, .from = from, .until = until };

	assert_int_equal(run(WRITE, book_it, &booked), WORK_DONE);
	return booked;
}

static inline void cancel_it(struct work *work, void *about)
{
	struct booked *b = about;
	struct booking booking;

	work->now = plugged.now;
	work->person = b->person;
	booking_cancel(work, b->ref, &booking);
}

/* ---- heard ----------------------------------------------------------------------------------- */

struct report {
	int64_t at; /* when the network heard it */
	int64_t watts;
};

static inline void say(struct work *work, const struct report *told)
{
	static const uint8_t report[26] = { 0x08, 0x70, 1, 0x05, 0x81, 90, 0x07, 0xc9, 0, 0, 0x03, 0x74, 0x30, 9,
		0x06, 0x83, 0, 0, 0, 0, 0x04, 0x80 };
	struct frame frame = { .network = "chirpstack", .session = "01", .counter = ++plugged.counter, .port = 85,
		.size = sizeof report, .at = told->at, .class = plugged.class, .route = "application/1/device/2",
		.via = "broker" };
	int64_t watts = plugged.relay ? told->watts : 0, watt_hours = plugged.watt_seconds / HOUR;

	memcpy(frame.eui, plugged.eui, sizeof frame.eui);
	memcpy(frame.bytes, report, sizeof report);
	frame.bytes[2] = plugged.relay;
	for (int i = 0; i < 4; i++) {
		frame.bytes[16 + i] = (uint8_t)(watt_hours >> i * 8);
		frame.bytes[22 + i] = (uint8_t)(watts >> i * 8);
	}
	frame_take(work, &frame);
}

static inline void hear(struct work *work, void *about)
{
	work->now = plugged.now;
	say(work, about);
}

/* One report, that arrives now. */
static inline void heard(int64_t at, int64_t watts)
{
	assert_int_equal(run(WRITE, hear, &(struct report){ at, watts }), WORK_DONE);
}

struct minute {
	int64_t watts;
	void (*job)(struct work *);
};

static inline void pass_one(struct work *work, void *about)
{
	const struct minute *minute = about;

	work->now = plugged.now;
	if (minute->watts >= 0)
		say(work, &(struct report){ plugged.now, minute->watts });
	minute->job(work);
}

/* So many minutes: each has a report with that power, unless watts < 0, then the job. */
static inline void pass(int minutes, int64_t watts, void (*job)(struct work *))
{
	for (int i = 0; i < minutes; i++) {
		plugged.now += MINUTE;
		plugged.watt_seconds += watts > 0 && plugged.relay ? watts * MINUTE : 0;
		assert_int_equal(run(WRITE, pass_one, &(struct minute){ watts, job }), WORK_DONE);
	}
}

/* ---- what came of it ------------------------------------------------------------------------- */

struct mails {
	const char *kind;
	int64_t person, count;
};

static inline void count_mails(struct work *work, void *about)
{
	static const char MAILS[] = "SELECT COUNT(*) FROM delivery WHERE kind = $1 AND person = $2";
	struct mails *mails = about;

	db_one(work->db, MAILS, WITH(text(mails->kind), num(mails->person)), &mails->count);
}

static inline int64_t mails_to(const struct person *person, const char *kind)
{
	struct mails mails = { kind, person->id, 0 };

	assert_int_equal(run(READ, count_mails, &mails), WORK_DONE);
	return mails.count;
}

#endif
