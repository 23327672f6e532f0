// SPDX-License-Identifier: EUPL-1.2
/* What people do with bookings. */
#include "tests/stories/story.h"

#include "app/approval.h"
#include "app/base/time.h"
#include "app/booking.h"

#include <string.h>

const struct verb story_verbs[] = {
	{ "books", books },
	{ "moves", moves },
	{ "cancels", cancels },
	{ "sees", sees },
	{ "approves", approves },
	{ "refuses", refuses },
	{ "finds", finds },
	{ "asks", asks },
	{ "signs", signs },
	{ "returns", returns },
	{ "counts", counts },
	{ "scans", scans },
	{ "keeps", keeps },
	{ "extends", extends },
	{ "ends", ends },
	{ "restores", restores },
	{ "gives", gives },
	{ "waits", waits },
	{ "leaves", leaves },
	{ "gets", gets },
	{ "accepts", accepts },
	{ "saw", saw },
	{ "objects", objects },
	{ "decides", decides },
	{ "reviews", reviews },
	{ "closes", closes },
	{ "takes", takes },
	{ "foresees", foresees },
	{ "repeats", repeats },
	{ "rereads", rereads },
	{ "adds", adds },
	{ "drops", drops },
	{ "shifts", shifts },
	{ "teaches", teaches },
	{ "shuts", shuts },
	{ "peeks", peeks },
	{ "joins", joins },
	{ "holds", holds },
	{ "claims", claims },
	{ "quits", quits },
	{ "resizes", resizes },
	{ "switches", switches },
	{ "draws", draws },
	{ "marks", marks },
	{ "rolls", rolls },
	{ 0 },
};

/* SPAN [for=NAME] [organisation=SLUG] [people=2] [override], behind a resource or a booking */
static struct wish read_wish(struct work *work, struct line *line)
{
	const char *other = word_option(line, "for"), *organisation = word_option(line, "organisation");
	struct wish wish = { .kind = "", .purpose = "", .organisation = organisation ? organisation : "",
		.person = other ? arena_print(&work->arena, "%s@example.org", other) : "",
		.participants = word_number(line, "people", 1), .override = word_flag(line, "override"), .any = word_flag(line, "any") };

	word_span(line, &wish.from, &wish.until);
	return wish;
}

static void say_status(struct work *work, struct line *line, const struct booking *booking)
{
	if (!work->reasons)
		say(line, booking_status(booking, work->now));
}

/* [A:] NAME books RESOURCE SPAN … */
void books(struct work *work, struct line *line)
{
	const char *resource = word_next(line);
	struct wish wish = read_wish(work, line);
	struct booking booking = { 0 };

	wish.resource = resource;
	booking_make(work, &wish, &booking);
	say_status(work, line, &booking);
	if (!work->reasons)
		thing_set(line, line->label, booking.ref);
}

/* NAME moves A SPAN …: also longer or shorter */
void moves(struct work *work, struct line *line)
{
	const char *ref = thing_named(line, word_next(line));
	struct wish wish = read_wish(work, line);
	struct booking booking = { 0 };

	booking_change(work, ref, &wish, &booking);
	say_status(work, line, &booking);
}

/* NAME cancels A; says late if it was */
void cancels(struct work *work, struct line *line)
{
	struct booking booking = { 0 };

	booking_cancel(work, thing_named(line, word_next(line)), &booking);
	say_status(work, line, &booking);
	if (!work->reasons && booking.cancelled_late)
		say(line, "late");
}

/* NAME sees A: its status now */
void sees(struct work *work, struct line *line)
{
	struct booking booking = { 0 };

	if (booking_find(work, thing_named(line, word_next(line)), &booking))
		say_status(work, line, &booking);
}

/* NAME approves A [override] */
void approves(struct work *work, struct line *line)
{
	const char *ref = thing_named(line, word_next(line));
	struct booking booking = { 0 };

	approval_approve(work, ref, word_flag(line, "override"), &booking);
	say_status(work, line, &booking);
}

/* NAME refuses A */
void refuses(struct work *work, struct line *line)
{
	struct booking booking = { 0 };

	approval_refuse(work, thing_named(line, word_next(line)), "", &booking);
	say_status(work, line, &booking);
}

/* NAME finds RESOURCE SPAN: what its timetable says about the slots that the span touches */
void finds(struct work *work, struct line *line)
{
	struct resource r = { .slot_minutes = 60, .longest_minutes = 60 };
	struct timetable t;
	int64_t from, until;

	word_resource(work, line, &r);
	word_span(line, &from, &until);
	resource_timetable(work, &r, zone_day(from), zone_day(until) - zone_day(from) + 1, &t);
	for (int i = 0; i < t.days * t.rows; i++)
		if (t.slots[i].from < until && t.slots[i].until > from)
			say_once(line, slot_word(t.slots[i].status));
}

/* 2026-10-25/13:00, in words that a story can write down */
static const char *moment(struct work *work, int64_t instant)
{
	char date[TIME_TEXT];
	int minute = zone_minute(instant);

	date_print(zone_day(instant), date);
	return arena_print(&work->arena, "%s/%02d:%02d", date, minute / 60, minute % 60);
}

/* NAME asks RESOURCE SPAN … [most=3]: the alternatives, each as RESOURCE/DATE/TIME */
void asks(struct work *work, struct line *line)
{
	const char *resource = word_next(line);
	struct wish wish = read_wish(work, line);
	struct alternative list[MOST_WORDS];
	int most = (int)word_number(line, "most", 4);

	wish.resource = resource;
	int count = booking_alternatives(work, &wish, list, most < MOST_WORDS ? most : MOST_WORDS);
	for (int i = 0; i < count; i++)
		say(line, arena_print(&work->arena, "%s/%s", list[i].resource.slug,
			moment(work, list[i].from)));
}
