// SPDX-License-Identifier: EUPL-1.2
/* What becomes of bookings: handed over, ended, waited for, offered, missed. */
#include "tests/stories/story.h"

#include "app/approval.h"
#include "app/booking.h"
#include "app/device.h"
#include "app/no_show.h"
#include "app/waiting.h"
#include "db/frame.h"

#include <string.h>

static void say_status(struct work *work, struct line *line, const struct booking *booking)
{
	if (!work->reasons)
		say(line, booking_status(booking, work->now));
}

/* NAME extends A: until when it could be, by the button on its page */
void extends(struct work *work, struct line *line)
{
	struct booking b = { 0 };

	if (!booking_find(work, thing_named(line, word_next(line)), &b))
		return;
	struct wish wish = { .from = b.from, .until = booking_extension(work, &b),
		.purpose = b.purpose, .participants = b.participants };
	if (!wish.until) {
		say(line, "no");
		return;
	}
	booking_change(work, b.ref, &wish, &b);
	say_status(work, line, &b);
}

/* NAME restores A */
void restores(struct work *work, struct line *line)
{
	struct booking b = { 0 };

	booking_restore(work, thing_named(line, word_next(line)), &b);
	say_status(work, line, &b);
}

/* NAME ends A */
void ends(struct work *work, struct line *line)
{
	struct booking b = { 0 };

	booking_end(work, thing_named(line, word_next(line)), &b);
	say_status(work, line, &b);
}

/* NAME gives A to OTHER [override] */
void gives(struct work *work, struct line *line)
{
	const char *ref = thing_named(line, word_next(line));
	struct booking b = { 0 };

	if (!word_is(line, "to"))
		complain(line, "gives it", "to whom?");
	struct wish wish = { .override = word_flag(line, "override"),
		.person = arena_print(&work->arena, "%s@example.org", word_next(line)) };
	booking_give(work, ref, &wish, &b);
	say_status(work, line, &b);
}

/* NAME waits RESOURCE SPAN [people=2] */
void waits(struct work *work, struct line *line)
{
	struct wish wish = { .resource = word_next(line), .kind = "", .purpose = "", .person = "", .organisation = "",
		.participants = word_number(line, "people", 1) };
	struct waiting waiting;

	word_span(line, &wish.from, &wish.until);
	waiting_join(work, &wish, &waiting);
	if (!work->reasons)
		say(line, "waiting");
}

/* NAME leaves: the first of their waiting lists */
void leaves(struct work *work, struct line *line)
{
	struct waiting list[1] = { 0 };

	waiting_list(work, list, 1);
	waiting_leave(work, list[0].id);
	if (!work->reasons)
		say(line, "left");
}

/* [A:] NAME gets: the slug of what is offered to them, or nothing; A is the first */
void gets(struct work *work, struct line *line)
{
	struct booking list[MOST_WORDS];
	struct booking_filter filter = { .person = work->person->id, .from = work->now };
	int count = booking_list(work, &filter, list, MOST_WORDS);

	for (int i = count - 1; i >= 0; i--)
		if (!strcmp(booking_status(&list[i], work->now), "offered")) {
			say(line, list[i].resource_slug);
			thing_set(line, line->label, list[i].ref);
		}
}

/* NAME accepts A: an offer */
void accepts(struct work *work, struct line *line)
{
	struct booking b = { 0 };

	waiting_accept(work, thing_named(line, word_next(line)), &b);
	say_status(work, line, &b);
}

/* NAME saw A: somebody came */
void saw(struct work *work, struct line *line)
{
	struct booking b = { 0 };

	no_show_came(work, thing_named(line, word_next(line)), &b);
	say_status(work, line, &b);
}

/* NAME objects A */
void objects(struct work *work, struct line *line)
{
	struct booking b = { 0 };

	no_show_object(work, thing_named(line, word_next(line)), "I was there.", &b);
	say_status(work, line, &b);
}

/* NAME decides A yes | no: about an objection */
void decides(struct work *work, struct line *line)
{
	const char *ref = thing_named(line, word_next(line));
	struct booking b = { 0 };

	no_show_decide(work, ref, word_is(line, "yes"), "", &b);
	say_status(work, line, &b);
}

/* NAME reviews OTHER: their late cancellations and no-shows, as late=1 missed=0 */
void reviews(struct work *work, struct line *line)
{
	struct person other = { 0 };

	word_person(work, line, word_next(line), &other);
	struct record record = no_show_record(work, other.id);
	say(line, arena_print(&work->arena, "late=%lld", (long long)record.late));
	say(line, arena_print(&work->arena, "missed=%lld", (long long)record.missed));
}

/* power RESOURCE WATTS: what its plug says now */
void power(struct work *work, struct line *line)
{
	struct resource r = { 0 };

	word_resource(work, line, &r);
	struct device device = { .eui = arena_print(&work->arena, "%016llx", (unsigned long long)r.id),
		.network = "chirpstack", .resource = r.id };
	struct reading_row reading = { .device = device_enter(work, &device), .at = work->now,
		.watts = { true, word_number(line, "watts", 0) } };
	db_reading_add(work->db, &reading);
}
