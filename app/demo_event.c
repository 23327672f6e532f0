// SPDX-License-Identifier: EUPL-1.2
/* What has come of some bookings of the sample lab: missed and objected to, waited for, offered, repeated. */
#include "app/demo.h"

#include "app/base/time.h"
#include "app/no_show.h"
#include "app/person.h"
#include "app/series.h"
#include "app/waiting.h"

enum { JANA = 2, TEACHER = 3, FALK = 4, AYLIN = 5, OLE = 6, SABINE = 7, /* among the people of demo.c */
	HOUR_MINUTES = 60, EARLY = 7 * HOUR_MINUTES, NINE = 9 * HOUR_MINUTES, HALF_HOUR = 1800 };

/* From seven to eight, when nobody else has booked. */
static struct wish early(const char *slug, int day, const char *purpose)
{
	return (struct wish){ .resource = slug, .kind = "", .from = zone_instant(day, EARLY),
		.until = zone_instant(day, EARLY + HOUR_MINUTES), .purpose = purpose,
		.participants = 1, .organisation = "", .person = "" };
}

/* Of the last morning: one had staff note that he came, though his machine rested; one did not come; one took longer. */
static void contradict(struct work *work, const struct person *people, int day)
{
	struct wish noted = early("prusa-2", day, "Ersatzteil"), missed = early("bambu-2", day, "Prototyp Gehäuse"),
		late = early("bambu-1", day, "Kleinserie");
	struct booking booking;

	late.from += HALF_HOUR;
	demo_make(work, &people[SABINE], zone_instant(day - 3, EARLY), &missed, &booking);
	demo_make(work, &people[FALK], zone_instant(day - 3, EARLY), &late, &booking);
	if (demo_make(work, &people[OLE], zone_instant(day - 3, EARLY), &noted, &booking))
		db_booking_came(work->db, booking.id, noted.from);
}

/* Nobody came yesterday, and somebody objects. */
static void miss(struct work *work, const struct person *people, int day)
{
	struct wish wish = early("cad-1", day, "Entwurf");
	struct booking booking;
	int64_t now = work->now;

	if (!demo_make(work, &people[AYLIN], zone_instant(day - 3, EARLY), &wish, &booking))
		return;
	work->now = wish.from + HALF_HOUR;
	no_show_release(work, 1);
	work->person = &people[AYLIN];
	no_show_object(work, booking.ref, "Ich war da, aber der Scanner an der Tür war aus.", &booking);
	work->person = NULL;
	work->now = now;
}

static void ask(struct work *work, const struct person *people, int day)
{
	struct wish wish = early("blitzanlage", day, "Porträts Klasse 8");
	struct booking booking;

	demo_make(work, &people[TEACHER], work->now, &wish, &booking);
}

/* Jana waits for two of Falk's times, Ole for one; that one Falk gives up. */
static void offer(struct work *work, const struct person *people, int day)
{
	struct wish given = early("cad-2", day, "Kundenmuster"), kept = early("prusa-1", day, "Kleinserie");
	struct booking one, other;
	struct waiting waiting;

	if (!demo_make(work, &people[FALK], work->now, &given, &one) ||
	    !demo_make(work, &people[FALK], work->now, &kept, &other))
		return;
	work->person = &people[JANA];
	waiting_join(work, &given, &waiting);
	waiting_join(work, &kept, &waiting);
	work->person = &people[OLE];
	waiting_join(work, &given, &waiting);
	work->person = &people[FALK];
	booking_cancel(work, one.ref, &one);
	work->person = NULL;
	work->reasons = NULL;
}

/* Every morning of the coming week; where somebody else was first, a date is left out. */
static void repeat(struct work *work, const struct person *people, int day)
{
	struct series series;
	struct series_wish wish = { .repeat = "FREQ=DAILY;COUNT=7", .skip_holidays = true,
		.wish = early("cad-1", day, "Entwurf") };

	wish.wish.until += HALF_HOUR;
	work->person = &people[JANA];
	series_make(work, &wish, &series);
	work->person = NULL;
	work->reasons = NULL;
}

void demo_events(struct work *work, const struct person *people, int today)
{
	contradict(work, people, zone_minute(work->now) < NINE ? today - 1 : today);
	miss(work, people, today - 1);
	ask(work, people, today + 4);
	offer(work, people, today + 3);
	repeat(work, people, today + 1);
}
